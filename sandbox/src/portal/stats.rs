//! What the portal has seen, for tests and measurements.

use std::collections::BTreeMap;

/// Counters since the start or the last reset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// HTTP requests to REST, preflights not among them.
    pub http_requests: u64,
    /// Preflights.
    pub preflights: u64,
    /// REST commands by method, those inside a batch each for itself.
    pub commands: BTreeMap<&'static str, u64>,
    /// Refusals by code; the empty code of classic CRM errors too.
    pub rejected: BTreeMap<String, u64>,
}

impl Stats {
    pub(crate) fn count_command(&mut self, method: &'static str) {
        *self.commands.entry(method).or_default() += 1;
    }

    pub(crate) fn count_rejection(&mut self, code: &str) {
        *self.rejected.entry(code.to_owned()).or_default() += 1;
    }
}
