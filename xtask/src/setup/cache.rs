//! The user's cache folder: each tool in a folder of its own, under its name and what is in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// Whose tools a build takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Whatever has the right version: what the user has already, or what its authors built.
    WhatFits,
    /// Only what was made here of sources that a lock file names by their hashes.
    Pinned,
}

/// The folder of one version of a package.
pub(super) fn home(package: &str, version: &str) -> Result<PathBuf> {
    Ok(workspace::tool_cache()?.join(format!("{package}-{version}")))
}

/// The folder of what a lock file of ours names, below the root: another lock, another folder.
pub(super) fn home_of_lock(package: &str, lock: &str) -> Result<PathBuf> {
    const NAME_BYTES: usize = 6;
    let path = workspace::root().join(lock);
    let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let digest = Sha256::digest(text);
    let name = digest.iter().take(NAME_BYTES).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    home(package, &name)
}

/// Installs into a temporary folder that gets its name at the end, so that an interrupted installation is
/// not taken for a finished one.
pub(super) fn install(home: &Path, steps: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = home.file_name().context("a tool has a folder of its own")?.to_string_lossy();
    let unfinished = home.with_file_name(format!(".{name}.{}", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    let installed = steps(&unfinished).and_then(|()| move_into_place(&unfinished, home));
    if installed.is_err() {
        // The installation's own error is what matters; what is left of it is only waste.
        let _ = fs::remove_dir_all(&unfinished);
    }
    installed
}

fn move_into_place(unfinished: &Path, home: &Path) -> Result<()> {
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(unfinished, home).with_context(|| format!("cannot create {}", home.display()))
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn an_interrupted_installation_leaves_nothing() {
        let place = workspace::target().join("xtask-install-test");
        let home = place.join("tool-1.0.0");
        let failed = install(&home, |into| {
            fs::write(into.join("half"), "")?;
            bail!("interrupted")
        });
        assert_eq!(failed.unwrap_err().to_string(), "interrupted");
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0);

        install(&home, |into| Ok(fs::write(into.join("whole"), "")?)).unwrap();
        assert!(home.join("whole").exists());
        fs::remove_dir_all(place).unwrap();
    }
}
