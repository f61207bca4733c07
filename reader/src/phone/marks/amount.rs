//! Sums of money, shares, numbers with decimals, and what spreadsheets make of numbers.

use super::Line;
use crate::{
    Reason,
    phone::group::{Joint, Mark},
};

const CURRENCY_SIGNS: &str = "$€£¥₽₴₸₹₺₩₪₫₱฿₦₼₾";
/// Words beside a sum, in lower case.
#[rustfmt::skip]
const CURRENCY_WORDS: [&str; 26] = [
    "aed", "brl", "byn", "chf", "cny", "eur", "euro", "gbp", "inr", "kzt", "mxn", "pln", "rub", "rur",
    "uah", "usd", "uzs", "грн", "долл", "евро", "млн", "руб", "рублей", "рубля", "тенге", "тыс",
];
/// Digits of a number that a spreadsheet may have taken for a sum.
const WHOLE: usize = 7;

pub(super) fn mark(line: &mut Line<'_>) {
    for place in 0..line.count() {
        if is_power_of_ten(line, place) {
            let first = if matches!(line.gap(place), Some("." | ",")) { place - 1 } else { place };
            line.set_not(first, place + 1, Reason::PowerOfTen);
        }
    }
    for place in 0..line.count() {
        mark_decimals(line, place);
        mark_thousands(line, place);
        mark_money(line, place);
    }
}

/// `8.91612E+10`, `8,91612E10`: the group before the `E`.
fn is_power_of_ten(line: &Line<'_>, place: usize) -> bool {
    let is_sign = matches!(line.gap(place + 1), Some("E+" | "e+" | "E" | "e" | "E-" | "e-"));
    is_sign
        && line.len(place + 1) <= 3
        && (matches!(line.gap(place), Some("." | ",")) || line.len(place) <= 2)
}

/// `79161234567.0` is a number and a remainder that nobody wrote; `12345.67` is a sum, `55.7558` a coordinate.
fn mark_decimals(line: &mut Line<'_>, place: usize) {
    let goes_on = !line.starts_apart(place + 2) || matches!(line.gap(place + 2), Some("." | ","));
    if goes_on || !matches!(line.gap(place + 1), Some("." | ",")) {
        return;
    }
    let is_alone = line.starts_apart(place) && !matches!(line.gap(place), Some("." | "," | " "));
    let is_nothing = line.value(place + 1) == 0;
    match (line.len(place), line.len(place + 1)) {
        (WHOLE.., 1) | (10.., 2) if is_nothing => line.set(place + 1, place + 1, Mark::Noise),
        (3, 4 | 7) => {}
        (..WHOLE, 1 | 2) | (..=3, 4..=8) if is_alone && line.gap(place + 1) == Some(".") => {
            line.set_not(place, place + 1, Reason::Amount);
        }
        _ => {}
    }
}

/// `79,161,234,567`, `1 234 567,00`.
fn mark_thousands(line: &mut Line<'_>, place: usize) {
    if !line.starts_apart(place) || !(1..=3).contains(&line.len(place)) {
        return;
    }
    for sign in [",", ".", " ", "'"] {
        let mut last = place;
        while line.gap(last + 1) == Some(sign) && line.len(last + 1) == 3 {
            last += 1;
        }
        let has_decimals = matches!(line.gap(last + 1), Some("." | ",")) && line.len(last + 1) == 2;
        let is_apart = sign != " " || line.groups.get(place).is_some_and(|group| group.joint == Joint::Cut);
        let is_whole = line.gap(last + 1) != Some(sign);
        if last > place && is_whole && is_apart && line.starts_apart(last + 1 + usize::from(has_decimals)) {
            if has_decimals && sign != line.gap(last + 1).unwrap_or_default() {
                line.set_not(place, last + 1, Reason::Amount);
            } else if sign == "," {
                line.set_not(place, last, Reason::Amount);
            }
        }
    }
}

/// `$20`, `1 234 руб.`, `20 %`.
fn mark_money(line: &mut Line<'_>, place: usize) {
    let before = line.before(place).trim_end();
    if line.starts_apart(place) && (before.ends_with(is_currency) || has_currency_word_at_end(before)) {
        let mut last = place;
        while matches!(line.gap(last + 1), Some("," | ".")) && line.len(last + 1) <= 3 {
            last += 1;
        }
        line.set_not(place, last, Reason::Amount);
        return;
    }
    let after = line.after(place).trim_start_matches(' ');
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    if after.starts_with(is_currency) || after.starts_with('%') || CURRENCY_WORDS.contains(&word.as_str()) {
        line.set_not(start_of_sum(line, place), place, Reason::Amount);
    }
}

/// Where a sum starts that ends with a group: `1 234 500`, `100-200`. If a number may stand directly before it,
/// only the group itself is one.
fn start_of_sum(line: &Line<'_>, place: usize) -> usize {
    let mut first = place;
    while matches!(line.gap(first), Some(" " | "," | "." | "'"))
        && line.len(first) == 3
        && line.len(first - 1) <= 3
    {
        first -= 1;
    }
    if matches!(line.gap(first), Some("-" | "–")) {
        first -= 1;
    }
    let begins = line.groups.get(first).is_some_and(|group| group.joint == Joint::Cut && !group.has_plus);
    if begins { first } else { place }
}

fn is_currency(c: char) -> bool {
    CURRENCY_SIGNS.contains(c)
}

fn has_currency_word_at_end(before: &str) -> bool {
    CURRENCY_WORDS.contains(&crate::text::last_word(before).to_lowercase().as_str())
}
