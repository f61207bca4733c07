//! Where the records of a sandbox come from.

mod draft;
mod file;
mod generator;
pub mod lists;
pub mod story;
mod users;

pub use file::{DataError, DataFile};
pub use users::UserChange;

use crate::crm::Crm;

/// A CRM with the story records and about this many generated ones. The same seed gives the same CRM.
pub fn generate(seed: u64, records: usize) -> Crm {
    let mut crm = Crm::default();
    for record in story::records() {
        crm.save(record);
    }
    generator::fill(&mut crm, seed, records);
    crm
}
