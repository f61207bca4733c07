//! How a record reads in `crm.item.*`.

use crate::crm::{CommKind, CustomField, CustomKind, EntityType, Record, StatusCatalogue};
use crate::php::{Array, Value};

const LEAD: &str = "id title name secondName lastName companyTitle stageId stageSemanticId sourceId \
    assignedById createdBy updatedBy createdTime updatedTime companyId contactId contactIds opportunity \
    currencyId isManualOpportunity opened comments post lastActivityTime hasPhone hasEmail phone email";
const DEAL: &str = "id title stageId stageSemanticId categoryId assignedById createdBy updatedBy \
    createdTime updatedTime leadId companyId contactId contactIds opportunity currencyId isManualOpportunity \
    opened comments lastActivityTime";
const CONTACT: &str = "id name secondName lastName typeId sourceId assignedById createdBy updatedBy \
    createdTime updatedTime leadId companyId birthdate opened comments post lastActivityTime hasPhone hasEmail \
    phone email";
const COMPANY: &str = "id title typeId assignedById createdBy updatedBy createdTime updatedTime \
    leadId isMyCompany opened comments lastActivityTime hasPhone hasEmail phone email";

/// Which fields are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    /// Everything, `fm` and the flat copies of phones and e-mails too.
    All,
    /// The fields named, and the id. `fm` cannot be named; an unknown name is dropped.
    Named(Vec<String>),
}

impl Selection {
    /// Reads `select`. Nothing selected is everything, and so is `*` among names.
    pub(super) fn parse(select: &Array) -> Self {
        let names: Vec<String> = select.values().map(Value::to_text).collect();
        if names.is_empty() || names.iter().any(|name| name == "*") { Self::All } else { Self::Named(names) }
    }

    /// One item.
    pub(super) fn row(&self, record: &Record) -> Array {
        let mut row = Array::default();
        for field in names(record.entity_type) {
            if self.holds(field) {
                row.insert(field, value(record, field));
            }
        }
        for field in CustomField::of(record.entity_type) {
            let name = field.item_name();
            if self.holds(&name) {
                row.insert(name, custom(record, field));
            }
        }
        if *self == Self::All && record.entity_type.has_communications() {
            insert_flat_copies(&mut row, record);
            row.insert("fm", multi_fields(record));
        }
        row
    }

    fn holds(&self, field: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => field == "id" || names.iter().any(|name| name == field),
        }
    }
}

/// Whether the type has a field of this name.
pub(super) fn is_known(entity_type: EntityType, field: &str) -> bool {
    names(entity_type).any(|name| name == field)
}

/// A field as texts, for filters: several for phones, e-mails and lists.
pub(super) fn texts(record: &Record, field: &str) -> Vec<String> {
    let of_kind = |kind| record.of_kind(kind).map(|field| field.value.clone()).collect();
    match field {
        "phone" => of_kind(CommKind::Phone),
        "email" => of_kind(CommKind::Email),
        _ => match value(record, field) {
            Value::Array(values) => values.values().map(Value::to_text).collect(),
            single => vec![single.to_text()],
        },
    }
}

/// The first text of a field, for order.
pub(super) fn text(record: &Record, field: &str) -> String {
    texts(record, field).into_iter().next().unwrap_or_default()
}

/// The names of the fields that every portal has.
pub(in crate::rest) fn names(entity_type: EntityType) -> impl Iterator<Item = &'static str> {
    let names = match entity_type {
        EntityType::Lead => LEAD,
        EntityType::Deal => DEAL,
        EntityType::Contact => CONTACT,
        EntityType::Company => COMPANY,
    };
    names.split_ascii_whitespace()
}

#[expect(clippy::cast_precision_loss, reason = "amounts of the sandbox are far below 2^53 hundredths")]
fn value(record: &Record, field: &str) -> Value {
    match field {
        "id" => record.id.into(),
        "title" => record.title.as_str().into(),
        "name" => record.name.as_str().into(),
        "secondName" => record.second_name.as_str().into(),
        "lastName" => record.last_name.as_str().into(),
        "companyTitle" => record.company_title.as_str().into(),
        "comments" => record.comments.as_str().into(),
        "post" => record.post.as_str().into(),
        "lastActivityTime" => record.last_activity.unwrap_or(record.modified).iso().into(),
        "stageId" | "typeId" => record.stage.as_str().into(),
        "stageSemanticId" => semantics(record).into(),
        "categoryId" => 0_i64.into(),
        "sourceId" => "OTHER".into(),
        "currencyId" => "EUR".into(),
        "opportunity" => (record.opportunity_cents as f64 / 100.0).into(),
        "assignedById" | "createdBy" | "updatedBy" => record.assigned_by.into(),
        "createdTime" => record.created.iso().into(),
        "updatedTime" => record.modified.iso().into(),
        "companyId" => record.company_id.unwrap_or(0).into(),
        "leadId" => record.lead_id.unwrap_or(0).into(),
        "contactId" => record.contact_ids.first().copied().unwrap_or(0).into(),
        "contactIds" => Value::list(record.contact_ids.iter().copied()),
        "isMyCompany" => flag(record.is_my_company),
        "hasPhone" => flag(record.of_kind(CommKind::Phone).next().is_some()),
        "hasEmail" => flag(record.of_kind(CommKind::Email).next().is_some()),
        "opened" => flag(true),
        "isManualOpportunity" => flag(false),
        "phone" => first(record, CommKind::Phone),
        "email" => first(record, CommKind::Email),
        // `birthdate` and whatever else is in the lists above is never filled in the sandbox.
        _ => Value::Null,
    }
}

/// An added field: numbers are numbers here, and what is empty is `null` or an empty list.
fn custom(record: &Record, field: &CustomField) -> Value {
    let value = |value: &String| match field.kind {
        CustomKind::Text => Value::from(value.as_str()),
        CustomKind::YesNo => flag(value == "1"),
        CustomKind::Choice(_) => Value::from(value.as_str()).to_int().into(),
    };
    let values = record.custom(field.code);
    if field.is_multiple {
        Value::list(values.iter().map(value))
    } else {
        values.first().map_or(Value::Null, value)
    }
}

/// `phoneWork`, `emailHome` and so on: the first value of each type.
fn insert_flat_copies(row: &mut Array, record: &Record) {
    for field in &record.communications {
        let kind = field.kind.name().to_ascii_lowercase();
        let mut letters = field.value_type.chars();
        let first = letters.next().into_iter();
        let name: String =
            kind.chars().chain(first).chain(letters.map(|letter| letter.to_ascii_lowercase())).collect();
        if row.get(name.as_str()).is_none() {
            row.insert(name, field.value.as_str());
        }
    }
}

fn multi_fields(record: &Record) -> Value {
    Value::list(record.communications.iter().map(|field| {
        Value::map([
            ("id", Value::from(field.id)),
            ("typeId", field.kind.name().into()),
            ("valueType", field.value_type.as_str().into()),
            ("value", field.value.as_str().into()),
        ])
    }))
}

fn first(record: &Record, kind: CommKind) -> Value {
    record.of_kind(kind).next().map_or(Value::Null, |field| field.value.as_str().into())
}

fn semantics(record: &Record) -> &'static str {
    let catalogue = if record.entity_type == EntityType::Deal { "DEAL_STAGE" } else { "STATUS" };
    StatusCatalogue.find(catalogue, &record.stage).map_or("P", |status| status.semantics)
}

fn flag(truth: bool) -> Value {
    if truth { "Y" } else { "N" }.into()
}
