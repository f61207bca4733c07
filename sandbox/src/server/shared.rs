//! The handle on the portal that all requests share.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::crm::Moment;
use crate::portal::Portal;

/// The portal behind a lock, its clock, and the addresses of both sites.
#[derive(Clone, Debug)]
pub struct Shared(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    portal: Mutex<Portal>,
    /// The portal as it was at the start, for a reset.
    beginning: Portal,
    advanced: Mutex<Duration>,
    sites: Sites,
}

/// The addresses of both sites, as a browser writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sites {
    /// The portal's origin, such as `http://localhost:8024`.
    pub portal_url: String,
    /// The portal's host with its port, such as `localhost:8024`: `DOMAIN` and the frame's name.
    pub portal_host: String,
    /// The application's address, such as `http://127.0.0.1:8025/`.
    pub app_url: String,
    /// The application's origin, such as `http://127.0.0.1:8025`.
    pub app_origin: String,
}

impl Sites {
    /// The addresses that belong to these ports. Two hosts, so that the sites differ as in life.
    pub fn new(scheme: &str, portal_port: u16, app: SocketAddr) -> Self {
        let portal_host = format!("localhost:{portal_port}");
        let app_origin = format!("{scheme}://{app}");
        Self {
            portal_url: format!("{scheme}://{portal_host}"),
            portal_host,
            app_url: format!("{app_origin}/"),
            app_origin,
        }
    }
}

impl Shared {
    /// A handle on a new portal.
    pub fn new(portal: Portal, sites: Sites) -> Self {
        let beginning = portal.clone();
        let (portal, advanced) = (Mutex::new(portal), Mutex::new(Duration::ZERO));
        Self(Arc::new(Inner { portal, beginning, advanced, sites }))
    }

    /// Puts everything back to how it was at the start, the clock too.
    pub fn reset(&self) {
        self.with(|portal| portal.clone_from(&self.0.beginning));
        *self.0.advanced.lock().unwrap_or_else(PoisonError::into_inner) = Duration::ZERO;
    }

    /// Looks at the portal or changes it. The lock is held as long as `work` runs.
    ///
    /// A panic under the lock spoils no invariant of the portal that a later request relies on, so a
    /// poisoned lock is opened.
    pub fn with<R>(&self, work: impl FnOnce(&mut Portal) -> R) -> R {
        work(&mut self.0.portal.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The portal's clock: the system's, moved on by what tests asked for.
    pub fn now(&self) -> Moment {
        Moment::system() + *self.0.advanced.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves the portal's clock on.
    pub fn advance(&self, duration: Duration) {
        *self.0.advanced.lock().unwrap_or_else(PoisonError::into_inner) += duration;
    }

    /// The addresses of both sites.
    pub fn sites(&self) -> &Sites {
        &self.0.sites
    }
}
