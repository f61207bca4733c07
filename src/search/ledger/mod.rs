//! The ledger: one line for each distinct key, and what the answers have proved about it.

mod cap;
mod records;
pub(super) mod sets;
mod tick;

use serde::{Deserialize, Serialize};

use crate::domain::{
    Communication, Completeness, EntityType, KeyStatus, PerType, RecordId, RecordRef, TypeChoice, Unchecked,
    Visibility,
};
use crate::protocol::limits::RECORDS_A_VALUE;

pub(super) use cap::CapReading;
pub(super) use records::Records;
pub(super) use records::{Fill, RecordIndex};
pub(super) use tick::Tick;

/// A key's place in the input of a search.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct KeyIndex(pub(super) u32);

impl KeyIndex {
    /// The place, from 0.
    pub const fn place(self) -> usize {
        self.0 as usize
    }
}

/// Whether the portal was asked for a key by itself, for one entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
enum Asked {
    /// Not yet; what is known comes from a pool.
    #[default]
    NotAlone,
    /// Then.
    At(Tick),
    /// Once more, because the list left out a record; that is done once.
    Again,
}

/// The records of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Named {
    /// Those of wanted types, as a set.
    pub(super) records: Vec<RecordIndex>,
    /// How many there were, whatever their types: what the portal's cap counts.
    pub(super) rows: usize,
}

/// What an answer to a key by itself says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cut {
    /// Every record was named, or there is nothing finer to ask.
    No,
    /// The cap was reached over all types together: each type is to be asked by itself.
    AcrossTypes,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Line {
    records: Vec<RecordIndex>,
    completeness: PerType<Completeness>,
    asked: PerType<Asked>,
    otherwise: Unchecked,
}

impl Line {
    const fn new() -> Self {
        const fn each<T: Copy>(value: T) -> PerType<T> {
            PerType { lead: value, contact: value, company: value }
        }
        Self {
            records: Vec::new(),
            completeness: each(Completeness::Unknown),
            asked: each(Asked::NotAlone),
            otherwise: Unchecked::Waiting,
        }
    }
}

/// The lines, in the order of the input, and the account of the records that they name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Ledger {
    /// What is sent for each key. Not kept: whoever goes on with a search has its input.
    #[serde(skip)]
    asked: Vec<Communication>,
    lines: Vec<Line>,
    records: Records,
    types: TypeChoice,
}

impl Ledger {
    /// A line for each of these keys, which are distinct.
    pub(super) fn new(asked: Vec<Communication>, types: TypeChoice) -> Self {
        let lines = asked.iter().map(|_| Line::new()).collect();
        Self { asked, lines, records: Records::default(), types }
    }

    /// Gives a ledger that was kept its input back. `None` if it is not as long as the ledger.
    pub(super) fn with_input(mut self, asked: Vec<Communication>) -> Option<Self> {
        if self.lines.len() != asked.len() {
            return None;
        }
        self.asked = asked;
        self.records.index();
        Some(self)
    }

    /// How many keys there are.
    pub(super) const fn len(&self) -> usize {
        self.lines.len()
    }

    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> + use<> {
        (0..u32::try_from(self.lines.len()).unwrap_or(u32::MAX)).map(KeyIndex)
    }

    /// What is sent for a key.
    pub(super) fn communication(&self, key: KeyIndex) -> Option<&Communication> {
        self.asked.get(key.place())
    }

    /// The account of the records.
    pub(super) const fn records(&self) -> &Records {
        &self.records
    }

    /// The account of the records, to change.
    pub(super) const fn records_mut(&mut self) -> &mut Records {
        &mut self.records
    }

    /// The portal named these records. Those of types that are not wanted count as rows, and as nothing else.
    pub(super) fn named(&mut self, found: &[RecordRef]) -> Named {
        let mut distinct = Vec::new();
        for record in found {
            sets::insert(&mut distinct, *record);
        }
        let rows = distinct.len();
        distinct.retain(|record| self.types.includes(record.entity));
        Named { records: self.records.named(&distinct), rows }
    }

    /// The records of a key, so far.
    pub(super) fn matches(&self, key: KeyIndex) -> &[RecordIndex] {
        self.lines.get(key.place()).map(|line| line.records.as_slice()).unwrap_or_default()
    }

    /// Takes the answer to a key that was asked by itself. What the portal names is a match, whether or not
    /// the record's own phones and e-mails explain it.
    pub(super) fn answered(
        &mut self,
        key: KeyIndex,
        entity: Option<EntityType>,
        sent: Tick,
        found: &[RecordRef],
    ) -> Cut {
        let Named { records: named, rows } = self.named(found);
        let is_cut = rows >= RECORDS_A_VALUE;
        if !is_cut {
            self.keep(key, entity, &named);
        }
        self.found(key, &named);
        let Some(line) = self.lines.get_mut(key.place()) else { return Cut::No };
        let types = self.types.wanted();
        for of_type in types.filter(|each| entity.is_none_or(|only| only == *each)) {
            *line.completeness.get_mut(of_type) = match entity {
                _ if !is_cut => Completeness::Complete,
                Some(_) => Completeness::AtLeast20,
                None => Completeness::Unknown,
            };
            *line.asked.get_mut(of_type) = Asked::At(sent);
        }
        if is_cut && entity.is_none() { Cut::AcrossTypes } else { Cut::No }
    }

    /// An answer that is not cut names every record of the types that were asked for. What was named before
    /// and is not among them is no match any more.
    fn keep(&mut self, key: KeyIndex, entity: Option<EntityType>, named: &[RecordIndex]) {
        let Some(line) = self.lines.get_mut(key.place()) else { return };
        let records = &mut self.records;
        line.records.retain(|record| {
            let is_other_type = || entity.is_some_and(|only| records.entity(*record) != Some(only));
            let stays = named.contains(record) || is_other_type();
            if !stays {
                records.untie(*record, key);
            }
            stays
        });
    }

    /// These records have a key; there may be others.
    pub(super) fn found(&mut self, key: KeyIndex, records: &[RecordIndex]) {
        let Some(line) = self.lines.get_mut(key.place()) else { return };
        for record in records {
            if !line.records.contains(record) {
                line.records.push(*record);
                self.records.tie(*record, key);
            }
        }
    }

    /// Takes what a pool has proved about one type of a key, or about all that are wanted.
    pub(super) fn proved(&mut self, key: KeyIndex, entity: Option<EntityType>, completeness: Completeness) {
        let types = self.types;
        if let Some(line) = self.lines.get_mut(key.place()) {
            for of_type in types.wanted().filter(|each| entity.is_none_or(|only| only == *each)) {
                *line.completeness.get_mut(of_type) = completeness;
            }
        }
    }

    /// A key's question was refused or never answered.
    pub(super) fn failed(&mut self, key: KeyIndex) {
        if let Some(line) = self.lines.get_mut(key.place()) {
            line.otherwise = Unchecked::Failed;
        }
    }

    /// Nothing more will be asked; whatever was not checked stays so for this reason.
    pub(super) fn stop(&mut self, why: Unchecked) {
        for line in &mut self.lines {
            if line.otherwise == Unchecked::Waiting {
                line.otherwise = why;
            }
        }
    }

    /// The portal was asked again for keys whose records of one type a list had left out. Those that it names
    /// still are hidden, the others are gone.
    pub(super) fn confirmed(
        &mut self,
        keys: &[KeyIndex],
        entity: EntityType,
        sent: Tick,
        found: &[RecordRef],
    ) {
        let records = &mut self.records;
        for key in keys {
            let Some(line) = self.lines.get_mut(key.place()) else { continue };
            // The list that came along was not answered: what the next one leaves out is not confirmed by this.
            if line.records.iter().any(|record| !records.is_settled(*record)) {
                *line.asked.get_mut(entity) = Asked::At(sent);
            }
            line.records.retain(|record| {
                let was_left_out = records.entity(*record) == Some(entity)
                    && records.omitted_at(*record).is_some_and(|listed| listed < sent);
                let is_there = records.visibility(*record).is_some_and(|(record, _)| found.contains(&record));
                let stays = !was_left_out || is_there;
                if !stays {
                    records.untie(*record, *key);
                }
                stays
            });
        }
    }

    /// The keys to which these records belong and that were asked for by themselves: they are to be asked again if
    /// a list leaves the records out.
    pub(super) fn confirm_along(
        &mut self,
        entity: EntityType,
        ids: &[RecordId],
    ) -> Vec<(KeyIndex, EntityType)> {
        let mut confirm = Vec::new();
        for id in ids {
            for key in self.records.keys_of(RecordRef::new(entity, *id)) {
                let Some(line) = self.lines.get_mut(key.place()) else { continue };
                let asked = line.asked.get_mut(entity);
                if matches!(*asked, Asked::At(_)) {
                    *asked = Asked::Again;
                    confirm.push((*key, entity));
                }
            }
        }
        confirm
    }

    /// The keys that are to be asked again, with the type, because the list left out records that the portal
    /// had named for them before.
    pub(super) fn unconfirmed(&mut self, left_out: &[RecordIndex]) -> Vec<(KeyIndex, EntityType)> {
        let mut confirm = Vec::new();
        for record in left_out {
            let (Some(listed), Some(entity)) =
                (self.records.omitted_at(*record), self.records.entity(*record))
            else {
                continue;
            };
            for key in self.records.keys(*record) {
                let Some(line) = self.lines.get_mut(key.place()) else { continue };
                let asked = line.asked.get_mut(entity);
                if matches!(*asked, Asked::At(sent) if sent < listed) {
                    *asked = Asked::Again;
                    confirm.push((*key, entity));
                }
            }
        }
        confirm
    }

    /// What can be said about a key. One without a record is *checked* only where every wanted type is proved
    /// complete.
    pub(super) fn status(&self, key: KeyIndex) -> KeyStatus {
        let Some(line) = self.lines.get(key.place()) else {
            return KeyStatus::NotChecked(Unchecked::Waiting);
        };
        let proved =
            self.types.wanted().all(|entity| matches!(line.completeness.get(entity), Completeness::Complete));
        if line.records.is_empty() && !proved {
            return KeyStatus::NotChecked(line.otherwise);
        }
        KeyStatus::Checked(line.completeness)
    }

    /// The records of a key, and whether the user may read them.
    pub(super) fn visibilities(&self, key: KeyIndex) -> impl Iterator<Item = (RecordRef, Visibility)> {
        self.matches(key).iter().filter_map(|record| self.records.visibility(*record))
    }
}
