//! A comparison, as it is shown.

use crate::domain::{CommKind, EntityType, RecordRef};
use crate::i18n::{Arg, Key, Message};
use crate::protocol::{Class, Refusal};
use crate::session::Connection;
use crate::session::view::{NoticeView, Tone, of_refusal, plain, with};

use super::compare::{Compare, Laid, State};
use super::rows::{Cell, Row, ValueText, Verdict};
use super::sheet::{Column, Found};
use super::ties::{Tie, ties};
use super::{Arrangement, Intent, Shown};

/// Records side by side.
#[derive(Clone, PartialEq, Debug)]
pub struct CompareView {
    /// What is the matter, if anything.
    pub notice: Option<NoticeView<Intent>>,
    /// What it is waiting for.
    pub waiting: Option<Message>,
    /// How many fields differ and how many do not; absent until they are there.
    pub summary: Option<Message>,
    /// Which rows are shown.
    pub shown: Shown,
    /// In which way it is shown.
    pub arrangement: Arrangement,
    /// A column a record.
    pub columns: Vec<ColumnView>,
    /// A row a field.
    pub rows: Vec<RowView>,
    /// What is said in place of rows where fields were compared and none of them differs.
    pub nothing: Option<Key>,
    /// The phones and e-mails, and who has them: those of most records first.
    pub ties: Vec<TieView>,
}

/// One record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnView {
    /// Which.
    pub reference: RecordRef,
    /// What it is called.
    pub title: Message,
    /// What kind of record it is.
    pub kind: Key,
    /// The address of its card.
    pub address: String,
    /// Why nothing is shown of it.
    pub unread: Option<Message>,
}

/// One field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowView {
    /// Its name on the wire.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// `equal`, `filled`, `only`, `different`, `each`, `alone`, `unknown`: as `data-verdict`.
    pub verdict: &'static str,
    /// The same in words.
    pub text: Key,
    /// A cell a record.
    pub cells: Vec<CellView>,
}

/// What stands in a field of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CellView {
    /// Nothing, for this reason.
    Nothing(Key),
    /// These.
    Values(Vec<ValueView>),
}

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueView {
    /// What is shown of it.
    pub text: Message,
    /// Another record has it too.
    pub shared: bool,
}

/// A phone or an e-mail, and who has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieView {
    /// Which of them.
    pub kind: CommKind,
    /// As it is stored.
    pub spelling: String,
    /// The places of the records that have it, from zero.
    pub records: Vec<usize>,
    /// How many that are, in words.
    pub text: Message,
    /// It stands out.
    pub picked: bool,
}

/// What is shown.
pub(crate) fn view(compare: &Compare, connection: &Connection) -> CompareView {
    let laid = compare.laid();
    let rows = laid.map_or(&[][..], |laid| &laid.rows);
    let shown: Vec<RowView> = rows.iter().filter(|row| is_shown(row, compare.shown)).map(row).collect();
    CompareView {
        notice: notice(compare),
        waiting: matches!(compare.state, State::Reading(_)).then(|| Key::CompareReading.into()),
        // Of records that nobody may read, nothing was compared.
        summary: (!rows.is_empty()).then(|| summary(rows)),
        shown: compare.shown,
        arrangement: compare.arrangement,
        columns: laid.map_or_else(Vec::new, |laid| columns(laid, connection)),
        nothing: (shown.is_empty() && !rows.is_empty()).then_some(Key::UiCompareNone),
        rows: shown,
        ties: ties(rows).into_iter().enumerate().map(|(place, tie)| of_tie(compare, place, tie)).collect(),
    }
}

/// What a screen reader is told.
pub(crate) fn news(view: &CompareView) -> Option<Message> {
    let notice = view.notice.as_ref().map(|notice| notice.title.clone());
    view.summary.clone().or(notice).or_else(|| view.waiting.clone())
}

/// What a record is called, with its number where it has no name.
pub(crate) fn title(column: &Column) -> Message {
    let title = column.whole().map(|whole| whole.card.title.as_str()).unwrap_or_default();
    let id = column.reference.id.get().to_string();
    if title.is_empty() {
        Message::plain(Key::CompareNumbered)
            .with("kind", Arg::Message(kind(column.reference.entity).into()))
            .with("id", Arg::Text(id))
    } else {
        Message::plain(Key::CompareNamed).with("name", Arg::Text(title.to_owned())).with("id", Arg::Text(id))
    }
}

fn of_tie(compare: &Compare, place: usize, tie: Tie) -> TieView {
    let text = Message::counting(Key::CompareTieRecords, tie.records.len() as u64);
    let picked = compare.picked == Some(place);
    TieView { kind: tie.kind, spelling: tie.spelling, records: tie.records, text, picked }
}

const fn kind(entity: EntityType) -> Key {
    match entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    }
}

fn columns(laid: &Laid, connection: &Connection) -> Vec<ColumnView> {
    let column = |column: &Column| ColumnView {
        reference: column.reference,
        title: title(column),
        kind: kind(column.reference.entity),
        address: connection.origin.card_address(column.reference),
        unread: match &column.found {
            Found::Whole(_) => None,
            Found::Not(refusal) => Some(of_refusal::<Intent>(refusal).title),
        },
    };
    laid.sheet.columns.iter().map(column).collect()
}

fn notice(compare: &Compare) -> Option<NoticeView<Intent>> {
    match &compare.state {
        // A halt has a button of its own, which the page has: see `page::view`.
        State::Reading(_) => None,
        State::Unread(refusal) => Some(again(of_refusal(refusal))),
        State::Read(laid) => {
            let unread = |column: &Column| match &column.found {
                Found::Not(refusal) if refusal.reason.class() != Class::Record => Some(refusal.clone()),
                Found::Whole(_) | Found::Not(_) => None,
            };
            let unread: Option<Refusal> = laid.sheet.columns.iter().find_map(unread);
            let not_read = |refusal: &Refusal| {
                let NoticeView { code, detail, .. } = of_refusal::<Intent>(refusal);
                let notice = plain(Tone::Warning, Key::CompareUnread.into(), None);
                again(NoticeView { code, detail, ..notice })
            };
            let unnamed = |refusal: &Refusal| {
                let NoticeView { code, detail, .. } = of_refusal::<Intent>(refusal);
                let notice = plain(Tone::Warning, Key::CompareUnnamed.into(), None);
                again(NoticeView { code, detail, ..notice })
            };
            unread.as_ref().map(not_read).or_else(|| laid.sheet.unnamed().map(unnamed))
        }
    }
}

fn again(notice: NoticeView<Intent>) -> NoticeView<Intent> {
    with(notice, "again", Key::RefusalRetry, Intent::Again)
}

/// How many fields differ and how many do not, and of how many that is not known.
fn summary(rows: &[Row]) -> Message {
    let count = |is: fn(Verdict) -> bool| rows.iter().filter(|row| is(row.verdict)).count() as u64;
    if rows.iter().all(|row| row.verdict == Verdict::Alone) {
        return Key::CompareNothingLeft.into();
    }
    let differing = count(|verdict| {
        matches!(verdict, Verdict::Different | Verdict::OnlyIn(_) | Verdict::EqualWhereFilled)
    });
    let unknown = count(|verdict| verdict == Verdict::Unknown);
    let counted = |key, count| Arg::Message(Message::counting(key, count));
    let told = |key| {
        Message::plain(key)
            .with("different", counted(Key::CompareDiffering, differing))
            .with("equal", counted(Key::CompareEqualing, count(|verdict| verdict == Verdict::Equal)))
    };
    match unknown {
        0 => told(Key::CompareSummary),
        _ => told(Key::CompareSummaryUnknown).with("unknown", counted(Key::CompareUnknowing, unknown)),
    }
}

const fn is_shown(row: &Row, shown: Shown) -> bool {
    match (shown, row.verdict) {
        (Shown::Differences, Verdict::Equal | Verdict::OfEach) => false,
        (Shown::All | Shown::Differences, _) => true,
    }
}

fn row(row: &Row) -> RowView {
    let (verdict, text) = match row.verdict {
        Verdict::Equal => ("equal", Key::CompareEqual),
        Verdict::EqualWhereFilled => ("filled", Key::CompareFilled),
        Verdict::OnlyIn(_) => ("only", Key::CompareOnly),
        Verdict::Different => ("different", Key::CompareDifferent),
        Verdict::OfEach => ("each", Key::CompareOfEach),
        Verdict::Alone => ("alone", Key::CompareAlone),
        Verdict::Unknown => ("unknown", Key::CompareUnknown),
    };
    RowView {
        code: row.code.clone(),
        label: row.label.clone(),
        verdict,
        text,
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &Cell) -> CellView {
    match cell {
        Cell::Gone => CellView::Nothing(Key::CompareCellGone),
        Cell::Unread => CellView::Nothing(Key::CompareCellUnread),
        Cell::NoField => CellView::Nothing(Key::CompareCellNoField),
        Cell::Empty => CellView::Nothing(Key::CompareCellEmpty),
        Cell::Filled(values) => CellView::Values(
            values.iter().map(|value| ValueView { text: said(&value.text), shared: value.shared }).collect(),
        ),
    }
}

/// A value in words.
pub(crate) fn said(text: &ValueText) -> Message {
    match text {
        ValueText::Text(text) => Message::plain(Key::CompareText).with("text", Arg::Text(text.clone())),
        ValueText::Date(iso) => date(iso),
        ValueText::YesNo(true) => Key::CompareYes.into(),
        ValueText::YesNo(false) => Key::CompareNo.into(),
    }
}

/// A moment in words.
pub(crate) fn date(iso: &str) -> Message {
    Message::plain(Key::CompareText).with("text", Arg::Date(iso.to_owned()))
}
