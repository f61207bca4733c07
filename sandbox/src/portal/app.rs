//! The local application of the portal and where it is bound.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::tokens::hex;
use crate::php::Value;

/// The one application that the portal knows.
#[derive(Clone, Debug)]
pub struct App {
    /// The client id, `local.` and hex.
    pub client_id: String,
    /// The constant id of the portal, 32 hex digits.
    pub member_id: String,
    /// The secret for checks on a server; sent at the opening of a frame.
    pub application_token: String,
    /// The name in the menu.
    pub title: String,
    /// The address that a frame opens, such as `http://127.0.0.1:8025/`. Empty until the server runs.
    pub handler: String,
    /// The address that a frame opens until the installation is finished, if it is another one.
    pub install_handler: Option<String>,
    /// Whether the installation is finished.
    pub installed: bool,
    /// Whether an administrator has removed the application: its tokens are refused.
    pub is_removed: bool,
    /// Users who have opened the application already (`FIRST_RUN` is false for them).
    pub first_run_done: BTreeSet<u32>,
    /// Options for all users, written by administrators.
    pub app_options: IndexMap<String, Value>,
    /// Options of each user.
    pub user_options: BTreeMap<u32, IndexMap<String, Value>>,
    /// What is bound, in the order of binding.
    pub placements: Vec<Binding>,
    /// The scopes that the application was given.
    pub scopes: Vec<String>,
}

/// The application's page for cards. Its own page lies in the same folder.
pub const CARD_PAGE: &str = "card.html";

/// The tabs that an installed application has from the start.
const CARD_TABS: [&str; 4] =
    ["CRM_LEAD_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_COMPANY_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB"];

/// One bound placement.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// The placement's code, such as `CRM_CONTACT_DETAIL_TAB`.
    pub placement: String,
    /// The address that its frame opens.
    pub handler: String,
    /// The label of the tab or button, when no language fits.
    pub title: String,
    /// The description, often empty.
    pub description: String,
    /// Options that the placement knows.
    pub options: Value,
    /// The only user for whom it is bound, or 0 for all.
    pub user_id: i64,
    /// Labels by the portal's language codes.
    pub lang_all: IndexMap<String, LangText>,
}

/// The texts of a placement in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LangText {
    /// The label.
    pub title: String,
    /// The description.
    pub description: String,
    /// The group in a menu.
    pub group_name: String,
}

impl Binding {
    /// The label in a language, or the fallback.
    pub fn label(&self, lang: &str) -> &str {
        let text = self.lang_all.get(lang).or_else(|| self.lang_all.get("en"));
        text.map(|text| text.title.as_str()).filter(|title| !title.is_empty()).unwrap_or(&self.title)
    }
}

impl App {
    pub(super) fn new(randomness: &mut fastrand::Rng) -> Self {
        Self {
            client_id: format!("local.{}.{}", hex(randomness, 14), randomness.u32(10_000_000..99_999_999)),
            member_id: hex(randomness, 32),
            application_token: hex(randomness, 32),
            title: "Duplicates".to_owned(),
            handler: String::new(),
            install_handler: None,
            installed: true,
            is_removed: false,
            first_run_done: BTreeSet::new(),
            app_options: IndexMap::new(),
            user_options: BTreeMap::new(),
            placements: Vec::new(),
            scopes: ["crm", "placement", "user"].map(str::to_owned).to_vec(),
        }
    }

    /// Ends the installation with the application's tab in the cards of leads, contacts, companies and deals,
    /// bound to the page for cards that lies beside the application's own.
    pub fn install(&mut self) {
        self.installed = true;
        self.placements.extend(CARD_TABS.map(|placement| Binding {
            placement: placement.to_owned(),
            handler: format!("{}{CARD_PAGE}", self.handler),
            title: self.title.clone(),
            description: String::new(),
            options: Value::empty(),
            user_id: 0,
            lang_all: IndexMap::new(),
        }));
    }

    /// The address of the application's own page as it is now.
    pub fn main_address(&self) -> &str {
        let installation = self.install_handler.as_deref().filter(|_| !self.installed);
        installation.unwrap_or(&self.handler)
    }

    /// Takes the application out of the portal, with all that it has bound.
    pub fn remove(&mut self) {
        self.is_removed = true;
        self.placements.clear();
    }

    /// The bindings of one placement.
    pub fn bound(&self, placement: &str) -> impl Iterator<Item = &Binding> {
        self.placements.iter().filter(move |binding| binding.placement == placement)
    }
}
