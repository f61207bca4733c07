//! The application and the world around it: an honest portal, a parent window, a clock, a user.

use std::collections::{BTreeMap, VecDeque};

use b24_duplicates::app::{Effect, Launch, Moment, SessionEvent, Timer};
use b24_duplicates::domain::{Dismissals, EntityType, Millis, PortalOrigin, RecordRef, Scheme, UserId};
use b24_duplicates::i18n::{Catalogue, Language, TextSet};
use b24_duplicates::page::{Extra, ExtraEvent, FormIntent, Intent, WebhookAccount};
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, Placement};
use b24_duplicates::protocol::limits::DEADLINE;
use b24_duplicates::protocol::{CardOwner, OwnerKind, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::RequestId;

use super::Decode;
use super::answers::{Answer, CANARY, Wire};
use super::portal::{self, COMPANY, DEAL, LEAD, OWNER, References, phone};
use super::states::Credential;
use crate::applications::{Application, Happened, Which};

const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const HOST: &str = "portal.example";

/// So many events follow from one at most.
const MOST_EVENTS: usize = 2_000;

/// So long it waits at most before it says why: a quarter of an hour for the operating-time limit, and a while.
const LONGEST_WAIT: Millis = 1_000_000;

/// What is searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Input {
    /// What stands in the card of a contact.
    Contact,
    /// What stands in that of a lead. One value is a switchboard.
    Lead,
    /// What stands in the cards of the clients of a deal. One value is a switchboard.
    Deal,
    /// Two phones. One is a switchboard.
    Few,
    /// More than are asked one by one.
    List,
}

impl Input {
    pub(super) fn values(self) -> Vec<String> {
        match self {
            Self::Contact => vec![phone(3), phone(5)],
            Self::Lead => vec![phone(5), phone(11)],
            Self::Deal => vec![phone(3), phone(5), phone(11)],
            Self::Few => vec![phone(3), phone(11)],
            Self::List => (0..60).map(phone).collect(),
        }
    }

    /// Whether the tab stands in a card.
    pub(super) const fn is_card(self) -> bool {
        matches!(self, Self::Contact | Self::Lead | Self::Deal)
    }

    /// The records that are the card itself, or its clients.
    pub(super) fn own(self) -> Vec<RecordRef> {
        let contact = RecordRef::new(EntityType::Contact, portal::id(OWNER));
        match self {
            Self::Contact => vec![contact],
            Self::Lead => vec![RecordRef::new(EntityType::Lead, portal::id(LEAD))],
            Self::Deal => vec![contact, RecordRef::new(EntityType::Company, portal::id(COMPANY))],
            Self::Few | Self::List => Vec::new(),
        }
    }

    fn placement(self) -> Placement {
        let (kind, id) = match self {
            Self::Contact => (OwnerKind::Record(EntityType::Contact), OWNER),
            Self::Lead => (OwnerKind::Record(EntityType::Lead), LEAD),
            Self::Deal => (OwnerKind::Deal, DEAL),
            Self::Few | Self::List => return Placement::Page,
        };
        Placement::Card(CardOwner { kind, id: portal::id(id) })
    }
}

#[derive(Clone)]
pub(crate) struct App {
    pub(crate) now: Millis,
    pub(super) application: Application,
    credential: Credential,
    pub(super) input: Input,
    references: References,
    sent: VecDeque<(RequestId, RestCall)>,
    /// The requests that were taken back, the last one first.
    aborted: VecDeque<(RequestId, RestCall)>,
    timers: BTreeMap<Timer, Millis>,
    /// The next slice of a long text is to be read.
    reads_on: bool,
    renewals: usize,
    is_renewing: bool,
    /// The portal has repeated the secret.
    has_canary: bool,
    /// An effect by which it left.
    leak: Option<String>,
}

impl App {
    fn new(which: Which, credential: Credential, input: Input, references: References) -> Self {
        Self {
            now: 0,
            application: Application::new(which),
            credential,
            input,
            references,
            sent: VecDeque::new(),
            aborted: VecDeque::new(),
            timers: BTreeMap::new(),
            reads_on: false,
            renewals: 0,
            is_renewing: false,
            has_canary: false,
            leak: None,
        }
    }

    /// In a card that is being read, or on a page whose webhook is being proved.
    pub(crate) fn opening(which: Which, credential: Credential) -> Self {
        if credential == Credential::Webhook {
            return Self::alone(which, credential, Input::Few);
        }
        Self::framed(which, credential, Input::Contact, References::Resolved)
    }

    /// The card of a deal is being read. A webhook has none.
    pub(crate) fn in_deal(which: Which, credential: Credential) -> Self {
        if credential == Credential::Webhook {
            return Self::opening(which, credential);
        }
        Self::framed(which, credential, Input::Deal, References::Resolved)
    }

    fn alone(which: Which, credential: Credential, input: Input) -> Self {
        let mut app = Self::new(which, credential, input, References::Kept);
        app.tell(SessionEvent::Launched(Launch::default()));
        app.connect();
        app
    }

    /// A search just begun: of what the search box holds, or of what stands in a card. The portal is an old one, so
    /// that a card is read first and searched after that.
    pub(crate) fn searching(which: Which, credential: Credential, input: Input) -> Result<Self, String> {
        let mut app = match credential {
            Credential::Webhook => Self::alone(which, credential, input),
            Credential::Token | Credential::SilentParent => {
                Self::framed(which, credential, input, References::Kept)
            }
        };
        if credential == Credential::Webhook || input.is_card() {
            app.answer()?;
        }
        if !input.is_card() {
            app.search();
        }
        Ok(app)
    }

    fn framed(which: Which, credential: Credential, input: Input, references: References) -> Self {
        let mut app = Self::new(which, credential, input, references);
        app.tell(SessionEvent::Launched(Launch {
            window_name: format!("{HOST}|1|{SID}"),
            query: format!("DOMAIN={HOST}&PROTOCOL=1&LANG=en&APP_SID={SID}"),
            framed: true,
            connect_sources: format!("https://{HOST}"),
            ..Launch::default()
        }));
        let init = InitData {
            lang: "en".to_owned(),
            placement: input.placement(),
            is_admin: false,
            installing: false,
            first_run: false,
            dismissed: Dismissals::default(),
        };
        app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
        app
    }

    pub(super) fn connect(&mut self) {
        self.want(Intent::Connect);
        let origin = PortalOrigin::new(Scheme::Https, HOST).unwrap();
        self.tell(ExtraEvent::WebhookTaken(Ok(WebhookAccount { origin, user: UserId(portal::id(1)) })));
    }

    pub(super) fn search(&mut self) {
        self.want(FormIntent::Type(self.input.values().join("\n")));
        self.want(FormIntent::Search);
    }

    pub(crate) fn want(&mut self, intent: impl Into<Intent>) {
        self.hear(Happened::User(intent.into()));
    }

    /// Tells an event and what follows from it at once.
    pub(crate) fn tell(&mut self, happened: impl Into<Happened>) {
        self.hear(happened.into());
    }

    fn hear(&mut self, happened: Happened) {
        let moment = Moment { now: self.now, chance: u64::MAX / 2 };
        let (mut speaks, mut reads) = (false, false);
        for effect in self.application.update(happened, moment) {
            if self.has_canary && format!("{effect:?}").contains(CANARY) {
                self.leak = Some(format!("{effect:?}"));
            }
            match effect {
                Effect::Send { id, call } => self.sent.push_back((id, call)),
                Effect::Abort(id) => {
                    let place = self.sent.iter().position(|(sent, _)| *sent == id);
                    self.aborted.extend(place.and_then(|place| self.sent.remove(place)));
                }
                Effect::ForgetCredential => self.sent.clear(),
                Effect::StartTimer { timer, after_ms } => {
                    self.timers.insert(timer, self.now + u64::from(after_ms));
                }
                Effect::StopTimer(timer) => drop(self.timers.remove(&timer)),
                Effect::Extra(Extra::LetOthersGoFirst) => self.reads_on = true,
                Effect::Extra(Extra::StartReader { .. } | Extra::Read { .. }) => reads = true,
                Effect::Frame(call) => self.is_renewing |= call == FrameCall::RefreshAuth,
                Effect::LoadLanguage(language) => speaks |= language == Language::English,
                // Nothing of what the portal says decides about these.
                Effect::OpenFrame { .. }
                | Effect::Stop
                | Effect::Copy { .. }
                | Effect::Focus(_)
                | Effect::CleanAddress
                | Effect::Open(_)
                | Effect::Extra(
                    Extra::TakeWebhook
                    | Extra::EmptyWebhookField
                    | Extra::AwaitReload { .. }
                    | Extra::CopyUnread(_)
                    | Extra::Print
                    | Extra::TakeFile(_)
                    | Extra::Files { .. }
                    | Extra::EndFiles
                    | Extra::Store(_),
                ) => {}
            }
        }
        if reads {
            // What is asked here needs no more than simple rules.
            self.tell(ExtraEvent::ReaderLost);
        }
        if speaks {
            let texts = include_str!(concat!(env!("OUT_DIR"), "/page/en.txt"));
            self.tell(SessionEvent::LanguageLoaded(
                Language::English,
                Catalogue::read(Language::English, TextSet::Page, texts),
            ));
        }
    }

    pub(crate) fn is_awaiting(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Something arrives for the request that is out, or was taken back.
    pub(crate) fn arrives(&mut self, raw: RawResponse) -> Result<(), String> {
        let (id, _) = self.awaited()?;
        if raw == RawResponse::Fault(TransportFault::TimedOut) {
            self.now += DEADLINE;
        }
        self.tell(SessionEvent::Received { id, raw });
        Ok(())
    }

    fn awaited(&mut self) -> Result<(RequestId, RestCall), String> {
        self.sent
            .pop_front()
            .or_else(|| self.aborted.pop_front())
            .ok_or_else(|| "nothing is asked".to_owned())
    }

    /// The portal answers.
    pub(crate) fn answer(&mut self) -> Result<(), String> {
        let (id, call) = self.awaited()?;
        self.tell(SessionEvent::Received {
            id,
            raw: RawResponse::Decoded { status: 200, body: portal::answer(&call, self.references) },
        });
        Ok(())
    }

    /// The portal answers until this is asked.
    pub(crate) fn answer_until(&mut self, is_it: impl Fn(&RestCall) -> bool) -> Result<(), String> {
        while !self.sent.front().is_some_and(|(_, call)| is_it(call)) {
            self.answer()?;
        }
        Ok(())
    }

    /// This comes instead of the portal's answer.
    pub(crate) fn suffer(&mut self, answer: &Answer, decode: Decode<'_>) -> Result<(), String> {
        let (id, call) = self.awaited()?;
        let honest = portal::answer(&call, self.references);
        let given = RawResponse::Decoded { status: 200, body: honest.clone() };
        match (answer.wire)(honest) {
            Wire::Fault(fault) => {
                self.sent.push_front((id, call));
                self.arrives(RawResponse::Fault(fault))?;
            }
            Wire::Body(status, bytes) => {
                let start = bytes.get(..bytes.len().min(8_192)).unwrap_or_default();
                self.has_canary |= String::from_utf8_lossy(start).contains(CANARY);
                self.tell(SessionEvent::Received { id, raw: received(status, &bytes, decode) });
            }
            Wire::Twice => {
                self.tell(SessionEvent::Received { id, raw: given.clone() });
                self.tell(SessionEvent::Received { id, raw: given });
            }
            Wire::Late(body) => {
                let earlier = RequestId(id.0.wrapping_sub(1));
                self.tell(SessionEvent::Received {
                    id: earlier,
                    raw: RawResponse::Decoded { status: 200, body },
                });
                self.tell(SessionEvent::Received { id, raw: given });
            }
        }
        Ok(())
    }

    /// Lets the next timer run out. False if none is set.
    pub(crate) fn wake(&mut self) -> bool {
        if std::mem::take(&mut self.reads_on) {
            self.tell(ExtraEvent::NextSlice);
            return true;
        }
        let Some((timer, at)) = self.timers.iter().min_by_key(|(_, at)| **at).map(|(t, at)| (*t, *at)) else {
            return false;
        };
        self.timers.remove(&timer);
        self.now = self.now.max(at);
        self.tell(SessionEvent::Woke(timer));
        true
    }

    /// Goes on until nothing more happens by itself; `answered` says what comes for each request.
    pub(crate) fn settle(
        &mut self,
        answered: &dyn Fn(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        let begun = self.now;
        for _ in 0..MOST_EVENTS {
            if !self.sent.is_empty() {
                answered(self)?;
            } else if self.is_renewing && self.renews() {
                self.tell(SessionEvent::FrameAnswered(FrameAnswer::Renewed));
            } else if !self.wake() {
                return match &self.leak {
                    Some(leak) => Err(format!("the secret leaves by {leak}")),
                    None if self.now - begun > LONGEST_WAIT => Err("it waits too long".to_owned()),
                    None => Ok(()),
                };
            }
        }
        Err("it does not settle".to_owned())
    }

    /// Whether the parent window renews the token.
    fn renews(&mut self) -> bool {
        self.is_renewing = false;
        self.renewals += 1;
        self.credential == Credential::Token || self.renewals > 1
    }
}

/// What the browser makes of a body: text without a byte order mark, then JSON.
fn received(status: u16, bytes: &[u8], decode: Decode<'_>) -> RawResponse {
    let text = String::from_utf8_lossy(bytes);
    match decode(text.strip_prefix('\u{feff}').unwrap_or(&text)) {
        Ok(body) => RawResponse::Decoded { status, body },
        Err(body) => RawResponse::Unreadable { status, body },
    }
}
