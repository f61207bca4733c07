//! What comes from Python's index, in a virtual environment of its own.

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Result, bail};

use super::{
    cache::{Trust, home_of_lock, install},
    part::{Lane, Part},
};
use crate::{process, workspace};

/// Where a virtual environment keeps its Python.
const PYTHON: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// An environment with all that a file of `xtask/pip` names.
pub(super) struct Environment {
    file: &'static str,
    name: &'static str,
    seconds: u64,
}

/// The vendor's client for Python and another well-known one, unmodified.
pub(super) static CLIENTS: Environment =
    Environment { file: "clients", name: "the clients fast_bitrix24 and b24pysdk", seconds: 20 };

impl Environment {
    /// The Python that has them.
    pub(super) fn python(&self) -> Result<PathBuf> {
        Ok(self.home()?.join(PYTHON))
    }

    fn home(&self) -> Result<PathBuf> {
        home_of_lock(&format!("pip-{}", self.file), &self.requirements())
    }

    fn requirements(&self) -> String {
        format!("xtask/pip/{}.txt", self.file)
    }
}

impl Part for Environment {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn lane(&self) -> Lane {
        Lane::Pip
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn is_there(&self, _: Trust) -> Result<bool> {
        Ok(self.python()?.exists())
    }

    /// Nothing is built from source: that would bring build tools which nobody has pinned.
    fn bring(&self, _: Trust) -> Result<()> {
        let python = venv_maker()?;
        let requirements = workspace::root().join(self.requirements());
        install(&self.home()?, |into| {
            process::run_quietly(Command::new(python).args(["-m", "venv"]).arg(into))?;
            let mut pip = Command::new(into.join(PYTHON));
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
            pip.args(["--require-hashes", "--only-binary", ":all:", "--requirement"]).arg(requirements);
            process::run_quietly(&mut pip)
        })
    }
}

/// A Python that can make a virtual environment with pip in it.
fn venv_maker() -> Result<PathBuf> {
    let Some(python) = process::find("python3").or_else(|| process::find("python")) else {
        bail!("Python is missing: install the packages `python3` and `python3-venv`");
    };
    let can = process::capture(Command::new(&python).args(["-c", "import venv, ensurepip"]))?;
    if !can.succeeded {
        bail!("Python's module `venv` is missing: install the package `python3-venv`");
    }
    Ok(python)
}
