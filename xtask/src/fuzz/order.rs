//! The command line of `cargo xtask fuzz`.

use anyhow::{Context as _, Result, bail};

/// So long each target is attacked if nothing else is said.
const SECONDS: u32 = 600;

/// What is to be attacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    /// How long each.
    pub(super) seconds: u32,
    /// Whether the committed corpus is to be replaced.
    pub(super) keep: bool,
    /// Their names.
    pub(super) targets: Vec<String>,
}

impl Order {
    /// Reads `[--seconds N] [--keep] [target...]`; without a target, all of them.
    pub(super) fn read(arguments: &[String], known: &[String]) -> Result<Self> {
        let mut order = Self { seconds: SECONDS, keep: false, targets: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--seconds" => {
                    let seconds = arguments.next().context("`--seconds` needs a number")?;
                    order.seconds = seconds
                        .parse()
                        .ok()
                        .filter(|seconds| *seconds > 0)
                        .with_context(|| format!("`{seconds}` is no number of seconds"))?;
                }
                "--keep" => order.keep = true,
                target if known.iter().any(|name| name == target) => order.targets.push(target.to_owned()),
                unknown => bail!("there is no target `{unknown}`; there are: {}", known.join(", ")),
            }
        }
        if order.targets.is_empty() {
            order.targets = known.to_vec();
        }
        Ok(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Order> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Order::read(&words, &["answer", "paste"].map(str::to_owned))
    }

    fn order(seconds: u32, keep: bool, targets: &[&str]) -> Order {
        Order { seconds, keep, targets: targets.iter().map(|&name| name.to_owned()).collect() }
    }

    #[test]
    fn reads_what_is_to_be_done() {
        assert_eq!(read("").unwrap(), order(600, false, &["answer", "paste"]));
        assert_eq!(read("paste --seconds 5 --keep").unwrap(), order(5, true, &["paste"]));
    }

    #[test]
    fn says_what_it_does_not_understand() {
        for (line, error) in [
            ("past", "there is no target `past`; there are: answer, paste"),
            ("--seconds", "`--seconds` needs a number"),
            ("--seconds 0", "`0` is no number of seconds"),
            ("--second 5", "there is no target `--second`; there are: answer, paste"),
        ] {
            assert_eq!(read(line).unwrap_err().to_string(), error);
        }
    }
}
