//! The rows that are in view, and the one that is opened.

use crate::domain::{PortalOrigin, RecordRef, TypeChoice, UserId, Visibility, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::list::{Evidence, Extent, Piece, Row, VerdictKind};
use crate::lookup::view::record_title;
use crate::page::model::list::{AtHand, Checked};
use crate::protocol::files::MAX_SHOWN_COLUMNS;

use super::{
    FilterView, ListPieceView, ListRecordView, ListRowView, ListValueView, OpenedRowView, TableView, words,
};

/// So many records of a row are shown.
const IN_ROW: usize = 3;

/// So many records of a value, where its row is opened.
const IN_VALUE: usize = 50;

pub(super) fn view(checked: &Checked, portal: &PortalOrigin) -> TableView {
    let shown = &checked.shown;
    let all = checked.read.list.rows().len();
    let visible = shown.arrangement.len(all) as u64;
    TableView {
        filters: filters(checked),
        search: shown.text.clone(),
        is_searching: shown.wanted_text().is_some(),
        can_search: checked.at_hand == AtHand::Here,
        sort: shown.wanted.sort,
        grouping: shown.wanted.grouping,
        visible,
        count: if visible == all as u64 {
            Message::counting(Key::ListRows, visible)
        } else {
            Message::counting(Key::ListShown, all as u64).with("shown", Arg::Number(visible))
        },
        columns: columns(checked),
        first: u64::from(shown.window.0),
        rows: window(checked, portal),
        opened: shown.opened.and_then(|row| opened(checked, row, portal)).map(Box::new),
    }
}

fn filters(checked: &Checked) -> Vec<FilterView> {
    let kinds = &checked.shown.wanted.kinds;
    let filter = |verdict: VerdictKind| {
        let (rows, is_chosen) = (checked.standings.of_kind(verdict), kinds.contains(&verdict));
        let label = Message::plain(Key::ListFilter)
            .with("what", Arg::Message(words::kind_name(verdict, checked.check.types())))
            .with("number", Arg::Number(rows));
        // One that is chosen can be taken back, also when no row has it any more.
        (rows > 0 || is_chosen).then_some(FilterView { verdict, label, is_chosen })
    };
    VerdictKind::ALL.into_iter().filter_map(filter).collect()
}

fn columns(checked: &Checked) -> Vec<String> {
    match checked.at_hand {
        AtHand::Here => checked.read.table.opened.names.iter().take(MAX_SHOWN_COLUMNS).cloned().collect(),
        AtHand::Lost { .. } | AtHand::ComingAgain(_) => Vec::new(),
    }
}

fn window(checked: &Checked, portal: &PortalOrigin) -> Vec<ListRowView> {
    let all = checked.read.list.rows().len();
    let first = checked.shown.window.0 as usize;
    let before = first.checked_sub(1).and_then(|place| checked.shown.arrangement.window(place, 1, all).pop());
    let mut leader = before.and_then(|row| checked.standings.leader(row as usize));
    let mut rows = Vec::new();
    for place in checked.shown.rows(all) {
        let Some(row) = checked.read.list.rows().get(place as usize) else { continue };
        let leads_to = checked.standings.leader(place as usize);
        let begins_group = leads_to.is_none() || leads_to != leader;
        leader = leads_to;
        rows.push(row_view(checked, place, row, begins_group, portal));
    }
    rows
}

fn row_view(
    checked: &Checked,
    place: u32,
    row: &Row,
    begins_group: bool,
    portal: &PortalOrigin,
) -> ListRowView {
    let (verdict, evidence) = checked.check.verdict(&checked.read.list, row);
    let found = visible(evidence.iter());
    ListRowView {
        row: place,
        number: row.number as u64,
        cells: checked.shown.cells.get(&place).cloned(),
        verdict: words::verdict(verdict, row, checked.check.types()),
        records_more: found.len().saturating_sub(IN_ROW) as u64,
        records: found.into_iter().take(IN_ROW).map(|of| record(checked, of, portal)).collect(),
        begins_group,
    }
}

fn opened(checked: &Checked, place: u32, portal: &PortalOrigin) -> Option<OpenedRowView> {
    let row = checked.read.list.rows().get(place as usize)?;
    let (verdict, evidence) = checked.check.verdict(&checked.read.list, row);
    let cells = checked.shown.cells.get(&place).into_iter().flatten();
    let names = checked.read.table.opened.names.iter().cloned().chain(std::iter::repeat(String::new()));
    let value = |(id, evidence): (&_, &Evidence)| {
        let spelling = sanitised(checked.read.list.value(*id)?.written().spelling());
        let found = visible([evidence].into_iter());
        Some(ListValueView {
            spelling,
            text: known(evidence, checked.check.types()),
            records_more: found.len().saturating_sub(IN_VALUE) as u64,
            records: found.into_iter().take(IN_VALUE).map(|of| record(checked, of, portal)).collect(),
        })
    };
    Some(OpenedRowView {
        row: place,
        number: row.number as u64,
        cells: names.zip(cells.cloned()).collect(),
        verdict: words::verdict(verdict, row, checked.check.types()),
        repeats: checked.read.list.repeats(row).map(|earlier| earlier as u64),
        values: row.values.iter().zip(&evidence).filter_map(value).collect(),
        pieces: pieces(checked, place, row),
    })
}

fn pieces(checked: &Checked, place: u32, row: &Row) -> Vec<ListPieceView> {
    let of_row = |piece: &Piece| {
        let mut known = checked.read.pieces.iter();
        known.find(|(_, at)| at.row == place as usize && at.piece == *piece).map(|(at, _)| *at)
    };
    row.unusable.iter().map(|piece| words::piece(of_row(piece), row.number, piece)).collect()
}

/// What was checked of a value. Whether a record has it comes first: one whose card is not loaded has it as well.
fn known(evidence: &Evidence, types: TypeChoice) -> Message {
    let count = |wanted| evidence.records().filter(|(_, of, _)| *of == wanted).count();
    let (visible, hidden) = (count(Visibility::Visible), count(Visibility::Hidden));
    let unloaded = count(Visibility::Unloaded);
    match (evidence.extent, visible + hidden + unloaded) {
        (Extent::NotChecked | Extent::Capped, 0) => Key::ListKindNotChecked.into(),
        (Extent::Complete, 0) => words::among_types(Key::ListValueNone, types),
        (Extent::Complete, all) if all == hidden => {
            words::among_types(Message::counting(Key::ListHidden, hidden as u64), types)
        }
        (Extent::Complete, _) if unloaded == 0 => words::and_hidden(Key::ListSeveral, visible, hidden),
        (_, all) => Message::counting(Key::ListIncomplete, all as u64),
    }
}

/// The records that the user may read, each once.
fn visible<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> Vec<RecordRef> {
    let mut records = Vec::new();
    for (record, visibility, _) in evidence.flat_map(Evidence::records) {
        if visibility == Visibility::Visible && !records.contains(&record) {
            records.push(record);
        }
    }
    records
}

fn record(checked: &Checked, reference: RecordRef, portal: &PortalOrigin) -> ListRecordView {
    let card = checked.check.card(reference);
    let responsible = card.and_then(|card| card.responsible);
    ListRecordView {
        reference,
        title: card.map_or(Err(words::entity(reference.entity)), record_title),
        address: portal.card_address(reference),
        responsible: responsible.map(|user| person(checked, user)),
    }
}

/// The name of somebody, or the number of a user who has none.
pub(super) fn person(checked: &Checked, user: UserId) -> String {
    checked.names.user(user).map_or_else(|| user.0.get().to_string(), str::to_owned)
}
