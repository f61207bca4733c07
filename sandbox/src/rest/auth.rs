//! Who calls, and by which credential.

use super::error::RestError;
use super::method::Method;
use super::route::WebhookPath;
use crate::crm::{Moment, User};
use crate::php::{Array, Value};
use crate::portal::{Credential, Portal, TokenError};

/// The user behind a request and what the credential may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// The user.
    pub(super) user: User,
    /// The credential.
    pub(super) credential: Credential,
    /// The scopes of the credential.
    pub(super) scopes: Vec<String>,
}

impl Caller {
    /// Finds the caller: a credential in the path comes first, then `Authorization`, then parameters.
    pub(super) fn identify(
        portal: &Portal,
        webhook: Option<&WebhookPath>,
        bearer: Option<&str>,
        params: &Array,
        now: Moment,
    ) -> Result<Self, RestError> {
        if let Some(webhook) = webhook {
            return Self::of_webhook(portal, webhook);
        }
        let in_params = params.first_of(&["auth", "access_token"]).map(Value::to_text);
        let token = bearer.map(str::to_owned).or(in_params).filter(|token| !token.is_empty());
        Self::of_token(portal, &token.ok_or(RestError::NoAuth)?, now)
    }

    /// Refuses a method whose scope the credential does not hold.
    pub(super) fn check_scope(&self, method: Method) -> Result<(), RestError> {
        if method.scope().is_in(&self.scopes) {
            return Ok(());
        }
        Err(match self.credential {
            Credential::App => RestError::AppScope,
            Credential::Webhook(_) => RestError::WebhookScope,
        })
    }

    fn of_webhook(portal: &Portal, path: &WebhookPath) -> Result<Self, RestError> {
        let known = portal
            .webhooks
            .iter()
            .find(|webhook| webhook.user_id.to_string() == path.user && webhook.code == path.code);
        let webhook = known.ok_or(RestError::InvalidCredentials)?;
        let user = portal.users.get(&webhook.user_id).ok_or(RestError::InvalidCredentials)?;
        Ok(Self {
            user: user.clone(),
            credential: Credential::Webhook(webhook.code.clone()),
            scopes: webhook.scopes.clone(),
        })
    }

    fn of_token(portal: &Portal, token: &str, now: Moment) -> Result<Self, RestError> {
        let user_id = portal.token_user(token, now).map_err(|error| match error {
            TokenError::Unknown => RestError::InvalidToken,
            TokenError::Expired => RestError::ExpiredToken,
        })?;
        let user = portal.users.get(&user_id).ok_or(RestError::InvalidToken)?;
        if !user.has_app_access {
            return Err(RestError::UserAccess);
        }
        Ok(Self { user: user.clone(), credential: Credential::App, scopes: portal.app.scopes.clone() })
    }
}
