//! `crm.{lead,deal,contact,company}.add`, `.update` and `.delete`.

use super::call::{Answer, Call};
use super::error::{CrmError, RestError};
use crate::crm::{Access, CommKind, CustomField, EntityType, MultiField, Record};
use crate::php::{Array, Value};

/// Adds a record and answers its id.
pub(super) fn add(call: &mut Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    if !call.user().is_admin && call.user().rights.on(entity_type).write == Access::None {
        return Err(CrmError::Denied.into());
    }
    let fields = fields(&call.params)?;
    let mut record = Record {
        assigned_by: call.user().id,
        created: call.now,
        modified: call.now,
        ..Record::new(entity_type, 0)
    };
    apply(&mut record, &fields);
    check_required(&record)?;
    let is_titled = !record.title.is_empty() || entity_type == EntityType::Contact;
    let id = call.portal.crm.save(record.clone());
    if !is_titled {
        record.id = id;
        record.title = format!("{} #{id}", entity_type.title());
        call.portal.crm.save(record);
    }
    Ok(Answer::of(id))
}

/// Changes the fields that are named.
pub(super) fn update(call: &mut Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    let mut record = writable_record(call, entity_type)?;
    let fields = fields(&call.params)?;
    apply(&mut record, &fields);
    record.modified = call.now;
    call.portal.crm.save(record);
    Ok(Answer::of(true))
}

/// Moves a record to the recycle bin.
pub(super) fn delete(call: &mut Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    let record = writable_record(call, entity_type)?;
    call.portal.crm.delete(entity_type, record.id);
    Ok(Answer::of(true))
}

fn writable_record(call: &Call<'_>, entity_type: EntityType) -> Result<Record, RestError> {
    let id = call.params.first_of(&["id", "ID"]).map_or(0, Value::to_int);
    let id = u32::try_from(id).ok().filter(|id| *id > 0).ok_or(CrmError::Id)?;
    match call.portal.crm.record(entity_type, id) {
        Some(record) if call.user().can_write(record) => Ok(record.clone()),
        None if call.user().is_admin => Err(CrmError::ChangedNotFound(entity_type).into()),
        _ => Err(CrmError::Denied.into()),
    }
}

fn fields(params: &Array) -> Result<Array, CrmError> {
    match params.first_of(&["fields", "FIELDS", "Fields", "arFields"]) {
        Some(Value::Array(fields)) => Ok(fields.clone()),
        None => Ok(Array::default()),
        Some(_) => Err(CrmError::Fields),
    }
}

fn check_required(record: &Record) -> Result<(), CrmError> {
    match record.entity_type {
        EntityType::Contact if record.name.is_empty() && record.last_name.is_empty() => {
            Err(CrmError::Required("The field \"Last name\" is required."))
        }
        EntityType::Company if record.title.is_empty() => {
            Err(CrmError::Required("The field \"Company Name\" is required."))
        }
        _ => Ok(()),
    }
}

/// Sets the fields that the sandbox keeps; others are taken and forgotten.
fn apply(record: &mut Record, fields: &Array) {
    for (key, value) in fields.iter() {
        let text = value.to_text();
        match key.to_string().as_str() {
            "TITLE" => record.title = text,
            "NAME" => record.name = text,
            "SECOND_NAME" => record.second_name = text,
            "LAST_NAME" => record.last_name = text,
            "COMPANY_TITLE" => record.company_title = text,
            "COMMENTS" => record.comments = text,
            "STATUS_ID" | "STAGE_ID" | "TYPE_ID" | "COMPANY_TYPE" => record.stage = text,
            "ASSIGNED_BY_ID" => record.assigned_by = id(value).unwrap_or(record.assigned_by),
            "OPPORTUNITY" => record.opportunity_cents = cents(&text),
            "LEAD_ID" => record.lead_id = id(value),
            "COMPANY_ID" => record.company_id = id(value),
            "CONTACT_ID" => record.contact_ids = id(value).into_iter().collect(),
            "CONTACT_IDS" => {
                record.contact_ids =
                    value.as_array().into_iter().flat_map(Array::values).filter_map(id).collect();
            }
            "IS_MY_COMPANY" => record.is_my_company = text == "Y",
            "POST" => record.post = text,
            "ADDRESS" => record.address = text,
            "ADDRESS_CITY" => record.city = text,
            name if CustomField::find(record.entity_type, name).is_some() => {
                let texts = value
                    .as_array()
                    .map_or_else(|| vec![text], |list| list.values().map(Value::to_text).collect());
                let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
                record.custom.insert(name.to_owned(), texts);
            }
            name if record.entity_type.has_communications() => {
                if let Some(kind) = CommKind::from_name(name) {
                    apply_multi_field(record, kind, value);
                }
            }
            _ => {}
        }
    }
}

/// An entry with an id changes that one, or removes it when its value is empty; others are added.
fn apply_multi_field(record: &mut Record, kind: CommKind, value: &Value) {
    for entry in value.as_array().into_iter().flat_map(Array::values) {
        let text = |key: &str| entry.get(key).map(Value::to_text).unwrap_or_default();
        let (value, value_type) = (text("VALUE"), text("VALUE_TYPE"));
        let known = entry.get("ID").and_then(id);
        let is_removed = value.trim().is_empty() || text("DELETE") == "Y";
        let is_known = |field: &MultiField| field.kind == kind && Some(field.id) == known;
        if is_removed {
            record.communications.retain(|field| !is_known(field));
        } else if let Some(field) = record.communications.iter_mut().find(|field| is_known(field)) {
            field.value = value;
            if !value_type.is_empty() {
                field.value_type = value_type;
            }
        } else {
            let value_type = if value_type.is_empty() { "WORK".to_owned() } else { value_type };
            record.communications.push(MultiField { id: 0, kind, value_type, value });
        }
    }
}

fn id(value: &Value) -> Option<u32> {
    u32::try_from(value.to_int()).ok().filter(|id| *id > 0)
}

/// An amount such as `12.5` in hundredths; what is no number counts as nothing.
fn cents(text: &str) -> i64 {
    let (sign, amount) = text.strip_prefix('-').map_or((1, text), |amount| (-1, amount));
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let hundredths: String = fraction.chars().chain("00".chars()).take(2).collect();
    let number = |text: &str| text.parse::<i64>().unwrap_or(0);
    number(whole).saturating_mul(100).saturating_add(number(&hundredths)).saturating_mul(sign)
}
