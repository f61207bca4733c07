//! What a seed stands for: a portal with its records, what is asked, and what goes wrong.

use std::collections::BTreeSet;
use std::time::Duration;

use b24_duplicates::domain::{CommKind, Communication, EntityType, TypeChoice};
use b24_duplicates::search::Renewal;
use sandbox::crm::{self, Moment, MultiField, Record};
use sandbox::portal::{Billing, Fault, FaultKind, Portal, Settings};

use crate::Chance;

/// When every simulation begins.
pub(crate) fn start() -> Moment {
    Moment::from_seconds(1_750_000_000)
}

/// May read everything.
const ADMINISTRATOR: u32 = 1;

/// May read what is assigned to him.
const READER: u32 = 7;

/// How much is asked, and in what kind of portal.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many distinct values.
    pub values: usize,
    /// The share of values that somebody has, in percent; drawn by chance where it is missing.
    pub hit_percent: Option<u64>,
    /// The share of requests and commands that fail, in percent; drawn by chance where it is missing.
    pub fault_percent: Option<u64>,
    /// What the portal is like.
    pub world: World,
}

/// What a portal is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum World {
    /// Whatever the seed brings: slow or quick, busy neighbours, tokens that expire in the middle.
    Any,
    /// The one for which the number of requests is promised: nothing goes wrong, and every record has its cost.
    Reference {
        /// How long the portal looks for one value, in milliseconds.
        find_ms: u64,
        /// The share of records that the user may not read.
        hidden_percent: u64,
    },
}

/// A portal, a search in it, and the trouble on the way.
pub struct Setting {
    /// The portal.
    pub portal: Portal,
    /// The user who searches.
    pub user: u32,
    /// How the user is known to the portal.
    pub renewal: Renewal,
    /// What is asked.
    pub asked: Vec<Communication>,
    /// Which types.
    pub types: TypeChoice,
    /// Requests that others send from the same address, in thousandths of a request a second.
    pub neighbours: u64,
    /// What the user does on the way.
    pub interruption: Interruption,
    /// Whether anything goes wrong by itself or is stopped: then a report may leave something open.
    pub may_stay_open: bool,
}

/// What happens to a search after some requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interruption {
    /// Nothing.
    None,
    /// The user cancels it.
    Cancel {
        /// After this many requests.
        after: u64,
    },
    /// The tab is suspended for an hour.
    Sleep {
        /// After this many requests.
        after: u64,
    },
}

impl Setting {
    /// The setting of a seed.
    pub fn of(size: Size, chance: &mut Chance) -> Self {
        match size.world {
            World::Any => Self::any(size, chance),
            World::Reference { find_ms, hidden_percent } => {
                Self::reference(size, find_ms, hidden_percent, chance)
            }
        }
    }

    fn reference(size: Size, find_ms: u64, hidden_percent: u64, chance: &mut Chance) -> Self {
        let settings = Settings {
            find_per_value: Duration::from_millis(find_ms),
            list_per_row: Duration::from_millis(1),
            ..Settings::default()
        };
        let mut portal = Portal::new(settings, chance.any());
        let asked = fill(&mut portal.crm, size, Mess { hidden_percent, shared_percent: 1 }, chance);
        let faults = size.fault_percent.unwrap_or_default();
        portal.faults.set(script(faults, Renewal::ByParent, chance), start());
        Self {
            portal,
            user: READER,
            renewal: Renewal::ByParent,
            asked,
            types: TypeChoice::All,
            neighbours: 0,
            interruption: Interruption::None,
            may_stay_open: faults > 0,
        }
    }

    fn any(size: Size, chance: &mut Chance) -> Self {
        let faults = size.fault_percent.unwrap_or_else(|| chance.pick(&[0, 0, 5, 30]));
        let mut portal = Portal::new(settings(chance), chance.any());
        let asked = match chance.below(3) {
            0 => ask_about_generated(&mut portal.crm, size, chance),
            _ => fill(&mut portal.crm, size, Mess { hidden_percent: 50, shared_percent: 10 }, chance),
        };
        let renewal = chance.pick(&[Renewal::ByParent, Renewal::None]);
        portal.faults.set(script(faults, renewal, chance), start());
        let interruption = match chance.below(6) {
            0 => Interruption::Cancel { after: chance.below(5) },
            1 => Interruption::Sleep { after: chance.below(5) },
            _ => Interruption::None,
        };
        Self {
            portal,
            user: chance.pick(&[1, 7, 7, 9]),
            renewal,
            asked,
            types: chance.pick(&[
                TypeChoice::All,
                TypeChoice::All,
                TypeChoice::Without(EntityType::Contact),
                TypeChoice::Only(EntityType::Lead),
                TypeChoice::Only(EntityType::Contact),
                TypeChoice::Only(EntityType::Company),
            ]),
            neighbours: chance.pick(&[0, 0, 500, 1_900]),
            interruption,
            may_stay_open: faults > 0 || matches!(interruption, Interruption::Cancel { .. }),
        }
    }
}

fn settings(chance: &mut Chance) -> Settings {
    Settings {
        billing: chance.pick(&[Billing::Ban, Billing::Minutes, Billing::Batch]),
        find_per_value: Duration::from_millis(chance.pick(&[1, 5, 7, 20])),
        list_per_row: Duration::from_millis(1),
        token_ttl: Duration::from_secs(chance.pick(&[5, 60, 3_600])),
        ..Settings::default()
    }
}

/// How far from simple a CRM is.
#[derive(Clone, Copy)]
struct Mess {
    /// The share of records that the searching user may not read.
    hidden_percent: u64,
    /// The share of records that hold a second one of the searched values.
    shared_percent: u64,
}

/// A CRM in which some of the values stand, some of them on many records; and the values.
fn fill(crm: &mut crm::Crm, size: Size, mess: Mess, chance: &mut Chance) -> Vec<Communication> {
    let Mess { hidden_percent, shared_percent } = mess;
    let hits = size.hit_percent.unwrap_or_else(|| chance.pick(&[0, 1, 10, 50]));
    let mut seen = BTreeSet::new();
    let mut asked = Vec::new();
    while asked.len() < size.values {
        asked.extend(value(size.values, chance).filter(|value| seen.insert(value.key().clone())));
    }
    for place in 0..asked.len() {
        let Some(value) = asked.get(place) else { continue };
        let copies = match (chance.percent(hits), chance.below(200)) {
            (false, _) => 0,
            (true, 0) => 20 + chance.below(181),
            (true, _) => one_or_more(chance),
        };
        for _ in 0..copies {
            let mut held = vec![spelled(value, chance)];
            if chance.percent(shared_percent) {
                held.push(spelled(&chance.pick(&asked), chance));
            }
            let assigned_by = if chance.percent(hidden_percent) { ADMINISTRATOR } else { READER };
            save(crm, held, assigned_by, chance);
        }
    }
    asked
}

/// The sandbox's own CRM with the mess of a real one; what is asked stands on some of its records, as it is
/// written there, or nowhere.
fn ask_about_generated(crm: &mut crm::Crm, size: Size, chance: &mut Chance) -> Vec<Communication> {
    *crm = sandbox::data::generate(chance.any(), 300);
    let types = [crm::EntityType::Lead, crm::EntityType::Contact, crm::EntityType::Company];
    let written: Vec<Communication> = types
        .into_iter()
        .flat_map(|entity| crm.records(entity))
        .flat_map(|record| &record.communications)
        .filter_map(|field| Communication::new(ours(field.kind)?, &field.value))
        .collect();
    let mut seen = BTreeSet::new();
    let mut asked = Vec::new();
    let hits = size.hit_percent.unwrap_or(50);
    while asked.len() < size.values {
        let next =
            if chance.percent(hits) { Some(chance.pick(&written)) } else { value(size.values, chance) };
        let next = next.filter(|value| seen.insert(value.key().clone()));
        // There are fewer values in it than a long list asks for.
        asked.extend(
            next.or_else(|| value(size.values, chance).filter(|value| seen.insert(value.key().clone()))),
        );
    }
    asked
}

/// What a search can ask for; web sites and the like are none of it.
fn ours(kind: crm::CommKind) -> Option<CommKind> {
    match kind {
        crm::CommKind::Phone => Some(CommKind::Phone),
        crm::CommKind::Email => Some(CommKind::Email),
        crm::CommKind::Web | crm::CommKind::Im | crm::CommKind::Link => None,
    }
}

/// A value from a range in which some look alike and are not.
fn value(values: usize, chance: &mut Chance) -> Option<Communication> {
    let subscriber = 1_000_000 + chance.below(4 * values as u64 + 10);
    let (kind, spelling) = match chance.below(8) {
        0 => (CommKind::Email, format!("Anna{subscriber}+crm@Example.com")),
        1 => (CommKind::Email, format!("müller{subscriber}@example.com")),
        2 => (CommKind::Phone, format!("916{subscriber}")),
        3 => (CommKind::Phone, format!("+49 (170) {subscriber}")),
        4 => (CommKind::Phone, format!("+86 10 {subscriber}")),
        5 => (CommKind::Phone, format!("8 916 {subscriber};12")),
        _ => (CommKind::Phone, format!("+7 (916) {subscriber}")),
    };
    Communication::new(kind, &spelling)
}

fn spelled(value: &Communication, chance: &mut Chance) -> MultiField {
    let written = value.spelling();
    let otherwise = match value.kind() {
        CommKind::Email => written.to_uppercase(),
        CommKind::Phone => written.replacen("+7 (", "8-(", 1).replacen("+49", "0049", 1),
    };
    let kind = match value.kind() {
        CommKind::Phone => crm::CommKind::Phone,
        CommKind::Email => crm::CommKind::Email,
    };
    let value = chance.pick(&[written.to_owned(), otherwise]);
    MultiField { id: 0, kind, value_type: "WORK".to_owned(), value }
}

/// Each further record has a chance of one in four.
fn one_or_more(chance: &mut Chance) -> u64 {
    let mut records = 1;
    while chance.percent(25) {
        records += 1;
    }
    records
}

fn save(crm: &mut crm::Crm, communications: Vec<MultiField>, assigned_by: u32, chance: &mut Chance) {
    let entity = chance.pick(&[crm::EntityType::Lead, crm::EntityType::Contact, crm::EntityType::Company]);
    crm.save(Record { communications, assigned_by, ..Record::new(entity, 0) });
}

/// Faults of every kind that does not lie: a portal that answers *nothing found* where there is something
/// cannot be caught by anybody. A webhook does not expire.
fn script(percent: u64, renewal: Renewal, chance: &mut Chance) -> Vec<Fault> {
    let code = |code: &str| FaultKind::CommandError { code: code.to_owned(), text: "Simulated.".to_owned() };
    let kinds = [
        FaultKind::ExpiredToken,
        FaultKind::QueryLimit,
        FaultKind::OperatingLimit,
        FaultKind::Html { status: 502 },
        FaultKind::CutJson,
        FaultKind::WrongContentType,
        FaultKind::Reset,
        FaultKind::Stall,
        FaultKind::Delay { delay_ms: 20_000 },
        FaultKind::EmptyResult,
        FaultKind::OtherAnswer,
        code("QUERY_LIMIT_EXCEEDED"),
        code("OPERATION_TIME_LIMIT"),
        code("INTERNAL_SERVER_ERROR"),
    ];
    let each = f64::from(u32::try_from(percent).unwrap_or(100)) / 100.0 / 11.0;
    let rule = |kind| Fault {
        kind,
        method: None,
        nth: None,
        every: None,
        for_ms: None,
        share: Some(each),
        seed: chance.any(),
    };
    let can_happen = |kind: &FaultKind| renewal == Renewal::ByParent || *kind != FaultKind::ExpiredToken;
    if percent == 0 { Vec::new() } else { kinds.into_iter().filter(can_happen).map(rule).collect() }
}
