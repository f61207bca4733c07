//! Under which terms a page is opened.

use std::fmt;

use serde_json::{Value, json};

/// What is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// The tab that this project builds.
    Ours,
    /// The page in `bench/vue`.
    Vue,
}

impl Page {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Vue => "vue",
        }
    }
}

/// A line to the host and to the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As fast as the machine.
    None,
    /// 5 Mbit/s down, 1 up, 28 ms.
    Cable,
    /// 1.6 Mbit/s down, 0.75 up, 150 ms.
    Slow4g,
}

impl Profile {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Cable => "cable",
            Self::Slow4g => "slow4g",
        }
    }

    /// As `Network.emulateNetworkConditions` takes it: milliseconds, and bytes a second.
    pub(crate) fn conditions(self) -> Value {
        const KILOBIT: u32 = 1_000 / 8;
        let [latency, down, up] = match self {
            Self::None => {
                return json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
            }
            Self::Cable => [28, 5_000 * KILOBIT, 1_000 * KILOBIT],
            Self::Slow4g => [150, 1_600 * KILOBIT, 750 * KILOBIT],
        };
        json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up })
    }
}

/// A line and a processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) profile: Profile,
    /// So many times slower than this machine.
    pub(crate) cpu: u32,
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} x{}", self.profile.name(), self.cpu)
    }
}

/// All that are measured, or the one that says most.
pub(crate) fn cells(is_quick: bool) -> Vec<Cell> {
    const SLOWER: u32 = 4;
    if is_quick {
        return vec![Cell { profile: Profile::Slow4g, cpu: SLOWER }];
    }
    let profiles = [Profile::None, Profile::Cable, Profile::Slow4g];
    profiles.into_iter().flat_map(|profile| [1, SLOWER].map(|cpu| Cell { profile, cpu })).collect()
}
