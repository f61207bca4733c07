//! What the answers of a portal have shown about the cap on records.

use serde::{Deserialize, Serialize};

use crate::protocol::limits::RECORDS_A_VALUE;

/// Whether the portal cuts the records of each value, as we think, or those of a whole command.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) enum CapReading {
    /// No command about several values has brought more than 20 records: the cap could be one for the whole command.
    #[default]
    Unproved,
    /// One has brought more than 20: each value has a cap of its own.
    PerValue,
}

impl CapReading {
    /// A command about several values has brought so many records.
    pub(in crate::search) fn read(&mut self, rows: usize) {
        if rows > RECORDS_A_VALUE {
            *self = Self::PerValue;
        }
    }

    /// Whether an answer could have been cut as a whole.
    pub(in crate::search) fn may_cut(self, rows: usize) -> bool {
        self == Self::Unproved && rows == RECORDS_A_VALUE
    }
}
