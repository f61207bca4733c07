//! Addresses of incoming webhooks, as a user pastes them: `https://HOST/rest/USER/CODE/`.

use thiserror::Error;

use crate::domain::{OriginError, PortalOrigin, UserId};

/// A webhook's address, taken apart. The code is a full credential: no `Debug`, no accessor outside of this
/// crate; the shell moves it into a credential that is bound to the origin.
pub struct Webhook {
    /// The portal.
    pub origin: PortalOrigin,
    /// The user as whom it acts.
    pub user: UserId,
    pub(crate) code: String,
}

/// What is wrong with the address of a webhook.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum WebhookError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Not an address.
    #[error("not an address")]
    NotAnAddress,
    /// An address without `/rest/USER/CODE/`.
    #[error("not a webhook's address")]
    NotAWebhook,
    /// The host or scheme is not one that this page may talk to.
    #[error(transparent)]
    Origin(#[from] OriginError),
}
