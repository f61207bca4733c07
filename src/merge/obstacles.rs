//! What keeps the portal from merging by itself, as far as it can be seen beforehand.
//!
//! It merges only what does not contradict: the same responsible, the same stage, and no two different values in a field
//! that holds one. Fields of several values are united.

use crate::compare::{Laid, Row, Verdict};
use crate::domain::EntityType;

/// A field in which the records contradict each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Obstacle {
    /// What people call it.
    pub(super) label: String,
}

/// The fields that contradict.
pub(super) fn obstacles(entity: EntityType, laid: &Laid) -> Vec<Obstacle> {
    let contradicts = |row: &&Row| {
        // The lead from which a record was converted is not asked for. A contact can belong to several companies.
        let is_united = row.is_united || (entity == EntityType::Contact && row.code == "COMPANY_ID");
        row.verdict == Verdict::Different && !is_united && row.code != "LEAD_ID"
    };
    laid.rows.iter().filter(contradicts).map(|row| Obstacle { label: row.label.clone() }).collect()
}
