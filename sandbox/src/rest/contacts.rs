//! `crm.{lead,deal}.contact.items.get`.

use super::call::{Answer, Call};
use super::classic;
use super::error::RestError;
use crate::crm::EntityType;
use crate::php::Value;

/// The contacts of a lead or deal, in their order; the first one is the main one.
pub(super) fn get(call: &Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    let owner = classic::readable_record(call, entity_type)?;
    let rows = owner.contact_ids.iter().enumerate().map(|(place, contact_id)| {
        let sort = i64::try_from(place).unwrap_or(0).saturating_add(1).saturating_mul(10);
        Value::map([
            ("CONTACT_ID", Value::from(*contact_id)),
            ("SORT", Value::from(sort)),
            ("ROLE_ID", Value::from(0_i64)),
            ("IS_PRIMARY", Value::from(if place == 0 { "Y" } else { "N" })),
        ])
    });
    Ok(Answer::of(Value::list(rows)))
}
