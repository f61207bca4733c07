//! Attribution: which of a pool's keys each record of its answer belongs to.

use crate::domain::Communication;

use crate::search::ledger::{RecordIndex, Records};

use super::look_alike::Appearance;

/// How sure it is that a key has no other record of its pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Certainty {
    /// No other record holds anything that looks like it.
    Clear,
    /// A record that is not among its own holds a communication that looks like it.
    LookAlike,
}

/// What the loaded records say about one key of a pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct KeyFinding {
    /// The records that hold the key.
    pub(super) records: Vec<RecordIndex>,
    /// Whether that is all.
    pub(super) certainty: Certainty,
}

/// What the loaded records say about a pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Attribution {
    /// For each key of the pool, in its order.
    pub(super) findings: Vec<KeyFinding>,
    /// The records that no key explains: hidden, not loaded, or compared otherwise by the portal.
    pub(super) unexplained: Vec<RecordIndex>,
}

/// Reads the phones and e-mails of a pool's records.
pub(super) fn attribute(keys: &[&Communication], found: &[RecordIndex], records: &Records) -> Attribution {
    let looks: Vec<Appearance> = keys.iter().map(|key| Appearance::of(key)).collect();
    let nothing = KeyFinding { records: Vec::new(), certainty: Certainty::Clear };
    let mut findings = vec![nothing; keys.len()];
    let mut unexplained = Vec::new();
    for record in found {
        let held = records.card(*record).map(|card| card.communications.as_slice()).unwrap_or_default();
        let held_looks: Vec<Appearance> = held.iter().map(Appearance::of).collect();
        let mut explained = false;
        for ((key, look), finding) in keys.iter().zip(&looks).zip(&mut findings) {
            if held.iter().any(|communication| communication.key() == key.key()) {
                finding.records.push(*record);
                explained = true;
            } else if held_looks.iter().any(|held| held.is_like(look)) {
                finding.certainty = Certainty::LookAlike;
            }
        }
        if !explained {
            unexplained.push(*record);
        }
    }
    Attribution { findings, unexplained }
}
