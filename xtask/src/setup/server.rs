//! The web servers whose snippets `docs/hosting` has, for the test that runs them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, Result};

use super::{
    cache::{Trust, home, install},
    part::{Lane, Part},
};
use crate::process;

/// A web server, from Debian's packages. It is unpacked into the cache folder and not installed: an installed
/// one would start by itself.
struct Server {
    package: &'static str,
    /// Where its program lies in the package.
    program: &'static str,
    /// The packages of the modules that its snippet names, and where those lie.
    modules: &'static [(&'static str, &'static str)],
    /// A package of what the modules need.
    library: Option<&'static str>,
    /// What makes the program print its version.
    version: &'static str,
    /// The variable by which the test finds it.
    variable: &'static str,
}

const ALL: [Server; 2] = [
    Server {
        package: "nginx",
        program: "usr/sbin/nginx",
        modules: &[
            ("libnginx-mod-http-brotli-static", "usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
            ("libnginx-mod-http-brotli-filter", "usr/lib/nginx/modules/ngx_http_brotli_filter_module.so"),
        ],
        library: Some("libbrotli1"),
        version: "-v",
        variable: "HOSTING_NGINX",
    },
    Server {
        package: "caddy",
        program: "usr/bin/caddy",
        modules: &[],
        library: None,
        version: "version",
        variable: "HOSTING_CADDY",
    },
];

/// All of them.
pub(super) struct WebServers;

/// The part that they are together.
pub(super) static SERVERS: WebServers = WebServers;

impl Part for WebServers {
    fn name(&self) -> String {
        ALL.map(|server| server.package).join(" and ")
    }

    fn lane(&self) -> Lane {
        Lane::Apt
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    /// Where nothing can be unpacked there is nothing to wait for; the test says what is missing.
    fn is_there(&self, _: Trust) -> Result<bool> {
        Ok(!can_unpack() || ALL.iter().all(|server| server.here().is_some()))
    }

    fn bring(&self, _: Trust) -> Result<()> {
        ALL.iter().try_for_each(|server| server.ready().map(drop))
    }
}

/// What came of looking for the servers.
pub(crate) enum Servers {
    /// Each one's variable and program.
    Ready(Vec<(&'static str, PathBuf)>),
    /// These are not installed, and this machine has no packages of Debian's.
    Missing(Vec<&'static str>),
}

/// Finds all servers; those that are not installed are unpacked if this machine can. That it can and they still
/// cannot be had is an error. None has to be of a certain version, so each says its own.
pub(crate) fn ready() -> Result<Servers> {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for server in ALL {
        match server.ready()? {
            Some(program) => {
                println!("{}: {}, {}", server.package, server.version_of(&program)?, program.display());
                found.push((server.variable, program));
            }
            None => missing.push(server.package),
        }
    }
    Ok(if missing.is_empty() { Servers::Ready(found) } else { Servers::Missing(missing) })
}

fn can_unpack() -> bool {
    process::find("apt-get").is_some() && process::find("dpkg-deb").is_some()
}

impl Server {
    /// The program, if it is installed or unpacked with all that its snippet names.
    fn here(&self) -> Option<PathBuf> {
        let installed = PathBuf::from("/");
        let home = if self.is_in(&installed) { installed } else { self.home().ok()? };
        self.is_in(&home).then(|| home.join(self.program))
    }

    fn ready(&self) -> Result<Option<PathBuf>> {
        if let Some(program) = self.here() {
            return Ok(Some(program));
        }
        if !can_unpack() {
            return Ok(None);
        }
        // A machine may know no packages yet, or one that its mirror no longer has.
        self.unpacked()
            .or_else(|_| {
                process::run_quietly(Command::new("apt-get").args(["update", "-q"]))?;
                self.unpacked()
            })
            .map(Some)
    }

    /// The program of the package that this machine would install.
    fn unpacked(&self) -> Result<PathBuf> {
        let home = self.home()?;
        install(&home, |into| {
            let modules = self.modules.iter().map(|(package, _)| *package);
            [self.package]
                .into_iter()
                .chain(modules)
                .chain(self.library)
                .try_for_each(|package| unpack(package, &newest(package)?, into))
        })?;
        Ok(home.join(self.program))
    }

    fn home(&self) -> Result<PathBuf> {
        home(self.package, &newest(self.package)?)
    }

    fn is_in(&self, folder: &Path) -> bool {
        let modules = self.modules.iter().map(|(_, module)| *module);
        [self.program].into_iter().chain(modules).all(|file| folder.join(file).exists())
    }

    /// The first line of what the program says of itself; nginx writes it where errors go.
    fn version_of(&self, program: &Path) -> Result<String> {
        let said = process::capture(Command::new(program).arg(self.version))?;
        Ok(said.output.lines().next().unwrap_or_default().trim().to_owned())
    }
}

fn newest(package: &str) -> Result<String> {
    let mut policy = Command::new("apt-cache");
    let known = process::output(policy.args(["policy", package]).env("LC_ALL", "C"))?;
    Ok(candidate(&known).with_context(|| format!("apt-get knows no package `{package}`"))?.to_owned())
}

fn unpack(package: &str, version: &str, into: &Path) -> Result<()> {
    let wanted = format!("{package}={version}");
    process::run_quietly(Command::new("apt-get").args(["download", "-q", &wanted]).current_dir(into))?;
    let package = fs::read_dir(into)?
        .filter_map(|file| Some(file.ok()?.path()))
        .find(|file| file.extension().is_some_and(|kind| kind == "deb"))
        .context("apt-get brought no package")?;
    process::run_quietly(Command::new("dpkg-deb").arg("-x").arg(&package).arg(into))?;
    Ok(fs::remove_file(package)?)
}

/// The version that `apt-cache policy` would install.
fn candidate(policy: &str) -> Option<&str> {
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_is_the_one_that_would_be_installed() {
        let policy = "\
nginx:
  Installed: (none)
  Candidate: 1.22.1-9+deb12u11
  Version table:
     1.22.1-9+deb12u11 500
";
        assert_eq!(candidate(policy), Some("1.22.1-9+deb12u11"));
    }

    #[test]
    fn a_package_that_cannot_be_installed_has_no_version() {
        assert_eq!(candidate("caddy:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"), None);
        assert_eq!(candidate("N: Unable to locate package caddy\n"), None);
    }
}
