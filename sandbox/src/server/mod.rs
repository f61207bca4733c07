//! The thin HTTP shell: two sites, one portal behind them.

mod app_site;
mod control;
mod listen;
mod options;
mod rest_site;
mod shared;
mod tls;

use std::path::Path;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::crm::Crm;
use crate::data;
use crate::pages;
use crate::portal::{Fault, Portal, Stats};

pub use listen::StartError;
pub use options::{InstallPath, Options};
pub use shared::{Shared, Sites};
pub use tls::TlsError;

use listen::Transport;
use tls::Identity;

/// A sandbox that answers on its two addresses until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    shared: Shared,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts both sites and returns as soon as they take connections.
///
/// # Errors
/// When an address cannot be listened on, the data file cannot be read, or there is no certificate.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let identity = identity(options.tls.as_deref())?;
    let transport = identity.map_or(Transport::Plain, Transport::Tls);
    let portal_sockets = listen::portal(options.listen).await?;
    let app_socket = listen::app(options.app_listen).await?;
    let sites = Sites::new(transport.scheme(), listen::port(&portal_sockets)?, listen::address(&app_socket)?);

    let mut portal = Portal::new(options.settings.clone(), options.seed);
    portal.crm = Crm::default().collated(options.collation);
    portal.app.handler.clone_from(&sites.app_url);
    portal.app.installed = options.install_path == InstallPath::Nowhere;
    if let InstallPath::At(path) = &options.install_path {
        portal.app.install_handler = Some(format!("{}{path}", sites.app_origin));
    }
    if options.installed && !portal.app.installed {
        portal.app.install();
    }
    fill(&mut portal, &options)?;
    let shared = Shared::new(portal, sites);

    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let portal_site: Router = pages::router(shared.clone())
        .merge(rest_site::router(shared.clone()))
        .merge(control::router(shared.clone()));
    for socket in portal_sockets {
        tasks.spawn(listen::serve(socket, transport.clone(), portal_site.clone(), stopped.clone()));
    }
    let app_site = app_site::router(options.dist.as_deref(), &options.install_path, &shared);
    tasks.spawn(listen::serve(app_socket, transport, app_site, stopped));
    Ok(Running { shared, stop, tasks })
}

/// A new certificate, written where its clients look for it.
fn identity(file: Option<&Path>) -> Result<Option<Identity>, StartError> {
    let Some(file) = file else { return Ok(None) };
    let identity = Identity::new()?;
    std::fs::write(file, &identity.certificate)
        .map_err(|error| StartError::CertificateUnwritten(file.to_owned(), error))?;
    Ok(Some(identity))
}

/// Fills a portal from the data file, or with generated records.
fn fill(portal: &mut Portal, options: &Options) -> Result<(), StartError> {
    let Some(path) = &options.data else {
        portal.crm = data::generate(options.seed, options.records).collated(options.collation);
        return Ok(());
    };
    let text = std::fs::read(path).map_err(|error| StartError::DataUnread(path.clone(), error))?;
    let file = data::DataFile::parse(&text).map_err(|error| StartError::Data(path.clone(), error))?;
    file.load(portal);
    Ok(())
}

impl Running {
    /// The portal's address as a browser sees it, such as `http://localhost:8024`.
    pub fn portal_url(&self) -> &str {
        &self.shared.sites().portal_url
    }

    /// The application's address, such as `http://127.0.0.1:8025/`.
    pub fn app_url(&self) -> &str {
        &self.shared.sites().app_url
    }

    /// The portal behind both sites, for checks and changes without HTTP.
    pub fn portal(&self) -> &Shared {
        &self.shared
    }

    /// Replaces the script of faults, counted from now on.
    pub fn set_faults(&self, script: Vec<Fault>) {
        let now = self.shared.now();
        self.shared.with(|portal| portal.faults.set(script, now));
    }

    /// What was asked and refused since the start or the last reset.
    pub fn stats(&self) -> Stats {
        self.shared.with(|portal| portal.stats.clone())
    }

    /// Moves the portal's clock on.
    pub fn advance(&self, duration: Duration) {
        self.shared.advance(duration);
    }

    /// Puts everything back to how it was at the start.
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Stops taking connections and waits a moment for the open ones; a stalled one is cut off.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, ended).await.is_err() {
            self.tasks.shutdown().await;
        }
    }
}

const GRACE: Duration = Duration::from_secs(1);
