//! The application in a test: its effects are carried out by a [`Portal`] and a clock that jumps.

use std::collections::{BTreeMap, VecDeque};

use b24_duplicates::app::{Effect, HostPage, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::card::CardView;
use b24_duplicates::domain::{Dismissals, Millis, PortalOrigin, Scheme, UserId};
use b24_duplicates::i18n::{Catalogue, Formats, Language, Message, Plural, TextSet};
use b24_duplicates::lookup::view::{ResultsView, ValueView};
use b24_duplicates::page::{
    CompareScreen, Extra, ExtraEvent, FormIntent, InstallView, Intent, PageView, ScreenView, View,
    WebhookAccount,
};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, Placement};
use b24_duplicates::protocol::reading::{ReadAnswer, ReadCall};
use b24_duplicates::protocol::{CardOwner, OwnerKind, RawResponse, RestCall};
use b24_duplicates::scheduler::RequestId;
use b24_duplicates::session::view::NoticeView;

use reader_worker::Worker;

use super::applications::{Application, Happened, Which};
use super::files::Files;
use super::portal::{Portal, record};
use super::store::Store;

pub(crate) const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
/// Where the page lies that opens by itself.
pub(crate) const PAGE_ADDRESS: &str = "https://widget.example/index.html";

/// Where the card's page lies, beside it: what the tabs are bound to.
pub(crate) const HANDLER: &str = "https://widget.example/card.html";

/// Something that comes by itself after a while.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Due {
    Timer(Timer),
    /// The next slice of a long text.
    Slice,
    /// The end of the wait for the portal to reload the page.
    Reload,
}

/// The module that reads texts.
#[derive(Debug)]
pub(crate) enum Reader {
    /// It is there, and answers at once.
    Here(Box<Worker>),
    /// It is there and answers when it is told to.
    Slow(Box<Worker>, VecDeque<ReadCall>),
    /// It is on its way.
    Coming,
    /// It cannot be had.
    Gone,
}

pub(crate) struct App {
    pub(crate) application: Application,
    pub(crate) reader: Reader,
    pub(crate) files: Files,
    pub(crate) store: Store,
    /// What the module says next: one thing after the other.
    pub(crate) said: VecDeque<ExtraEvent>,
    is_hearing: bool,
    pub(crate) portal: Portal,
    pub(crate) now: Millis,
    /// What chance gives.
    pub(crate) chance: u64,
    /// Everything that was asked of the world, in order.
    pub(crate) effects: Vec<Effect<Extra>>,
    /// Requests that wait for their answer.
    pub(crate) sent: VecDeque<(RequestId, RestCall)>,
    pub(crate) timers: BTreeMap<Due, Millis>,
    /// What arrives instead of the portal's own answers.
    pub(crate) instead: VecDeque<RawResponse>,
    /// Until then the portal answers 503.
    pub(crate) down_until: Millis,
    pub(crate) requests: usize,
    /// How many events it was told.
    pub(crate) steps: usize,
}

impl App {
    /// The page, before anything has happened.
    pub(crate) fn new(portal: Portal) -> Self {
        Self::of(Which::Page, portal)
    }

    /// An application, before anything has happened.
    pub(crate) fn of(which: Which, portal: Portal) -> Self {
        Self {
            application: Application::new(which),
            reader: Reader::Here(Box::default()),
            files: Files::default(),
            store: Store::default(),
            said: VecDeque::new(),
            is_hearing: false,
            portal,
            now: 0,
            chance: u64::MAX / 2,
            effects: Vec::new(),
            sent: VecDeque::new(),
            timers: BTreeMap::new(),
            instead: VecDeque::new(),
            down_until: 0,
            requests: 0,
            steps: 0,
        }
    }

    /// In the tab of a card, before the portal has answered anything.
    pub(crate) fn in_card(which: Which, portal: Portal, kind: OwnerKind, id: u64) -> Self {
        let id = record(super::portal::Lead, id).id;
        let placement = Placement::Card(CardOwner { kind, id });
        Self::begun(which, portal, InitData { placement, ..init() })
    }

    /// On the page, framed by a portal that has told where we are.
    pub(crate) fn framed(portal: Portal, placement: Placement) -> Self {
        Self::with_init(portal, InitData { placement, ..init() })
    }

    pub(crate) fn with_init(portal: Portal, init: InitData) -> Self {
        Self::begun(Which::Page, portal, init)
    }

    pub(crate) fn begun(which: Which, portal: Portal, init: InitData) -> Self {
        let mut app = Self::of(which, portal);
        app.tell(SessionEvent::Launched(framed_launch()));
        app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
        app
    }

    /// On a page of its own, connected by a webhook that is yet to be proved.
    pub(crate) fn on_page(portal: Portal) -> Self {
        let mut app = Self::new(portal);
        app.tell(SessionEvent::Launched(Launch {
            page_address: PAGE_ADDRESS.to_owned(),
            ..Launch::default()
        }));
        app.connect();
        app
    }

    pub(crate) fn connect(&mut self) {
        self.want(Intent::Connect);
        let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
        let user = UserId(record(super::portal::Lead, 1).id);
        self.tell(ExtraEvent::WebhookTaken(Ok(WebhookAccount { origin, user })));
    }

    /// Tells an event and takes its effects; answers nothing yet but the texts in English.
    /// The browser's storage answers what has waited longest.
    pub(crate) fn store_answers(&mut self) {
        let call = self.store.waiting.as_mut().and_then(VecDeque::pop_front).unwrap();
        let answer = self.store.hear(&call, &mut self.files);
        self.tell(ExtraEvent::Store(answer));
    }

    pub(crate) fn tell(&mut self, happened: impl Into<Happened>) {
        self.hear(happened.into());
    }

    fn hear(&mut self, happened: Happened) {
        let mut speaks_english = false;
        self.steps += 1;
        let moment = Moment { now: self.now, chance: self.chance };
        for effect in self.application.update(happened, moment) {
            match &effect {
                Effect::Send { id, call } => {
                    assert!(self.sent.len() < 20, "{} requests at once", self.sent.len());
                    self.requests += 1;
                    self.sent.push_back((*id, call.clone()));
                }
                Effect::Abort(id) => self.sent.retain(|(sent, _)| sent != id),
                Effect::ForgetCredential => self.sent.clear(),
                Effect::StartTimer { timer, after_ms } => self.start(Due::Timer(*timer), *after_ms),
                Effect::StopTimer(timer) => drop(self.timers.remove(&Due::Timer(*timer))),
                Effect::Extra(Extra::LetOthersGoFirst) => self.start(Due::Slice, 0),
                Effect::Extra(Extra::AwaitReload { after_ms }) => self.start(Due::Reload, *after_ms),
                Effect::Extra(Extra::StartReader { .. }) => self.said.extend(self.reader.start()),
                Effect::Extra(Extra::Read { call, .. }) => self.said.extend(self.reader.read(call)),
                Effect::Extra(Extra::TakeFile(file)) => self.said.push_back(self.files.take(*file)),
                Effect::Extra(Extra::Files { call, save_as, .. }) => {
                    self.said.extend(self.files.hear(call, save_as));
                }
                Effect::Extra(Extra::EndFiles) => self.files.end(),
                Effect::Extra(Extra::Store(call)) => {
                    if let Some(waiting) = &mut self.store.waiting {
                        waiting.push_back(call.clone());
                    } else {
                        self.said.push_back(ExtraEvent::Store(self.store.hear(call, &mut self.files)));
                    }
                }
                Effect::LoadLanguage(language) => speaks_english |= *language == Language::English,
                // What a story looks at in the list of effects, and answers itself.
                Effect::OpenFrame { .. }
                | Effect::Frame(_)
                | Effect::Stop
                | Effect::Copy { .. }
                | Effect::Focus(_)
                | Effect::CleanAddress
                | Effect::Open(_)
                | Effect::Extra(
                    Extra::TakeWebhook | Extra::EmptyWebhookField | Extra::CopyUnread(_) | Extra::Print,
                ) => {}
            }
            self.effects.push(effect);
        }
        if speaks_english {
            self.tell(SessionEvent::LanguageLoaded(Language::English, Ok(english())));
        }
        let _ = self.view();
        if !std::mem::replace(&mut self.is_hearing, true) {
            while let Some(event) = self.said.pop_front() {
                self.tell(event);
            }
            self.is_hearing = false;
        }
    }

    /// The module answers the next part, if it takes its time. False if none is to be read.
    pub(crate) fn read_part(&mut self) -> bool {
        let Reader::Slow(worker, waiting) = &mut self.reader else { return false };
        let Some(call) = waiting.pop_front() else { return false };
        let answered = answered(worker, &call);
        self.tell(answered);
        true
    }

    fn start(&mut self, due: Due, after_ms: u32) {
        self.timers.insert(due, self.now + u64::from(after_ms));
    }

    pub(crate) fn want(&mut self, intent: impl Into<Intent>) {
        self.hear(Happened::User(intent.into()));
    }

    /// Answers the request that is out. False if there is none.
    pub(crate) fn answer(&mut self) -> bool {
        let Some((id, call)) = self.sent.pop_front() else { return false };
        let raw = if self.now < self.down_until {
            super::portal::error(503, "")
        } else {
            self.instead.pop_front().unwrap_or_else(|| self.portal.answer(&call))
        };
        self.tell(SessionEvent::Received { id, raw });
        true
    }

    /// Lets the next timer run out. False if none is set.
    pub(crate) fn wake(&mut self) -> bool {
        let Some((due, at)) = self.timers.iter().min_by_key(|(_, at)| **at).map(|(t, at)| (*t, *at)) else {
            return false;
        };
        self.timers.remove(&due);
        self.now = self.now.max(at);
        match due {
            Due::Timer(timer) => self.tell(SessionEvent::Woke(timer)),
            Due::Slice => self.tell(ExtraEvent::NextSlice),
            Due::Reload => self.tell(ExtraEvent::NotReloaded),
        }
        true
    }

    /// A search in whose portal each answer waits for the one before: from then on one request is under way at a time.
    pub(crate) fn slow_down(&mut self) {
        self.settle();
        // By simple rules: a number is asked in one spelling.
        let reader = std::mem::replace(&mut self.reader, Reader::Gone);
        let numbers: Vec<String> = (0..60).map(|n| format!("+49401234{n:03}")).collect();
        self.want(FormIntent::Type(numbers.join("\n")));
        self.want(FormIntent::Search);
        assert_eq!(self.sent.len(), 3);
        while !self.sent.is_empty() {
            self.now += 1_000;
            self.answer();
        }
        self.settle();
        self.reader = reader;
    }

    /// Answers and waits until nothing more happens by itself.
    pub(crate) fn settle(&mut self) -> &mut Self {
        for _ in 0..10_000 {
            if !self.answer() && !self.wake() {
                return self;
            }
        }
        panic!("it never settles");
    }

    pub(crate) fn view(&self) -> View {
        self.application.view()
    }

    pub(crate) fn card(&self) -> CardView {
        match self.view().screen {
            ScreenView::Card(card) => *card,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn page(&self) -> PageView {
        match self.view().screen {
            ScreenView::Page(page) => *page,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn compared(&self) -> CompareScreen {
        match self.view().screen {
            ScreenView::Compare(screen) => *screen,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn install(&self) -> InstallView {
        match self.view().screen {
            ScreenView::Install(install) => *install,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn refused(&self) -> NoticeView<Intent> {
        match self.view().screen {
            ScreenView::Refused(notice) => notice,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn frame_calls(&self) -> Vec<&FrameCall> {
        let calls = self.effects.iter().filter_map(|effect| match effect {
            Effect::Frame(call) => Some(call),
            _ => None,
        });
        calls.collect()
    }
}

impl Reader {
    fn start(&self) -> Option<ExtraEvent> {
        match self {
            Self::Here(_) | Self::Slow(..) => Some(ExtraEvent::ReaderReady),
            Self::Coming => None,
            Self::Gone => Some(ExtraEvent::ReaderLost),
        }
    }

    fn read(&mut self, call: &ReadCall) -> Option<ExtraEvent> {
        match self {
            Self::Here(worker) => Some(answered(worker, call)),
            Self::Slow(_, waiting) => {
                waiting.push_back(call.clone());
                None
            }
            Self::Coming => None,
            Self::Gone => Some(ExtraEvent::ReaderLost),
        }
    }
}

/// The answer, as it comes through the bytes that go between page and module.
fn answered(worker: &mut Worker, call: &ReadCall) -> ExtraEvent {
    let answer = worker.hear(&call.to_bytes()).unwrap();
    ExtraEvent::Read(ReadAnswer::from_bytes(&answer).unwrap())
}

pub(crate) fn framed_launch() -> Launch {
    Launch {
        host_page: HostPage::Ours,
        fragment: String::new(),
        window_name: format!("portal.example|1|{SID}"),
        query: format!("DOMAIN=portal.example&PROTOCOL=1&LANG=en&APP_SID={SID}"),
        framed: true,
        page_address: PAGE_ADDRESS.to_owned(),
        connect_sources: "'self' https://portal.example".to_owned(),
        languages: vec!["en".to_owned()],
    }
}

pub(crate) fn init() -> InitData {
    InitData {
        lang: "en".to_owned(),
        placement: Placement::Page,
        is_admin: false,
        installing: false,
        first_run: false,
        dismissed: Dismissals::default(),
    }
}

/// The ids that are shown, as `contact 275`, in the order in which they are shown.
pub(crate) fn shown(results: &ResultsView) -> Vec<String> {
    let records = results.groups.iter().flat_map(|group| &group.records);
    records
        .map(|record| format!("{} {}", record.reference.entity.word(), record.reference.id.get()))
        .collect()
}

/// Everything that is shown, in no language. A record of which nothing but its type is shown is told from the others by
/// its id, which stands nowhere.
pub(crate) fn on_screen(mut view: View) -> String {
    let results = match &mut view.screen {
        ScreenView::Card(card) => card.results.as_mut(),
        ScreenView::Page(page) => page.results.as_mut(),
        ScreenView::Compare(_) | ScreenView::Connecting | ScreenView::Refused(_) | ScreenView::Install(_) => {
            None
        }
    };
    if let Some(results) = results {
        let of_groups = results.groups.iter_mut().flat_map(|group| &mut group.records);
        let of_values = results.values.iter_mut().flat_map(|value| &mut value.records);
        for shown in of_groups.chain(of_values).filter(|shown| shown.address.is_none()) {
            shown.reference = record(shown.reference.entity, 1);
        }
    }
    format!("{view:?}")
}

/// Each value with its verdict.
pub(crate) fn verdicts(values: &[ValueView]) -> Vec<(&str, &'static str)> {
    let verdict = |value: &ValueView| value.verdict.as_ref().map_or("", |verdict| verdict.name);
    values.iter().map(|value| (value.spelling.as_str(), verdict(value))).collect()
}

/// A message in English.
pub(crate) fn text(message: &Message) -> String {
    english().text(message, &English)
}

pub(crate) fn english() -> Catalogue {
    Catalogue::read(Language::English, TextSet::Page, include_str!(concat!(env!("OUT_DIR"), "/page/en.txt")))
        .unwrap()
}

pub(crate) fn german() -> Catalogue {
    Catalogue::read(Language::German, TextSet::Page, include_str!(concat!(env!("OUT_DIR"), "/page/de.txt")))
        .unwrap()
}

struct English;

impl Formats for English {
    fn plural(&self, count: u64) -> Plural {
        if count == 1 { Plural::One } else { Plural::Other }
    }

    fn number(&self, number: u64) -> String {
        number.to_string()
    }

    fn date(&self, iso: &str) -> String {
        iso.to_owned()
    }

    /// In UTC, since a test is no traveller.
    fn time(&self, millis: u64) -> String {
        let seconds = millis / 1_000;
        format!("{}:{:02}:{:02}", seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
    }
}
