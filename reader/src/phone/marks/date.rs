//! Dates, times, years, opening hours.

use super::Line;
use crate::{
    Reason,
    phone::{
        group::{Joint, Mark},
        label::{self, Label},
    },
};

/// Words after the hours of a day.
const HOUR_WORDS: [&str; 12] =
    ["am", "h", "hours", "hr", "hrs", "pm", "std", "uhr", "ч", "час", "часа", "часов"];

pub(super) fn mark(line: &mut Line<'_>) {
    for place in 0..line.count() {
        mark_time(line, place);
        mark_hours(line, place);
        if is_date(line, place) {
            line.set_not(place, place + 2, Reason::Date);
        } else if is_years(line, place) {
            line.set_not(place, place + 1, Reason::Date);
        }
    }
}

/// `12:30`, `08:00:15.123`, `08:00 +0300`.
fn mark_time(line: &mut Line<'_>, place: usize) {
    let follows = |at: usize| line.gap(at) == Some(":") && line.len(at) == 2 && line.value(at) < 60;
    if !(1..=2).contains(&line.len(place)) || line.value(place) > 24 || !follows(place + 1) {
        return;
    }
    let last = if follows(place + 2) { place + 2 } else { place + 1 };
    line.set(place, last, Mark::Noise);
    let is_fraction = last == place + 2 && matches!(line.gap(last + 1), Some("." | ","));
    let is_zone = matches!(line.gap(last + 1), Some("+" | " +" | "-" | " -")) && line.len(last + 1) == 4;
    if is_fraction || is_zone {
        line.set_not(last + 1, last + 1, Reason::Date);
    }
}

/// `9.00-18.00`, `24/7`, `9-17 Uhr`.
fn mark_hours(line: &mut Line<'_>, place: usize) {
    if !line.starts_apart(place) || line.len(place) > 2 || line.value(place) > 24 {
        return;
    }
    let is_range = |at| matches!(line.gap(at).map(str::trim), Some("-" | "–" | "—"));
    let is_full = |at| matches!(line.gap(at), Some("." | ":")) && line.len(at) == 2 && line.value(at) < 60;
    let is_hour = |at| line.len(at) <= 2 && line.value(at) <= 24;
    if line.gap(place + 1) == Some("/") && line.value(place) == 24 && line.value(place + 1) == 7 {
        line.set(place, place + 1, Mark::Noise);
    } else if is_full(place + 1)
        && is_range(place + 2)
        && is_hour(place + 2)
        && is_full(place + 3)
        && line.starts_apart(place + 4)
    {
        line.set(place, place + 3, Mark::Noise);
    } else if is_range(place + 1) && is_hour(place + 1) {
        let after = line.after(place + 1).trim_start();
        let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        if HOUR_WORDS.contains(&word.as_str()) {
            line.set(place, place + 1, Mark::Noise);
        }
    }
}

/// `12.03.2024`, `3/12/24`, `2024-03-12`.
fn is_date(line: &Line<'_>, place: usize) -> bool {
    let sign = match (line.gap(place + 1), line.gap(place + 2)) {
        (Some(first), Some(second)) if first == second && matches!(first, "." | "/" | "-") => first,
        _ => return false,
    };
    let lengths = [line.len(place), line.len(place + 1), line.len(place + 2)];
    let [first, second, third] = [line.value(place), line.value(place + 1), line.value(place + 2)];
    let is_day = |day: u64, month: u64| (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_date = match lengths {
        [1 | 2, 1 | 2, 4] => is_year(third) && (is_day(first, second) || is_day(second, first)),
        [1 | 2, 1 | 2, 2] if line.has_short_numbers => false,
        [1 | 2, 1 | 2, 2] => is_day(first, second) || (sign == "/" && is_day(second, first)),
        [4, 1 | 2, 1 | 2] => is_year(first) && is_day(third, second),
        _ => false,
    };
    is_date
        && line.starts_apart(place)
        && line.starts_apart(place + 3)
        && !(sign == "-" && is_phone(line, place))
        && !completes_number(line, place)
}

/// `2019-2024`.
fn is_years(line: &Line<'_>, place: usize) -> bool {
    matches!(line.gap(place + 1).map(str::trim), Some("-" | "–" | "—" | "/"))
        && line.len(place) == 4
        && line.len(place + 1) == 4
        && is_year(line.value(place))
        && is_year(line.value(place + 1))
        && line.starts_apart(place)
        && line.starts_apart(place + 2)
        && !is_phone(line, place)
}

fn is_year(value: u64) -> bool {
    (1900..2100).contains(&value)
}

/// Whether a number that a plus begins needs the groups from here on: `+687 20.12.90`.
fn completes_number(line: &Line<'_>, place: usize) -> bool {
    let mut first = place;
    let mut digits = 0;
    while line.groups.get(first).is_some_and(|group| group.joint != Joint::Cut) && digits < FEWEST {
        first -= 1;
        digits += line.len(first);
    }
    first < place && digits < FEWEST && line.groups.get(first).is_some_and(|group| group.has_plus)
}

/// The fewest digits of a number with the code of its country.
const FEWEST: usize = 7;

/// Six digits in pairs may be the number of a small town, if a word says so.
fn is_phone(line: &Line<'_>, place: usize) -> bool {
    label::before(line.before(place)) == Some(Label::Phone)
}
