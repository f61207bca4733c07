//! What a sandbox is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::crm::Collation;
use crate::portal::Settings;

/// Where the installation of the application takes place, as its form in the portal says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InstallPath {
    /// At the application's main address.
    #[default]
    Main,
    /// At a page of its own on the application's host, such as `/install.html`.
    At(String),
    /// Nowhere: the application counts as installed at once, and has nothing bound.
    Nowhere,
}

impl InstallPath {
    /// The page's file in the folder of the application.
    pub(super) fn file(&self) -> Option<&str> {
        let Self::At(path) = self else { return None };
        let page = path.split(['?', '#']).next()?.strip_prefix('/')?;
        (!page.is_empty()).then_some(page)
    }
}

/// Start options. The default suits tests: free ports, seed 1, 2,000 records, installed.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the portal listens. Port 0 asks the system for a free one.
    pub listen: SocketAddr,
    /// Where the application's host listens.
    pub app_listen: SocketAddr,
    /// The folder that the application's host serves.
    pub dist: Option<PathBuf>,
    /// Seed of everything random: records, tokens, ids.
    pub seed: u64,
    /// How many records are generated besides the story records.
    pub records: usize,
    /// Serve https with a new certificate, which is written to this file for clients to trust.
    pub tls: Option<PathBuf>,
    /// A data file in place of the generated records.
    pub data: Option<PathBuf>,
    /// Whether the application is installed already.
    pub installed: bool,
    /// Where the installation of the application takes place.
    pub install_path: InstallPath,
    /// How the portal's database compares match keys.
    pub collation: Collation,
    /// Limits, plan and costs.
    pub settings: Settings,
}

impl Default for Options {
    fn default() -> Self {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: any_port,
            app_listen: any_port,
            dist: None,
            seed: 1,
            records: 2000,
            tls: None,
            data: None,
            installed: true,
            install_path: InstallPath::default(),
            collation: Collation::default(),
            settings: Settings::default(),
        }
    }
}
