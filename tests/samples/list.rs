//! The states of the check of a list.

use std::sync::Arc;

use b24_duplicates::domain::{Country, EntityType, RecordId, RecordRef};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{
    CheckedView, ChoiceOf, ColumnView, ConnectionView, ExportActionView, ExportRows, ExportView, FactView,
    FileAtHand, FilterView, FlawView, Headings, Holds, Intent, KeepView, ListEntryView, ListGrouping,
    ListIntent, ListPieceView, ListRecordView, ListRowView, ListRunState, ListRunView, ListSort, ListStage,
    ListTypesView, ListValueView, ListVerdictView, ListView, OpenedRowView, PageView, PreviewView, ReadyView,
    RefusedView, SavingView, ScreenView, Separator, ShareView, SummaryView, TableView, VerdictKind, WriteAs,
};
use b24_duplicates::session::view::{ActionView, NoticeView, Surface, Tone};

use super::page::ready;
use super::{Sample, sample};

pub(crate) fn all() -> Vec<Sample> {
    let in_pausing = |state, text, label, intent| run(state, 2_100, text, vec![action(label, intent)]);
    vec![
        with_entry(),
        list("list-idle", ListStage::Idle),
        list("list-opening", ListStage::Opening { text: says("The file is being read") }),
        list("list-refused", ListStage::Refused(refused())),
        list("list-preview", ListStage::Preview(Box::new(preview()))),
        list("list-unknown", ListStage::Preview(Box::new(unknown()))),
        list(
            "list-reading",
            ListStage::Reading { done: 12_000, of: 50_000, text: says("12,000 of 50,000 rows read") },
        ),
        list("list-ready", ListStage::Ready(Box::new(ready_view()))),
        list("list-valid", ListStage::Ready(Box::new(valid()))),
        list(
            "list-running",
            shown(CheckedView { run: running(), types: ListTypesView::Asking, ..checked() }),
        ),
        list(
            "list-paused",
            shown(CheckedView {
                run: in_pausing(ListRunState::Paused, "Paused", "Go on", ListIntent::GoOn),
                types: ListTypesView::Asking,
                ..checked()
            }),
        ),
        list(
            "list-stopped",
            shown(CheckedView {
                run: in_pausing(
                    ListRunState::Stopped,
                    "Stopped: what was found stays",
                    "Check the remaining 2,900 values",
                    ListIntent::ContinueWithRest,
                ),
                ..checked()
            }),
        ),
        list("list-done", shown(checked())),
        list("list-opened", shown(opened())),
        list("list-none-shown", shown(none_shown())),
        list("list-long", shown(long())),
        list("list-lost", shown(lost())),
        list("list-out-of-date", shown(out_of_date())),
        list("list-writing", shown(writing())),
        stale(),
    ]
}

fn list(name: &'static str, stage: ListStage) -> Sample {
    let has_file = !matches!(stage, ListStage::Idle);
    page(name, ListView { name: has_file.then(|| "clients.csv".to_owned()), stage, notice: None, said: None })
}

fn page(name: &'static str, list: ListView) -> Sample {
    let page = PageView {
        form: None,
        state: RunState::Ready,
        connection: ConnectionView::Frame,
        list: Some(Box::new(list)),
        ..ready()
    };
    sample(name, Surface::Page, ScreenView::Page(Box::new(page)))
}

/// The search box, with the way to the list.
fn with_entry() -> Sample {
    let entry = ListEntryView { label: says("Check a list") };
    let page = PageView { list_entry: Some(entry), ..ready() };
    sample("list-entry", Surface::Page, ScreenView::Page(Box::new(page)))
}

/// What the application says in its own words.
fn says(text: &str) -> Message {
    Message::plain(Key::CompareText).with("text", Arg::Text(text.to_owned()))
}

fn shown(checked: CheckedView) -> ListStage {
    ListStage::Checked(Box::new(checked))
}

fn refused() -> RefusedView {
    RefusedView { code: "B24D-FILE-PASSWORD", text: Key::ListRefusedPassword, hint: Key::ListHintSave.into() }
}

fn preview() -> PreviewView {
    let column = |place, name: &str, holds| ColumnView { place, name: name.to_owned(), holds };
    let choice = |what: &str, is_chosen| ChoiceOf { what: what.to_owned(), is_chosen };
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    PreviewView {
        format: says("CSV, Windows-1251, semicolons between the cells"),
        charsets: vec![choice("UTF-8", false), choice("windows-1251", true)],
        separators: [Separator::Comma, Separator::Semicolon, Separator::Tab]
            .map(|what| ChoiceOf { what, is_chosen: what == Separator::Semicolon })
            .to_vec(),
        sheets: Vec::new(),
        headings: Headings::FirstRow,
        is_reading: false,
        columns: vec![
            column(0, "Имя", Holds::Other),
            column(1, "Телефон", Holds::Phones),
            column(2, "Эл. почта", Holds::Emails),
            column(3, "Город", Holds::Other),
            column(4, "", Holds::Other),
        ],
        columns_more: 3,
        first: Arc::from([
            row(["Мария Келлер", "8 (916) 123-45-67", "maria.keller@firma.example", "Москва", ""]),
            row(["Jonas Lindqvist", "+46 8 5550 1234", "", "Stockholm", "12.03.2024"]),
            row(["Otto Einsam", "+49 171 5550199, +49 171 5550198", "otto@einsam.example", "München", ""]),
        ]),
        first_number: 2,
        rows: says("1,240 rows"),
        flawed: Some(says("Something is wrong with 3 rows")),
        flaws: vec![
            FlawView { row: 17, text: Key::UiListNoRows },
            FlawView { row: 230, text: Key::UiListNoRows },
        ],
        flaws_more: 1,
        country: Country::from_code("RU"),
        can_read: true,
        has_results: false,
    }
}

/// No column was found to have something that can be asked.
fn unknown() -> PreviewView {
    let known = preview();
    let columns = known.columns.iter().cloned().map(|column| ColumnView { holds: Holds::Other, ..column });
    PreviewView {
        columns: columns.collect(),
        can_read: false,
        has_results: true,
        flawed: None,
        flaws: Vec::new(),
        flaws_more: 0,
        columns_more: 0,
        headings: Headings::Absent,
        ..known
    }
}

fn ready_view() -> ReadyView {
    let fact = |name, text| FactView { name, text: says(text) };
    let piece =
        |place, row, text: &str, why| ListPieceView { place: Some(place), row, text: text.to_owned(), why };
    let pieces = [
        piece(0, 17, "8 916 12", Key::InputTooFewDigits),
        piece(1, 18, "petrov(at)pochta.example", Key::UnreadHiddenAddress),
        piece(2, 230, "12.03.2024", Key::UnreadDate),
    ];
    ReadyView {
        facts: vec![
            fact("rows", "1,240 rows"),
            fact("values", "1,871 distinct values"),
            fact("repeated", "120 rows repeat an earlier one"),
            fact("without", "14 rows have no phone and no e-mail"),
        ],
        invalid: Some(says("20 pieces cannot be asked")),
        pieces: pieces
            .into_iter()
            .cycle()
            .take(70)
            .zip(0..)
            .map(|(piece, place)| ListPieceView { place: Some(place), ..piece })
            .collect(),
        pieces_more: 5,
        keep: KeepView::Unwanted,
        entity: None,
        question: says(
            "The portal is asked who has these 1,871 phones and e-mails. Nothing is written there, and no other cell of the file is sent.",
        ),
        cost: Some(says("12 requests, about 20 s")),
        begin: says("Check 1,871 values"),
        can_begin: true,
        can_look_back: true,
    }
}

fn valid() -> ReadyView {
    ReadyView { invalid: None, pieces: Arc::from([]), pieces_more: 0, ..ready_view() }
}

fn run(state: ListRunState, done: u64, text: &str, actions: Vec<ActionView<Intent>>) -> ListRunView {
    ListRunView {
        state,
        done,
        of: 5_000,
        text: says(text),
        tone: Tone::Info,
        details: details(),
        actions,
        erase: None,
    }
}

fn action(label: &str, intent: ListIntent) -> ActionView<Intent> {
    let name = match intent {
        ListIntent::Pause | ListIntent::GoOn => "hold",
        ListIntent::Stop => "stop",
        _ => "rest",
    };
    ActionView { name, label: says(label), intent: intent.into() }
}

fn details() -> Vec<Message> {
    ["2,100 of 5,000 values", "310 rows found", "12 requests", "at least 2 min more"].map(says).to_vec()
}

fn running() -> ListRunView {
    let actions = vec![action("Pause", ListIntent::Pause), action("Stop", ListIntent::Stop)];
    run(ListRunState::Running, 2_100, "The portal is being asked", actions)
}

const COUNTS: [(VerdictKind, u64, Tone, &str); 9] = [
    (VerdictKind::Several, 120, Tone::Warning, "several records"),
    (VerdictKind::Once, 310, Tone::Info, "in the CRM once"),
    (VerdictKind::OtherSpelling, 12, Tone::Info, "only another spelling"),
    (VerdictKind::Hidden, 8, Tone::Warning, "only records hidden from you"),
    (VerdictKind::Incomplete, 3, Tone::Warning, "20 or more records"),
    (VerdictKind::Repeated, 96, Tone::Info, "repeats row 17"),
    (VerdictKind::New, 640, Tone::Good, "new"),
    (VerdictKind::NotValid, 31, Tone::Alert, "no valid phone or e-mail"),
    (VerdictKind::NotChecked, 20, Tone::Warning, "not checked"),
];

fn checked() -> CheckedView {
    CheckedView {
        run: ListRunView {
            tone: Tone::Good,
            details: Vec::new(),
            ..run(ListRunState::Done, 5_000, "All of the list was checked", Vec::new())
        },
        types: ListTypesView::Current(None),
        summary: summary(),
        table: table(1_240),
        export: export(),
        file: FileAtHand::Here,
    }
}

fn summary() -> SummaryView {
    let share = |what, rows: u64, text: String| ShareView {
        what,
        rows,
        permille: rows * 1000 / 1240,
        text: says(&text),
    };
    let verdicts = COUNTS.map(|(kind, rows, _, text)| share(kind, rows, format!("{text}: {rows} rows")));
    let types = [(EntityType::Contact, 260), (EntityType::Lead, 190), (EntityType::Company, 12)];
    let people = [("Anna Adler", 240), ("Boris Berg", 180), ("Carla Costa", 9)];
    SummaryView {
        verdicts: verdicts.to_vec(),
        types: types
            .map(|(what, rows)| ShareView {
                what,
                rows,
                permille: rows * 1000 / 1240,
                text: says(&format!("{what:?}: {rows} rows")),
            })
            .to_vec(),
        people: people
            .map(|(name, rows)| ShareView {
                what: name.to_owned(),
                rows,
                permille: rows * 1000 / 1240,
                text: says(&format!("{name}: {rows} rows")),
            })
            .to_vec(),
        rows: 1_240,
    }
}

fn table(visible: u64) -> TableView {
    let filter = |(verdict, rows, _, text): (VerdictKind, u64, Tone, &str)| FilterView {
        verdict,
        label: says(&format!("{text} ({rows})")),
        is_chosen: false,
    };
    TableView {
        filters: COUNTS.map(filter).to_vec(),
        search: String::new(),
        is_searching: false,
        can_search: true,
        sort: ListSort::Number,
        grouping: ListGrouping::Apart,
        visible,
        count: says("1,240 rows"),
        columns: ["Имя", "Телефон", "Эл. почта", "Город", ""].map(str::to_owned).to_vec(),
        first: 0,
        rows: (0..40).map(row).collect(),
        opened: None,
    }
}

fn row(row: u32) -> ListRowView {
    let place = usize::try_from(row).unwrap_or_default();
    let (kind, _, tone, text) = COUNTS.get(place % COUNTS.len()).copied().unwrap_or(COUNTS[0]);
    let has_records = place % COUNTS.len() < 2;
    ListRowView {
        row,
        number: u64::from(row) + 2,
        cells: (row < 38).then(|| {
            ["Мария Келлер", "8 (916) 123-45-67", "maria.keller@firma.example", "Москва", ""]
                .map(str::to_owned)
                .to_vec()
        }),
        verdict: ListVerdictView { kind, tone, text: says(text) },
        records: if has_records { vec![record(501, "Maria Keller")] } else { Vec::new() },
        records_more: u64::from(place % COUNTS.len() == 0) * 2,
        begins_group: true,
    }
}

#[expect(clippy::unwrap_used, reason = "the ids of samples are positive")]
fn record(id: u64, name: &str) -> ListRecordView {
    let reference = RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap());
    ListRecordView {
        reference,
        title: if name.is_empty() { Err(Key::EntityContact) } else { Ok(name.to_owned()) },
        address: format!("https://portal.example{}", reference.card_path()),
        responsible: Some("Boris Berg".to_owned()),
    }
}

fn export() -> ExportView {
    let action = |rows, format, label: &str| ExportActionView {
        format,
        rows,
        label: says(label),
        intent: ListIntent::Export { format, rows },
    };
    ExportView {
        actions: vec![
            action(ExportRows::Shown, WriteAs::Csv, "Save the 1,240 rows shown as CSV"),
            action(ExportRows::Shown, WriteAs::Xlsx, "Save the 1,240 rows shown as XLSX"),
            action(ExportRows::All, WriteAs::Csv, "Save all 1,240 rows as CSV"),
            action(ExportRows::All, WriteAs::Xlsx, "Save all 1,240 rows as XLSX"),
        ],
        text: None,
        tone: Tone::Info,
        saving: None,
    }
}

fn writing() -> CheckedView {
    let export = ExportView {
        actions: Vec::new(),
        text: Some(says("The file is being written")),
        saving: Some(SavingView { done: 500, of: 1_240, can_stop: true }),
        ..export()
    };
    CheckedView { export, ..checked() }
}

fn opened() -> CheckedView {
    let mut checked = checked();
    let cells = [("Имя", "Мария Келлер"), ("Телефон", "8 (916) 123-45-67"), ("", "12.03.2024")];
    let value = |spelling: &str, text, records, records_more| ListValueView {
        spelling: spelling.to_owned(),
        text: says(text),
        records,
        records_more,
    };
    checked.table.opened = Some(Box::new(OpenedRowView {
        row: 1,
        number: 3,
        cells: cells.map(|(name, cell)| (name.to_owned(), cell.to_owned())).to_vec(),
        verdict: row(1).verdict,
        repeats: Some(2),
        values: vec![
            value("8 (916) 123-45-67", "checked", vec![record(501, "Maria Keller"), record(512, "")], 4),
            value("maria.keller@firma.example", "nobody has it", Vec::new(), 0),
        ],
        pieces: vec![ListPieceView {
            place: Some(4),
            row: 3,
            text: "12.03.2024".to_owned(),
            why: Key::UnreadDate,
        }],
    }));
    checked
}

fn none_shown() -> CheckedView {
    let mut checked = checked();
    "nobody".clone_into(&mut checked.table.search);
    checked.table.visible = 0;
    checked.table.rows = Vec::new();
    checked.table.count = says("0 of 1,240 rows");
    if let Some(filter) = checked.table.filters.first_mut() {
        filter.is_chosen = true;
    }
    checked
}

/// The module that kept the file has failed while a text was searched for.
fn lost() -> CheckedView {
    let mut checked = CheckedView { file: FileAtHand::Lost, ..checked() };
    "Maria".clone_into(&mut checked.table.search);
    checked.table.can_search = false;
    for row in &mut checked.table.rows {
        row.cells = None;
    }
    checked
}

/// Another type was chosen since.
fn out_of_date() -> CheckedView {
    let run = ListRunView {
        tone: Tone::Warning,
        details: vec![says("Only contacts are asked for")],
        ..run(
            ListRunState::Done,
            5_000,
            "These verdicts are out of date",
            vec![ActionView {
                name: "begin-list",
                label: says("Check 5,000 values"),
                intent: ListIntent::Begin.into(),
            }],
        )
    };
    CheckedView { run, types: ListTypesView::OutOfDate(Some(EntityType::Lead)), ..checked() }
}

/// Of 200,000 rows those around the hundred thousandth.
fn long() -> CheckedView {
    let mut checked = checked();
    checked.table.visible = 200_000;
    checked.table.count = says("200,000 rows");
    checked
}

fn stale() -> Sample {
    let notice = NoticeView {
        tone: Tone::Warning,
        code: "",
        title: says("The verdicts are out of date: the columns were chosen otherwise since"),
        hint: None,
        detail: None,
        actions: vec![ActionView {
            name: "read-rows",
            label: says("Read the rows again"),
            intent: ListIntent::ReadRows.into(),
        }],
    };
    page(
        "list-stale",
        ListView {
            name: Some("clients.csv".to_owned()),
            stage: shown(checked()),
            notice: Some(notice),
            said: None,
        },
    )
}
