//! The page and the installation.

use crate::card::{CallView, CardView};
use crate::domain::{CommKind, EntityType};
use crate::i18n::{Key, Message};
use crate::lookup::view::{ProgressView, ResultsView, RunState};
use crate::page::Intent;
use crate::session;
use crate::session::view::{AppView, NoticeView};

/// The whole screen of the page.
pub type View = AppView<ScreenView>;

/// One screen or another.
#[derive(Clone, PartialEq, Debug)]
pub enum ScreenView {
    /// Waiting for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView<session::Intent>),
    /// A card, with its call.
    Card(Box<CardView>),
    /// The page with the search box.
    Page(Box<PageView>),
    /// The installation.
    Install(Box<InstallView>),
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

/// The installation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstallView {
    /// What is the matter, if anything.
    pub notice: Option<NoticeView<Intent>>,
    /// The tabs.
    pub rows: Vec<PlacementView>,
    /// Something is being done.
    pub busy: bool,
    /// The user may change something.
    pub can_change: bool,
    /// Every tab is bound to this page: nothing is left to bind.
    pub complete: bool,
    /// What comes after it.
    pub exit: InstallExit,
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
}
