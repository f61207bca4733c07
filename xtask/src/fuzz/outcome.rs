//! What libFuzzer says at the end of a run.

use std::fmt;

/// The figures of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// How many inputs were tried.
    executions: u64,
    /// How many branches of the program they took, in the libraries that it uses as well.
    edges: u64,
    /// How many inputs are kept.
    pub(super) inputs: usize,
}

impl Outcome {
    /// Reads the last line with a coverage, and the count of executions. `None` if there are none.
    pub(super) fn read(output: &str) -> Option<Self> {
        let last = output.lines().rev().find(|line| line.contains(" cov: "))?;
        let executions =
            output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
        Some(Self {
            executions: executions.trim().parse().ok()?,
            edges: number_after(last, " cov: ")?,
            inputs: usize::try_from(number_after(last, " corp: ")?).ok()?,
        })
    }
}

/// What the fuzzer said without the thousands of lines about inputs that reach something new.
pub(super) fn without_progress(output: &str) -> String {
    let is_progress = |line: &&str| line.starts_with('#') || line.trim_start().starts_with("NEW_FUNC");
    output.lines().filter(|line| !is_progress(line)).collect::<Vec<_>>().join("\n")
}

fn number_after(line: &str, word: &str) -> Option<u64> {
    let (_, rest) = line.split_once(word)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { executions, edges, inputs } = self;
        write!(formatter, "{executions:>12} executions {edges:>6} edges {inputs:>6} inputs kept")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_end_of_a_run() {
        let output = "\
#2\tINITED cov: 11 ft: 12 corp: 1/1b exec/s: 0 rss: 27Mb
#1453057\tDONE   cov: 2168 ft: 7356 corp: 1642/321Kb lim: 3475 exec/s: 15967 rss: 31Mb
Done 1453057 runs in 91 second(s)
stat::number_of_executed_units: 1453057
stat::average_exec_per_sec:     15967
";
        let outcome = Outcome { executions: 1_453_057, edges: 2168, inputs: 1642 };
        assert_eq!(Outcome::read(output), Some(outcome));
    }

    #[test]
    fn a_finding_is_told_without_the_way_there() {
        let output =
            "#2\tINITED cov: 11\n\tNEW_FUNC[1/1]: 0x55\nthread panicked\n#3\tNEW cov: 12\nBase64: QQ==";
        assert_eq!(without_progress(output), "thread panicked\nBase64: QQ==");
    }

    #[test]
    fn a_build_that_failed_is_no_run() {
        assert_eq!(Outcome::read("error: could not compile `fuzz`"), None);
    }
}
