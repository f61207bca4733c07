//! The form of a card. Its field names are what [`save`](super::save) reads.

use serde::Serialize;

use crate::crm::{CommKind, EntityType, MultiField, Record, StatusCatalogue};
use crate::portal::Portal;

use super::view::catalogue;

/// The form as the template shows it.
#[derive(Debug, Serialize)]
pub(super) struct FormView {
    texts: Vec<TextField>,
    choices: Vec<ChoiceField>,
    communications: Vec<CommGroup>,
}

#[derive(Debug, Serialize)]
struct TextField {
    name: &'static str,
    label: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct ChoiceField {
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    code: String,
    name: String,
    current: bool,
}

#[derive(Debug, Serialize)]
struct CommGroup {
    name: &'static str,
    legend: &'static str,
    item: &'static str,
    rows: Vec<CommRow>,
}

#[derive(Debug, Serialize)]
struct CommRow {
    id: u32,
    value: String,
    types: Vec<Choice>,
}

const PHONE_TYPES: [(&str, &str); 7] = [
    ("WORK", "work"),
    ("MOBILE", "mobile"),
    ("HOME", "home"),
    ("FAX", "fax"),
    ("PAGER", "pager"),
    ("MAILING", "mailing"),
    ("OTHER", "other"),
];
const EMAIL_TYPES: [(&str, &str); 4] =
    [("WORK", "work"), ("HOME", "home"), ("MAILING", "mailing"), ("OTHER", "other")];

impl FormView {
    /// The form that shows what a record holds now.
    pub(super) fn new(portal: &Portal, record: &Record) -> Self {
        let communications = if record.entity_type.has_communications() {
            vec![
                group(record, CommKind::Phone, ("phone", "Phones", "Phone"), &PHONE_TYPES),
                group(record, CommKind::Email, ("email", "E-mails", "E-mail"), &EMAIL_TYPES),
            ]
        } else {
            Vec::new()
        };
        Self { texts: texts(record), choices: choices(portal, record), communications }
    }
}

fn texts(record: &Record) -> Vec<TextField> {
    let contacts = record.contact_ids.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let company = record.company_id.map(|id| id.to_string()).unwrap_or_default();
    let title = ("title", "Title", record.title.clone());
    let person = [
        ("name", "First name", record.name.clone()),
        ("second_name", "Middle name", record.second_name.clone()),
        ("last_name", "Last name", record.last_name.clone()),
    ];
    let contact_ids = ("contact_ids", "Contacts, by id", contacts);
    let company_id = ("company_id", "Company, by id", company);
    let fields: Vec<_> = match record.entity_type {
        EntityType::Lead => [title].into_iter().chain(person).chain([contact_ids, company_id]).collect(),
        EntityType::Deal => vec![title, contact_ids, company_id],
        EntityType::Contact => person.into_iter().chain([company_id]).collect(),
        EntityType::Company => vec![title],
    };
    fields.into_iter().map(|(name, label, value)| TextField { name, label, value }).collect()
}

fn choices(portal: &Portal, record: &Record) -> Vec<ChoiceField> {
    let catalogue = catalogue(record.entity_type);
    let stages = StatusCatalogue.all().iter().filter(|status| status.entity_id == catalogue);
    let stages = stages.map(|status| Choice {
        code: status.status_id.to_owned(),
        name: status.name.to_owned(),
        current: status.status_id == record.stage,
    });
    let users = portal.users.values().map(|user| Choice {
        code: user.id.to_string(),
        name: user.full_name(),
        current: user.id == record.assigned_by,
    });
    vec![
        ChoiceField { name: "stage", label: "Stage or type", choices: stages.collect() },
        ChoiceField { name: "assigned_by", label: "Responsible", choices: users.collect() },
    ]
}

fn group(
    record: &Record,
    kind: CommKind,
    (name, legend, item): (&'static str, &'static str, &'static str),
    types: &[(&str, &str)],
) -> CommGroup {
    let empty = MultiField { id: 0, kind, value_type: "WORK".to_owned(), value: String::new() };
    let rows = record.of_kind(kind).chain([&empty]).map(|field| CommRow {
        id: field.id,
        value: field.value.clone(),
        types: types
            .iter()
            .map(|(code, name)| Choice {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                current: *code == field.value_type,
            })
            .collect(),
    });
    CommGroup { name, legend, item, rows: rows.collect() }
}
