//! Shares, to a thousandth.

use std::fmt;
use std::str::FromStr;

/// A share of a whole, in thousandths. Written in percent: `10`, `0.1`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share(u64);

impl Share {
    /// So many in a hundred.
    pub const fn percent(percent: u64) -> Self {
        Self(percent * 10)
    }

    /// So many in a thousand.
    pub const fn per_thousand(thousandths: u64) -> Self {
        Self(thousandths)
    }

    /// How many in a thousand.
    pub const fn thousandths(self) -> u64 {
        self.0
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, tenths) = text.split_once('.').unwrap_or((text, "0"));
        let (whole, tenths) = (whole.parse::<u64>(), tenths.parse::<u64>());
        match (whole, tenths) {
            (Ok(whole @ 0..=100), Ok(tenths @ 0..=9)) if whole < 100 || tenths == 0 => {
                Ok(Self(whole * 10 + tenths))
            }
            _ => Err(format!("`{text}` is no share in percent: 0 to 100, with one decimal at most")),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => write!(formatter, "{whole}"),
            (whole, tenths) => write!(formatter, "{whole}.{tenths}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn a_share_is_read_as_it_is_written() {
        for text in ["0", "0.1", "1", "12.5", "100"] {
            assert_eq!(text.parse::<Share>().map(|share| share.to_string()), Ok(text.to_owned()));
        }
        for wrong in ["", "-1", "0.15", "100.1", "1,5", "."] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }
}
