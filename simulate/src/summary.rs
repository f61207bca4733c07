//! Figures over all seeds.

use std::fmt;
use std::time::Duration;

use simulate::{LeftOpen, Proved, TooMuchOpen, Verdicts};

/// What all searches together came to. None of them was wrong, or there would be no summary.
#[derive(Default)]
pub(crate) struct Summary {
    runs: u64,
    verdicts: Verdicts,
    left_open: LeftOpen,
    requests: u64,
    most_requests: u64,
    finds: u64,
    lists: u64,
    halts: u64,
    stuck: u64,
    pauses: u64,
    resumed: u64,
    reopened: u64,
    refused: u64,
    longest: Duration,
}

impl Summary {
    /// Adds a search.
    pub(crate) fn add(&mut self, proved: &Proved) {
        let Proved { outcome, verdicts, left_open } = proved;
        self.runs += 1;
        self.verdicts.found += verdicts.found;
        self.verdicts.cut += verdicts.cut;
        self.verdicts.absent += verdicts.absent;
        self.verdicts.partly += verdicts.partly;
        self.verdicts.cancelled += verdicts.cancelled;
        self.verdicts.failed += verdicts.failed;
        self.requests += outcome.requests;
        self.most_requests = self.most_requests.max(outcome.requests);
        self.finds += outcome.finds;
        self.lists += outcome.lists;
        self.halts += outcome.halts;
        self.stuck += outcome.stuck;
        self.pauses += outcome.pauses;
        self.resumed += outcome.resumed;
        self.reopened += outcome.reopened;
        self.refused += u64::from(outcome.refused);
        self.longest = self.longest.max(outcome.took);
        self.left_open.add(*left_open);
    }

    /// Holds all searches together against what faults can leave open.
    pub(crate) const fn check(&self) -> Result<(), TooMuchOpen> {
        self.left_open.check()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdicts { found, cut, absent, partly, cancelled, failed } = self.verdicts;
        let tenths = (self.requests * 10).checked_div(self.runs).unwrap_or_default();
        writeln!(formatter, "{} runs: 0 wrong, 0 lost", self.runs)?;
        writeln!(
            formatter,
            "values: {found} found, {cut} at least twenty, {absent} absent, {partly} partly; not checked: \
             {cancelled} cancelled, {failed} failed"
        )?;
        let LeftOpen { cancelled, refused, faults, of } = self.left_open;
        writeln!(
            formatter,
            "asked again without faults and all checked: {} values, {cancelled} left open by a cancellation, \
             {refused} by a refusal, {faults} of {of} by faults",
            self.left_open.all()
        )?;
        writeln!(
            formatter,
            "requests: {} in all, {}.{} a run, {} at most; {} find and {} list commands",
            self.requests,
            tenths / 10,
            tenths % 10,
            self.most_requests,
            self.finds,
            self.lists
        )?;
        write!(
            formatter,
            "{} halts, {} times stuck, {} pauses, {} pages killed and resumed, {} begun anew, {} runs refused, longest {} s",
            self.halts,
            self.stuck,
            self.pauses,
            self.resumed,
            self.reopened,
            self.refused,
            self.longest.as_secs()
        )
    }
}
