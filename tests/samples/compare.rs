//! The states of records side by side, and of their merge.

use b24_duplicates::compare::view::{CellView, ColumnView, CompareView, RowView, TieView, ValueView};
use b24_duplicates::compare::{Arrangement, Shown};
use b24_duplicates::domain::{CommKind, EntityType, RecordId, RecordRef};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::merge::view::{CandidateView, Closing, MergeView, PageOffer, StepView};
use b24_duplicates::page::{CompareExit, CompareScreen, ScreenView};
use b24_duplicates::session::view::{NoticeView, Surface, Tone};

use super::{Sample, counting, sample};

pub(crate) fn all() -> Vec<Sample> {
    let screen = |name, compare, merge: Option<MergeView>| {
        let screen = CompareScreen {
            halted: None,
            compare,
            can_merge: true,
            merge,
            opens_pages: true,
            exit: CompareExit::Back,
        };
        sample(name, Surface::Page, ScreenView::Compare(Box::new(screen)))
    };
    let table = |name, merge| screen(name, compared(), merge);
    vec![
        table("compare", None),
        screen("compare-differences", differences(), None),
        screen(
            "compare-equal",
            CompareView { rows: Vec::new(), nothing: Some(Key::UiCompareNone), ..differences() },
            None,
        ),
        screen("compare-ties", CompareView { arrangement: Arrangement::Ties, ..compared() }, None),
        screen("compare-ties-picked", picked(), None),
        screen("compare-unread", unread(), None),
        screen("compare-reading", reading(), None),
        table("merge-choosing", Some(merge(StepView::Choosing, &[]))),
        table("merge-obstacles", Some(merge(StepView::Choosing, &["Responsible person", "Customer number"]))),
        table("merge-confirming", Some(merge(confirming(), &[]))),
        table("merge-under-way", Some(merge(StepView::Merging, &[]))),
        table(
            "merge-done",
            Some(merge(over(Tone::Good, "", done(), Key::MergeMergedHint, PageOffer::No), &[])),
        ),
        table("merge-conflict", Some(ended(Tone::Warning, "", Key::MergeConflict, Key::MergeConflictHint))),
        table("merge-refused", Some(ended(Tone::Alert, "", Key::MergeRefused, Key::MergeRefusedHint))),
        table(
            "merge-unknown",
            Some(ended(Tone::Alert, "B24D-TIMEOUT", Key::MergeUnknown, Key::MergeUnknownHint)),
        ),
    ]
}

#[expect(clippy::unwrap_used, reason = "the ids of samples are positive")]
fn contact(id: u64) -> RecordRef {
    RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap())
}

fn named(name: &str, id: u64) -> Message {
    let message = Message::plain(Key::CompareNamed).with("name", Arg::Text(name.to_owned()));
    message.with("id", Arg::Text(id.to_string()))
}

fn column(id: u64, name: &str) -> ColumnView {
    let reference = contact(id);
    ColumnView {
        reference,
        title: named(name, id),
        kind: Key::EntityContact,
        address: format!("https://portal.example{}", reference.card_path()),
        unread: None,
    }
}

fn text(text: &str) -> Message {
    Message::plain(Key::CompareText).with("text", Arg::Text(text.to_owned()))
}

/// Values of a cell, those with a star in another record too; nothing in it is an empty cell.
fn cell(values: &[&str]) -> CellView {
    if values.is_empty() {
        return CellView::Nothing(Key::CompareCellEmpty);
    }
    let value =
        |value: &&str| ValueView { text: text(value.trim_end_matches('*')), shared: value.ends_with('*') };
    CellView::Values(values.iter().map(value).collect())
}

fn row(code: &str, label: &str, verdict: (&'static str, Key), cells: [&[&str]; 3]) -> RowView {
    RowView {
        code: code.to_owned(),
        label: label.to_owned(),
        verdict: verdict.0,
        text: verdict.1,
        cells: cells.map(cell).to_vec(),
    }
}

const EQUAL: (&str, Key) = ("equal", Key::CompareEqual);
const FILLED: (&str, Key) = ("filled", Key::CompareFilled);
const ONLY: (&str, Key) = ("only", Key::CompareOnly);
const DIFFERENT: (&str, Key) = ("different", Key::CompareDifferent);

fn compared() -> CompareView {
    let phone = "+49 151 5550 4711*";
    let rows = vec![
        row("NAME", "First name", EQUAL, [&["Anna*"], &["Anna*"], &["Anna*"]]),
        row("LAST_NAME", "Last name", EQUAL, [&["Weber*"], &["Weber*"], &["Weber*"]]),
        row("PHONE", "Phone", DIFFERENT, [&[phone], &[phone, "+49 40 5550 815"], &[phone]]),
        row("EMAIL", "E-mail", FILLED, [&[], &["anna.weber@hafen.example*"], &["Anna.Weber@hafen.example*"]]),
        row("POST", "Position", ONLY, [&[], &["Head of purchasing"], &[]]),
        row(
            "ASSIGNED_BY_ID",
            "Responsible person",
            DIFFERENT,
            [&["Anna Adler*"], &["Anna Adler*"], &["Boris Berg"]],
        ),
        row("UF_CRM_1", "Customer number", ONLY, [&[], &["K-2041"], &[]]),
    ];
    let summary = Message::plain(Key::CompareSummary)
        .with("different", Arg::Message(counting(Key::CompareDiffering, 5)))
        .with("equal", Arg::Message(counting(Key::CompareEqualing, 2)));
    CompareView {
        notice: None,
        waiting: None,
        summary: Some(summary),
        shown: Shown::All,
        arrangement: Arrangement::Fields,
        columns: vec![column(1001, "Anna Weber"), column(1002, "Anna Weber"), column(1003, "Anna Weber")],
        rows,
        nothing: None,
        ties: vec![
            tie(CommKind::Phone, "+49 151 5550 4711", &[0, 1, 2]),
            tie(CommKind::Email, "anna.weber@hafen.example", &[1, 2]),
            tie(CommKind::Phone, "+49 40 5550 815", &[1]),
        ],
    }
}

fn tie(kind: CommKind, spelling: &str, records: &[usize]) -> TieView {
    TieView {
        kind,
        spelling: spelling.to_owned(),
        records: records.to_vec(),
        text: counting(Key::CompareTieRecords, records.len() as u64),
        picked: false,
    }
}

fn differences() -> CompareView {
    let mut view = compared();
    view.shown = Shown::Differences;
    view.rows.retain(|row| row.verdict != "equal");
    view
}

fn picked() -> CompareView {
    let mut view = CompareView { arrangement: Arrangement::Ties, ..compared() };
    if let Some(tie) = view.ties.first_mut() {
        tie.picked = true;
    }
    view
}

fn unread() -> CompareView {
    let mut view = compared();
    if let Some(last) = view.columns.last_mut() {
        last.title = Message::plain(Key::CompareNumbered)
            .with("kind", Arg::Message(Key::EntityContact.into()))
            .with("id", Arg::Text("1003".to_owned()));
        last.unread = Some(Key::RefusalRecordDenied.into());
    }
    for row in &mut view.rows {
        (row.verdict, row.text) = ("unknown", Key::CompareUnknown);
        if let Some(last) = row.cells.last_mut() {
            *last = CellView::Nothing(Key::CompareCellUnread);
        }
    }
    view
}

fn reading() -> CompareView {
    CompareView {
        waiting: Some(Key::CompareReading.into()),
        summary: None,
        columns: Vec::new(),
        rows: Vec::new(),
        ties: Vec::new(),
        ..compared()
    }
}

fn merge(step: StepView, obstacles: &[&str]) -> MergeView {
    let date =
        |iso: &str| Arg::Message(Message::plain(Key::CompareText).with("text", Arg::Date(iso.to_owned())));
    let candidate = |id, reasons, proposed| CandidateView {
        reference: contact(id),
        title: named("Anna Weber", id),
        reasons,
        proposed,
        chosen: proposed,
    };
    let oldest = Message::plain(Key::MergeOldest).with("date", date("2025-01-08T10:00:00+03:00"));
    let latest = Message::plain(Key::MergeLatest).with("date", date("2026-03-12T09:30:00+03:00"));
    MergeView {
        candidates: vec![
            candidate(1001, vec![counting(Key::MergeOpenDeals, 1), oldest], true),
            candidate(1002, vec![counting(Key::MergeMostFilled, 9)], false),
            candidate(1003, vec![latest], false),
        ],
        obstacles: obstacles.iter().map(|label| (*label).to_owned()).collect(),
        step,
        page: "https://portal.example/crm/contact/merge/?id=1001,1002,1003".to_owned(),
    }
}

fn confirming() -> StepView {
    let question = counting(Key::MergeQuestion, 2).with("survivor", Arg::Message(named("Anna Weber", 1001)));
    StepView::Confirming { question, gone: vec![named("Anna Weber", 1002), named("Anna Weber", 1003)] }
}

fn done() -> Message {
    counting(Key::MergeMerged, 2).with("survivor", Arg::Message(named("Anna Weber", 1001)))
}

fn over(tone: Tone, code: &'static str, title: Message, hint: Key, page: PageOffer) -> StepView {
    let notice = NoticeView { tone, code, title, hint: Some(hint.into()), detail: None, actions: Vec::new() };
    StepView::Over { notice, page, closing: Closing::Offered }
}

fn ended(tone: Tone, code: &'static str, title: Key, hint: Key) -> MergeView {
    let page = if code.is_empty() { PageOffer::Yes } else { PageOffer::No };
    merge(over(tone, code, title.into(), hint, page), &[])
}
