//! Portals: one Bitrix24 account, known by its origin, and the list of those that this page may talk to.

use thiserror::Error;

/// The origin of a portal: scheme, host and port, checked. `https`, or `http` on loopback.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortalOrigin {
    secure: bool,
    host: String,
}

/// Why a text is not the origin of a portal that may be talked to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum OriginError {
    /// Not a plain `host` or `host:port`.
    #[error("not a plain host name")]
    Malformed,
    /// `http` on a host that is not loopback, or a loopback portal while the widget is served from elsewhere.
    #[error("not https")]
    Insecure,
    /// A host that whoever serves this page has not listed.
    #[error("not among the portals of this page")]
    NotListed,
}

impl PortalOrigin {
    /// As in `event.origin`: `https://portal.example`, `http://localhost:8024`; default ports left out.
    pub fn as_str(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }

    /// Host, with the port where it is not the default: what is shown to the user.
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// The portals that this page may talk to: the sources of the page's own `connect-src`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AllowList;
