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
pub use records::Standing;
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

/// Of which keys and records something became known. Some can come up more than once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// The keys.
    pub keys: Vec<KeyIndex>,
    /// The records.
    pub records: Vec<RecordRef>,
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
    /// The keys of which something became known since somebody asked for them; some can come up more than once.
    #[serde(skip)]
    changed: Vec<KeyIndex>,
}

impl Ledger {
    /// A line for each of these keys, which are distinct.
    pub(super) fn new(asked: Vec<Communication>, types: TypeChoice) -> Self {
        let lines = asked.iter().map(|_| Line::new()).collect();
        Self { asked, lines, records: Records::default(), types, changed: Vec::new() }
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

    /// The line of a key, to change.
    fn line_mut(&mut self, key: KeyIndex) -> Option<&mut Line> {
        self.changed.push(key);
        self.lines.get_mut(key.index())
    }

    /// The same without taking them.
    pub(super) fn changed(&self) -> (&[KeyIndex], &[RecordIndex]) {
        (&self.changed, self.records.changed())
    }

    /// Whether nothing more is expected of a key: everything is proved or given up, and its records are accounted for.
    pub(super) fn is_settled(&self, key: KeyIndex) -> bool {
        let Some(line) = self.lines.get(key.index()) else { return false };
        let proved = |entity| *line.completeness.get(entity) != Completeness::Unknown;
        let is_over = line.otherwise != Unchecked::Waiting || self.types.wanted().all(proved);
        is_over && line.records.iter().all(|record| self.records.is_settled(*record))
    }

    /// Of which keys and records something became known since this was asked last.
    pub(super) fn take_changes(&mut self) -> Changes {
        Changes { keys: std::mem::take(&mut self.changed), records: self.records.take_changed() }
    }

    /// Nobody asks for them.
    pub(super) fn forget_changes(&mut self) {
        self.changed.clear();
        self.records.forget_changed();
    }

    /// All keys and records.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn everything(&self) -> Changes {
        Changes { keys: self.keys().collect(), records: self.records.all().collect() }
    }

    /// A key's question was refused or never answered.
    pub(super) fn failed(&mut self, key: KeyIndex) {
        if let Some(line) = self.line_mut(key) {
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
