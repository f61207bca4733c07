//! The ledger: a line for each distinct key, with what the answers have proved about it, and an entry for each record
//! that they named.

mod answered;
mod cap;
mod left_out;
mod line;
mod loading;
mod records;
pub(super) mod sets;
mod tick;

use serde::{Deserialize, Serialize};

use crate::domain::{Communication, Completeness, KeyStatus, RecordRef, TypeChoice, Unchecked, Visibility};

pub(super) use answered::Cut;
pub(super) use cap::CapReading;
pub use line::KeyIndex;
use line::Line;
pub(super) use loading::Fill;
pub(super) use records::{RecordIndex, Records};
pub(super) use tick::Tick;

/// The records of an answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Named {
    /// Those of wanted types, as a set.
    pub(super) records: Vec<RecordIndex>,
    /// How many there were, whatever their types: what the portal's cap counts.
    pub(super) rows: usize,
}

/// A line for each key, in the order of the input, and the records that the portal named for them.
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
        self.asked.get(key.index())
    }

    /// The records that the portal named.
    pub(super) const fn records(&self) -> &Records {
        &self.records
    }

    /// The same, to change.
    pub(super) const fn records_mut(&mut self) -> &mut Records {
        &mut self.records
    }

    /// The records of a key, so far.
    pub(super) fn matches(&self, key: KeyIndex) -> &[RecordIndex] {
        self.lines.get(key.index()).map(|line| line.records.as_slice()).unwrap_or_default()
    }

    /// A key's question was refused or never answered.
    pub(super) fn failed(&mut self, key: KeyIndex) {
        if let Some(line) = self.lines.get_mut(key.index()) {
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

    /// What can be said about a key. One without a record is *checked* only where every wanted type is proved
    /// complete.
    pub(super) fn status(&self, key: KeyIndex) -> KeyStatus {
        let Some(line) = self.lines.get(key.index()) else {
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
