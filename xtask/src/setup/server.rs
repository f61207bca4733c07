//! The web servers whose snippets `docs/hosting` has, for the test that runs them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::tool::{home, install};
use crate::process;

/// A web server, from Debian's packages. It is unpacked into the cache folder and not installed: an installed
/// one would start by itself.
struct Server {
    package: &'static str,
    /// Where its program lies in the package.
    program: &'static str,
    /// The variable by which the test finds it.
    variable: &'static str,
}

const SERVERS: [Server; 2] = [
    Server { package: "nginx", program: "usr/sbin/nginx", variable: "HOSTING_NGINX" },
    Server { package: "caddy", program: "usr/bin/caddy", variable: "HOSTING_CADDY" },
];

/// What came of looking for the servers.
pub(crate) enum Servers {
    /// Each one's variable and program.
    Ready(Vec<(&'static str, PathBuf)>),
    /// These are not installed, and this machine has no packages of Debian's.
    Missing(Vec<&'static str>),
}

/// Finds all servers; those that are not installed are unpacked if this machine can. That it can and they still
/// cannot be had is an error.
pub(crate) fn ready() -> Result<Servers> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for server in SERVERS {
        match server.ready()? {
            Some(program) => found.push((server.variable, program)),
            None => missing.push(server.package),
        }
    }
    Ok(if missing.is_empty() { Servers::Ready(found) } else { Servers::Missing(missing) })
}

impl Server {
    fn ready(&self) -> Result<Option<PathBuf>> {
        let installed = Path::new("/").join(self.program);
        if installed.exists() {
            return Ok(Some(installed));
        }
        if process::find("apt-get").is_none() || process::find("dpkg-deb").is_none() {
            return Ok(None);
        }
        let home = home(self.package, "debian")?;
        let program = home.join(self.program);
        if !program.exists() {
            install(&home, |into| self.unpack(into))?;
        }
        Ok(Some(program))
    }

    fn unpack(&self, into: &Path) -> Result<()> {
        let mut download = Command::new("apt-get");
        download.args(["download", "-q", self.package]).current_dir(into);
        if process::run_quietly(&mut download).is_err() {
            // A machine that has never asked knows no packages.
            process::run_quietly(Command::new("apt-get").args(["update", "-q"]))?;
            process::run_quietly(&mut download)?;
        }
        let files = fs::read_dir(into)?.filter_map(|file| Some(file.ok()?.path()));
        let package = files
            .into_iter()
            .find(|file| file.extension().is_some_and(|kind| kind == "deb"))
            .context("apt-get brought no package")?;
        process::run_quietly(Command::new("dpkg-deb").arg("-x").arg(&package).arg(into))?;
        Ok(fs::remove_file(package)?)
    }
}
