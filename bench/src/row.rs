//! One measured cell: a line that is told at once, and an object of the file.

use std::fmt;

use serde::Serialize;

use crate::Phases;
use crate::score::Score;

/// A case and what came out.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Row {
    /// Whose it is.
    pub client: &'static str,
    /// How many values were asked.
    pub values: usize,
    /// How many of a hundred values somebody has.
    pub hit_rate: f64,
    /// How long the portal looks for one value.
    pub ms_per_value: u64,
    /// How many requests the portal works on at once.
    pub workers: usize,
    /// How many of a hundred requests fail.
    pub faults: u64,
    /// What goes wrong with them, if something does.
    pub goes_wrong: Option<&'static str>,
    /// How many of a hundred records the user may not read.
    pub hidden: u64,
    /// HTTP requests that the portal got.
    pub requests: u64,
    /// REST commands in them.
    pub commands: u64,
    /// Seconds from the first question to the last answer.
    pub wall_s: f64,
    /// Our own seconds to the first answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_s: Option<f64>,
    /// Records that are named and do not match.
    pub wrong: usize,
    /// Records that match, and are neither named nor said to be possibly missing.
    pub missing: usize,
    /// Values about which nothing was found out.
    pub lost: usize,
    /// Whether it says of each answer if it is complete.
    pub completeness_known: bool,
    /// Requests and commands that the portal refused because of the rate.
    #[serde(skip)]
    pub too_often: u64,
    /// Our own requests by their purpose; the others' are all for the same.
    #[serde(rename = "requests_by_phase", skip_serializing_if = "Option::is_none")]
    pub phases: Option<Phases>,
    /// How long we waited because of the rate limit.
    #[serde(skip)]
    pub waited_s: Option<f64>,
    /// How often our search stopped and was told to go on.
    #[serde(skip)]
    pub halts: Option<u64>,
}

impl Row {
    /// Puts a score into it.
    #[must_use]
    pub fn scored(self, score: Score) -> Self {
        let Score { wrong, missing, lost } = score;
        Self { wrong, missing, lost, ..self }
    }

    /// The heading of the table.
    pub const HEAD: &'static str = "\
client          values  hit %   ms workers  hidden  faults        requests  commands    wall s   wrong missing    lost  complete?
";
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, values, hit_rate, ms_per_value, workers, hidden, .. } = self;
        let faults = self.goes_wrong.unwrap_or("-");
        let known = if self.completeness_known { "said" } else { "not said" };
        write!(
            formatter,
            "{client:<14} {values:>7} {hit_rate:>6} {ms_per_value:>4} {workers:>7} {hidden:>7}  {faults:<12}"
        )?;
        let Self { requests, commands, wall_s, wrong, missing, lost, .. } = self;
        write!(
            formatter,
            " {requests:>9} {commands:>9} {wall_s:>9.1} {wrong:>7} {missing:>7} {lost:>7}  {known}"
        )?;
        if let Some(phases) = &self.phases {
            let Phases { pools, records, columns, single, probes, retries } = phases;
            write!(
                formatter,
                "; pools {pools}, records {records}, columns {columns}, single {single}, probes {probes}, \
                 retries {retries}"
            )?;
        }
        if let Some(waited) = self.waited_s.filter(|waited| *waited > 0.0) {
            write!(formatter, "; waited {waited:.1} s")?;
        }
        if let Some(halts) = self.halts.filter(|halts| *halts > 0) {
            write!(formatter, "; {halts} halts")?;
        }
        if self.too_often > 0 {
            write!(formatter, "; {} refused as too often", self.too_often)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_file_says_what_goes_wrong_and_what_our_requests_are_for() {
        let row = Row { client: "plain loop", faults: 10, goes_wrong: Some("reset"), ..Row::default() };
        let mut expected = json!({
            "client": "plain loop", "values": 0, "hit_rate": 0.0, "ms_per_value": 0, "workers": 0, "faults": 10,
            "goes_wrong": "reset", "hidden": 0, "requests": 0, "commands": 0, "wall_s": 0.0, "wrong": 0,
            "missing": 0, "lost": 0, "completeness_known": false,
        });
        assert_eq!(serde_json::to_value(row).unwrap(), expected);
        let phases = Phases { pools: 10, records: 2, ..Phases::default() };
        let ours = Row { client: "ours", phases: Some(phases), ..Row::default() };
        expected["client"] = "ours".into();
        expected["faults"] = 0.into();
        expected["goes_wrong"] = Value::Null;
        expected["requests_by_phase"] =
            json!({ "pools": 10, "records": 2, "columns": 0, "single": 0, "probes": 0, "retries": 0 });
        assert_eq!(serde_json::to_value(ours).unwrap(), expected);
    }
}
