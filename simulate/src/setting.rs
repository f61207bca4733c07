//! What a seed stands for: a portal with its records, what is asked, and what goes wrong.

use std::time::Duration;

use b24_duplicates::domain::{
    Communication, Completeness, EntityType, KeyReport, KeyStatus, TypeChoice, Value, Visibility,
};
use b24_duplicates::scheduler::Renewal;
use sandbox::crm::{Collation, Moment};
use sandbox::portal::{Billing, Portal, Settings};

use crate::faults::script;
use crate::records::{Accents, Input, Mess, ask_about_generated, fill};
use crate::{Chance, Happening, Happenings, Outcome, Share};

/// When every simulation begins.
pub(crate) fn start() -> Moment {
    Moment::from_seconds(1_750_000_000)
}

/// May read everything.
pub(crate) const ADMINISTRATOR: u32 = 1;

/// May read what is assigned to him.
pub(crate) const READER: u32 = 7;

/// May read contacts, and no other type at all.
const OF_CONTACTS: u32 = 9;

/// May read nothing.
const OUTSIDER: u32 = 11;

/// How much is asked, and in what kind of portal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// How many distinct values.
    pub values: usize,
    /// The share of values that somebody has; drawn by chance where it is missing.
    pub hits: Option<Share>,
    /// The share of phones that are asked in another spelling as well, in percent; none where it is missing.
    pub variants_percent: Option<u64>,
    /// The share of requests and commands that fail, in percent; drawn by chance where it is missing.
    pub fault_percent: Option<u64>,
    /// How many requests the portal works on at once; in the reference world any number where it is missing, in every
    /// other one drawn by chance.
    pub workers: Option<usize>,
    /// What the portal is like.
    pub world: World,
}

/// What a portal is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum World {
    /// Whatever the seed brings: slow or quick, busy neighbours, tokens that expire in the middle.
    Any,
    /// The same, and something happens to most of the searches, several times to many.
    Eventful {
        /// It happens less often than so many times.
        below: u64,
    },
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
    /// What is to be found out about.
    pub values: Vec<Value>,
    /// What is asked: all of their spellings, each key once.
    pub asked: Vec<Communication>,
    /// Which types.
    pub types: TypeChoice,
    /// Requests that others send from the same address, in thousandths of a request a second.
    pub neighbours: u64,
    /// The share of requests and commands that fail, in percent.
    pub fault_percent: u64,
    /// What happens on the way.
    pub happenings: Happenings,
    /// How often something changes in the portal before a request, and once more after that, in percent.
    pub change_percent: u64,
    /// What the portal's lists show.
    pub cards: Cards,
    /// How long requests and answers are on their way.
    pub way: Way,
    /// When the search begins.
    pub begins: Moment,
}

/// What the portal's lists show of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cards {
    /// All of it.
    Whole,
    /// Neither phones nor e-mails: our normaliser explains no match at all, as if it were switched off.
    WithoutCommunications,
}

/// How long requests and answers are on their way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Some are so late that others overtake them.
    Uneven,
    /// They are there at once: a search takes the portal's time and no other.
    None,
}

impl Setting {
    /// The setting of a seed.
    pub fn of(size: Size, chance: &mut Chance) -> Self {
        match size.world {
            World::Any => Self::any(size, chance),
            World::Eventful { below } => {
                let setting = Self::any(size, chance);
                // Mostly without a cancellation, after which nothing is left to happen to.
                let of = if chance.percent(30) { &Happening::ALL[..] } else { &Happening::ALL[1..] };
                let happenings = Happenings::any(chance.below(below.max(1)), 60, of, chance);
                Self { happenings, ..setting }
            }
            World::Reference { find_ms, hidden_percent } => {
                Self::reference(size, find_ms, hidden_percent, chance)
            }
        }
    }

    fn reference(size: Size, find_ms: u64, hidden_percent: u64, chance: &mut Chance) -> Self {
        let settings = Settings {
            find_per_value: Duration::from_millis(find_ms),
            list_per_row: Duration::from_millis(1),
            workers: size.workers,
            ..Settings::default()
        };
        let mut portal = Portal::new(settings, chance.any());
        let mess = Mess { hidden_percent, shared_percent: 1, accents: Accents::Apart };
        let Input { values, asked } = fill(&mut portal.crm, size, mess, chance);
        let fault_percent = size.fault_percent.unwrap_or_default();
        portal.faults.set(script(fault_percent, Renewal::ByParent, chance), start());
        Self {
            portal,
            user: READER,
            renewal: Renewal::ByParent,
            values,
            asked,
            types: TypeChoice::All,
            neighbours: 0,
            fault_percent,
            happenings: Happenings::default(),
            change_percent: 0,
            cards: Cards::Whole,
            way: Way::Uneven,
            begins: start(),
        }
    }

    fn any(size: Size, chance: &mut Chance) -> Self {
        let fault_percent = size.fault_percent.unwrap_or_else(|| chance.pick(&[0, 0, 5, 30]));
        let mut portal = Portal::new(settings(size, chance), chance.any());
        let collation = chance.pick(&[Collation::Exact, Collation::Exact, Collation::Folding]);
        let Input { values, asked } = if chance.below(3) == 0 {
            ask_about_generated(&mut portal.crm, size, chance)
        } else {
            let accents = if collation == Collation::Folding { Accents::Alike } else { Accents::Apart };
            fill(&mut portal.crm, size, Mess { hidden_percent: 50, shared_percent: 10, accents }, chance)
        };
        portal.crm = portal.crm.collated(collation);
        let renewal = chance.pick(&[Renewal::ByParent, Renewal::None]);
        portal.faults.set(script(fault_percent, renewal, chance), start());
        let user = chance.pick(&[ADMINISTRATOR, READER, READER, OF_CONTACTS]);
        let user = if chance.percent(3) { OUTSIDER } else { user };
        let entity = chance.pick(&EntityType::ALL);
        let types = chance.pick(&[TypeChoice::All, TypeChoice::All, TypeChoice::Only(entity)]);
        let happens = [
            Happening::Cancel,
            Happening::Sleep,
            Happening::Sleep,
            Happening::Offline,
            Happening::TokenLost,
            Happening::Pause,
            Happening::GoOn,
            Happening::Kill,
            Happening::Kill,
        ];
        Self {
            portal,
            user,
            renewal,
            values,
            asked,
            types,
            neighbours: chance.pick(&[0, 0, 500, 1_900]),
            fault_percent,
            happenings: Happenings::any(chance.pick(&[0, 0, 0, 1, 2, 4]), 40, &happens, chance),
            change_percent: chance.pick(&[0, 0, 0, 0, 50, 80]),
            cards: chance.pick(&[Cards::Whole, Cards::Whole, Cards::Whole, Cards::WithoutCommunications]),
            way: Way::Uneven,
            begins: start(),
        }
    }

    /// Whether the portal lets the user search at all.
    pub(crate) const fn is_refused(&self) -> bool {
        self.user == OUTSIDER
    }

    /// What a search left open is asked again, when nothing goes wrong any more. `false` if nothing is open.
    pub fn asks_again(&mut self, outcome: &Outcome) -> bool {
        let is_open = |key: &&KeyReport| {
            let is_unknown = match &key.status {
                KeyStatus::NotChecked(_) => true,
                KeyStatus::Checked(completeness) => {
                    self.types.wanted().any(|entity| *completeness.get(entity) == Completeness::Unknown)
                }
            };
            is_unknown || key.records(Visibility::Unloaded).next().is_some()
        };
        self.asked = outcome.report.keys.iter().filter(is_open).map(|key| key.asked.clone()).collect();
        self.values = self.asked.iter().cloned().map(Value::from).collect();
        // Whatever the portal counted has expired by then, and an outsider was given rights.
        self.begins = self.begins + outcome.took + Duration::from_mins(15);
        self.portal.faults.set(Vec::new(), self.begins);
        self.fault_percent = 0;
        self.happenings = Happenings::default();
        self.change_percent = 0;
        if self.user == OUTSIDER {
            self.user = READER;
        }
        !self.asked.is_empty()
    }
}

fn settings(size: Size, chance: &mut Chance) -> Settings {
    Settings {
        billing: chance.pick(&[Billing::Ban, Billing::Minutes, Billing::Batch]),
        find_per_value: Duration::from_millis(chance.pick(&[1, 5, 7, 20])),
        list_per_row: Duration::from_millis(1),
        workers: size.workers.or_else(|| chance.pick(&[Some(1), Some(4), Some(20), None])),
        token_ttl: Duration::from_secs(chance.pick(&[5, 60, 3_600])),
        ..Settings::default()
    }
}
