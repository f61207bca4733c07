//! Who calls, and by which credential.

use super::error::RestError;
use super::method::Method;
use super::route::WebhookPath;
use crate::crm::{Moment, User};
use crate::php::{Array, Value};
use crate::portal::{Credential, Portal, Service, TokenError};

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

/// What a request brings besides its parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival<'a> {
    /// The credential in the path.
    pub(super) webhook: Option<&'a WebhookPath>,
    /// The credential in the header.
    pub(super) bearer: Option<&'a str>,
    /// Whether it came over https.
    pub(super) is_secure: bool,
    /// The user of the portal session that came along.
    pub(super) session_user: Option<u32>,
}

impl Caller {
    /// Finds the caller: a credential in the path comes first, then `Authorization`, then parameters.
    pub(super) fn identify(
        portal: &Portal,
        arrival: Arrival<'_>,
        params: &Array,
        now: Moment,
    ) -> Result<Self, RestError> {
        check_service(portal.settings.service, arrival)?;
        let caller = if let Some(webhook) = arrival.webhook {
            if portal.settings.webhook_needs_https && !arrival.is_secure {
                return Err(RestError::HttpsRequired);
            }
            Self::of_webhook(portal, webhook)?
        } else {
            let in_params = params.first_of(&["auth", "access_token"]).map(Value::to_text);
            let token = arrival.bearer.map(str::to_owned).or(in_params).filter(|token| !token.is_empty());
            Self::of_token(portal, &token.ok_or(RestError::NoAuth)?, now)?
        };
        let has_clash = arrival.session_user.is_some_and(|session| session != caller.user.id);
        if has_clash || !caller.user.is_active() {
            return Err(RestError::Unauthorized);
        }
        Ok(caller)
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
        if portal.app.is_removed {
            return Err(RestError::AppNotFound);
        }
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

/// Refuses everything that the portal as a whole does not answer.
fn check_service(service: Service, arrival: Arrival<'_>) -> Result<(), RestError> {
    let is_webhook = arrival.webhook.is_some();
    match service {
        Service::NotInPlan if is_webhook => Err(RestError::PlanOfWebhook),
        Service::NotInPlan => Err(RestError::PlanOfApp),
        Service::Overloaded => Err(RestError::Overload),
        Service::Deleted => Err(RestError::PortalDeleted),
        Service::NoAuthServer if !is_webhook => Err(RestError::NoAuthServer),
        Service::NoAuthServer | Service::Open => Ok(()),
    }
}
