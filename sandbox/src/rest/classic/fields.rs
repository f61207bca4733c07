//! How a record reads in classic methods.

use crate::crm::{CommKind, CustomField, EntityType, Moment, Record, StatusCatalogue};
use crate::php::{Array, Value};

/// Fields of each type in the portal's order, multi-fields apart.
const LEAD: &str = "ID TITLE HONORIFIC NAME SECOND_NAME LAST_NAME COMPANY_TITLE COMPANY_ID CONTACT_ID \
    IS_RETURN_CUSTOMER BIRTHDATE SOURCE_ID SOURCE_DESCRIPTION STATUS_ID STATUS_DESCRIPTION POST COMMENTS \
    CURRENCY_ID OPPORTUNITY IS_MANUAL_OPPORTUNITY HAS_PHONE HAS_EMAIL HAS_IMOL ASSIGNED_BY_ID \
    CREATED_BY_ID MODIFY_BY_ID DATE_CREATE DATE_MODIFY DATE_CLOSED STATUS_SEMANTIC_ID OPENED ADDRESS \
    ADDRESS_CITY LAST_ACTIVITY_TIME";
const DEAL: &str = "ID TITLE TYPE_ID STAGE_ID CURRENCY_ID OPPORTUNITY IS_MANUAL_OPPORTUNITY LEAD_ID \
    COMPANY_ID CONTACT_ID BEGINDATE CLOSEDATE ASSIGNED_BY_ID CREATED_BY_ID MODIFY_BY_ID DATE_CREATE \
    DATE_MODIFY OPENED CLOSED COMMENTS CATEGORY_ID STAGE_SEMANTIC_ID LAST_ACTIVITY_TIME";
const CONTACT: &str = "ID POST COMMENTS HONORIFIC NAME SECOND_NAME LAST_NAME PHOTO LEAD_ID TYPE_ID \
    SOURCE_ID SOURCE_DESCRIPTION COMPANY_ID BIRTHDATE EXPORT HAS_PHONE HAS_EMAIL HAS_IMOL DATE_CREATE \
    DATE_MODIFY ASSIGNED_BY_ID CREATED_BY_ID MODIFY_BY_ID OPENED ADDRESS ADDRESS_CITY LAST_ACTIVITY_TIME";
const COMPANY: &str = "ID COMPANY_TYPE TITLE LOGO LEAD_ID HAS_PHONE HAS_EMAIL HAS_IMOL ASSIGNED_BY_ID \
    CREATED_BY_ID MODIFY_BY_ID INDUSTRY REVENUE CURRENCY_ID EMPLOYEES COMMENTS DATE_CREATE DATE_MODIFY \
    OPENED IS_MY_COMPANY ADDRESS ADDRESS_CITY LAST_ACTIVITY_TIME";

/// Which fields a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    /// Everything but multi-fields.
    Default,
    /// The fields named, and the id. `*` stands for the default ones, and for no multi-field.
    Named(Vec<String>),
}

impl Selection {
    /// Reads `select`.
    pub(super) fn parse(select: &Array) -> Self {
        if select.is_empty() {
            return Self::Default;
        }
        Self::Named(select.values().map(Value::to_text).collect())
    }

    /// One row of the list.
    pub(super) fn row(&self, record: &Record) -> Array {
        let mut row = Array::default();
        for field in names(record.entity_type).filter(|field| self.holds(field)) {
            row.insert(field, value(record, field));
        }
        if let Self::Named(names) = self {
            for kind in CommKind::ALL {
                if names.iter().any(|name| name == kind.name()) {
                    insert_multi_field(&mut row, record, kind);
                }
            }
        }
        row
    }

    fn holds(&self, field: &str) -> bool {
        match self {
            Self::Default => true,
            Self::Named(names) => field == "ID" || names.iter().any(|name| name == field || name == "*"),
        }
    }
}

/// A whole record: every field, then the multi-fields that have values.
pub(super) fn whole(record: &Record) -> Array {
    let mut row = Selection::Default.row(record);
    for kind in CommKind::ALL {
        insert_multi_field(&mut row, record, kind);
    }
    row
}

/// A field as texts, for filters and order: several for a multi-field, none for an unknown field.
pub(super) fn texts(record: &Record, field: &str) -> Option<Vec<String>> {
    if let Some(kind) = CommKind::from_name(field) {
        return Some(record.of_kind(kind).map(|field| field.value.clone()).collect());
    }
    let is_known = names(record.entity_type).any(|name| name == field);
    is_known.then(|| vec![value(record, field).to_text()])
}

/// The names of all fields, those that were added last.
pub(in crate::rest) fn names(entity_type: EntityType) -> impl Iterator<Item = &'static str> {
    let names = match entity_type {
        EntityType::Lead => LEAD,
        EntityType::Deal => DEAL,
        EntityType::Contact => CONTACT,
        EntityType::Company => COMPANY,
    };
    names.split_ascii_whitespace().chain(CustomField::of(entity_type).map(|field| field.code))
}

/// The key is missing, not empty, when a record has no such multi-field.
fn insert_multi_field(row: &mut Array, record: &Record, kind: CommKind) {
    let values: Vec<Value> = record
        .of_kind(kind)
        .map(|field| {
            Value::map([
                ("ID", field.id.to_string().as_str()),
                ("VALUE_TYPE", &field.value_type),
                ("VALUE", &field.value),
                ("TYPE_ID", kind.name()),
            ])
        })
        .collect();
    if !values.is_empty() {
        row.insert(kind.name(), Value::list(values));
    }
}

fn value(record: &Record, field: &str) -> Value {
    match field {
        "ID" => record.id.to_string().into(),
        "TITLE" => record.title.as_str().into(),
        "NAME" => record.name.as_str().into(),
        "SECOND_NAME" => record.second_name.as_str().into(),
        "LAST_NAME" => record.last_name.as_str().into(),
        "COMPANY_TITLE" => record.company_title.as_str().into(),
        "COMMENTS" => record.comments.as_str().into(),
        "POST" => record.post.as_str().into(),
        "ADDRESS" => record.address.as_str().into(),
        "ADDRESS_CITY" => record.city.as_str().into(),
        "LAST_ACTIVITY_TIME" => date(record.last_activity.unwrap_or(record.modified)),
        "STATUS_ID" | "STAGE_ID" | "COMPANY_TYPE" => record.stage.as_str().into(),
        "TYPE_ID" if record.entity_type == EntityType::Contact => record.stage.as_str().into(),
        "TYPE_ID" => "SALE".into(),
        "STATUS_SEMANTIC_ID" => semantics(record, "STATUS"),
        "STAGE_SEMANTIC_ID" => semantics(record, "DEAL_STAGE"),
        "CLOSED" => flag(!matches!(semantics(record, "DEAL_STAGE").as_text(), Some("P"))),
        "SOURCE_ID" | "INDUSTRY" => "OTHER".into(),
        "CURRENCY_ID" => "EUR".into(),
        "OPPORTUNITY" => money(record.opportunity_cents),
        "REVENUE" => "0.00".into(),
        "EMPLOYEES" => "EMPLOYEES_1".into(),
        "CATEGORY_ID" => "0".into(),
        // The portal writes an empty company of a deal as zero, and other empty links as null.
        "COMPANY_ID" if record.entity_type == EntityType::Deal => {
            record.company_id.unwrap_or(0).to_string().into()
        }
        "COMPANY_ID" => link(record.company_id),
        "LEAD_ID" => link(record.lead_id),
        "CONTACT_ID" => link(record.contact_ids.first().copied()),
        "HAS_PHONE" => flag(record.of_kind(CommKind::Phone).next().is_some()),
        "HAS_EMAIL" => flag(record.of_kind(CommKind::Email).next().is_some()),
        "IS_MY_COMPANY" => flag(record.is_my_company),
        "HAS_IMOL" | "IS_RETURN_CUSTOMER" | "IS_MANUAL_OPPORTUNITY" => flag(false),
        "OPENED" | "EXPORT" => flag(true),
        "ASSIGNED_BY_ID" | "CREATED_BY_ID" | "MODIFY_BY_ID" => record.assigned_by.to_string().into(),
        "DATE_CREATE" | "BEGINDATE" => date(record.created),
        "DATE_MODIFY" | "CLOSEDATE" => date(record.modified),
        "BIRTHDATE" | "DATE_CLOSED" => "".into(),
        // Whatever else is in the lists above is never filled in the sandbox.
        _ => CustomField::find(record.entity_type, field).map_or(Value::Null, |field| custom(record, field)),
    }
}

/// An added field: a list if it holds several values, and then `false` if it holds none; otherwise a text.
fn custom(record: &Record, field: &CustomField) -> Value {
    let values = record.custom(field.code);
    match values.first() {
        None if field.is_multiple => Value::from(false),
        None => "".into(),
        Some(_) if field.is_multiple => Value::list(values.iter().map(|value| Value::from(value.as_str()))),
        Some(value) => value.as_str().into(),
    }
}

fn semantics(record: &Record, catalogue: &str) -> Value {
    StatusCatalogue.find(catalogue, &record.stage).map_or("P", |status| status.semantics).into()
}

fn flag(truth: bool) -> Value {
    if truth { "Y" } else { "N" }.into()
}

fn link(id: Option<u32>) -> Value {
    id.map_or(Value::Null, |id| id.to_string().into())
}

fn money(cents: i64) -> Value {
    let sign = if cents < 0 { "-" } else { "" };
    let amount = cents.unsigned_abs();
    format!("{sign}{}.{:02}", amount / 100, amount % 100).into()
}

fn date(moment: Moment) -> Value {
    moment.iso().into()
}
