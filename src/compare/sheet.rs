//! What was read of the records.

use crate::domain::{EntityType, RecordCard, RecordRef};
use crate::protocol::Refusal;
use crate::protocol::fields::Field;

use super::names::Names;

/// All that was read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Sheet {
    /// A column a record, in the order in which they were chosen.
    pub(crate) columns: Vec<Column>,
    /// The fields of each type that is there, or why they are not known.
    pub(crate) fields: Vec<(EntityType, Result<Vec<Field>, Refusal>)>,
    pub(crate) names: Names,
}

/// One record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Column {
    pub(crate) reference: RecordRef,
    pub(crate) found: Found,
    pub(crate) open_deals: OpenDeals,
}

/// What became of reading a record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Found {
    /// It is here.
    Whole(Box<Whole>),
    /// The portal did not give it: it is hidden from this user, is gone, or could not be read.
    Not(Refusal),
}

/// A record with all its fields.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Whole {
    pub(crate) card: RecordCard,
    /// The values of each field, as they are stored.
    pub(crate) values: Vec<(String, Vec<String>)>,
}

/// The open deals of a client.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OpenDeals {
    /// A lead has none.
    OfNoClient,
    /// The portal did not say.
    Unknown,
    /// So many.
    Count(usize),
}

impl Column {
    /// The record, if it was read.
    pub(crate) fn whole(&self) -> Option<&Whole> {
        match &self.found {
            Found::Whole(whole) => Some(whole),
            Found::Not(_) => None,
        }
    }
}

impl Whole {
    /// The values of a field; empty if there is none.
    pub(crate) fn of(&self, code: &str) -> &[String] {
        self.values.iter().find(|(of, _)| of == code).map_or(&[], |(_, values)| values)
    }
}

impl Sheet {
    /// The fields of a type, as far as they are known.
    pub(crate) fn fields(&self, entity: EntityType) -> &[Field] {
        let of_type = self.fields.iter().find(|(of, _)| *of == entity);
        of_type.and_then(|(_, fields)| fields.as_ref().ok()).map_or(&[], Vec::as_slice)
    }

    /// Why what the fields of a type are called is not known.
    pub(crate) fn unnamed(&self) -> Option<&Refusal> {
        self.fields.iter().find_map(|(_, fields)| fields.as_ref().err())
    }
}
