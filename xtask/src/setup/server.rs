//! The web servers whose snippets `docs/hosting` has, for the test that runs them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

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

/// The variable and the program of each server that is here or can be had. A snippet whose server cannot be had
/// is not tested, and that is said.
pub(crate) fn ready() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for server in SERVERS {
        match server.ready() {
            Ok(program) => found.push((server.variable, program)),
            Err(error) => eprintln!("note: the snippet for {} is not tested: {error:#}", server.package),
        }
    }
    found
}

impl Server {
    fn ready(&self) -> Result<PathBuf> {
        let installed = Path::new("/").join(self.program);
        if installed.exists() {
            return Ok(installed);
        }
        let home = home(self.package, "debian")?;
        let program = home.join(self.program);
        if !program.exists() {
            if process::find("apt-get").is_none() || process::find("dpkg-deb").is_none() {
                bail!("it is not installed");
            }
            install(&home, |into| self.unpack(into))?;
        }
        Ok(program)
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
