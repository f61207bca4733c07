//! Faults on demand: what goes wrong, and with which requests.

use std::time::Duration;

use fastrand::Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::crm::Moment;

/// The script of faults. A rule that applies to a request wins over those behind it.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Armed>);

/// One rule of the script.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Only requests for this method, or batches that hold it. Missing: all requests.
    pub method: Option<String>,
    /// Only the n-th request that the rule looks at, counted from 1.
    pub nth: Option<u64>,
    /// Only every n-th request that the rule looks at.
    pub every: Option<u64>,
    /// Only within this many milliseconds after the rule was set.
    pub for_ms: Option<u64>,
    /// Only this share of requests, 0 to 1, drawn with `seed`.
    pub share: Option<f64>,
    /// The seed of the share.
    pub seed: u64,
}

/// The part of a rule that says which requests it spoils.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    method: Option<String>,
    nth: Option<u64>,
    every: Option<u64>,
    for_ms: Option<u64>,
    share: Option<f64>,
    seed: u64,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// 401 `expired_token`.
    ExpiredToken,
    /// 503 `QUERY_LIMIT_EXCEEDED`.
    QueryLimit,
    /// 429 `OPERATION_TIME_LIMIT`.
    OperatingLimit,
    /// `OVERLOAD_LIMIT`, a block by the vendor: 401 or 503, as the setting `statuses` has it.
    Overload,
    /// Any refusal.
    Error {
        /// The HTTP status.
        status: u16,
        /// The code under `error`.
        code: String,
        /// The text.
        #[serde(default)]
        text: String,
    },
    /// Any JSON at all, in the headers of a usual answer.
    Answer {
        /// The HTTP status.
        #[serde(default = "ok")]
        status: u16,
        /// The body.
        body: serde_json::Value,
    },
    /// An HTML page from a gateway, without the headers that let a browser read it.
    Html {
        /// The HTTP status.
        #[serde(default = "bad_gateway")]
        status: u16,
    },
    /// The answer breaks off in the middle of its JSON.
    CutJson,
    /// The right answer as `text/html`.
    WrongContentType,
    /// The connection is closed without an answer.
    Reset,
    /// No answer ever comes.
    Stall,
    /// The answer comes later.
    Delay {
        /// By how much, in milliseconds.
        delay_ms: u64,
    },
    /// A redirect, as from a portal that moved.
    Redirect {
        /// The HTTP status: 302 makes a GET of a POST, 307 and 308 keep it.
        #[serde(default = "found")]
        status: u16,
        /// Where to.
        location: String,
    },
    /// `result` is `[]`, whatever was asked.
    EmptyResult,
    /// The previous answer again, in place of this one.
    OtherAnswer,
    /// One command fails, alone or inside a batch.
    CommandError {
        /// The code under `error`.
        code: String,
        /// The text.
        #[serde(default)]
        text: String,
    },
    /// One command answers this, alone or inside a batch, and does nothing.
    CommandResult {
        /// The value under `result`.
        result: serde_json::Value,
    },
}

impl Fault {
    /// A rule for all requests.
    pub fn of(kind: FaultKind) -> Self {
        Self { kind, method: None, nth: None, every: None, for_ms: None, share: None, seed: 0 }
    }
}

/// A field that neither the choice nor the kind knows is an error, because a rule that was misspelt would
/// spoil other requests than its author means. `serde` refuses such fields only where nothing is flattened.
impl TryFrom<Map<String, Value>> for Fault {
    type Error = serde_json::Error;

    fn try_from(fields: Map<String, Value>) -> Result<Self, Self::Error> {
        const CHOICE: [&str; 6] = ["method", "nth", "every", "for_ms", "share", "seed"];
        let (choice, kind): (Map<_, _>, Map<_, _>) =
            fields.into_iter().partition(|(name, _)| CHOICE.contains(&name.as_str()));
        let names: Vec<String> = kind.keys().cloned().collect();
        let kind = FaultKind::deserialize(Value::Object(kind))?;
        let known = serde_json::to_value(&kind)?;
        if let Some(unknown) = names.iter().find(|name| known.get(name.as_str()).is_none()) {
            return Err(serde::de::Error::custom(format!("unknown field `{unknown}`")));
        }
        let Choice { method, nth, every, for_ms, share, seed } = Choice::deserialize(Value::Object(choice))?;
        Ok(Self { kind, method, nth, every, for_ms, share, seed })
    }
}

impl FaultKind {
    /// Whether it is about one command and not about the whole request.
    fn is_about_a_command(&self) -> bool {
        matches!(self, Self::CommandError { .. } | Self::CommandResult { .. })
    }
}

#[derive(Clone, Debug)]
struct Armed {
    fault: Fault,
    since: Moment,
    looked_at: u64,
    rng: Rng,
}

impl Faults {
    /// Replaces the script.
    pub fn set(&mut self, script: Vec<Fault>, now: Moment) {
        let arm = |fault: Fault| Armed { since: now, looked_at: 0, rng: Rng::with_seed(fault.seed), fault };
        self.0 = script.into_iter().map(arm).collect();
    }

    /// What happens to a request for these methods: its own and those of its batch.
    pub(crate) fn for_request(&mut self, methods: &[String], now: Moment) -> Option<FaultKind> {
        self.first(|kind| !kind.is_about_a_command(), methods, now)
    }

    /// What happens to one command.
    pub(crate) fn for_command(&mut self, method: &str, now: Moment) -> Option<FaultKind> {
        let methods = [method.to_owned()];
        self.first(FaultKind::is_about_a_command, &methods, now)
    }

    /// Every rule counts the requests that it looks at, also those that another rule has spoilt.
    fn first(
        &mut self,
        is_wanted: impl Fn(&FaultKind) -> bool,
        methods: &[String],
        now: Moment,
    ) -> Option<FaultKind> {
        let rules = self.0.iter_mut().filter(|rule| is_wanted(&rule.fault.kind));
        let firing = rules.filter_map(|rule| rule.fires(methods, now).then(|| rule.fault.kind.clone()));
        firing.collect::<Vec<_>>().into_iter().next()
    }
}

impl Armed {
    fn fires(&mut self, methods: &[String], now: Moment) -> bool {
        let fault = &self.fault;
        let is_looked_at = fault
            .method
            .as_ref()
            .is_none_or(|wanted| methods.iter().any(|method| method.eq_ignore_ascii_case(wanted)));
        if !is_looked_at {
            return false;
        }
        self.looked_at += 1;
        let is_in_time = fault.for_ms.is_none_or(|for_ms| now < self.since + Duration::from_millis(for_ms));
        let is_in_share = fault.share.is_none_or(|share| self.rng.f64() < share);
        is_in_time
            && is_in_share
            && fault.nth.is_none_or(|nth| self.looked_at == nth)
            && fault.every.is_none_or(|every| self.looked_at.is_multiple_of(every))
    }
}

fn ok() -> u16 {
    200
}

fn found() -> u16 {
    302
}

fn bad_gateway() -> u16 {
    502
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn fired(rule: &str, methods: &[&str]) -> Vec<u64> {
        let mut faults = Faults::default();
        let start = Moment::from_seconds(1_700_000_000);
        faults.set(serde_json::from_str(rule).unwrap(), start);
        let methods: Vec<String> = methods.iter().map(|method| (*method).to_owned()).collect();
        let at = |second: &u64| start + Duration::from_secs(*second);
        (1..=6).filter(|second| faults.for_request(&methods, at(second)).is_some()).collect()
    }

    #[rstest]
    #[case(r#"[{"kind":"reset"}]"#, &[1, 2, 3, 4, 5, 6])]
    #[case(r#"[{"kind":"reset","nth":2}]"#, &[2])]
    #[case(r#"[{"kind":"reset","every":3}]"#, &[3, 6])]
    #[case(r#"[{"kind":"reset","for_ms":3000}]"#, &[1, 2])]
    #[case(r#"[{"kind":"reset","method":"BATCH"}]"#, &[1, 2, 3, 4, 5, 6])]
    #[case(r#"[{"kind":"reset","method":"profile"}]"#, &[])]
    #[case(r#"[{"kind":"command_error","code":"X"}]"#, &[])]
    #[case(r#"[{"kind":"html","nth":1},{"kind":"delay","delay_ms":5,"nth":2}]"#, &[1, 2])]
    fn a_rule_picks_its_requests(#[case] rule: &str, #[case] expected: &[u64]) {
        assert_eq!(fired(rule, &["batch", "crm.duplicate.findbycomm"]), expected);
    }

    #[rstest]
    #[case(r#"{"kind":"expired_token","methd":"batch"}"#, "unknown field `methd`")]
    #[case(r#"{"kind":"html","code":"X"}"#, "unknown field `code`")]
    #[case(r#"{"kind":"error","status":400,"code":"X","txt":"y"}"#, "unknown field `txt`")]
    #[case(r#"{"kind":"nope"}"#, "unknown variant `nope`")]
    #[case(r#"{"kind":"error","code":"X"}"#, "missing field `status`")]
    #[case(r#"{"kind":"reset","nth":"2"}"#, "invalid type: string")]
    #[case(r#"{"nth":2}"#, "missing field `kind`")]
    fn a_misspelt_rule_is_refused_by_name(#[case] rule: &str, #[case] beginning: &str) {
        let error = serde_json::from_str::<Fault>(rule).unwrap_err().to_string();
        assert!(error.starts_with(beginning), "{error}");
    }

    #[test]
    fn a_share_is_drawn_from_its_seed() {
        let rule = r#"[{"kind":"stall","share":0.5,"seed":3}]"#;
        let first = fired(rule, &["batch"]);
        assert_eq!(fired(rule, &["batch"]), first);
        assert!((1..6).contains(&first.len()));
    }
}
