//! What the screen shows: plain data, in the order in which it is shown. Components place it and decide
//! nothing.

use crate::domain::{CommKind, EntityType, RecordRef, StageSemantic};
use crate::i18n::{Catalogue, Key, Language, Message};

use super::{Arrangement, Intent, Model, SnippetKind};

/// The `id` of the input field from which the shell takes the webhook's address. The secret is in that
/// field and nowhere else: no signal, event or view ever holds it.
pub const WEBHOOK_FIELD: &str = "b24d-webhook";

/// The `id` of the search box.
pub const SEARCH_BOX: &str = "b24d-values";

/// The `id` of the heading of the results.
pub const RESULTS_HEADING: &str = "b24d-results";

/// A pasted text of more bytes becomes an attachment instead of freezing the search box.
pub const ATTACH_ABOVE_BYTES: usize = 100_000;

/// The whole screen.
#[derive(Clone, PartialEq, Debug)]
pub struct AppView {
    /// The language of the texts.
    pub language: Language,
    /// Where we were opened: decides about margins and headings.
    pub surface: Surface,
    /// The portal that we talk to, by host: always visible where the user did not come from it.
    pub portal: Option<String>,
    /// What is shown.
    pub screen: ScreenView,
    /// What a screen reader is told politely; changes only when there is news.
    pub announcement: Option<Message>,
    /// A short note that is shown for a moment, like *copied*.
    pub note: Option<Message>,
}

/// Where the widget stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Surface {
    /// In a card's tab or another small frame: no margin, no heading.
    Tab,
    /// A page of its own.
    #[default]
    Page,
}

/// One screen or another.
#[derive(Clone, PartialEq, Debug)]
pub enum ScreenView {
    /// Waiting for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView),
    /// A card's tab.
    Card(Box<CardView>),
    /// The page with the search box.
    Page(Box<PageView>),
    /// The installation.
    Install(Box<InstallView>),
}

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tone {
    /// Calm information.
    Info,
    /// Something is good.
    Good,
    /// Something deserves care.
    Warning,
    /// Something went wrong.
    Alert,
}

/// A message with what to do next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeView {
    /// How it is meant.
    pub tone: Tone,
    /// Our stable code, for support; empty for messages that are not faults.
    pub code: &'static str,
    /// What is the matter, in one sentence.
    pub title: Message,
    /// What to do next.
    pub hint: Option<Message>,
    /// The portal's own code or words, for support.
    pub detail: Option<String>,
    /// Buttons.
    pub actions: Vec<ActionView>,
}

/// A button of a notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActionView {
    /// Its `name`.
    pub name: &'static str,
    /// Its text.
    pub label: Key,
    /// What it does.
    pub intent: Intent,
}

/// The state of a search, as `data-state` names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunState {
    /// Page: not connected. `disconnected`
    Disconnected,
    /// Page: nothing asked yet. `ready`
    Ready,
    /// Page: the input has values that cannot be asked. `invalid`
    Invalid,
    /// Card: its phones and e-mails are being read. `reading`
    Reading,
    /// Asking. `searching`
    Searching,
    /// Finished. `done`
    Done,
    /// Cancelled by the user, part of it done. `cancelled`
    Cancelled,
    /// Stopped with a reason; can go on. `paused`
    Paused,
    /// Stopped for good. `failed`
    Failed,
    /// Card: it has neither phone nor e-mail. `empty-card`
    EmptyCard,
    /// Card: it is being created and has no id. `new-card`
    NewCard,
    /// The user may not read the CRM. `no-rights`
    NoRights,
}

impl RunState {
    /// As it stands in `data-state`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disconnected => "disconnected",
            Self::Ready => "ready",
            Self::Invalid => "invalid",
            Self::Reading => "reading",
            Self::Searching => "searching",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Paused => "paused",
            Self::Failed => "failed",
            Self::EmptyCard => "empty-card",
            Self::NewCard => "new-card",
            Self::NoRights => "no-rights",
        }
    }
}

/// A card's tab.
#[derive(Clone, PartialEq, Debug)]
pub struct CardView {
    /// What it is doing.
    pub state: RunState,
    /// The phones and e-mails that were read and searched.
    pub searched: Vec<ValueView>,
    /// A message instead of, or above, the results.
    pub notice: Option<NoticeView>,
    /// Progress while it searches.
    pub progress: Option<ProgressView>,
    /// What was found.
    pub results: Option<ResultsView>,
    /// The call, if it is shown.
    pub call: CallView,
}

/// The page.
#[derive(Clone, PartialEq, Debug)]
pub struct PageView {
    /// What it is doing.
    pub state: RunState,
    /// Whether and how it is connected.
    pub connection: ConnectionView,
    /// The search box; absent until connected.
    pub form: Option<FormView>,
    /// A message instead of, or above, the results.
    pub notice: Option<NoticeView>,
    /// Progress while it searches.
    pub progress: Option<ProgressView>,
    /// What was found.
    pub results: Option<ResultsView>,
    /// The call, if it is shown.
    pub call: CallView,
    /// The page can show the installation (app page of an administrator or anyone in the portal).
    pub can_install: bool,
}

/// How the page reaches its portal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectionView {
    /// Through the parent window.
    Frame,
    /// Not yet: asks for a webhook; what was wrong with the last one.
    Asking {
        /// What was wrong.
        error: Option<Message>,
    },
    /// A webhook was given; whether the portal accepts it is being found out.
    Checking {
        /// Host.
        host: String,
    },
    /// By webhook: host and user id, never the code.
    Webhook {
        /// Host.
        host: String,
        /// User id.
        user: u64,
    },
}

/// The search box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormView {
    /// Its text.
    pub text: String,
    /// A long text that was attached instead.
    pub attachment: Option<AttachmentView>,
    /// A removed attachment can be brought back.
    pub can_undo: bool,
    /// The chosen kind.
    pub kind: Option<CommKind>,
    /// The chosen type.
    pub entity: Option<EntityType>,
    /// What was read: `3 phones, 1 e-mail`.
    pub summary: Option<Message>,
    /// What is wrong, value by value (at most 20 are listed).
    pub invalid: Vec<InvalidView>,
    /// How many more are wrong.
    pub invalid_more: u64,
    /// The text of the search button, with the number of values that it searches.
    pub search_label: Message,
    /// A search is running: the button cancels.
    pub running: bool,
    /// Something can be searched.
    pub can_search: bool,
}

/// A long text, attached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachmentView {
    /// How many values, or characters while it is being read.
    pub summary: Message,
    /// Its first lines.
    pub preview: String,
}

/// A value that cannot be asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidView {
    /// Its line, from 1.
    pub line: u64,
    /// The value, cleaned, at most 60 characters.
    pub value: String,
    /// Why not.
    pub why: Key,
}

/// How far a search is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgressView {
    /// Settled values.
    pub done: u64,
    /// All values.
    pub all: u64,
    /// What it is doing or waiting for.
    pub text: Message,
}

/// What was found.
#[derive(Clone, PartialEq, Debug)]
pub struct ResultsView {
    /// The result in one sentence: `2 leads and 1 company have these phones and e-mails`.
    pub headline: Message,
    /// How records are grouped.
    pub arrangement: Arrangement,
    /// By type (empty groups are left out).
    pub groups: Vec<GroupView>,
    /// By value; filled when results are arranged by value.
    pub values: Vec<ValueView>,
    /// How many more values there are to show ([`Intent::ShowMoreValues`]).
    pub values_more: u64,
    /// Hidden records by type.
    pub hidden: Vec<HiddenView>,
    /// The honest statement of completeness.
    pub completeness: CompletenessView,
}

/// The statement of completeness.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompletenessView {
    /// How it is meant: good when complete, warning otherwise.
    pub tone: Tone,
    /// In words, one sentence a reason.
    pub lines: Vec<Message>,
}

/// Hidden records of one type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HiddenView {
    /// The type.
    pub entity: EntityType,
    /// `2 leads that you may not read`.
    pub text: Message,
}

/// The records of one type.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupView {
    /// The type.
    pub entity: EntityType,
    /// Its heading: `Leads`.
    pub title: Key,
    /// How many records, `20+` where the cap was reached.
    pub count: Message,
    /// The records that are shown.
    pub records: Vec<RecordView>,
    /// How many more there are to show.
    pub more: u64,
}

/// One record.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RecordView {
    /// Which.
    pub reference: RecordRef,
    /// Its title, or a message like `Contact without a name`.
    pub title: Result<String, Key>,
    /// Its card's address.
    pub address: String,
    /// Opened by the portal's slider, not by the link.
    pub in_slider: bool,
    /// Which values matched.
    pub matched: Vec<MatchedView>,
    /// Name of the responsible person.
    pub responsible: Option<String>,
    /// A lead's stage: its name and how it is meant.
    pub stage: Option<(String, StageSemantic)>,
    /// When it was created, ISO 8601.
    pub created: Option<String>,
    /// Short labels (`your own company`, `converted`).
    pub labels: Vec<Key>,
}

/// A value that ties a record to the input.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MatchedView {
    /// Phone or e-mail.
    pub kind: CommKind,
    /// As the record stores it.
    pub stored: String,
    /// As it was asked, where that is written otherwise.
    pub asked: Option<String>,
}

/// One value of the input and its verdict.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ValueView {
    /// Phone or e-mail; `None` for a value that is neither.
    pub kind: Option<CommKind>,
    /// As it was written.
    pub spelling: String,
    /// The verdict; `None` while it is not due.
    pub verdict: Option<VerdictView>,
    /// The records, when results are arranged by value.
    pub records: Vec<RecordView>,
    /// How many more records there are to show.
    pub more: u64,
}

/// The verdict of one value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct VerdictView {
    /// `found`, `absent`, `hidden`, `not-checked`, `invalid`: as `data-verdict`.
    pub name: &'static str,
    /// How it is meant.
    pub tone: Tone,
    /// In words.
    pub text: Message,
}

/// The call, for integrators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallView {
    /// There is none yet.
    None,
    /// There is one; it is not shown.
    Folded,
    /// Shown.
    Shown {
        /// In which form.
        kind: SnippetKind,
        /// The code, secrets masked.
        code: String,
        /// The portal's answer with its `time`, ids of hidden records replaced by their number.
        answer: String,
        /// It was just copied.
        copied: bool,
    },
}

/// The installation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstallView {
    /// What is the matter, if anything.
    pub notice: Option<NoticeView>,
    /// The tabs.
    pub rows: Vec<PlacementView>,
    /// Something is being done.
    pub busy: bool,
    /// The user may change something.
    pub can_change: bool,
    /// The first installation waits for its end.
    pub finishing: bool,
    /// There is a page to go back to.
    pub can_leave: bool,
}

/// One tab.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacementView {
    /// Its code.
    pub code: &'static str,
    /// Whose card it stands in.
    pub title: Key,
    /// `true`, `false`, `stale` (bound to another address), `unknown`: as `data-bound`.
    pub bound: &'static str,
    /// In words.
    pub text: Key,
    /// What the portal said about the last attempt.
    pub error: Option<NoticeView>,
}

/// Makes the screen of a model.
pub fn view(model: &Model) -> AppView {
    let _ = model;
    AppView {
        language: Language::default(),
        surface: Surface::default(),
        portal: None,
        screen: ScreenView::Connecting,
        announcement: None,
        note: None,
    }
}

/// The texts that the view is to be written with.
pub fn catalogue(model: &Model) -> &Catalogue {
    model.catalogue()
}
