//! The application of the page: the search box, the check of a whole list, the installation; also a card with its
//! call shown, which [`crate::card::App`] hands over.

mod intent;
mod model;
mod update;
mod view;

pub use crate::list::{ListGrouping, ListSort, VerdictKind};
pub use crate::protocol::files::{Headings, Holds, Separator, WriteAs};
pub use crate::protocol::reading::Source;
pub use crate::protocol::snippet::SnippetKind;
pub use intent::{
    CallIntent, ExportRows, FileChoice, FormIntent, InstallIntent, Intent, ListIntent, MAX_WINDOW, PastedPart,
};
pub use model::{ATTACH_ABOVE_BYTES, FILE_KINDS, WebhookAccount};
pub use view::{
    AttachmentView, CheckedView, ChoiceOf, ColumnView, CompareExit, CompareScreen, ConnectionView,
    ExportActionView, ExportView, FactView, FieldErrorView, FileAtHand, FilterView, FlawView, FormView,
    InstallAction, InstallExit, InstallView, InvalidView, KeepView, LeavingView, ListEntryView,
    ListPieceView, ListRecordView, ListRowView, ListRunState, ListRunView, ListStage, ListTypesView,
    ListValueView, ListVerdictView, ListView, OpenedRowView, PageView, PlacementView, PreviewView,
    QuestionView, Rank, ReadyView, RefusedView, RulesView, SavingView, ScreenView, SeeView, ShareView,
    SummaryView, TableView, UnreadPieceView, UnreadView, View, kinds_in,
};

use crate::app::{self, Effects, Event, HostPage, Moment, SessionEvent};
use crate::domain::Chosen;
use crate::i18n::{Catalogue, TextSet};
use crate::protocol::files::{FileId, FilesAnswer, FilesCall};
use crate::protocol::reading::{ReadAnswer, ReadCall};
use crate::protocol::store::{StoreAnswer, StoreCall};
use crate::protocol::webhook::WebhookError;
use crate::session::Session;

use model::{CallFold, ShownCall, Stage};

/// The page of the card's tab, which lies beside every other page of the widget.
const CARD_PAGE: &str = "card.html";

/// With this fragment the card's tab opens the page for a user who wants to see the call.
const CALL_FRAGMENT: &str = "call";

/// With a fragment that begins so it opens the page for one who wants to see records side by side, where no slider does.
const COMPARE_FRAGMENT: &str = "compare=";

/// The application of the page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct App {
    session: Session,
    stage: Stage,
    /// The address of the card's page, which is the handler of the tabs.
    card_address: String,
    /// The browser's languages, best first.
    languages: Vec<String>,
    shown_call: ShownCall,
    /// What the page was opened to show, in place of the card in which it stands.
    asked: Option<Chosen>,
}

/// What the page alone asks of the world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Extra {
    /// Read the webhook's address from its input field, check it, hold it in memory, empty the field. Answered by
    /// [`ExtraEvent::WebhookTaken`].
    TakeWebhook,
    /// Empty that field, whatever was typed into it.
    EmptyWebhookField,
    /// Let what was pressed meanwhile come first, then say [`ExtraEvent::NextSlice`].
    LetOthersGoFirst,
    /// Say [`ExtraEvent::NotReloaded`] after this time, if the page is still there.
    AwaitReload {
        /// From now.
        after_ms: u32,
    },
    /// Start the module that reads texts, if it is not running. Answered by [`ExtraEvent::ReaderReady`] or
    /// [`ExtraEvent::ReaderLost`].
    StartReader {
        /// When.
        start: StartReader,
        /// So long it may take, and each of its answers.
        patience_ms: u32,
    },
    /// Give it a part of a text. Answered by [`ExtraEvent::Read`] or [`ExtraEvent::ReaderLost`], in the order of the
    /// parts.
    Read {
        /// The part.
        call: ReadCall,
        /// So long the answer may take.
        patience_ms: u32,
    },
    /// Start the module that reads files, if it is not running, and take the file that was chosen or dropped for this one.
    /// Answered by [`ExtraEvent::FileTaken`].
    TakeFile(FileId),
    /// Give the module that reads files a call; it is started if it is not running. With [`FilesCall::Open`] goes the file
    /// that was taken. Answered by [`ExtraEvent::Files`], in the order of the calls, or by [`ExtraEvent::FilesLost`]. What is
    /// [written](crate::protocol::files::FilesAnswer::Written) is saved under the name.
    Files {
        /// The call.
        call: FilesCall,
        /// Under which name a written file is saved.
        save_as: String,
        /// So long the answer may take.
        patience_ms: u32,
    },
    /// End that module: what it keeps is given up.
    EndFiles,
    /// Ask something of the browser's storage. Answered by [`ExtraEvent::Store`], in the order of the calls.
    Store(StoreCall),
    /// Print what is shown.
    Print,
    /// Put the pieces that were not read on the clipboard. Answered by [`ExtraEvent::UnreadCopied`].
    CopyUnread(String),
}

/// When the module that reads texts is started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartReader {
    /// Once the browser has nothing better to do: the page is shown before.
    WhenIdle,
    /// At once.
    Now,
}

/// What the page alone may be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExtraEvent {
    /// A webhook's address was taken from its field, or refused.
    WebhookTaken(Result<WebhookAccount, WebhookError>),
    /// The next slice of a long text can be read.
    NextSlice,
    /// The portal has not reloaded the page after the end of the installation.
    NotReloaded,
    /// The module that reads texts is there.
    ReaderReady,
    /// It cannot be had, has failed, or does not answer. It is not running.
    ReaderLost,
    /// It has read a part of a text.
    Read(ReadAnswer),
    /// The file that was chosen or dropped, as the browser describes it. `None` if there is none.
    FileTaken {
        /// Which.
        file: FileId,
        /// Its name, and how many bytes it has.
        what: Option<(String, u64)>,
    },
    /// The module that reads files has answered.
    Files(FilesAnswer),
    /// It cannot be had, has failed, or does not answer. It is not running, and what it kept is gone.
    FilesLost,
    /// The browser's storage has answered.
    Store(StoreAnswer),
    /// What was not read is on the clipboard, or cannot be put there.
    UnreadCopied(Result<(), ()>),
}

impl app::App for App {
    const TEXTS: TextSet = TextSet::Page;

    type Intent = Intent;
    type View = View;
    type Extra = Extra;
    type ExtraEvent = ExtraEvent;

    fn update(&mut self, event: Event<Self>, at: Moment) -> Effects<Extra> {
        let mut effects = Effects::new();
        match event {
            Event::Session(event) => {
                if let SessionEvent::Launched(launch) = &event {
                    self.remember(launch);
                }
                if event == SessionEvent::PutAway {
                    self.put_away(&mut effects);
                }
                if let Some(news) = self.session.update(event, at, &mut effects) {
                    self.hear(news, &mut effects);
                }
            }
            Event::User(Intent::List(intent)) => self.list_wanted(intent, at, &mut effects),
            Event::User(intent) => self.wanted(intent, &mut effects),
            Event::Extra(ExtraEvent::WebhookTaken(taken)) => self.webhook_taken(taken, &mut effects),
            Event::Extra(ExtraEvent::NextSlice) => {
                self.read_slice(&mut effects);
                self.list_slice(&mut effects);
            }
            Event::Extra(ExtraEvent::NotReloaded) => self.finish_expired(),
            Event::Extra(ExtraEvent::ReaderReady) => self.reader_ready(&mut effects),
            Event::Extra(ExtraEvent::ReaderLost) => {
                self.reader_lost(&mut effects);
                self.corrections_lost(&mut effects);
            }
            Event::Extra(ExtraEvent::Read(answer)) => {
                if !self.correction_read(&answer, &mut effects) {
                    self.part_read(answer, &mut effects);
                }
            }
            Event::Extra(ExtraEvent::UnreadCopied(copied)) => self.unread_copied(copied),
            Event::Extra(ExtraEvent::FileTaken { file, what }) => self.file_taken(file, what, &mut effects),
            Event::Extra(ExtraEvent::Files(answer)) => self.files_answered(answer, &mut effects),
            Event::Extra(ExtraEvent::FilesLost) => self.files_lost(&mut effects),
            Event::Extra(ExtraEvent::Store(answer)) => self.store_answered(answer, at, &mut effects),
        }
        self.keep_list(at, &mut effects);
        self.session.proceed(at, &mut effects);
        self.count_requests(&effects);
        effects
    }

    fn view(&self) -> View {
        let screen = self.screen();
        let news = screen.news();
        self.session.around(screen, self.leaving(), news)
    }

    fn texts(&self) -> &Catalogue {
        self.session.texts()
    }
}

impl App {
    fn remember(&mut self, launch: &app::Launch) {
        if self.card_address.is_empty() {
            self.card_address = card_beside(&launch.page_address);
            self.languages.clone_from(&launch.languages);
            // The address of somebody's page says nothing to us.
            if launch.host_page == HostPage::Foreign {
                return;
            }
            if launch.fragment == CALL_FRAGMENT {
                self.shown_call.fold = CallFold::Shown;
            }
            self.asked = launch.fragment.strip_prefix(COMPARE_FRAGMENT).and_then(Chosen::read);
        }
    }
}

fn card_beside(page_address: &str) -> String {
    let folder = page_address.rfind('/').and_then(|end| page_address.get(..=end));
    [folder.unwrap_or_default(), CARD_PAGE].concat()
}
