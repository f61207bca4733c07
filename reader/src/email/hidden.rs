//! Addresses that were written so that no program reads them: `anna[at]example[dot]com`. They are told.

use std::ops::Range;

use crate::{Reason, What, claims::Claims};

/// What stands for an `@`, between brackets.
const ATS: [&str; 8] = ["@", "at", "arroba", "arobase", "chiocciola", "ат", "собака", "собачка"];
/// What stands for a dot, between brackets.
const DOTS: [&str; 6] = [".", "dot", "punkt", "punto", "point", "точка"];
/// What stands for an `@` without brackets.
const ENTITIES: [&str; 3] = ["&#64;", "&#x40;", "&commat;"];
/// The longest word between brackets, in bytes.
const LONGEST: usize = 24;

/// Whether a line can hold one.
pub(super) fn may_be_in(line: &str) -> bool {
    line.contains(['[', '(', '{', '<']) || line.contains(" at ") || line.contains('&')
}

/// Takes every hidden address of a line.
pub(super) fn claim(text: &str, claims: &mut Claims) {
    if !may_be_in(text) {
        return;
    }
    let mut from = 0;
    while let Some(sign) = next_sign(text, from) {
        from = sign.end;
        let start = start_of_word(text.get(..sign.start).unwrap_or_default());
        let end = sign.end + length_of_domain(text.get(sign.end..).unwrap_or_default());
        let domain = text.get(sign.end..end).unwrap_or_default();
        if start < sign.start && has_dot(domain) {
            claims.add(start..end, What::Unread(Reason::HiddenAddress));
            from = end;
        }
    }
}

/// The next piece that stands for an `@`, with the spaces around it.
fn next_sign(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let bracketed = rest.match_indices(['[', '(', '{', '<']).find_map(|(open, _)| {
        let length = bracketed(rest.get(open..)?, &ATS)?;
        Some(open..open + length)
    });
    let entity = ENTITIES
        .iter()
        .filter_map(|sign| rest.find(sign).map(|at| at..at + sign.len()))
        .min_by_key(|at| at.start);
    let spoken = rest.match_indices(" at ").map(|(at, word)| at..at + word.len()).find(|at| {
        let domain = rest.get(at.end..).unwrap_or_default();
        domain.get(..length_of_domain(domain)).is_some_and(|domain| domain.contains(" dot "))
    });
    let sign = [bracketed, entity, spoken].into_iter().flatten().min_by_key(|sign| sign.start)?;
    Some(from + sign.start..from + sign.end)
}

/// The length of a bracket at the start of a text that holds one of these words.
fn bracketed(text: &str, words: &[&str]) -> Option<usize> {
    let close = text.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b')' | b'}' | b'>'))?;
    let word = text.get(1..close)?.trim().to_lowercase();
    words.contains(&word.as_str()).then_some(close + 1)
}

/// Where the word at the end of a text starts.
fn start_of_word(text: &str) -> usize {
    let text = text.trim_end();
    let start = text.char_indices().rev().take_while(|(_, c)| is_part(*c)).last();
    start.map_or(text.len(), |(start, _)| start)
}

/// How long the domain at the start of a text is, with what stands for dots in it.
fn length_of_domain(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        let word = rest.trim_start();
        let letters = word.find(|c| !is_part(c)).unwrap_or(word.len());
        if letters == 0 {
            return length;
        }
        length += spaces + letters;
        let after = text.get(length..).unwrap_or_default();
        let spoken = after.starts_with(" dot ").then_some(" dot ".len());
        let gap = after.len() - after.trim_start().len();
        let dot = spoken.or_else(|| bracketed(after.trim_start(), &DOTS).map(|dot| gap + dot));
        match dot {
            Some(dot) => length += dot,
            None => return length,
        }
    }
}

/// Whether a domain has more than one name.
fn has_dot(domain: &str) -> bool {
    domain.trim_end_matches('.').contains(['.', '[', '(', '{', '<']) || domain.contains(" dot ")
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Anna;anna[at]example[dot]com;+7", Some("anna[at]example[dot]com"))]
    #[case("anna (at) example (dot) co (dot) uk, Berlin", Some("anna (at) example (dot) co (dot) uk"))]
    #[case("anna[@]example.com", Some("anna[@]example.com"))]
    #[case("анна{собака}пример{точка}рф", Some("анна{собака}пример{точка}рф"))]
    #[case("write anna at example dot com today", Some("anna at example dot com"))]
    #[case("anna&#64;example.com", Some("anna&#64;example.com"))]
    #[case("meet (at) the station", None)]
    #[case("we are at example.com", None)]
    #[case("(at) 5", None)]
    #[case("call [me]", None)]
    fn tells(#[case] text: &str, #[case] expected: Option<&str>) {
        let mut claims = Claims::default();
        claim(text, &mut claims);
        let told = claims.iter().next().and_then(|claim| text.get(claim.range.clone()));
        assert_eq!(told, expected);
    }
}
