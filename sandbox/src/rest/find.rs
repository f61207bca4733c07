//! `crm.duplicate.findbycomm`.
//!
//! It checks the right to read any of the three types, and nothing more: ids of records that the user
//! may not open are answered as well.

use std::collections::HashSet;

use super::call::{Answer, Call};
use super::error::{CrmError, RestError};
use crate::crm::{CommKind, EntityType, phone_key};
use crate::php::{Array, Value};

/// How many distinct values of one call are looked up; the rest is ignored without a word.
const MAX_VALUES: usize = 20;
/// How many records one value brings, over all types together.
const MAX_ROWS: usize = 20;

const FOUND_TYPES: [EntityType; 3] = [EntityType::Lead, EntityType::Contact, EntityType::Company];

/// Finds records by phones or e-mails.
pub(super) fn find_by_comm(call: &mut Call<'_>) -> Result<Answer, RestError> {
    if !FOUND_TYPES.iter().any(|entity_type| call.user().reads_some(*entity_type)) {
        return Err(CrmError::Denied.into());
    }
    let kind = kind_of(&call.params)?;
    let values = values_of(&call.params)?;
    let wanted = wanted_types(&call.params)?;
    let spellings = distinct(kind, values);
    call.spend(call.portal.settings.find_per_value, spellings.len());

    let mut found = Found::default();
    for spelling in &spellings {
        let holders = call.portal.crm.holders(kind, spelling);
        let rows = holders.filter(|(entity_type, _)| wanted.holds(*entity_type)).take(MAX_ROWS);
        rows.for_each(|(entity_type, id)| found.add(entity_type, id));
    }
    Ok(Answer::of(found.into_result()))
}

/// Which entity types are asked for.
#[derive(Clone, Copy)]
enum Wanted {
    All,
    One(EntityType),
    /// A type that the portal knows and that owns no phones.
    Nothing,
}

impl Wanted {
    fn holds(self, entity_type: EntityType) -> bool {
        match self {
            Self::All => true,
            Self::One(wanted) => wanted == entity_type,
            Self::Nothing => false,
        }
    }
}

/// Ids by type, in the order of first appearance.
#[derive(Default)]
struct Found {
    ids: Vec<(EntityType, Vec<u32>)>,
    seen: HashSet<(EntityType, u32)>,
}

impl Found {
    fn add(&mut self, entity_type: EntityType, id: u32) {
        if !self.seen.insert((entity_type, id)) {
            return;
        }
        match self.ids.iter_mut().find(|(known, _)| *known == entity_type) {
            Some((_, ids)) => ids.push(id),
            None => self.ids.push((entity_type, vec![id])),
        }
    }

    fn into_result(self) -> Value {
        Value::map(self.ids.into_iter().map(|(entity_type, ids)| (entity_type.name(), Value::list(ids))))
    }
}

fn kind_of(params: &Array) -> Result<CommKind, CrmError> {
    let name = params.first_of(&["type", "TYPE", "Type"]).map(Value::to_text).unwrap_or_default();
    match name.to_uppercase().as_str() {
        "" => Err(CrmError::TypeMissing),
        "PHONE" => Ok(CommKind::Phone),
        "EMAIL" => Ok(CommKind::Email),
        other => Err(CrmError::TypeUnknown(other.to_owned())),
    }
}

fn values_of(params: &Array) -> Result<&Array, CrmError> {
    params
        .first_of(&["values", "VALUES", "Values", "arValues"])
        .and_then(Value::as_array)
        .filter(|values| !values.is_empty())
        .ok_or(CrmError::ValuesMissing)
}

/// The type asked for. Anything unknown, and an array, counts as no filter at all.
fn wanted_types(params: &Array) -> Result<Wanted, CrmError> {
    let names = ["ENTITY_TYPE", "entity_type", "EntityType", "arEntityType"];
    let name = match params.first_of(&names) {
        None | Some(Value::Array(_)) => return Ok(Wanted::All),
        Some(value) => value.to_text().trim().to_uppercase(),
    };
    match name.as_str() {
        "LEAD" | "L" => Ok(Wanted::One(EntityType::Lead)),
        "CONTACT" | "C" => Ok(Wanted::One(EntityType::Contact)),
        "COMPANY" | "CO" => Ok(Wanted::One(EntityType::Company)),
        "DEAL" | "D" => Err(CrmError::Deal),
        "QUOTE" | "Q" | "INVOICE" | "I" | "SMART_INVOICE" | "SI" | "ORDER" | "O" => Ok(Wanted::Nothing),
        _ => Ok(Wanted::All),
    }
}

/// The first twenty distinct texts: phones apart by key, e-mails by their raw spelling.
fn distinct(kind: CommKind, values: &Array) -> Vec<String> {
    let mut seen = HashSet::new();
    values
        .values()
        .filter_map(Value::as_text)
        .filter(|text| !text.is_empty())
        .filter(|text| {
            seen.insert(
                match kind {
                    CommKind::Phone => Some(phone_key(text)).filter(|key| !key.is_empty()),
                    _ => None,
                }
                .unwrap_or_else(|| (*text).to_owned()),
            )
        })
        .take(MAX_VALUES)
        .map(str::to_owned)
        .collect()
}
