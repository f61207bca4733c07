//! Record lists: what the user may see, newest first, in pages, with a simple search.

use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::{Deserialize, Serialize};

use crate::crm::{CommKind, EntityType, Record, User};
use crate::php::form_url_encode;
use crate::portal::Portal;
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::links::{Link, plural};
use super::placements::SliderButton;
use super::session::Session;
use super::{start, templates};

/// Rows on one page, as in the portal's REST.
const PAGE: usize = 50;

/// What the address of a list asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    q: String,
    page: Option<usize>,
}

#[derive(Debug, Serialize)]
struct ListPage {
    chrome: Chrome,
    heading: &'static str,
    slug: String,
    query: String,
    has_stages: bool,
    previous: Option<String>,
    next: Option<String>,
    range: String,
    buttons: Vec<SliderButton>,
    has_menu: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    id: u32,
    name: String,
    phones: Vec<String>,
    emails: Vec<String>,
    clients: Vec<Link>,
    stage: Option<&'static str>,
    responsible: String,
    created: String,
    buttons: Vec<SliderButton>,
}

/// One page of a list.
pub(super) async fn page(
    State(shared): State<Shared>,
    Path(slug): Path<String>,
    Query(query): Query<ListQuery>,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    let heading = plural(entity_type);
    let search = Search::new(&query.q);
    let first = query.page.unwrap_or(1).saturating_sub(1).saturating_mul(PAGE);
    let (total, rows, buttons) = shared.with(|portal| {
        let user = start::crm_user(portal, &session, entity_type, &chrome)?;
        let mut found = portal
            .readable(user.id, entity_type)
            .rev()
            .filter(|record| search.matches(record))
            .collect::<Vec<_>>();
        let total = found.len();
        found.drain(..first.min(total));
        let rows = found
            .into_iter()
            .take(PAGE)
            .map(|record| row(portal, user, record, session.lang))
            .collect::<Vec<_>>();
        let toolbar = format!("CRM_{}_LIST_TOOLBAR", entity_type.name());
        Ok::<_, PageError>((total, rows, SliderButton::all(portal, &toolbar, None, session.lang)))
    })?;
    let last = first.saturating_add(rows.len());
    let page = first / PAGE + 1;
    let address = |page: usize| format!("/crm/{slug}/list/?q={}&page={page}", form_url_encode(&query.q));
    let view = ListPage {
        heading,
        has_stages: matches!(entity_type, EntityType::Lead | EntityType::Deal),
        previous: (page > 1).then(|| address(page - 1)),
        next: (last < total).then(|| address(page + 1)),
        range: if total == 0 { String::new() } else { format!("{} to {last} of {total}", first + 1) },
        has_menu: rows.iter().any(|row| !row.buttons.is_empty()),
        buttons,
        rows,
        chrome,
        slug,
        query: query.q,
    };
    templates::page("list.html", view)
}

fn row(portal: &Portal, user: &User, record: &Record, lang: &str) -> Row {
    let menu = format!("CRM_{}_LIST_MENU", record.entity_type.name());
    let values = |kind| record.of_kind(kind).map(|field| field.value.clone()).collect();
    let contacts = record.contact_ids.iter().map(|id| (EntityType::Contact, *id));
    let clients = contacts.chain(record.company_id.map(|id| (EntityType::Company, id)));
    Row {
        id: record.id,
        name: record.display_name(),
        phones: values(CommKind::Phone),
        emails: values(CommKind::Email),
        clients: clients.take(3).map(|(entity_type, id)| Link::new(portal, user, entity_type, id)).collect(),
        stage: super::card::stage_name(record),
        responsible: portal.users.get(&record.assigned_by).map(User::full_name).unwrap_or_default(),
        created: record.created.display(),
        buttons: SliderButton::all(portal, &menu, Some(record.id), lang),
    }
}

/// What a person typed into the search field.
struct Search {
    text: String,
    digits: String,
}

impl Search {
    fn new(query: &str) -> Self {
        let text = query.trim().to_lowercase();
        let is_phone = text.chars().all(|symbol| !symbol.is_alphabetic());
        let digits = if is_phone { digits(&text) } else { String::new() };
        Self { text, digits }
    }

    fn matches(&self, record: &Record) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(&self.text);
        self.text.is_empty()
            || record.id.to_string() == self.text
            || holds(&record.display_name())
            || record.communications.iter().any(|field| {
                holds(&field.value) || (self.digits.len() > 2 && digits(&field.value).contains(&self.digits))
            })
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
