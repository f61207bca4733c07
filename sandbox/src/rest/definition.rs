//! `crm.{lead,deal,contact,company}.fields` and `crm.item.fields`: which fields a card has, and what people call them.

use super::call::{Answer, Call};
use super::classic::fields as classic;
use super::error::{CrmError, RestError};
use super::item;
use crate::crm::{CommKind, CustomField, CustomKind, EntityType};
use crate::php::{Array, Value};

/// The fields of a type, by their upper-case names.
pub(super) fn of_type(call: &Call<'_>, entity_type: EntityType) -> Result<Answer, RestError> {
    let reads_any = EntityType::ALL.into_iter().any(|entity_type| call.user().reads_some(entity_type));
    if !reads_any {
        return Err(CrmError::Denied.into());
    }
    let mut fields = Array::default();
    for name in classic::names(entity_type) {
        fields.insert(
            name,
            match CustomField::find(entity_type, name) {
                Some(field) => added(field, field.code),
                None => usual(entity_type, name),
            },
        );
    }
    if entity_type.has_communications() {
        for kind in CommKind::ALL {
            fields.insert(
                kind.name(),
                Value::Array(definition("crm_multifield", title(kind.name()), Is::Multiple)),
            );
        }
    }
    Ok(Answer::of(fields))
}

/// The same by the names of `crm.item.*`, where an added field is called what people call it.
pub(super) fn of_items(call: &Call<'_>) -> Result<Answer, RestError> {
    item::check_intranet(call)?;
    let entity_type = item::entity_type(&call.params)?;
    if !call.user().reads_some(entity_type) {
        return Err(RestError::ItemDenied);
    }
    let keeps_names = call.params.get("useOriginalUfNames").and_then(Value::as_text) == Some("Y");
    let mut fields = Array::default();
    for name in item::fields::names(entity_type) {
        let upper = upper_name(entity_type, name);
        fields.insert(name, with_upper_name(usual(entity_type, &upper), &upper));
    }
    for field in CustomField::of(entity_type) {
        let name = if keeps_names { field.code.to_owned() } else { field.item_name() };
        fields.insert(name, with_upper_name(added(field, field.label), field.code));
    }
    Ok(Answer::of(Value::map([("fields", Value::from(fields))])))
}

/// What may be done with a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    Usual,
    ReadOnly,
    Multiple,
}

/// A field that every portal has.
fn usual(entity_type: EntityType, name: &str) -> Value {
    let is = match name {
        "ID" | "CREATED_BY_ID" | "MODIFY_BY_ID" | "DATE_CREATE" | "DATE_MODIFY" | "DATE_CLOSED"
        | "HAS_PHONE" | "HAS_EMAIL" | "HAS_IMOL" | "STATUS_SEMANTIC_ID" | "STAGE_SEMANTIC_ID" | "CLOSED"
        | "IS_RETURN_CUSTOMER" | "LAST_ACTIVITY_TIME" => Is::ReadOnly,
        "CONTACT_IDS" => Is::Multiple,
        _ => Is::Usual,
    };
    let (kind, catalogue) = kind(entity_type, name);
    let mut field = definition(kind, title(name), is);
    if let Some(catalogue) = catalogue {
        field.insert("statusType", catalogue);
    }
    Value::Array(field)
}

/// A field that was added. Classic methods give its code as the title, and what people call it beside that.
fn added(field: &CustomField, title: &str) -> Value {
    let kind = match field.kind {
        CustomKind::Text => "string",
        CustomKind::YesNo => "boolean",
        CustomKind::Choice(_) => "enumeration",
    };
    let mut row = definition(kind, title, if field.is_multiple { Is::Multiple } else { Is::Usual });
    row.insert("isDynamic", true);
    if let CustomKind::Choice(entries) = field.kind {
        let entry = |(id, name): &(u32, &str)| {
            Value::map([("ID", Value::from(id.to_string().as_str())), ("VALUE", Value::from(*name))])
        };
        row.insert("items", Value::list(entries.iter().map(entry)));
    }
    for label in ["listLabel", "formLabel", "filterLabel"] {
        row.insert(label, field.label);
    }
    row.insert("settings", Value::empty());
    Value::Array(row)
}

fn definition(kind: &str, title: &str, is: Is) -> Array {
    let mut row = Array::default();
    row.insert("type", kind);
    row.insert("isRequired", false);
    row.insert("isReadOnly", is == Is::ReadOnly);
    row.insert("isImmutable", false);
    row.insert("isMultiple", is == Is::Multiple);
    row.insert("isDynamic", false);
    row.insert("title", title);
    row
}

fn with_upper_name(field: Value, upper: &str) -> Value {
    let Value::Array(mut field) = field else { return field };
    field.insert("upperName", upper);
    Value::Array(field)
}

/// The type of a field, and the catalogue that its entries stand in.
fn kind(entity_type: EntityType, name: &str) -> (&'static str, Option<&'static str>) {
    match name {
        "ID" => ("integer", None),
        "STATUS_ID" => ("crm_status", Some("STATUS")),
        "STAGE_ID" => ("crm_status", Some("DEAL_STAGE")),
        "SOURCE_ID" => ("crm_status", Some("SOURCE")),
        "HONORIFIC" => ("crm_status", Some("HONORIFIC")),
        "TYPE_ID" if entity_type == EntityType::Contact => ("crm_status", Some("CONTACT_TYPE")),
        "TYPE_ID" => ("crm_status", Some("DEAL_TYPE")),
        "COMPANY_TYPE" => ("crm_status", Some("COMPANY_TYPE")),
        "INDUSTRY" => ("crm_status", Some("INDUSTRY")),
        "EMPLOYEES" => ("crm_status", Some("EMPLOYEES")),
        "ASSIGNED_BY_ID" | "CREATED_BY_ID" | "MODIFY_BY_ID" => ("user", None),
        "COMPANY_ID" => ("crm_company", None),
        "CONTACT_ID" | "CONTACT_IDS" => ("crm_contact", None),
        "LEAD_ID" => ("crm_lead", None),
        "CURRENCY_ID" => ("crm_currency", None),
        "OPPORTUNITY" | "REVENUE" => ("double", None),
        "BIRTHDATE" | "BEGINDATE" | "CLOSEDATE" => ("date", None),
        "DATE_CREATE" | "DATE_MODIFY" | "DATE_CLOSED" | "LAST_ACTIVITY_TIME" => ("datetime", None),
        "PHOTO" | "LOGO" => ("file", None),
        "HAS_PHONE"
        | "HAS_EMAIL"
        | "HAS_IMOL"
        | "OPENED"
        | "EXPORT"
        | "IS_MY_COMPANY"
        | "CLOSED"
        | "IS_RETURN_CUSTOMER"
        | "IS_MANUAL_OPPORTUNITY" => ("char", None),
        _ => ("string", None),
    }
}

/// What people call a field, in English.
fn title(name: &str) -> &str {
    const TITLES: [(&str, &str); 41] = [
        ("ID", "ID"),
        ("TITLE", "Name"),
        ("HONORIFIC", "Salutation"),
        ("NAME", "First name"),
        ("SECOND_NAME", "Second name"),
        ("LAST_NAME", "Last name"),
        ("COMPANY_TITLE", "Company name"),
        ("COMPANY_ID", "Company"),
        ("CONTACT_ID", "Contact"),
        ("CONTACT_IDS", "Contacts"),
        ("LEAD_ID", "Lead"),
        ("BIRTHDATE", "Date of birth"),
        ("SOURCE_ID", "Source"),
        ("SOURCE_DESCRIPTION", "Source information"),
        ("STATUS_ID", "Stage"),
        ("STATUS_DESCRIPTION", "Stage information"),
        ("STAGE_ID", "Stage"),
        ("TYPE_ID", "Type"),
        ("COMPANY_TYPE", "Company type"),
        ("POST", "Position"),
        ("COMMENTS", "Comment"),
        ("CURRENCY_ID", "Currency"),
        ("OPPORTUNITY", "Amount"),
        ("ASSIGNED_BY_ID", "Responsible person"),
        ("CREATED_BY_ID", "Created by"),
        ("MODIFY_BY_ID", "Modified by"),
        ("DATE_CREATE", "Created on"),
        ("DATE_MODIFY", "Modified on"),
        ("DATE_CLOSED", "Completed on"),
        ("BEGINDATE", "Start date"),
        ("CLOSEDATE", "End date"),
        ("INDUSTRY", "Industry"),
        ("REVENUE", "Annual revenue"),
        ("EMPLOYEES", "Employees"),
        ("ADDRESS", "Address"),
        ("ADDRESS_CITY", "City"),
        ("LAST_ACTIVITY_TIME", "Last activity"),
        ("PHONE", "Phone"),
        ("EMAIL", "E-mail"),
        ("WEB", "Website"),
        ("IM", "Messenger"),
    ];
    TITLES.iter().find(|(code, _)| *code == name).map_or(name, |(_, title)| title)
}

/// The upper-case name of a field of `crm.item.*`.
fn upper_name(entity_type: EntityType, name: &str) -> String {
    let known = match name {
        "stageId" if entity_type == EntityType::Lead => "STATUS_ID",
        "stageSemanticId" if entity_type == EntityType::Lead => "STATUS_SEMANTIC_ID",
        "typeId" if entity_type == EntityType::Company => "COMPANY_TYPE",
        "createdBy" => "CREATED_BY_ID",
        "updatedBy" => "MODIFY_BY_ID",
        "createdTime" => "DATE_CREATE",
        "updatedTime" => "DATE_MODIFY",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let word = |letter: char| {
        let break_before = letter.is_ascii_uppercase().then_some('_');
        break_before.into_iter().chain([letter.to_ascii_uppercase()])
    };
    name.chars().flat_map(word).collect()
}
