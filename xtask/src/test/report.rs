//! One line a level, and the total as the last line.

use std::{fmt, time::Duration};

use super::{
    count::Count,
    level::{Level, Outcome},
};

/// One level's outcome.
pub(crate) struct Row {
    level: Level,
    passed: usize,
    pub(crate) failed: usize,
    remark: Option<Remark>,
    took: Duration,
}

enum Remark {
    /// The level did not reach this count.
    Missed(usize),
    /// The level did not run, for this reason.
    Skipped(String),
}

impl Row {
    /// A level with fewer tests than it must have has one failure more. One that was skipped has neither passed
    /// nor failed, and says why.
    pub(crate) fn new(level: Level, outcome: &Outcome, minimum: usize, took: Duration) -> Self {
        let (Count { passed, failed }, remark) = match outcome {
            Outcome::Ran(run) if run.count.failed == 0 && run.count.passed < minimum => {
                (Count { failed: 1, ..run.count }, Some(Remark::Missed(minimum)))
            }
            Outcome::Ran(run) => (run.count, None),
            Outcome::Skipped(reason) => (Count::default(), Some(Remark::Skipped(reason.clone()))),
        };
        Self { level, passed, failed, remark, took }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, passed, failed, remark, took } = self;
        let seconds = took.as_secs_f64();
        write!(formatter, "{level:<9} {passed:>5} passed {failed:>4} failed {seconds:>7.1} s")?;
        match remark {
            Some(Remark::Missed(minimum)) => {
                write!(formatter, "  (at least {minimum} tests are expected to run)")
            }
            Some(Remark::Skipped(reason)) => write!(formatter, "  (skipped: {reason})"),
            None => Ok(()),
        }
    }
}

/// All levels that ran.
#[derive(Default)]
pub(crate) struct Report(Vec<Row>);

impl Report {
    /// Takes the next level.
    pub(crate) fn add(&mut self, row: Row) {
        self.0.push(row);
    }

    /// Failures of all levels.
    pub(crate) fn failed(&self) -> usize {
        self.0.iter().map(|row| row.failed).sum()
    }

    fn passed(&self) -> usize {
        self.0.iter().map(|row| row.passed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.0 {
            writeln!(formatter, "{row}")?;
        }
        write!(formatter, "{} passed, {} failed", self.passed(), self.failed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::level::Run;

    fn row(level: Level, passed: usize, failed: usize, minimum: usize) -> Row {
        let run = Run { count: Count { passed, failed }, output: String::new() };
        Row::new(level, &Outcome::Ran(run), minimum, Duration::from_millis(1250))
    }

    #[test]
    fn the_last_line_is_the_plain_total() {
        let mut report = Report::default();
        report.add(row(Level::Native, 120, 0, 100));
        report.add(row(Level::E2e, 20, 2, 22));
        let text = report.to_string();
        assert!(text.starts_with("native      120 passed    0 failed     1.2 s\n"), "{text}");
        assert_eq!(text.lines().last(), Some("140 passed, 2 failed"));
        assert_eq!(report.failed(), 2);
    }

    #[test]
    fn a_level_that_ran_fewer_tests_than_committed_fails() {
        let short = row(Level::Headless, 9, 0, 10);
        assert_eq!(short.failed, 1);
        assert!(short.to_string().ends_with("(at least 10 tests are expected to run)"), "{short}");
        assert_eq!(row(Level::Headless, 10, 0, 10).failed, 0);
    }

    #[test]
    fn a_skipped_level_has_passed_nothing_and_says_why() {
        let outcome = Outcome::Skipped("caddy not installed".to_owned());
        let skipped = Row::new(Level::Hosting, &outcome, 2, Duration::ZERO);
        assert_eq!((skipped.passed, skipped.failed), (0, 0));
        assert!(skipped.to_string().ends_with("(skipped: caddy not installed)"), "{skipped}");
    }

    #[test]
    fn a_failed_test_is_not_counted_as_missing() {
        let complete = row(Level::Native, 9, 1, 10);
        assert_eq!(complete.failed, 1);
        assert!(!complete.to_string().contains("expected"), "{complete}");
    }
}
