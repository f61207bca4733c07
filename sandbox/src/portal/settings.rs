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
    /// How long an access token lives.
    pub token_ttl: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: true,
            billing: Billing::default(),
            plan: Plan::default(),
            find_per_value: Duration::ZERO,
            list_per_row: Duration::ZERO,
            token_ttl: Duration::from_hours(1),
        }
    }
}
