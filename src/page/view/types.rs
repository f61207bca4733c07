//! The page and the installation.

use crate::card::{CallView, CardView};
use crate::compare::view::CompareView;
use crate::domain::{CommKind, Country, EntityType};
use crate::i18n::{Key, Message};
use crate::lookup::view::{ProgressView, ResultsView, RunState};
use crate::merge::view::MergeView;
use crate::page::{InstallIntent, Intent};
use crate::protocol::reading::Source;
use crate::session::view::{AppView, NoticeView};

use super::{ListEntryView, ListView};

/// The whole screen of the page.
pub type View = AppView<ScreenView, LeavingView>;

/// What leaving the page would give up, whichever of its screens is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeavingView {
    /// So many hundredths of a list are checked, for the title of the browser's tab; `None` while nothing is being checked.
    pub share: Option<u64>,
    /// Leaving would lose a check that is under way, or one that is not saved: the browser asks before it does.
    pub keeps_page: bool,
}

/// One screen or another.
#[derive(Clone, PartialEq, Debug)]
pub enum ScreenView {
    /// Waiting for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView<Intent>),
    /// A card, with its call.
    Card(Box<CardView>),
    /// The page with the search box.
    Page(Box<PageView>),
    /// The installation.
    Install(Box<InstallView>),
    /// Records side by side.
    Compare(Box<CompareScreen>),
}

/// Records side by side, and what becomes of them.
#[derive(Clone, PartialEq, Debug)]
pub struct CompareScreen {
    /// What keeps everything, and what to do about it.
    pub halted: Option<NoticeView<Intent>>,
    /// The records.
    pub compare: CompareView,
    /// What merging them would do, once that was asked for.
    pub merge: Option<MergeView>,
    /// They are of one type and can become one.
    pub can_merge: bool,
    /// The portal opens its own page in its slider; elsewhere a link does.
    pub opens_pages: bool,
    /// Where the user goes back to.
    pub exit: CompareExit,
}

/// Where the user goes back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareExit {
    /// Nowhere: the portal closes its slider.
    ByPortal,
    /// To the card's tab, or to the search.
    Back,
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
    pub notice: Option<NoticeView<Intent>>,
    /// Progress while it searches.
    pub progress: Option<ProgressView>,
    /// What was found.
    pub results: Option<ResultsView>,
    /// The call, if it is shown.
    pub call: CallView,
    /// The check of a list, in the place of the search box and its results, which are absent then.
    pub list: Option<Box<ListView>>,
    /// The way there; absent until connected, and where it is shown.
    pub list_entry: Option<ListEntryView>,
    /// The page can show the installation: an administrator is on the app's page.
    pub can_install: bool,
}

/// How the page reaches its portal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConnectionView {
    /// Through the parent window.
    Frame,
    /// Not yet: asks for a webhook; what was wrong with the last one.
    Asking {
        /// What was wrong with its address.
        error: Option<FieldErrorView>,
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

/// What is wrong with what was put into a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldErrorView {
    /// Our stable code, for support.
    pub code: &'static str,
    /// In words.
    pub text: Message,
}

/// The search box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormView {
    /// Its text.
    pub text: String,
    /// A long text that was attached instead.
    pub attachment: Option<AttachmentView>,
    /// What was removed or corrected last can be brought back.
    pub can_undo: bool,
    /// How that is called.
    pub undo_label: Key,
    /// The chosen kind.
    pub kind: Option<CommKind>,
    /// The chosen type.
    pub entity: Option<EntityType>,
    /// The country of numbers that name none.
    pub country: Option<Country>,
    /// What was read: `3 phones (1 repeated), 1 e-mail, 2 pieces not read`.
    pub summary: Option<Message>,
    /// The same as news, where it was asked for.
    pub said: Option<Message>,
    /// By what it was read.
    pub rules: RulesView,
    /// What was not read.
    pub unread: Option<UnreadView>,
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

/// By what texts are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RulesView {
    /// By the module.
    Full,
    /// By simple rules, because the module cannot be had. It can be tried once more.
    Simple,
    /// It is being tried once more.
    TryingAgain,
}

/// The pieces of the text that were not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadView {
    /// How many they are.
    pub title: Message,
    /// The first of them.
    pub pieces: Vec<UnreadPieceView>,
    /// How many more there are.
    pub more: u64,
    /// What came of copying them just now.
    pub note: Option<Key>,
}

/// A piece that was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnreadPieceView {
    /// Its line, from 1.
    pub line: u64,
    /// In which text it stands.
    pub source: Source,
    /// The byte at which it begins.
    pub start: usize,
    /// The piece, or the beginning of one that is longer than can be corrected.
    pub text: String,
    /// The text is the whole piece.
    pub is_whole: bool,
    /// Why it was not read.
    pub why: Key,
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

/// The installation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstallView {
    /// What is the matter, if anything.
    pub notice: Option<NoticeView<Intent>>,
    /// The tabs.
    pub rows: Vec<PlacementView>,
    /// Something is being done.
    pub busy: bool,
    /// What can be done for all cards, in this order.
    pub tools: Vec<InstallAction>,
    /// What is asked before it is done for all of them.
    pub question: Option<QuestionView>,
    /// How many cards have the tab; `None` while it is not known.
    pub summary: Option<Message>,
    /// Where to see it, once a card has it.
    pub see: Option<SeeView>,
    /// What comes after it.
    pub exit: InstallExit,
}

/// A button of the installation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstallAction {
    /// Its `name`, which is where the focus comes back to as well.
    pub name: &'static str,
    /// How much it stands out.
    pub rank: Rank,
    /// Its text.
    pub label: Key,
    /// Its name for a screen reader, where the text alone does not tell it from others.
    pub full: Option<Message>,
    /// What it does.
    pub intent: InstallIntent,
}

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rank {
    /// The one thing to do.
    First,
    /// Something else to do.
    Other,
    /// Something beside.
    Beside,
}

/// What is asked before it is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuestionView {
    /// The question.
    pub text: Message,
    /// What follows from a *yes*.
    pub hint: Key,
    /// The button that says it.
    pub sure: Key,
}

/// A list of the portal's, from which a card with the tab is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeeView {
    /// What to do there.
    pub label: Key,
    /// Its address.
    pub address: String,
}

/// What comes after the installation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstallExit {
    /// The first installation waits for its end.
    Finish,
    /// There is a page to go back to.
    Back,
    /// Nothing, for the moment.
    Wait,
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
    pub error: Option<NoticeView<Intent>>,
    /// What can be done for these cards.
    pub tools: Vec<InstallAction>,
    /// What is asked before it is done for them.
    pub question: Option<QuestionView>,
}
