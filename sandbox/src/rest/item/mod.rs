//! `crm.item.get` and `crm.item.list`: camelCase names and numbers for ids.

pub(super) mod fields;
mod filter;

use super::call::{Answer, Call};
use super::classic::Page;
use super::error::RestError;
use crate::crm::{EntityType, Record, Standing};
use crate::php::{Array, Value};
use fields::Selection;
use filter::ItemFilter;

/// One record with everything, `fm` included. Existence comes before rights here.
pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, RestError> {
    check_intranet(call)?;
    let entity_type = entity_type(&call.params)?;
    let id = required(&call.params, "id")?.to_int();
    let record = u32::try_from(id).ok().and_then(|id| call.portal.crm.record(entity_type, id));
    let record = record.ok_or(RestError::ItemNotFound)?;
    if !call.user().can_read(record) {
        return Err(RestError::ItemDenied);
    }
    Ok(Answer::of(Value::map([("item", Selection::All.row(record))])))
}

/// A page of the records that the user may see.
pub(super) fn list(call: &mut Call<'_>) -> Result<Answer, RestError> {
    check_intranet(call)?;
    let entity_type = entity_type(&call.params)?;
    if !call.user().reads_some(entity_type) {
        return Err(RestError::ItemDenied);
    }
    let part = |name: &str| call.params.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let filter = ItemFilter::parse(&part("filter"), entity_type)?;
    let selection = Selection::parse(&part("select"));

    let crm = &call.portal.crm;
    let mut records: Vec<&Record> = match filter.ids() {
        Some(ids) => ids.into_iter().filter_map(|id| crm.record(entity_type, id)).collect(),
        None => crm.records(entity_type).collect(),
    };
    records.retain(|record| call.user().can_read(record));
    records.retain(|record| filter.accepts(record));
    let order = part("order");
    super::classic::sort_by(&mut records, &order, |record, field| fields::text(record, field));
    let answer = Page::parse(&call.params).cut(records, |record| selection.row(record));
    let rows = answer.result.as_array().map_or(0, Array::len);
    call.spend(call.portal.settings.list_per_row, rows);
    Ok(Answer { result: Value::map([("items", answer.result)]), ..answer })
}

pub(super) fn check_intranet(call: &Call<'_>) -> Result<(), RestError> {
    if call.user().standing == Standing::Extranet { Err(RestError::IntranetOnly) } else { Ok(()) }
}

pub(super) fn entity_type(params: &Array) -> Result<EntityType, RestError> {
    let id = required(params, "entityTypeId")?.to_int();
    u32::try_from(id).ok().and_then(EntityType::from_id).ok_or(RestError::ItemType(id))
}

fn required<'a>(params: &'a Array, name: &'static str) -> Result<&'a Value, RestError> {
    params.first_of(&[name]).ok_or(RestError::MissingParameter(name))
}
