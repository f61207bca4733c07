//! A card that is opened: the whole application of a card's tab in the portal of a seed, and what it tells in the end
//! held against what is true there. Half of what such a card is told comes by references, whatever they lead to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use b24_duplicates::app::{self, App as _, Effect, Event, Launch, SessionEvent, Timer};
use b24_duplicates::card::{App, CardView, Intent, ScreenView};
use b24_duplicates::domain::{
    Communication, Dismissals, EntityType, MatchKey, Millis, RecordId, RecordRef, Stored,
};
use b24_duplicates::i18n::{Catalogue, CatalogueError, Language, TextSet};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::protocol::frame::{FrameAnswer, FrameCall, InitData, Placement};
use b24_duplicates::protocol::{CardOwner, OwnerKind, RestCall};
use b24_duplicates::scheduler::{Renewal, RequestId};
use sandbox::crm::{self, Moment, Record};
use sandbox::portal::{Portal, References};

use crate::network::{Credential, send};
use crate::past::{holders, theirs_of};
use crate::records::{ours, spelled};
use crate::setting::{ADMINISTRATOR, READER, start};
use crate::{Cards, Chance, Setting, Size};

/// From the browser to the portal and back.
const LATENCY: Duration = Duration::from_millis(80);

/// A card after which more than this happens does not end.
const ENDLESS: usize = 5_000;

/// So often the user goes on with what has stopped.
const PATIENCE: usize = 8;

/// More records than this the portal does not name for a value.
const CAP: usize = 20;

const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// A card that was opened and has told the truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opened {
    /// How many requests that took.
    pub requests: u64,
    /// How many it may take, where that is promised: one if nobody else has its values, two if somebody has.
    pub promised: Option<u64>,
    /// Whether it came to an end by itself or by the user's going on.
    pub is_done: bool,
}

/// Opens the card of a seed.
///
/// # Errors
/// What is not true, or not as it was promised.
pub fn open(seed: u64, size: Size) -> Result<Opened, String> {
    let mut chance = Chance::new(seed);
    let mut setting = Setting::of(size, &mut chance);
    setting.portal.settings.references =
        chance.pick(&[References::Resolved, References::Resolved, References::Resolved, References::Kept]);
    let own = Own::draw(&mut setting, &mut chance).ok_or("a card without an id")?;
    let mut stage = Stage::new(setting, &mut chance);
    stage.open(own.owner)?;
    let opened = Opened {
        requests: stage.requests,
        promised: own.promised(&stage.setting),
        is_done: stage.card()?.state == RunState::Done,
    };
    own.judge(&stage.card()?, &stage.setting).map_err(|wrong| format!("{wrong}, {opened:?}"))?;
    match opened.promised {
        Some(promised) if promised != opened.requests => Err(format!("not as promised: {opened:?}")),
        _ => Ok(opened),
    }
}

/// A card, and the records whose phones and e-mails are the card's.
struct Own {
    owner: CardOwner,
    records: Vec<(crm::EntityType, u32)>,
}

impl Own {
    fn draw(setting: &mut Setting, chance: &mut Chance) -> Option<Self> {
        let mut records = Vec::new();
        let kind = chance.pick(&[
            OwnerKind::Record(EntityType::Contact),
            OwnerKind::Record(EntityType::Company),
            OwnerKind::Record(EntityType::Lead),
            OwnerKind::Deal,
        ]);
        let (mut contact_ids, mut company_id) = (Vec::new(), None);
        if matches!(kind, OwnerKind::Deal | OwnerKind::Record(EntityType::Lead)) {
            for _ in 0..chance.pick(&[0, 0, 1, 1, 1, 2, 2, 4]) {
                let record = client(crm::EntityType::Contact, setting, chance);
                contact_ids.push(setting.portal.crm.save(record));
            }
            if chance.percent(60) {
                let record = client(crm::EntityType::Company, setting, chance);
                company_id = Some(setting.portal.crm.save(record));
            }
        }
        let entity = match kind {
            OwnerKind::Record(entity) => theirs_of(entity),
            OwnerKind::Deal => crm::EntityType::Deal,
        };
        let ties = Record { contact_ids: contact_ids.clone(), company_id, ..Record::new(entity, 0) };
        let id = setting.portal.crm.save(if kind == OwnerKind::Deal {
            Record { assigned_by: READER, ..ties }
        } else {
            Record { communications: communications(setting, chance), assigned_by: READER, ..ties }
        });
        if kind != OwnerKind::Deal {
            records.push((entity, id));
        }
        records.extend(contact_ids.into_iter().map(|id| (crm::EntityType::Contact, id)));
        records.extend(company_id.map(|id| (crm::EntityType::Company, id)));
        let id = RecordId::new(u64::from(id))?;
        Some(Self { owner: CardOwner { kind, id }, records })
    }

    fn owner_in_theirs(&self) -> (crm::EntityType, u32) {
        let entity = match self.owner.kind {
            OwnerKind::Record(entity) => theirs_of(entity),
            OwnerKind::Deal => crm::EntityType::Deal,
        };
        (entity, u32::try_from(self.owner.id.get()).unwrap_or_default())
    }

    fn is_own(&self, record: RecordRef) -> bool {
        self.records
            .iter()
            .any(|(entity, id)| *entity == theirs_of(record.entity) && u64::from(*id) == record.id.get())
    }

    /// Who else has a value, or what a person reads in it.
    fn others(&self, portal: &Portal, value: &Communication) -> BTreeSet<RecordRef> {
        let asked = read_in(value).chain([value.clone()]);
        let found = asked.flat_map(|asked| holders(portal, &asked).collect::<Vec<_>>());
        found.filter(|record| !self.is_own(*record)).collect()
    }

    /// What can be asked of the cards that the user may read.
    fn values(&self, setting: &Setting) -> Vec<Communication> {
        let readable = self.records.iter().filter(|(entity, id)| can_read(setting, *entity, *id));
        let records = readable.filter_map(|(entity, id)| setting.portal.crm.record(*entity, *id));
        let stored = records.flat_map(|record| &record.communications);
        stored.filter_map(|field| Communication::new(ours(field.kind)?, &field.value)).collect()
    }

    /// How many requests such a card takes, unless something about it is out of the ordinary.
    fn promised(&self, setting: &Setting) -> Option<u64> {
        let (entity, id) = self.owner_in_theirs();
        let portal = &setting.portal;
        let fits = |(entity, id): &(crm::EntityType, u32)| {
            let record = portal.crm.record(*entity, *id)?;
            let count = |kind| record.communications.iter().filter(|field| field.kind == kind).count();
            Some(count(crm::CommKind::Phone) <= 4 && count(crm::CommKind::Email) <= 2)
        };
        let contacts = self.records.iter().filter(|(entity, _)| *entity == crm::EntityType::Contact).count();
        let values = self.values(setting);
        let keys: BTreeSet<&MatchKey> = values.iter().map(Communication::key).collect();
        let is_ordinary = setting.fault_percent == 0
            && portal.settings.references == References::Resolved
            && can_read(setting, entity, id)
            && self.records.iter().all(|(entity, id)| can_read(setting, *entity, *id))
            && self.records.iter().all(|record| fits(record) == Some(true))
            && contacts <= 2
            && keys.len() <= 8
            && values.iter().all(|value| read_in(value).all(|read| keys.contains(read.key())))
            && values.iter().all(|value| holders(portal, value).count() < CAP);
        let has_others = values.iter().any(|value| !self.others(portal, value).is_empty());
        is_ordinary.then_some(if has_others { 2 } else { 1 })
    }

    /// Whether what the card tells is true, and tells of everything.
    fn judge(&self, card: &CardView, setting: &Setting) -> Result<(), String> {
        let (entity, id) = self.owner_in_theirs();
        let values = self.values(setting);
        let may_fail = setting.fault_percent > 0 || !can_read(setting, entity, id);
        let is_expected = match card.state {
            RunState::Done => true,
            RunState::EmptyCard => values.is_empty(),
            RunState::Failed | RunState::Paused | RunState::NoRights => may_fail,
            _ => false,
        };
        if !is_expected {
            return Err(format!("it ends as {:?}", card.state));
        }
        let told: BTreeSet<MatchKey> =
            card.searched.iter().filter_map(|value| MatchKey::of(value.kind?, &value.spelling)).collect();
        if card.state == RunState::Done
            && let Some(lost) = values.iter().find(|value| !told.contains(value.key()))
        {
            return Err(format!("{} is lost", lost.spelling()));
        }
        let mut all = BTreeSet::new();
        for value in &card.searched {
            let communication = value.kind.and_then(|kind| Communication::new(kind, &value.spelling));
            let Some(communication) = communication else { continue };
            let others = self.others(&setting.portal, &communication);
            let readable = others.iter().filter(|record| reads(setting, **record)).count();
            let is_true = match value.verdict.as_ref().map(|verdict| verdict.name) {
                Some("absent") => others.is_empty(),
                Some("found") => readable > 0,
                Some("hidden") => !others.is_empty() && (readable == 0 || others.len() >= CAP),
                Some("unloaded") => may_fail && !others.is_empty(),
                Some("not-checked") | None => may_fail,
                Some(_) => false,
            };
            if !is_true {
                return Err(format!("{} is {:?} with {others:?}", value.spelling, value.verdict));
            }
            all.extend(others);
        }
        let shown = card.results.iter().flat_map(|results| &results.groups).flat_map(|group| &group.records);
        match shown.map(|record| record.reference).find(|record| !all.contains(record)) {
            Some(invented) => Err(format!("{invented:?} is invented")),
            None => Ok(()),
        }
    }
}

/// What a person reads in a stored field beside the whole of it.
fn read_in(value: &Communication) -> impl Iterator<Item = Communication> {
    Stored::read(value.spelling()).found.into_iter().map(|part| part.communication)
}

fn client(entity: crm::EntityType, setting: &Setting, chance: &mut Chance) -> Record {
    let assigned_by = if chance.percent(15) { ADMINISTRATOR } else { READER };
    Record { communications: communications(setting, chance), assigned_by, ..Record::new(entity, 0) }
}

/// Mostly one or two, some of them those of others.
fn communications(setting: &Setting, chance: &mut Chance) -> Vec<crm::MultiField> {
    let number = chance.pick(&[0, 1, 1, 2, 2, 3, 5, 9]);
    (0..number).map(|_| spelled(&chance.pick(&setting.asked), chance)).collect()
}

fn can_read(setting: &Setting, entity: crm::EntityType, id: u32) -> bool {
    setting.portal.can_read(setting.user, entity, id)
}

fn reads(setting: &Setting, record: RecordRef) -> bool {
    can_read(setting, theirs_of(record.entity), u32::try_from(record.id.get()).unwrap_or_default())
}

/// Nobody reads them here.
fn without_words(language: Language) -> Result<Catalogue, CatalogueError> {
    Catalogue::read(language, TextSet::Card, &"\n".repeat(TextSet::Card.lines()))
}

/// The application and its world.
struct Stage {
    setting: Setting,
    app: App,
    credential: Credential,
    now: Moment,
    chance: Chance,
    sent: VecDeque<(RequestId, RestCall)>,
    timers: BTreeMap<Timer, Moment>,
    is_renewing: bool,
    /// The texts of this language are on their way.
    speaks: Option<Language>,
    requests: u64,
}

impl Stage {
    fn new(mut setting: Setting, chance: &mut Chance) -> Self {
        let credential = Credential::new(Renewal::ByParent, setting.user, &mut setting.portal, start());
        Self {
            setting,
            app: App::default(),
            credential,
            now: start(),
            chance: Chance::new(chance.any()),
            sent: VecDeque::new(),
            timers: BTreeMap::new(),
            is_renewing: false,
            speaks: None,
            requests: 0,
        }
    }

    /// Opens the card and waits until nothing more happens, the user's going on included.
    fn open(&mut self, owner: CardOwner) -> Result<(), String> {
        self.tell(Event::Session(SessionEvent::Launched(Launch {
            window_name: format!("portal.example|1|{SID}"),
            query: format!("DOMAIN=portal.example&PROTOCOL=1&LANG=en&APP_SID={SID}"),
            framed: true,
            connect_sources: "https://portal.example".to_owned(),
            ..Launch::default()
        })));
        let init = InitData {
            lang: "en".to_owned(),
            placement: Placement::Card(owner),
            is_admin: false,
            installing: false,
            first_run: false,
            dismissed: Dismissals::default(),
        };
        self.tell(Event::Session(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init)))));
        let mut patience = PATIENCE;
        for _ in 0..ENDLESS {
            if self.step() {
                continue;
            }
            match self.offered() {
                Some(intent) if patience > 0 => {
                    patience -= 1;
                    self.now = self.now + Duration::from_mins(1);
                    self.tell(Event::User(intent));
                }
                _ => return Ok(()),
            }
        }
        Err("it does not end".to_owned())
    }

    /// Lets the next thing happen. False if nothing does.
    fn step(&mut self) -> bool {
        if let Some(language) = self.speaks.take() {
            self.tell(Event::Session(SessionEvent::LanguageLoaded(language, without_words(language))));
        } else if let Some((id, call)) = self.sent.pop_front() {
            let (raw, took) = send(&mut self.setting.portal, &self.credential, &call, Cards::Whole, self.now);
            self.now = self.now + took + LATENCY;
            self.tell(Event::Session(SessionEvent::Received { id, raw }));
        } else if std::mem::take(&mut self.is_renewing) {
            let user = self.setting.user;
            self.credential = Credential::new(Renewal::ByParent, user, &mut self.setting.portal, self.now);
            self.tell(Event::Session(SessionEvent::FrameAnswered(FrameAnswer::Renewed)));
        } else if let Some((timer, at)) =
            self.timers.iter().map(|(timer, at)| (*timer, *at)).min_by_key(|(_, at)| *at)
        {
            self.timers.remove(&timer);
            self.now = self.now.max(at);
            self.tell(Event::Session(SessionEvent::Woke(timer)));
        } else {
            return false;
        }
        true
    }

    fn tell(&mut self, event: Event<App>) {
        let now = Millis::try_from(self.now.since(start()).as_millis()).unwrap_or(Millis::MAX);
        let moment = app::Moment { now, chance: self.chance.any() };
        for effect in self.app.update(event, moment) {
            match effect {
                Effect::Send { id, call } => {
                    self.requests += 1;
                    self.sent.push_back((id, call));
                }
                Effect::Abort(id) => self.sent.retain(|(sent, _)| *sent != id),
                Effect::StartTimer { timer, after_ms } => {
                    self.timers.insert(timer, self.now + Duration::from_millis(after_ms.into()));
                }
                Effect::StopTimer(timer) => drop(self.timers.remove(&timer)),
                Effect::Frame(FrameCall::RefreshAuth) => self.is_renewing = true,
                Effect::LoadLanguage(language) => self.speaks = Some(language),
                _ => {}
            }
        }
    }

    fn card(&self) -> Result<CardView, String> {
        match self.app.view().screen {
            ScreenView::Card(card) => Ok(*card),
            other => Err(format!("it is somewhere else: {other:?}")),
        }
    }

    /// What the screen offers, if the card has stopped short of its end.
    fn offered(&self) -> Option<Intent> {
        let card = self.card().ok()?;
        let is_offered = self.setting.fault_percent > 0 && card.state != RunState::EmptyCard;
        is_offered.then_some(card.notice?.actions.into_iter().next()?.intent)
    }
}
