//! Credentials: an origin and a secret that cannot be parted.

use crate::domain::PortalOrigin;
use crate::protocol::RestCall;
use crate::protocol::frame::AccessToken;
use crate::protocol::webhook::Webhook;

/// A right to call one portal. It can build a request to its own origin and nothing else: no getter, no
/// `Debug`, so that neither a log nor a mistaken join can carry the secret elsewhere.
pub(super) struct Credential {
    origin: PortalOrigin,
    secret: Secret,
}

enum Secret {
    Token(AccessToken),
    Webhook(Webhook),
}

/// A request, ready to be posted as a form.
pub(super) struct SignedRequest {
    pub(super) address: String,
    pub(super) body: String,
}

impl Credential {
    /// A user's access token, bound to the origin that handed it over.
    pub(super) const fn token(origin: PortalOrigin, token: AccessToken) -> Self {
        Self { origin, secret: Secret::Token(token) }
    }

    /// A webhook, bound to the origin in its own address.
    pub(super) fn webhook(webhook: Webhook) -> Self {
        Self { origin: webhook.origin.clone(), secret: Secret::Webhook(webhook) }
    }

    /// Signs a call. A token goes into the body: an `Authorization` header would fail the portal's CORS, and
    /// a query ends up in logs.
    pub(super) fn sign(&self, call: &RestCall) -> SignedRequest {
        let mut address = self.origin.as_str();
        address.push_str("/rest/");
        let mut body = call.body();
        match &self.secret {
            Secret::Token(token) => {
                if !body.is_empty() {
                    body.push('&');
                }
                body.push_str("auth=");
                body.push_str(&String::from(js_sys::encode_uri_component(&token.0)));
            }
            Secret::Webhook(webhook) => {
                address.push_str(&webhook.user.0.get().to_string());
                address.push('/');
                address.push_str(&webhook.code);
                address.push('/');
            }
        }
        address.push_str(call.method());
        SignedRequest { address, body }
    }
}
