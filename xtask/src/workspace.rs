//! Where things are.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context as _, Result};

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// What Trunk builds: the files that a web host serves.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's output folder, which a developer may have moved.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |moved| root().join(moved))
}

/// The user's cache folder for our tools, shared by every clone on this machine.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor a home folder is known, so there is no place for the tools")?;
    Ok(cache.join("b24-duplicates"))
}

/// The cargo that started this program, so that everything is built by one toolchain.
pub(crate) fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Every file below `folder`, in a stable order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The latest change among files and folders; those that do not exist are passed over.
pub(crate) fn newest(paths: &[PathBuf]) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for path in paths.iter().filter(|path| path.exists()) {
        let files = if path.is_dir() { files_below(path)? } else { vec![path.clone()] };
        for file in files {
            newest = newest.max(Some(fs::metadata(&file)?.modified()?));
        }
    }
    Ok(newest)
}
