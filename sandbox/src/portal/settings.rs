//! What can be switched for a whole portal.

use std::time::Duration;

use serde::Deserialize;

/// The plan, which decides how many requests the portal takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// 50 requests at once, 2 a second.
    #[default]
    Standard,
    /// 250 requests at once, 5 a second.
    Enterprise,
}

/// How working time is charged and what happens at the limit. Three servers do it in three ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Billing {
    /// Methods inside a batch are charged; a method over the limit is banned for 300 seconds.
    #[default]
    Ban,
    /// Methods inside a batch are charged; a method over the limit waits until old minutes run out.
    Minutes,
    /// As [`Billing::Ban`], and `batch` itself is charged too, at half of its time.
    Batch,
}

/// Which HTTP status a refusal has where the vendor's code and documents differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statuses {
    /// As the code has it: 401 for all that concerns credentials.
    #[default]
    Source,
    /// As the documents have it: 403 for scopes and credentials, 503 for an overload, and 200 for some
    /// refusals of `placement.bind`.
    Docs,
}

/// Whether the portal answers REST at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// It does.
    #[default]
    Open,
    /// The plan does not hold REST.
    NotInPlan,
    /// The vendor has blocked REST.
    Overloaded,
    /// The portal is closed.
    Deleted,
    /// The server that knows the tokens is away; webhooks work.
    NoAuthServer,
}

/// How the code zero of controller methods is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZeroCode {
    /// `"0"`, as newer portals do.
    #[default]
    Text,
    /// `0`, as older ones do.
    Number,
}

/// The language that the texts of `crm.item.*` are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Russian.
    Ru,
}

/// How refusals are worded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// How the code zero is written.
    pub zero: ZeroCode,
    /// The language of `crm.item.*`.
    pub language: Language,
}

/// How much of the working time an answer tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldTime {
    /// `operating_reset_at` and `operating`.
    #[default]
    Both,
    /// `operating` alone, as older answers do.
    Operating,
}

/// What becomes of `$result[...]` in a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum References {
    /// It is replaced by what it leads to.
    #[default]
    Resolved,
    /// It is a text like any other, as in a portal that knows no references.
    Kept,
}

/// Settings of a portal. The default is a portal on the standard plan with limits on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether the request rate and the operating time are limited.
    pub limits: bool,
    /// How working time is charged.
    pub billing: Billing,
    /// The plan.
    pub plan: Plan,
    /// How long findbycomm takes for one value.
    pub find_per_value: Duration,
    /// How long a list method takes for one answered row.
    pub list_per_row: Duration,
    /// How many requests it works on at once; any number if there is none.
    pub workers: Option<usize>,
    /// How long an access token lives.
    pub token_ttl: Duration,
    /// Whether the portal answers REST at all.
    pub service: Service,
    /// The statuses of refusals.
    pub statuses: Statuses,
    /// The words of refusals.
    pub wording: Wording,
    /// How much of the working time an answer tells.
    pub told_time: ToldTime,
    /// What becomes of references in a batch.
    pub references: References,
    /// Whether a webhook is refused over plain http. A portal does so; here it needs `--tls`.
    pub webhook_needs_https: bool,
    /// Whether the plan lets records be merged.
    pub may_merge: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: true,
            billing: Billing::default(),
            plan: Plan::default(),
            find_per_value: Duration::ZERO,
            list_per_row: Duration::ZERO,
            workers: None,
            token_ttl: Duration::from_hours(1),
            service: Service::default(),
            statuses: Statuses::default(),
            wording: Wording::default(),
            told_time: ToldTime::default(),
            references: References::default(),
            webhook_needs_https: false,
            may_merge: true,
        }
    }
}
