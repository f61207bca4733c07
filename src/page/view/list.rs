//! The check of a list, as it is shown: from the file that is chosen to the verdict of each of its rows.

mod checked;
mod kept;
mod preview;
mod ready;
mod screen;
mod table;
mod words;

use std::sync::Arc;

use crate::domain::{Country, EntityType, RecordRef};
use crate::i18n::{Key, Message};

use crate::page::{ExportRows, Intent, ListGrouping, ListIntent, ListSort, VerdictKind};
use crate::protocol::files::{Headings, Holds, Separator, WriteAs};
use crate::session::view::{ActionView, NoticeView, Tone};

pub(in crate::page) use kept::notice as kept_notice;
pub(in crate::page) use screen::{entry, leaving, view};
pub use words::kinds_in;
pub(in crate::page) use words::{asked_only, kind_name, kind_of_row, pieces_shown};

/// The check of a list, in the place of the search box and its results.
#[derive(Clone, PartialEq, Debug)]
pub struct ListView {
    /// The name of the file; `None` of a table that was pasted, and while there is none.
    pub name: Option<String>,
    /// What is shown.
    pub stage: ListStage,
    /// What is the matter, above everything else: what keeps the portal, what came of the module that reads files, that
    /// the verdicts are out of date. Its buttons are the way on.
    pub notice: Option<NoticeView<Intent>>,
    /// What a screen reader is told; changes only when there is news.
    pub said: Option<Message>,
}

/// What is shown of a list: one of these.
#[derive(Clone, PartialEq, Debug)]
pub enum ListStage {
    /// Nothing is there: a field to choose a file, a place to drop it on, and one to paste into. `idle`
    Idle,
    /// The file is being read, or the module that reads it is on its way. [`ListIntent::AnotherFile`] gives it up.
    /// `opening`
    Opening {
        /// What it waits for.
        text: Message,
    },
    /// The file is not read. [`ListIntent::AnotherFile`] is the way on. `refused`
    Refused(RefusedView),
    /// The first rows, and how it was read. [`ListIntent::ReadRows`] is the way on. `preview`
    Preview(Box<PreviewView>),
    /// The phones and e-mails are being read. [`ListIntent::ToPreview`] gives it up. `reading`
    Reading {
        /// So many rows are read.
        done: u64,
        /// Of so many.
        of: u64,
        /// In words.
        text: Message,
    },
    /// All is read, and nothing is asked yet. [`ListIntent::Begin`] is the way on, [`ListIntent::ToPreview`] the way
    /// back. `ready`
    Ready(Box<ReadyView>),
    /// It is being checked, or was. `checked`
    Checked(Box<CheckedView>),
}

impl ListStage {
    /// As it stands in `data-state`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Opening { .. } => "opening",
            Self::Refused(_) => "refused",
            Self::Preview(_) => "preview",
            Self::Reading { .. } => "reading",
            Self::Ready(_) => "ready",
            Self::Checked(_) => "checked",
        }
    }
}

/// Why a file is not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusedView {
    /// Our stable code, for support: `B24D-FILE-PASSWORD`.
    pub code: &'static str,
    /// Why.
    pub text: Key,
    /// What to do about it.
    pub hint: Message,
}

/// The first rows of a list, and how it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreviewView {
    /// As what it was read: `CSV, Windows-1251, ; between the cells`.
    pub format: Message,
    /// The encodings that can be chosen ([`FileChoice::Charset`](crate::page::FileChoice)); none where there is no choice.
    pub charsets: Vec<ChoiceOf<String>>,
    /// What can stand between two cells; none where there is no choice.
    pub separators: Vec<ChoiceOf<Separator>>,
    /// The sheets, by their names; none where there are fewer than two. The place is what is chosen.
    pub sheets: Vec<ChoiceOf<String>>,
    /// Whether the first row names the columns.
    pub headings: Headings,
    /// It was read otherwise, and is being read again: nothing can be chosen meanwhile.
    pub is_reading: bool,
    /// The columns, [`MAX_SHOWN_COLUMNS`](crate::protocol::files::MAX_SHOWN_COLUMNS) at most.
    pub columns: Vec<ColumnView>,
    /// How many columns there are beside those.
    pub columns_more: u64,
    /// The first rows: a cell for each of the columns that are shown, in their order.
    pub first: Arc<[Vec<String>]>,
    /// The number in the file of the first of them, from 1.
    pub first_number: u64,
    /// `1,200 rows`.
    pub rows: Message,
    /// What is wrong with rows: how many, in one line. `None` if nothing is.
    pub flawed: Option<Message>,
    /// The first of those.
    pub flaws: Vec<FlawView>,
    /// How many more there are.
    pub flaws_more: u64,
    /// The country of numbers that name none.
    pub country: Option<Country>,
    /// A column has phones or e-mails, so that the rows can be read.
    pub can_read: bool,
    /// What was checked before is still there: [`ListIntent::ToResults`] is the way back.
    pub has_results: bool,
}

/// Something that can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceOf<T> {
    /// What.
    pub what: T,
    /// Whether it is.
    pub is_chosen: bool,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnView {
    /// Its place, from 0: what [`ListIntent::SetColumn`] names.
    pub place: u32,
    /// Its name; empty where it has none: then it is called by its place, from 1.
    pub name: String,
    /// What it has.
    pub holds: Holds,
}

/// What is wrong with a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FlawView {
    /// Its number in the file, from 1.
    pub row: u64,
    /// What.
    pub text: Key,
}

/// What was read, before anything is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadyView {
    /// What the list has, a line each: rows, distinct values, rows that repeat an earlier one, rows without a value.
    pub facts: Vec<FactView>,
    /// What cannot be asked: how many pieces, in one line. `None` if nothing.
    pub invalid: Option<Message>,
    /// The first of those: a thousand at most.
    pub pieces: Arc<[ListPieceView]>,
    /// How many more there are.
    pub pieces_more: u64,
    /// The type that is asked for alone; `None` means all. [`ListIntent::ChooseType`] chooses another one.
    pub entity: Option<EntityType>,
    /// What will be asked of the portal, in one sentence.
    pub question: Message,
    /// How many requests that takes, and how long, at least; `None` where there is nothing to ask.
    pub cost: Option<Message>,
    /// Whether the list can be kept in this browser, and will be.
    pub keep: KeepView,
    /// The text of the button that begins: `Check 1,000 values`.
    pub begin: Message,
    /// Something can be asked.
    pub can_begin: bool,
    /// The file is there, so that it can be read otherwise.
    pub can_look_back: bool,
}

/// Whether a list is to be kept in this browser, so that its check can go on after a reload.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum KeepView {
    /// The browser is being asked whether it keeps anything for this page.
    #[default]
    Asked,
    /// It keeps nothing.
    Denied,
    /// It can be, and nobody wants it.
    Unwanted,
    /// It will be.
    Wanted,
}

/// A number that says something about a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactView {
    /// As `data-fact` names it: `rows`, `values`, `repeated`, `without`.
    pub name: &'static str,
    /// In words, with the number: `120 rows repeat an earlier one`.
    pub text: Message,
}

/// A piece of a row that cannot be asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListPieceView {
    /// What [`ListIntent::Correct`] names; `None` of a piece that cannot be corrected here, because only the first thousand
    /// of a list can be.
    pub place: Option<u32>,
    /// The number of its row in the file, from 1.
    pub row: u64,
    /// The piece, or the beginning of it.
    pub text: String,
    /// Why not.
    pub why: Key,
}

/// A list that is being checked, or was.
#[derive(Clone, PartialEq, Debug)]
pub struct CheckedView {
    /// Whether the cells of the rows can be shown and saved.
    pub file: FileAtHand,
    /// How far the check is.
    pub run: ListRunView,
    /// Which types the verdicts are of.
    pub types: ListTypesView,
    /// What it says about the list, at a glance.
    pub summary: SummaryView,
    /// The rows.
    pub table: TableView,
    /// How it is saved.
    pub export: ExportView,
}

/// Which types the verdicts of a list are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListTypesView {
    /// Of those that were chosen when the check began, which goes on: nothing can be chosen now.
    Asking,
    /// Of the type that is chosen, or of all: [`ListIntent::ChooseType`] chooses otherwise.
    Current(Option<EntityType>),
    /// Of others than this one, which was chosen since: they are out of date. [`ListIntent::Begin`] asks again.
    OutOfDate(Option<EntityType>),
}

/// Whether the file is at hand while its rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FileAtHand {
    /// It is. A file that is dropped or pasted is not taken: [`ListIntent::AnotherFile`] comes first.
    #[default]
    Here,
    /// The module that kept it has failed: rows have their numbers and verdicts, and no cells. The same file can be chosen
    /// or pasted once more ([`ListIntent::FileChosen`], [`ListIntent::TextPasted`]): a field for it is shown.
    Lost,
    /// It was, and is being compared with the rows that were checked.
    ComingAgain,
}

/// How far a check is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListRunView {
    /// What it does.
    pub state: ListRunState,
    /// Distinct values that are settled.
    pub done: u64,
    /// All distinct values.
    pub of: u64,
    /// In words: what it is doing, or waits for, or how complete it is.
    pub text: Message,
    /// How the text is meant: good where everything was checked.
    pub tone: Tone,
    /// More of it, a line each: `1,200 of 5,000 values`, `300 rows found`, `12 requests`, `at least 2 min more`, `next
    /// request at 12:30:15`. Once it is over, one sentence a reason why it is not complete.
    pub details: Vec<Message>,
    /// The buttons that fit: pause, go on, stop, continue with the rest.
    pub actions: Vec<ActionView<Intent>>,
    /// The button that erases what this browser keeps, by itself: it never comes in the place of another one.
    pub erase: Option<ActionView<Intent>>,
}

/// What a check does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListRunState {
    /// It asks, or waits for the portal. `running`
    Running,
    /// The user has paused it, and what was under way is still answered. `pausing`
    Pausing,
    /// It is paused, by the user or because the portal does not answer. `paused`
    Paused,
    /// The user has stopped it, or the portal has refused it: what was found stays, the rest can be checked. `stopped`
    Stopped,
    /// Everything was asked. `done`
    Done,
}

impl ListRunState {
    /// As it stands in `data-run`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Pausing => "pausing",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Done => "done",
        }
    }
}

/// What a check says about its list, at a glance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryView {
    /// Rows by verdict, those that there are; their counts add up to all rows.
    pub verdicts: Vec<ShareView<VerdictKind>>,
    /// Rows by the types of the records that have something of them. A row can be in several.
    pub types: Vec<ShareView<EntityType>>,
    /// Rows by who is responsible for the records, the most first; `place` is that of the person. Empty until the check is
    /// over and the portal has told the names.
    pub people: Vec<ShareView<String>>,
    /// All rows.
    pub rows: u64,
}

/// A part of the rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShareView<T> {
    /// Which part.
    pub what: T,
    /// How many rows.
    pub rows: u64,
    /// Of all rows, in thousandths.
    pub permille: u64,
    /// In words: `new: 120 rows, 12%`.
    pub text: Message,
}

/// The rows.
#[derive(Clone, PartialEq, Debug)]
pub struct TableView {
    /// The filters by verdict: those verdicts that there are, and those that are chosen. None chosen: all are shown.
    pub filters: Vec<FilterView>,
    /// The text that is searched for.
    pub search: String,
    /// That text is being searched for.
    pub is_searching: bool,
    /// The cells are at hand, so that one can be searched for. Otherwise the field says why not.
    pub can_search: bool,
    /// How the rows are sorted.
    pub sort: ListSort,
    /// Whether rows that lead to the same record stand together.
    pub grouping: ListGrouping,
    /// How many rows are shown by filter and search: the height of the virtual table.
    pub visible: u64,
    /// The same in words: `120 of 5,000 rows`.
    pub count: Message,
    /// The names of the columns whose cells are shown; empty where the file names none or is not at hand.
    pub columns: Vec<String>,
    /// The place, from 0 among the visible ones, of the first of `rows`.
    pub first: u64,
    /// The rows that were [asked for](ListIntent::ShowRows), as far as there are so many.
    pub rows: Vec<ListRowView>,
    /// The row that is opened, if any.
    pub opened: Option<Box<OpenedRowView>>,
}

/// A filter by verdict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FilterView {
    /// Which.
    pub verdict: VerdictKind,
    /// `New (120)`.
    pub label: Message,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A row.
#[derive(Clone, PartialEq, Debug)]
pub struct ListRowView {
    /// Which, from 0 in the list: what [`ListIntent::OpenRow`] names, and what it is keyed by.
    pub row: u32,
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its first cells; `None` until they are there, or where the file is not at hand.
    pub cells: Option<Vec<String>>,
    /// Its verdict.
    pub verdict: ListVerdictView,
    /// The records that have something of it, the first ones.
    pub records: Vec<ListRecordView>,
    /// How many more there are.
    pub records_more: u64,
    /// Where rows stand together: whether it is the first of those that lead to its record.
    pub begins_group: bool,
}

/// The verdict of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListVerdictView {
    /// Which: [`VerdictKind::name`] as `data-verdict`.
    pub kind: VerdictKind,
    /// How it is meant.
    pub tone: Tone,
    /// In words, with its numbers.
    pub text: Message,
}

/// A record that has something of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListRecordView {
    /// Which.
    pub reference: RecordRef,
    /// Its name, or a message like `Contact without a name`.
    pub title: Result<String, Key>,
    /// Its card's address.
    pub address: String,
    /// Who is responsible, as far as that is known.
    pub responsible: Option<String>,
}

/// Everything that is known of one row.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenedRowView {
    /// Which, from 0 in the list.
    pub row: u32,
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its cells, each under the name of its column, which can be empty; none where the file is not at hand.
    pub cells: Vec<(String, String)>,
    /// Its verdict.
    pub verdict: ListVerdictView,
    /// The row whose value it repeats, by its number: also where records have it.
    pub repeats: Option<u64>,
    /// Its values, each with who has it.
    pub values: Vec<ListValueView>,
    /// What of it cannot be asked.
    pub pieces: Vec<ListPieceView>,
}

/// A value of a row.
#[derive(Clone, PartialEq, Debug)]
pub struct ListValueView {
    /// As it is written.
    pub spelling: String,
    /// What was checked of it, in words.
    pub text: Message,
    /// The records that have it, the first ones.
    pub records: Vec<ListRecordView>,
    /// How many more there are.
    pub records_more: u64,
}

/// How the list is saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportView {
    /// What can be pressed: `Save the 120 rows shown as CSV`. None where the file is not at hand, and while one is being
    /// written.
    pub actions: Vec<ExportActionView>,
    /// What comes of it: being written, saved with so many rows, not written, or why it cannot be.
    pub text: Option<Message>,
    /// How that is meant.
    pub tone: Tone,
    /// How far it is, while it is being written.
    pub saving: Option<SavingView>,
}

/// How far a file is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SavingView {
    /// So many rows are.
    pub done: u64,
    /// Of so many.
    pub of: u64,
    /// [`ListIntent::StopSaving`] gives it up. Once all rows are written it cannot be any more.
    pub can_stop: bool,
}

/// A way to save the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportActionView {
    /// As what.
    pub format: WriteAs,
    /// Which rows.
    pub rows: ExportRows,
    /// What the button says.
    pub label: Message,
    /// What a press says.
    pub intent: ListIntent,
}

/// The way from the search box to the check of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListEntryView {
    /// `Check a list`; `Checking contacts.csv: 40%` of one that is there.
    pub label: Message,
}
