//! The vendor's own clients and another well-known one, unmodified, for the tests that run them.

use std::{path::PathBuf, process::Command};

use anyhow::{Result, bail};

use super::tool::{home, install, install_npm};
use crate::process;

/// Where a virtual environment keeps its Python.
const PYTHON: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// A client of the portal, from its registry.
pub(crate) struct Client {
    package: &'static str,
    version: &'static str,
    /// The variable by which the tests find it.
    variable: &'static str,
    source: Source,
}

enum Source {
    /// The variable holds the package's folder.
    Npm,
    /// The variable holds the Python of a virtual environment that has the package.
    PyPi,
}

/// All clients.
pub(crate) const CLIENTS: [Client; 3] = [
    Client {
        package: "@bitrix24/b24jssdk",
        version: "2.2.0",
        variable: "CLIENT_B24JSSDK",
        source: Source::Npm,
    },
    Client {
        package: "fast_bitrix24",
        version: "1.8.14",
        variable: "CLIENT_FAST_BITRIX24",
        source: Source::PyPi,
    },
    Client { package: "b24pysdk", version: "1.3.2", variable: "CLIENT_B24PYSDK", source: Source::PyPi },
];

impl Client {
    /// The variable and its value for a command that runs the client; it is installed if it is missing.
    pub(crate) fn ready(&self) -> Result<(&'static str, PathBuf)> {
        let name = self.package.rsplit('/').next().unwrap_or(self.package);
        let home = home(name, self.version)?;
        let place = match self.source {
            Source::Npm => home.join("node_modules").join(self.package),
            Source::PyPi => home.join(PYTHON),
        };
        if !place.exists() {
            install(&home, |into| match self.source {
                Source::Npm => install_npm(into, self.package, self.version),
                Source::PyPi => {
                    let python = python()?;
                    process::run(Command::new(python).args(["-m", "venv"]).arg(into))?;
                    let wanted = format!("{}=={}", self.package, self.version);
                    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
                    process::run(Command::new(into.join(PYTHON)).args(pip).arg(wanted))
                }
            })?;
        }
        if !place.exists() {
            bail!("{} {} was installed, but there is no {}", self.package, self.version, place.display());
        }
        Ok((self.variable, place))
    }
}

/// A Python that can make a virtual environment with pip in it.
fn python() -> Result<PathBuf> {
    let Some(python) = process::find("python3").or_else(|| process::find("python")) else {
        bail!("Python is missing: install the packages `python3` and `python3-venv`");
    };
    let can = process::capture(Command::new(&python).args(["-c", "import venv, ensurepip"]))?;
    if !can.succeeded {
        bail!("Python's module `venv` is missing: install the package `python3-venv`");
    }
    Ok(python)
}
