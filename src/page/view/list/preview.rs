//! How a file was read, and its first rows.

use crate::i18n::{Key, Message};
use crate::page::model::list::{Checked, TableOf};
use crate::protocol::files::{Format, Headings, MAX_SHOWN_COLUMNS, Separator};

use super::{ChoiceOf, ColumnView, FlawView, PreviewView, words};

/// What can stand between two cells.
const SEPARATORS: [Separator; 5] =
    [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe, Separator::LineEnd];

pub(super) fn view(table: &TableOf, behind: Option<&Checked>) -> PreviewView {
    let TableOf { how, opened, first, is_reading, .. } = table;
    let shown = how.columns.len().min(MAX_SHOWN_COLUMNS);
    let column = |(place, holds): (u32, &_)| ColumnView {
        place,
        name: opened.names.get(place as usize).cloned().unwrap_or_default(),
        holds: *holds,
    };
    let flaws: Vec<FlawView> = opened
        .flaws
        .iter()
        .map(|(row, flaw)| FlawView { row: u64::from(*row), text: words::flaw(*flaw) })
        .collect();
    PreviewView {
        format: words::format(&opened.format),
        charsets: charsets(table),
        separators: separators(table),
        sheets: sheets(table),
        headings: opened.headings,
        is_reading: *is_reading,
        columns: (0..).zip(how.columns.iter().take(shown)).map(column).collect(),
        columns_more: how.columns.len().saturating_sub(shown) as u64,
        first: first.clone(),
        first_number: match opened.headings {
            Headings::FirstRow => 2,
            Headings::Absent => 1,
        },
        rows: Message::counting(Key::ListRows, u64::from(opened.rows)),
        flawed: (opened.broken > 0).then(|| Message::counting(Key::ListFlawed, u64::from(opened.broken))),
        flaws_more: u64::from(opened.broken).saturating_sub(flaws.len() as u64),
        flaws,
        country: how.country,
        can_read: table.can_read(),
        has_results: behind.is_some(),
    }
}

fn charsets(table: &TableOf) -> Vec<ChoiceOf<String>> {
    let (Format::Text { charset, .. } | Format::VCard { charset }) = &table.opened.format else {
        return Vec::new();
    };
    let choice = |name: &String| ChoiceOf { what: name.clone(), is_chosen: name == charset };
    table.opened.charsets.iter().map(choice).collect()
}

fn separators(table: &TableOf) -> Vec<ChoiceOf<Separator>> {
    let Format::Text { separator, .. } = &table.opened.format else { return Vec::new() };
    SEPARATORS.map(|what| ChoiceOf { what, is_chosen: what == *separator }).to_vec()
}

fn sheets(table: &TableOf) -> Vec<ChoiceOf<String>> {
    let Format::Sheet { sheet, .. } = &table.opened.format else { return Vec::new() };
    if table.opened.sheets.len() < 2 {
        return Vec::new();
    }
    let choice = |(place, name): (u32, &String)| ChoiceOf { what: name.clone(), is_chosen: place == *sheet };
    (0..).zip(&table.opened.sheets).map(choice).collect()
}
