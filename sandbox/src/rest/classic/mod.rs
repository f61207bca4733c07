//! `crm.{lead,deal,contact,company}.get` and `.list`: upper-case names, texts for ids.

pub(super) mod fields;
mod filter;
mod page;

use std::cmp::Ordering;

use filter::Comparison;
pub(super) use filter::Filter;
pub(super) use page::Page;

use super::call::{Answer, Call};
use super::error::{CrmError, RestError};
use crate::crm::{EntityType, Record};
use crate::php::{Array, Value};

/// One record with its phones and e-mails.
pub(super) fn get(call: &mut Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    Ok(Answer::of(fields::whole(readable_record(call, entity_type)?)))
}

/// A page of the records that the user may see; the others are missing without a word.
pub(super) fn list(call: &mut Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    call.check_readable(entity_type)?;
    let part = |names: [&str; 4]| call.params.first_of(&names).and_then(Value::as_array).cloned();
    let filter = part(["filter", "FILTER", "Filter", "arFilter"]).unwrap_or_default();
    let select = part(["select", "SELECT", "Select", "arSelect"]).unwrap_or_default();
    let order = part(["order", "ORDER", "Order", "arOrder"]).unwrap_or_default();

    let mut records = matching(call, entity_type, &Filter::parse(&filter));
    sort_by(&mut records, &order, |record, field| first_text(record, field));
    let selection = fields::Selection::parse(&select);
    let answer = Page::parse(&call.params).cut(records, |record| selection.row(record));
    let rows = answer.result.as_array().map_or(0, Array::len);
    call.spend(call.portal.settings.list_per_row, rows);
    Ok(answer)
}

/// The record that the call's `id` names, if the user may see it.
///
/// Rights come before existence: a user who may not read everything is denied a missing record too.
pub(super) fn readable_record<'a>(
    call: &'a Call<'_>,
    entity_type: EntityType,
) -> Result<&'a Record, RestError> {
    let id = call.params.first_of(&["id", "ID"]).map_or(0, Value::to_int);
    let id = u32::try_from(id).ok().filter(|id| *id > 0).ok_or(CrmError::Id)?;
    let record = call.portal.crm.record(entity_type, id);
    match record {
        Some(record) if call.user().can_read(record) => Ok(record),
        None if call.user().reads_all(entity_type) => Err(CrmError::NotFound.into()),
        _ => Err(CrmError::Denied.into()),
    }
}

/// The readable records that a filter accepts. Ids in the filter are looked up, not searched.
fn matching<'a>(call: &'a Call<'_>, entity_type: EntityType, filter: &Filter) -> Vec<&'a Record> {
    let crm = &call.portal.crm;
    let candidates: Vec<&Record> = match filter.ids() {
        Some(ids) => ids.into_iter().filter_map(|id| crm.record(entity_type, id)).collect(),
        None => crm.records(entity_type).collect(),
    };
    candidates
        .into_iter()
        .filter(|record| call.user().can_read(record))
        .filter(|record| filter.accepts(|field| fields::texts(record, field)))
        .collect()
}

/// Sorts by the fields of an order, each with its direction. Equal rows keep their order.
pub(in crate::rest) fn sort_by<R>(rows: &mut [R], order: &Array, text: impl Fn(&R, &str) -> String) {
    let keys: Vec<(String, Comparison, bool)> = order
        .iter()
        .map(|(field, direction)| {
            let field = field.to_string();
            let is_descending = direction.to_text().to_ascii_uppercase().starts_with("DESC");
            (field.clone(), Comparison::of(&field), is_descending)
        })
        .collect();
    rows.sort_by(|left, right| {
        let mut orderings = keys.iter().map(|(field, comparison, is_descending)| {
            let ordering = comparison.compare(&text(left, field), &text(right, field));
            if *is_descending { ordering.reverse() } else { ordering }
        });
        orderings.find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    });
}

fn first_text(record: &Record, field: &str) -> String {
    fields::texts(record, field).and_then(|texts| texts.into_iter().next()).unwrap_or_default()
}
