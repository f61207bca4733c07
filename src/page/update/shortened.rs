//! Numbers that a spreadsheet has shortened to a power of ten (`4,91605E+11`), found by a simple rule: where the module
//! that reads cannot be had, each would be read as several things that it is not.

use std::borrow::Cow;
use std::ops::Range;

/// At most so many digits are the power.
const LONGEST_POWER: usize = 3;

/// The text without them, as long as it was, and where they stood.
pub(super) fn without(text: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let found: Vec<Range<usize>> =
        text.match_indices(['E', 'e']).filter_map(|(at, _)| around(text, at)).collect();
    if found.is_empty() {
        return (Cow::Borrowed(text), found);
    }
    let mut rest = text.to_owned();
    for span in found.iter().rev() {
        rest.replace_range(span.clone(), &" ".repeat(span.len()));
    }
    (Cow::Owned(rest), found)
}

/// Whether a text is one and nothing else.
pub(super) fn is_one(text: &str) -> bool {
    let text = text.trim();
    text.match_indices(['E', 'e']).any(|(at, _)| around(text, at) == Some(0..text.len()))
}

/// The number that has its `E` here.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.len() - number.len();
    let whole =
        number.strip_suffix(['.', ',']).map(|whole| whole.trim_end_matches(|c: char| c.is_ascii_digit()));
    let has_whole = whole.is_some_and(|whole| whole.len() + 1 < number.len());
    let start = match whole {
        Some(whole) if has_whole => whole.len(),
        // `5E+11`: without a comma there is one digit.
        _ => number.len(),
    };
    let power = after.strip_prefix(['+', '-']).unwrap_or(after);
    let rest = power.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = power.len() - rest.len();
    let is_apart = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '.'));
    let is_number = digits > 0 && (has_whole || (digits == 1 && power.len() < after.len()));
    let is_power = (1..=LONGEST_POWER).contains(&length);
    let stands_alone = is_apart(text.get(..start)?.chars().next_back()) && is_apart(rest.chars().next());
    (is_number && is_power && stands_alone).then(|| start..text.len() - rest.len())
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("4,91605E+11", &["4,91605E+11"])]
    #[case("8.91612E10\t4.9e+11;7E+10", &["8.91612E10", "4.9e+11", "7E+10"])]
    #[case("Anna\n4,91605E+11\n+49 30 5550100", &["4,91605E+11"])]
    #[case("9,1E+1", &["9,1E+1"])]
    #[case("+49 30 5550100, E 12", &[])]
    #[case("1E5", &[])]
    #[case("house 12E10", &[])]
    #[case("A4,9E+11", &[])]
    #[case("4,9E+11b", &[])]
    #[case("2.5e10@mail.example", &[])]
    #[case("4,9E+1111", &[])]
    #[case("ä4.9E+11, 4.9E+11ä, é", &[])]
    fn only_what_a_spreadsheet_writes_is_one(#[case] text: &str, #[case] expected: &[&str]) {
        let (rest, found) = without(text);
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected);
        assert_eq!(rest.len(), text.len());
        assert!(without(&rest).1.is_empty());
    }

    #[test]
    fn a_text_that_is_one_is_nothing_else() {
        assert!(is_one(" 4,91605E+11 "));
        assert!(!is_one("4,91605E+11, 5550100"));
    }
}
