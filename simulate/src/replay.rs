//! The command that carries out one seed again: what it is made of, and how it is read.

use std::fmt;

use pico_args::Arguments;

use crate::{Page, Share, Size, World};

/// A size as arguments of `cargo xtask simulate`.
impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (find_ms, hidden, happenings) = match self.world {
            World::Any => (None, None, None),
            World::Eventful { below } => (None, None, Some(below)),
            World::Reference { find_ms, hidden_percent } => (Some(find_ms), Some(hidden_percent), None),
        };
        write!(formatter, "--values {}", self.values)?;
        if let Some(hits) = self.hits {
            write!(formatter, " --hits {hits}")?;
        }
        let numbers = [
            ("--variants", self.variants_percent),
            ("--faults", self.fault_percent),
            ("--find-ms", find_ms),
            ("--hidden", hidden),
            ("--happenings", happenings),
            ("--workers", self.workers.map(|workers| workers as u64)),
        ];
        numbers.into_iter().try_for_each(|(name, value)| match value {
            Some(value) => write!(formatter, " {name} {value}"),
            None => Ok(()),
        })
    }
}

impl Size {
    /// The command that carries out one seed of this size again, in a page of this kind.
    pub fn again<P: Page>(&self, seed: u64) -> String {
        format!("again: cargo xtask simulate --seeds 1 --first {seed} {self}{}", P::ARGUMENT)
    }

    /// Reads a size from arguments: 200 values in any world if they do not say otherwise.
    ///
    /// # Errors
    /// If an argument is no number, or two of them ask for different worlds.
    pub fn read(arguments: &mut Arguments) -> Result<Self, String> {
        let mut number = |name: &'static str| {
            arguments.opt_value_from_str::<_, u64>(name).map_err(|error| error.to_string())
        };
        let values = number("--values")?.unwrap_or(200);
        let variants_percent = number("--variants")?;
        let fault_percent = number("--faults")?;
        let workers = number("--workers")?.map(usize::try_from).transpose();
        let workers = workers.map_err(|error| error.to_string())?;
        let world = match (number("--find-ms")?, number("--hidden")?, number("--happenings")?) {
            (None, None, None) => World::Any,
            (None, None, Some(below)) => World::Eventful { below },
            (find_ms, hidden_percent, None) => World::Reference {
                find_ms: find_ms.unwrap_or(5),
                hidden_percent: hidden_percent.unwrap_or_default(),
            },
            _ => return Err("nothing happens in the world of --find-ms and --hidden".to_owned()),
        };
        let hits = arguments.opt_value_from_str::<_, Share>("--hits").map_err(|error| error.to_string())?;
        let values = usize::try_from(values).map_err(|error| error.to_string())?;
        Ok(Self { values, hits, variants_percent, fault_percent, workers, world })
    }
}

#[cfg(test)]
mod tests {
    use b24_duplicates::search::OneByOne;

    use super::*;

    #[test]
    fn the_command_says_all_that_a_seed_is_made_of() {
        let any = Size {
            values: 90,
            hits: None,
            variants_percent: None,
            fault_percent: None,
            workers: None,
            world: World::Any,
        };
        let sizes = [
            any,
            Size { hits: Some(Share::per_thousand(1)), fault_percent: Some(0), ..any },
            Size { workers: Some(4), world: World::Reference { find_ms: 7, hidden_percent: 10 }, ..any },
            Size { variants_percent: Some(40), ..any },
            Size { fault_percent: Some(30), world: World::Eventful { below: 12 }, ..any },
        ];
        for size in sizes {
            let again = size.again::<OneByOne>(11);
            let (_, arguments) = again.split_once("cargo xtask simulate ").unwrap();
            let mut arguments = Arguments::from_vec(arguments.split(' ').map(Into::into).collect());
            assert_eq!(Size::read(&mut arguments), Ok(size), "{again}");
            assert_eq!(arguments.value_from_str::<_, u64>("--first").unwrap(), 11);
            assert_eq!(arguments.value_from_str::<_, u64>("--seeds").unwrap(), 1);
            assert!(arguments.contains("--card"));
            assert_eq!(arguments.finish(), Vec::<std::ffi::OsString>::new());
        }
    }
}
