//! Codes of letters and digits, addresses of the network, bank cards, accounts, and control characters.

use super::Line;
use crate::{
    Reason,
    phone::{
        extension,
        group::{Joint, Mark},
        label::{self, Label},
    },
    text::{UNREADABLE, is_letter},
};

/// From so many digits on, a group is more than any number.
const TOO_MANY: usize = 16;
/// A number that is whole by itself: letters after the next one say nothing of it.
const WHOLE: usize = 7;
/// So many single digits in a row are a table.
const TABLE: usize = 15;

/// Words that are written close to one or two digits, in lower case.
#[rustfmt::skip]
const UNITS: [&str; 27] = [
    "am", "cm", "d", "g", "h", "hrs", "kg", "km", "m", "min", "mm", "nd", "pm", "rd", "st", "th", "г", "й", "кг",
    "м", "мин", "ой", "см", "ч", "шт", "ый", "я",
];

pub(super) fn mark(line: &mut Line<'_>) {
    for place in 0..line.count() {
        if is_card(line, place) {
            line.set_not(place, place + 3, Reason::Card);
        } else if line.len(place) >= TOO_MANY && !is_dialled_abroad(line, place) {
            let is_card = line.len(place) <= 19 && has_check_digit(line, place);
            line.set_not(place, place, if is_card { Reason::Card } else { Reason::TooManyDigits });
        } else if is_network_address(line, place) {
            line.set_not(place, place + 3, Reason::NetworkAddress);
        } else if line.gap(place).is_some_and(|gap| gap.chars().all(|c| c == UNREADABLE)) {
            line.set_not(place - 1, place, Reason::ControlCharacter);
        }
        mark_table(line, place);
    }
    for place in 0..line.count() {
        mark_letters_before(line, place);
        mark_letters_after(line, place);
    }
}

/// Four groups of four.
fn is_card(line: &Line<'_>, place: usize) -> bool {
    let joined = |at| matches!(line.gap(at), Some(" " | "-"));
    (place..place + 4).all(|at| line.len(at) == 4)
        && (place + 1..place + 4).all(joined)
        && line.starts_apart(place)
        && !(line.len(place + 4) == 4 && joined(place + 4))
}

/// `00` and as many digits as a number with its code has.
fn is_dialled_abroad(line: &Line<'_>, place: usize) -> bool {
    let digits = line.groups.get(place).map(|group| group.digits(line.text)).unwrap_or_default();
    digits.starts_with("00") && !digits.starts_with("000") && digits.len() <= TOO_MANY + 1
}

/// The check that the numbers of cards pass.
fn has_check_digit(line: &Line<'_>, place: usize) -> bool {
    let digits = line.groups.get(place).map(|group| group.digits(line.text)).unwrap_or_default();
    let sum: u32 = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte - b'0'))
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| digit * weight / 10 + digit * weight % 10)
        .sum();
    sum.is_multiple_of(10)
}

/// `192.168.0.1`, but not `212.123.45.67`, in which nobody would see anything but a phone.
fn is_network_address(line: &Line<'_>, place: usize) -> bool {
    let lengths = [0, 1, 2, 3].map(|offset| line.len(place + offset));
    (place..place + 4).all(|at| line.len(at) <= 3 && line.value(at) < 256)
        && (place + 1..place + 4).all(|at| line.gap(at) == Some("."))
        && !matches!(lengths, [3, 3, 2, 2])
        && line.starts_apart(place)
        && !matches!(line.groups.get(place + 4).map(|group| group.joint), Some(Joint::Tight))
}

fn mark_table(line: &mut Line<'_>, place: usize) {
    if (place..place + TABLE).all(|at| line.len(at) == 1) {
        line.set(place, place + TABLE - 1, Mark::Noise);
    }
}

/// `A1234567`: a code. `тел89161234567`, `x123`: a word before a number, or before an extension.
fn mark_letters_before(line: &mut Line<'_>, place: usize) {
    let before = line.before(place);
    let has_sign = line.groups.get(place).is_some_and(|group| group.lead < group.range.start);
    let is_glued = before.trim_end_matches('_').ends_with(char::is_alphanumeric);
    if has_sign || !is_glued || !before.ends_with(is_letter) {
        return;
    }
    let start = before.char_indices().rev().take_while(|(_, c)| is_letter(*c)).last();
    let start = start.map_or(0, |(start, _)| start);
    let word = before.get(start..).unwrap_or_default();
    let label = label::of_word(word);
    let is_label = matches!(label, Some(Label::Phone | Label::Likely)) || extension::is_word(word);
    let follows_digit = before.get(..start).unwrap_or_default().ends_with(|c: char| c.is_ascii_digit());
    if is_label && (!follows_digit || extension::is_word(word)) {
        return;
    }
    let is_name = word.chars().count() >= 3 && !word.contains('_') && word.chars().any(char::is_lowercase);
    let mark = if is_name && !follows_digit { Mark::Lettered } else { Mark::Not(Reason::InWord) };
    mark_run(line, place, mark);
}

/// Marks a group and what is joined to it closely.
fn mark_run(line: &mut Line<'_>, place: usize, mark: Mark) {
    let mut last = place;
    while matches!(line.groups.get(last + 1).map(|group| group.joint), Some(Joint::Tight | Joint::Odd)) {
        last += 1;
    }
    line.set(place, last, mark);
}

/// `1234567890AB`: a code. `89161234567Анна`: a number before a name.
fn mark_letters_after(line: &mut Line<'_>, place: usize) {
    let after = line.after(place);
    let is_glued = after.trim_start_matches('_').starts_with(char::is_alphanumeric);
    if !is_glued || !after.starts_with(is_letter) {
        return;
    }
    let end = after.find(|c| !is_letter(c)).unwrap_or(after.len());
    let (word, rest) = after.split_at(end);
    if extension::is_word(word) {
        return;
    }
    if line.len(place) <= 2 && UNITS.contains(&word.to_lowercase().as_str()) {
        return line.set(place, place, Mark::Noise);
    }
    let is_name =
        word.chars().count() >= 2 && !word.contains('_') && !rest.starts_with(|c: char| c.is_ascii_digit());
    let mark = if is_name { Mark::Lettered } else { Mark::Not(Reason::InWord) };
    let mut first = place;
    while let Some(group) = line.groups.get(first) {
        let is_joined =
            matches!(group.joint, Joint::Tight | Joint::Odd | Joint::Space | Joint::Closing | Joint::Opening);
        let is_whole = !matches!(group.joint, Joint::Tight | Joint::Odd)
            && first.checked_sub(1).is_some_and(|before| line.len(before) >= WHOLE);
        if !is_joined || is_whole {
            break;
        }
        first -= 1;
    }
    line.set(first, place, mark);
}
