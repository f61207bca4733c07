//! How likely digits are a number, with what stands before them taken into account.

use rlibphonenumber::{PhoneNumber, Region};

use crate::{
    context::Context,
    plans::{Certainty, Parsed},
};

/// How likely digits are a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// A country gives such numbers out.
    Valid,
    /// The same, if the code of a country stands before it without a plus.
    Abroad,
    /// The country that is meant has numbers of this length.
    Possible,
    /// As long as a number within a town.
    Local,
    /// As long as a number of some country.
    Unknown,
    /// A country is named that has no numbers of this length.
    Impossible,
}

/// What digits are as a number.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) standing: Standing,
    /// The number, if it is sure enough to be written in other ways.
    pub(super) number: Option<PhoneNumber>,
}

/// Digits, and how they are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialled<'a> {
    pub(super) digits: &'a str,
    pub(super) has_plus: bool,
    /// The first digit stands by itself, as the Russian `8` does: `8 916 …`.
    pub(super) has_prefix: bool,
}

/// The most digits that a number of the right length has, without a code.
const LONGEST_NATIONAL: usize = 12;
/// The fewest digits of a number with the code of its country, if no plus says that it is one.
const SHORTEST_ABROAD: usize = 11;
/// The most of them: beyond, an extension or a postcode may fit in.
const LONGEST_ABROAD: usize = 13;

/// Judges digits. `+`, `00` and a Russian `8` outrank the country that is assumed.
pub(super) fn judge(dialled: Dialled<'_>, context: Context<'_>) -> Judged {
    let Dialled { digits, has_plus, .. } = dialled;
    if has_plus {
        let parsed = by_code(digits, context).or_else(|| russian(digits, context));
        return parsed.map_or(Judged { standing: Standing::Impossible, number: None }, judged);
    }
    let with_code = |prefix: &str| digits.strip_prefix(prefix).and_then(|rest| by_code(rest, context));
    if let Some(parsed) = with_code("00") {
        return judged(parsed);
    }
    let national = context.country.and_then(|country| context.plans.parse(digits, Some(country)));
    let is_valid = |parsed: &Parsed| parsed.certainty == Certainty::Valid;
    match national {
        Some(parsed) if is_valid(&parsed) => {
            let may_be_russian = dialled.has_prefix && keeps_eight(&parsed);
            let other = may_be_russian.then(|| russian(digits, context)).flatten();
            judged(other.unwrap_or(parsed))
        }
        national => {
            let other = russian(digits, context).or_else(|| with_code("011").filter(is_valid));
            other.map(judged).or_else(|| abroad(digits, context)).unwrap_or_else(|| unsure(digits, national))
        }
    }
}

fn judged(parsed: Parsed) -> Judged {
    let standing = match parsed.certainty {
        Certainty::Valid => Standing::Valid,
        Certainty::Possible => Standing::Possible,
        Certainty::Local => Standing::Local,
    };
    // A zero that the country does not dial is one of another country.
    let is_foreign = parsed.certainty != Certainty::Valid && parsed.number.italian_leading_zero();
    let is_written_in_other_ways = parsed.certainty != Certainty::Local && !is_foreign;
    Judged { standing, number: Some(parsed.number).filter(|_| is_written_in_other_ways) }
}

/// Whether the `8` in front was read as a digit of the number, and not as what is dialled before it.
fn keeps_eight(parsed: &Parsed) -> bool {
    parsed.number.national_number >= 10_000_000_000
}

fn by_code(digits: &str, context: Context<'_>) -> Option<Parsed> {
    let parsed = context.plans.parse(&["+", digits].concat(), None)?;
    (parsed.certainty != Certainty::Local).then_some(parsed)
}

/// `8 916 123-45-67`, `8 029 123-45-67`, `8 10 44 20 …`: as it is dialled in Russia and in Belarus. Some put a plus
/// before it.
fn russian(digits: &str, context: Context<'_>) -> Option<Parsed> {
    if !digits.starts_with('8') || !(digits.len() == 11 || digits.starts_with("810")) {
        return None;
    }
    let countries = [Region::RU, Region::BY];
    let parsed = countries.iter().filter_map(|country| context.plans.parse(digits, Some(*country)));
    parsed.into_iter().find(|parsed| parsed.certainty == Certainty::Valid)
}

/// Digits that a country gives out if its code stands before them.
fn abroad(digits: &str, context: Context<'_>) -> Option<Judged> {
    if !(SHORTEST_ABROAD..=LONGEST_ABROAD).contains(&digits.len()) || digits.starts_with('0') {
        return None;
    }
    let parsed = by_code(digits, context).filter(|parsed| parsed.certainty == Certainty::Valid)?;
    // Chinese mobiles have as many digits as American numbers with their code.
    let number = Some(parsed.number).filter(|_| !digits.starts_with('1'));
    Some(Judged { standing: Standing::Abroad, number })
}

fn unsure(digits: &str, national: Option<Parsed>) -> Judged {
    match national {
        Some(parsed) if digits.len() <= LONGEST_NATIONAL => judged(parsed),
        _ => Judged { standing: Standing::Unknown, number: None },
    }
}
