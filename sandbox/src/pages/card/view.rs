//! What a card shows.

use serde::Serialize;

use crate::crm::{CommKind, CustomField, EntityType, MultiField, Record, Status, StatusCatalogue, User};
use crate::php::{Value, to_json};
use crate::portal::Portal;

use super::super::links::{Link, card, plural, singular};
use super::super::placements::{SliderButton, call_address};
use super::form::FormView;

/// Placements whose bindings are buttons of a card.
const BUTTONS: [&str; 2] = ["DETAIL_TOOLBAR", "DETAIL_ACTIVITY"];

/// How many records a group of related ones names.
const RELATED: usize = 10;

/// A card as the template shows it.
#[derive(Debug, Serialize)]
pub(super) struct CardView {
    id: u32,
    name: String,
    kind: &'static str,
    saved: bool,
    has_communications: bool,
    fields: Vec<Field>,
    communications: Vec<Field>,
    related: Vec<Group>,
    app_tabs: Vec<AppTab>,
    buttons: Vec<SliderButton>,
    form: Option<FormView>,
    /// Where the record is deleted.
    delete: String,
}

#[derive(Debug, Serialize)]
struct Field {
    label: String,
    value: String,
    /// Where a call from this number can be tried.
    call: Option<String>,
}

#[derive(Debug, Serialize)]
struct Group {
    label: &'static str,
    links: Vec<Link>,
    more: usize,
}

/// A tab that the application has bound. Its frame is opened on the first click.
#[derive(Debug, Serialize)]
struct AppTab {
    code: String,
    label: String,
    placement: String,
    binding: usize,
    options: String,
}

impl CardView {
    /// The card of a record for a user who may see it.
    pub(super) fn new(portal: &Portal, user: &User, record: &Record, lang: &str, saved: bool) -> Self {
        let entity_type = record.entity_type;
        let kind = singular(entity_type);
        Self {
            id: record.id,
            name: if record.id == 0 { format!("New {}", kind.to_lowercase()) } else { record.display_name() },
            kind,
            saved,
            has_communications: entity_type.has_communications(),
            fields: fields(portal, record),
            communications: record.communications.iter().map(communication).collect(),
            related: related(portal, user, record),
            app_tabs: app_tabs(portal, record, lang),
            buttons: BUTTONS
                .iter()
                .map(|part| format!("CRM_{}_{part}", entity_type.name()))
                .flat_map(|placement| SliderButton::all(portal, &placement, Some(record.id), lang))
                .collect(),
            delete: format!("{}delete/", card(entity_type, record.id)),
            form: user.can_write(record).then(|| FormView::new(portal, record)),
        }
    }
}

/// The name of a record's stage or type.
pub(in crate::pages) fn stage_name(record: &Record) -> Option<&'static str> {
    StatusCatalogue.find(catalogue(record.entity_type), &record.stage).map(|status: &Status| status.name)
}

/// The catalogue of a type's stages or kinds.
pub(super) fn catalogue(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Lead => "STATUS",
        EntityType::Deal => "DEAL_STAGE",
        EntityType::Contact => "CONTACT_TYPE",
        EntityType::Company => "COMPANY_TYPE",
    }
}

fn fields(portal: &Portal, record: &Record) -> Vec<Field> {
    let responsible = portal.users.get(&record.assigned_by).map(User::full_name).unwrap_or_default();
    let created = if record.id == 0 { String::new() } else { record.created.display() };
    let full_name = [&record.name, &record.second_name, &record.last_name].map(String::as_str).join(" ");
    let is_sale = matches!(record.entity_type, EntityType::Lead | EntityType::Deal);
    let amount = if is_sale { money(record.opportunity_cents) } else { String::new() };
    let own = if record.is_my_company { "One of our own companies" } else { "" };
    [
        ("Title", record.title.clone()),
        ("Name", full_name.split_whitespace().collect::<Vec<_>>().join(" ")),
        ("Company name", record.company_title.clone()),
        (if is_sale { "Stage" } else { "Type" }, stage_name(record).unwrap_or(&record.stage).to_owned()),
        ("Amount", amount),
        ("Responsible", responsible),
        ("Created", created),
        ("Note", own.to_owned()),
        ("Position", record.post.clone()),
        ("Address", record.address.clone()),
        ("City", record.city.clone()),
        ("Comment", record.comments.clone()),
    ]
    .into_iter()
    .chain(CustomField::of(record.entity_type).map(|field| (field.label, shown(record, field))))
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Field { label: label.to_owned(), value, call: None })
    .collect()
}

/// The values of an added field.
fn shown(record: &Record, field: &CustomField) -> String {
    record.custom(field.code).iter().map(|value| field.shown(value)).collect::<Vec<_>>().join(", ")
}

fn money(cents: i64) -> String {
    if cents == 0 { String::new() } else { format!("{}.{:02}", cents / 100, cents.unsigned_abs() % 100) }
}

fn communication(field: &MultiField) -> Field {
    let kind = match field.kind {
        CommKind::Phone => "Phone",
        CommKind::Email => "E-mail",
        CommKind::Web => "Web site",
        CommKind::Im => "Messenger",
        CommKind::Link => "Network",
    };
    Field {
        label: format!("{kind}, {}", field.value_type.to_lowercase()),
        value: field.value.clone(),
        call: (field.kind == CommKind::Phone).then(|| call_address(&field.value)),
    }
}

fn related(portal: &Portal, user: &User, record: &Record) -> Vec<Group> {
    EntityType::ALL
        .into_iter()
        .map(|entity_type| (entity_type, related_ids(portal, record, entity_type)))
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(entity_type, ids)| Group {
            label: plural(entity_type),
            links: ids.iter().take(RELATED).map(|id| Link::new(portal, user, entity_type, *id)).collect(),
            more: ids.len().saturating_sub(RELATED),
        })
        .collect()
}

/// The ids of a type that the record is tied to, whichever of the two names the other.
fn related_ids(portal: &Portal, record: &Record, entity_type: EntityType) -> Vec<u32> {
    let named: Vec<u32> = match entity_type {
        EntityType::Contact => record.contact_ids.clone(),
        EntityType::Company => record.company_id.into_iter().collect(),
        EntityType::Lead | EntityType::Deal => Vec::new(),
    };
    let naming = portal.crm.records(entity_type).filter(|other| match record.entity_type {
        _ if record.id == 0 => false,
        EntityType::Contact => other.contact_ids.contains(&record.id),
        EntityType::Company => other.company_id == Some(record.id),
        EntityType::Lead | EntityType::Deal => false,
    });
    let naming = naming.map(|other| other.id).filter(|id| !named.contains(id)).collect::<Vec<_>>();
    [named, naming].concat()
}

fn app_tabs(portal: &Portal, record: &Record, lang: &str) -> Vec<AppTab> {
    let placement = format!("CRM_{}_DETAIL_TAB", record.entity_type.name());
    let options = to_json(&Value::map([("ID", record.id.to_string())]));
    let bound = portal.app.bound(&placement).filter(|_| portal.app.installed).enumerate();
    bound
        .map(|(index, binding)| AppTab {
            code: if index == 0 { "app".to_owned() } else { format!("app-{}", index + 1) },
            label: binding.label(lang).to_owned(),
            placement: placement.clone(),
            binding: index,
            options: options.clone(),
        })
        .collect()
}
