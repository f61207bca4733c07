//! Users and catalogues.

use super::call::{Answer, Call};
use super::classic::{Filter, Page, sort_by};
use super::error::{CrmError, RestError};
use crate::crm::{EntityType, Standing, Status, StatusCatalogue, User};
use crate::php::{Array, Value};

/// `user.get`: users by id and other fields, in `FILTER` or beside it. `SORT` names one field, `ORDER` its
/// direction.
pub(super) fn user_get(call: &Call<'_>) -> Answer {
    let filter = call.params.first_of(&["FILTER", "filter"]).and_then(Value::as_array);
    let filter = Filter::parse(filter.unwrap_or(&call.params));
    let text = |names: [&str; 2]| call.params.first_of(&names).map(Value::to_text);
    let mut order = Array::default();
    if let Some(field) = text(["SORT", "sort"]) {
        order.insert(field, text(["ORDER", "order"]).unwrap_or_default());
    }
    let page = Page::parse(&call.params);
    let rows = call.portal.users.values().map(|user| user_row(user, call));
    let mut rows: Vec<Array> = rows.filter(|row| is_accepted(&filter, row)).collect();
    sort_by(&mut rows, &order, row_text);
    page.cut(rows, |row| row)
}

/// `user.current`: the caller.
pub(super) fn user_current(call: &Call<'_>) -> Answer {
    Answer::of(user_row(call.user(), call))
}

/// `crm.status.list`: the entries of the catalogues, all on one page.
pub(super) fn status_list(call: &Call<'_>) -> Result<Answer, RestError> {
    if !EntityType::ALL.iter().any(|entity_type| call.user().reads_some(*entity_type)) {
        return Err(CrmError::Denied.into());
    }
    let filter = call.params.first_of(&["filter", "FILTER", "Filter", "arFilter"]);
    let filter = Filter::parse(filter.and_then(Value::as_array).unwrap_or(&Array::default()));
    let order = call.params.first_of(&["order", "ORDER", "Order", "arOrder"]).and_then(Value::as_array);
    let rows = (1_u32..).zip(StatusCatalogue.all()).map(|(id, status)| status_row(id, status));
    let mut rows: Vec<Array> = rows.filter(|row| is_accepted(&filter, row)).collect();
    sort_by(&mut rows, order.unwrap_or(&Array::default()), row_text);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Answer { total: Some(total), ..Answer::of(Value::list(rows)) })
}

fn is_accepted(filter: &Filter, row: &Array) -> bool {
    filter.accepts(|field| row.get(field).map(|value| vec![value.to_text()]))
}

fn row_text(row: &Array, field: &str) -> String {
    row.get(field).map(Value::to_text).unwrap_or_default()
}

/// A user as the caller's scopes show one: `user_brief` alone shows no e-mail.
fn user_row(user: &User, call: &Call<'_>) -> Array {
    let shows_contacts = call.caller.scopes.iter().any(|scope| scope == "user" || scope == "user_basic");
    let is_extranet = user.standing == Standing::Extranet;
    let mut row = Array::default();
    row.insert("ID", user.id.to_string());
    row.insert("ACTIVE", user.is_active());
    row.insert("NAME", user.name.as_str());
    row.insert("LAST_NAME", user.last_name.as_str());
    if shows_contacts {
        row.insert("EMAIL", user.email.as_str());
    }
    row.insert("WORK_POSITION", user.position.as_str());
    row.insert("PERSONAL_PHOTO", "");
    row.insert("UF_DEPARTMENT", Value::list([1_i64]));
    row.insert("USER_TYPE", if is_extranet { "extranet" } else { "employee" });
    row
}

fn status_row(id: u32, status: &Status) -> Array {
    let mut row = Array::default();
    row.insert("ID", id.to_string());
    row.insert("ENTITY_ID", status.entity_id);
    row.insert("STATUS_ID", status.status_id);
    row.insert("NAME", status.name);
    row.insert("NAME_INIT", "");
    row.insert("SORT", status.sort.to_string());
    row.insert("SYSTEM", "N");
    row.insert("CATEGORY_ID", "0");
    row.insert("COLOR", status.color);
    row.insert("SEMANTICS", if status.semantics == "P" { Value::Null } else { status.semantics.into() });
    row.insert(
        "EXTRA",
        Value::map([("SEMANTICS", semantics_word(status.semantics)), ("COLOR", status.color)]),
    );
    row
}

fn semantics_word(code: &str) -> &'static str {
    match code {
        "P" => "process",
        "S" => "success",
        "F" => "failure",
        _ => "",
    }
}
