//! Faults on demand: what goes wrong, and with which requests.

use std::time::Duration;

use fastrand::Rng;
use serde::Deserialize;

use crate::crm::Moment;

/// The script of faults. A rule that applies to a request wins over those behind it.
#[derive(Clone, Debug, Default)]
pub struct Faults(Vec<Armed>);

/// One rule of the script.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Fault {
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// Only requests for this method, or batches that hold it. Missing: all requests.
    #[serde(default)]
    pub method: Option<String>,
    /// Only the n-th request that the rule looks at, counted from 1.
    #[serde(default)]
    pub nth: Option<u64>,
    /// Only every n-th request that the rule looks at.
    #[serde(default)]
    pub every: Option<u64>,
    /// Only within this many milliseconds after the rule was set.
    #[serde(default)]
    pub for_ms: Option<u64>,
    /// Only this share of requests, 0 to 1, drawn with `seed`.
    #[serde(default)]
    pub share: Option<f64>,
    /// The seed of the share.
    #[serde(default)]
    pub seed: u64,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// 401 `expired_token`.
    ExpiredToken,
    /// 503 `QUERY_LIMIT_EXCEEDED`.
    QueryLimit,
    /// 429 `OPERATION_TIME_LIMIT`.
    OperatingLimit,
    /// 503 `OVERLOAD_LIMIT`, a block by the vendor.
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

    #[test]
    fn a_share_is_drawn_from_its_seed() {
        let rule = r#"[{"kind":"stall","share":0.5,"seed":3}]"#;
        let first = fired(rule, &["batch"]);
        assert_eq!(fired(rule, &["batch"]), first);
        assert!((1..6).contains(&first.len()));
    }
}
