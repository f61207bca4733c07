//! A sandbox with the records of a simulated world, over real HTTP, limits on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use b24_duplicates::domain::Communication;
use sandbox::crm::Crm;
use sandbox::portal::Fault;
use sandbox::server::{Options, Running, start};
use simulate::{Chance, Setting, Share, Size, World};

/// The user who searches: may read what is assigned to him.
const USER: u32 = 7;

/// A sandbox that listens, and the certificate by which it is known.
#[derive(Debug)]
pub struct BenchPortal {
    running: Running,
    certificate: Option<PathBuf>,
}

/// What stands in the portal, and how quick it is.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// How many values are asked.
    pub values: usize,
    /// The share of them that somebody has.
    pub hits: Share,
    /// How long the portal looks for one value, in milliseconds.
    pub find_ms: u64,
    /// The share of records that the user may not read.
    pub hidden_percent: u64,
    /// How many requests the portal works on at once.
    pub workers: Option<usize>,
}

/// What the portal has counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// HTTP requests.
    pub requests: u64,
    /// REST commands, those inside of batches each for itself, `batch` not among them.
    pub commands: u64,
    /// Requests and commands that were refused because of the rate.
    pub too_often: u64,
}

impl BenchPortal {
    /// Starts a sandbox over plain HTTP.
    ///
    /// # Errors
    /// If it cannot listen.
    pub async fn plain() -> Result<Self> {
        let running = start(Options { records: 0, ..Options::default() }).await?;
        Ok(Self { running, certificate: None })
    }

    /// Starts a sandbox over HTTPS, which some clients insist on. Its certificate is written into this folder.
    ///
    /// # Errors
    /// If it cannot listen or write.
    pub async fn secure(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let certificate = folder.join("certificate.pem");
        let options = Options { records: 0, tls: Some(certificate.clone()), ..Options::default() };
        Ok(Self { running: start(options).await?, certificate: Some(certificate) })
    }

    /// Puts it back to the start, with other records. Gives the values to be asked.
    pub fn load(&self, load: Load, faults: Vec<Fault>) -> Vec<Communication> {
        let world = World::Reference { find_ms: load.find_ms, hidden_percent: load.hidden_percent };
        let size = Size {
            values: load.values,
            hits: Some(load.hits),
            variants_percent: None,
            fault_percent: None,
            workers: None,
            world,
        };
        let setting = Setting::of(size, &mut Chance::new(1));
        self.running.reset();
        self.running.portal().with(|portal| {
            portal.settings.find_per_value = Duration::from_millis(load.find_ms);
            portal.settings.workers = load.workers;
            portal.settings.list_per_row = Duration::from_millis(1);
            portal.crm = setting.portal.crm;
        });
        self.running.set_faults(faults);
        setting.asked
    }

    /// Puts it back to the start, with these records.
    pub fn fill(&self, crm: Crm, find: Duration) {
        self.running.reset();
        self.running.portal().with(|portal| {
            portal.settings.find_per_value = find;
            portal.crm = crm;
        });
    }

    /// The running sandbox.
    pub const fn running(&self) -> &Running {
        &self.running
    }

    /// The user's webhook, with its final slash.
    pub fn webhook(&self) -> String {
        format!("{}/rest/{USER}/sandbox{USER}code/", self.running.portal_url())
    }

    /// Where clients find the certificate.
    pub fn certificate(&self) -> Option<&Path> {
        self.certificate.as_deref()
    }

    /// The certificate.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn pem(&self) -> Result<Option<Vec<u8>>> {
        let read = |path: &PathBuf| std::fs::read(path).context("the sandbox's certificate");
        self.certificate.as_ref().map(read).transpose()
    }

    /// What it has counted since it was loaded.
    pub fn counted(&self) -> Counted {
        let stats = self.running.stats();
        let commands = stats.commands.iter().filter(|(method, _)| **method != "batch");
        Counted {
            requests: stats.http_requests,
            commands: commands.map(|(_, number)| number).sum(),
            too_often: stats.rejected.get("QUERY_LIMIT_EXCEEDED").copied().unwrap_or_default(),
        }
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}
