//! How many tests ran, and how many have to.

use std::{collections::BTreeMap, fs};

use anyhow::{Context as _, Result, bail};

use super::level::Level;
use crate::workspace;

/// Tests that ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    /// Those that passed.
    pub(crate) passed: usize,
    /// Those that did not.
    pub(crate) failed: usize,
}

impl Count {
    /// Adds up the closing lines of all runners in this output: Rust's, natively and in the browser
    /// (`test result: ok. 3 passed; 0 failed; …`), and Node's (`# pass 3`, `# fail 0`, `# cancelled 0`).
    pub(crate) fn read(output: &str) -> Self {
        output.lines().fold(Self::default(), |mut sum, line| {
            let line = line.trim();
            if line.starts_with("test result: ") {
                sum.passed += number_before(line, " passed;");
                sum.failed += number_before(line, " failed;");
            }
            sum.passed += number_after(line, "# pass ");
            sum.failed += number_after(line, "# fail ") + number_after(line, "# cancelled ");
            sum
        })
    }
}

fn number_before(line: &str, word: &str) -> usize {
    let number = line.split(word).next().and_then(|before| before.rsplit(' ').next());
    number.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn number_after(line: &str, word: &str) -> usize {
    line.strip_prefix(word).and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// How many tests each level has at least: a test that is compiled out, or a runner that found none, must not
/// look like success. Raise the number with the tests.
pub(crate) struct Minimums(BTreeMap<String, usize>);

impl Minimums {
    /// Reads `xtask/counts.toml`.
    pub(crate) fn read() -> Result<Self> {
        let path = workspace::root().join("xtask/counts.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let counts: BTreeMap<String, usize> = toml::from_str(text)?;
        for level in Level::ALL {
            if !counts.contains_key(level.name()) {
                bail!("the level `{level}` has no count");
            }
        }
        Ok(Self(counts))
    }

    /// The count of one level.
    pub(crate) fn of(&self, level: Level) -> usize {
        self.0.get(level.name()).copied().unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_several_runners_add_up() {
        let output = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s
   Doc-tests sandbox
test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.40s
    test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.12s
";
        assert_eq!(Count::read(output), Count { passed: 14, failed: 2 });
    }

    #[test]
    fn closing_lines_of_node_add_up() {
        let output = "1..2\n# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n";
        assert_eq!(Count::read(output), Count { passed: 3, failed: 2 });
    }

    #[test]
    fn what_a_test_prints_is_no_count() {
        for output in ["", "12 passed; 3 failed;", "test passes ... ok", "# passage 3", "error: 5 failed"] {
            assert_eq!(Count::read(output), Count::default(), "{output}");
        }
    }

    #[test]
    fn every_level_needs_a_count() {
        assert!(Minimums::parse("format = 1\nlint = 2").is_err());
        assert!(Minimums::parse("format = 'one'").is_err());
        assert!(Minimums::read().is_ok());
    }
}
