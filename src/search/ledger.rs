//! The ledger: one line for each distinct key, and what the answers have proved about it.

use std::collections::BTreeSet;

use crate::domain::{
    Communication, Completeness, EntityType, KeyReport, KeyState, PerType, RecordRef, TypeChoice, Unchecked,
};
use crate::protocol::CommandName;

use super::answer::Found;
use super::records::{Reading, Records};

/// The portal gives at most this many rows for one value of one command.
pub(super) const CAP: usize = 20;

/// A key's place in the input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct KeyIndex(pub(super) usize);

/// Whether the portal was asked for a key by itself, for one entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Asked {
    /// Not yet; what is known comes from a pool.
    #[default]
    NotAlone,
    /// By this command.
    By(CommandName),
    /// Once more, because the list left out a record; that is done once.
    Again,
}

/// What an answer to a key by itself says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cut {
    /// Every record was named, or there is nothing finer to ask.
    No,
    /// The cap was reached over all types together: each type is to be asked by itself.
    AcrossTypes,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Line {
    communication: Communication,
    records: BTreeSet<RecordRef>,
    completeness: PerType<Completeness>,
    asked: PerType<Asked>,
    otherwise: Unchecked,
}

/// The lines, in the order of the input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ledger {
    lines: Vec<Line>,
    types: TypeChoice,
}

impl Ledger {
    /// A line for each distinct key; the first spelling stands for it.
    pub(super) fn new(communications: &[Communication], types: TypeChoice) -> Self {
        let mut seen = BTreeSet::new();
        let lines = communications
            .iter()
            .filter(|communication| seen.insert(communication.key().clone()))
            .map(|communication| Line {
                communication: communication.clone(),
                records: BTreeSet::new(),
                completeness: PerType::default(),
                asked: PerType::default(),
                otherwise: Unchecked::Waiting,
            })
            .collect();
        Self { lines, types }
    }

    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> + use<> {
        (0..self.lines.len()).map(KeyIndex)
    }

    /// What is sent for a key.
    pub(super) fn communication(&self, key: KeyIndex) -> Option<&Communication> {
        self.lines.get(key.0).map(|line| &line.communication)
    }

    /// The records of a key, so far.
    pub(super) fn records(&self, key: KeyIndex) -> impl Iterator<Item = RecordRef> {
        self.lines.get(key.0).into_iter().flat_map(|line| line.records.iter().copied())
    }

    /// Takes the answer to a key that was asked by itself. What the portal names is a match, whether or not
    /// the record's own phones and e-mails explain it.
    pub(super) fn answered(
        &mut self,
        key: KeyIndex,
        entity: Option<EntityType>,
        command: CommandName,
        found: &Found,
    ) -> Cut {
        let Some(line) = self.lines.get_mut(key.0) else { return Cut::No };
        let cut = found.len() >= CAP;
        if !cut {
            line.records.retain(|record| entity.is_some_and(|only| record.entity != only));
        }
        line.records.extend(found.records());
        for of_type in EntityType::ALL.into_iter().filter(|each| entity.is_none_or(|only| only == *each)) {
            *line.completeness.get_mut(of_type) = match entity {
                _ if !cut => Completeness::Complete,
                Some(only) if found.of_type(only) >= CAP => Completeness::AtLeast20,
                _ => Completeness::Unknown,
            };
            let asked = line.asked.get_mut(of_type);
            if *asked != Asked::Again {
                *asked = Asked::By(command);
            }
        }
        if cut && entity.is_none() { Cut::AcrossTypes } else { Cut::No }
    }

    /// Takes what a pool has shown about a key: these records have it, there may be others.
    pub(super) fn found(&mut self, key: KeyIndex, records: BTreeSet<RecordRef>) {
        if let Some(line) = self.lines.get_mut(key.0) {
            line.records.extend(records);
        }
    }

    /// Takes what a pool has proved about the wanted types of a key.
    pub(super) fn proved(&mut self, key: KeyIndex, completeness: Completeness) {
        let types = self.types;
        if let Some(line) = self.lines.get_mut(key.0) {
            for entity in wanted(types) {
                *line.completeness.get_mut(entity) = completeness;
            }
        }
    }

    /// A key's question was refused or never answered.
    pub(super) fn failed(&mut self, key: KeyIndex) {
        if let Some(line) = self.lines.get_mut(key.0) {
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

    /// The keys that are to be asked again, with the type, because a list left out records that the portal
    /// had named for them before. If it names them still, they are hidden; if not, they are gone.
    pub(super) fn unconfirmed(
        &mut self,
        left_out: &BTreeSet<RecordRef>,
        records: &Records,
    ) -> Vec<(KeyIndex, EntityType)> {
        let mut confirm = Vec::new();
        if left_out.is_empty() {
            return confirm;
        }
        for (index, line) in self.lines.iter_mut().enumerate() {
            for record in line.records.intersection(left_out) {
                let asked = line.asked.get_mut(record.entity);
                let Asked::By(command) = *asked else { continue };
                if records.omitted_by(*record).is_some_and(|list| command < list) {
                    *asked = Asked::Again;
                    confirm.push((KeyIndex(index), record.entity));
                }
            }
        }
        confirm
    }

    /// The account, key by key.
    pub(super) fn reports(&self, records: &Records) -> Vec<KeyReport> {
        self.lines
            .iter()
            .map(|line| KeyReport {
                asked: line.communication.clone(),
                state: line.state(self.types, records),
            })
            .collect()
    }
}

impl Line {
    /// A key without a record is *absent* only where every wanted type is proved complete.
    fn state(&self, types: TypeChoice, records: &Records) -> KeyState {
        let proved = wanted(types).all(|entity| *self.completeness.get(entity) == Completeness::Complete);
        if self.records.is_empty() && !proved {
            return KeyState::NotChecked(self.otherwise);
        }
        let (mut visible, mut hidden, mut unloaded) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for record in &self.records {
            let account = match records.reading(*record) {
                Reading::Proved => &mut visible,
                Reading::Refused => &mut hidden,
                Reading::Unknown => &mut unloaded,
            };
            account.insert(*record);
        }
        KeyState::Checked { visible, hidden, unloaded, completeness: self.completeness }
    }
}

/// The types that a choice stands for.
pub(super) fn wanted(types: TypeChoice) -> impl Iterator<Item = EntityType> {
    EntityType::ALL.into_iter().filter(move |entity| match types {
        TypeChoice::All => true,
        TypeChoice::Only(only) => only == *entity,
    })
}
