//! Incoming webhooks: a user and a code in the address.

use std::collections::BTreeMap;

use crate::crm::User;

/// A kind of credential. Operating time is counted for each one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// The access token of the application.
    App,
    /// An incoming webhook, by its code.
    Webhook(String),
}

/// One incoming webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The user whose rights it has.
    pub user_id: u32,
    /// The code in its address.
    pub code: String,
    /// What it may do.
    pub scopes: Vec<String>,
}

/// A webhook `sandbox<id>code` for every user, and one of the administrator's without the CRM.
pub(super) fn fixed(users: &BTreeMap<u32, User>) -> Vec<Webhook> {
    let full = users.keys().map(|id| webhook(*id, format!("sandbox{id}code"), &["crm", "user", "placement"]));
    full.chain([webhook(1, "sandboxnoscope".to_owned(), &["user"])]).collect()
}

fn webhook(user_id: u32, code: String, scopes: &[&str]) -> Webhook {
    Webhook { user_id, code, scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect() }
}
