//! Where things are.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
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

/// That cargo, at the root.
pub(crate) fn cargo_here() -> Command {
    let mut command = Command::new(cargo());
    command.current_dir(root());
    command
}

/// Every file in `folder` itself, in a stable order.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// Every file below `folder`, in a stable order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries_below(folder)?.into_iter().filter(|path| !path.is_dir()).collect())
}

/// The latest change below these files and folders; `None` if one of them does not exist. A folder is younger than
/// the last file that was added to it, renamed or removed.
pub(crate) fn newest(paths: &[PathBuf]) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for path in paths {
        if !path.exists() {
            return Ok(None);
        }
        let below = if path.is_dir() { entries_below(path)? } else { Vec::new() };
        for entry in below.iter().chain([path]) {
            newest = newest.max(Some(fs::metadata(entry)?.modified()?));
        }
    }
    Ok(newest)
}

/// Every file and folder below `folder`, in a stable order.
fn entries_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::Duration};

    use super::*;

    /// A folder with a file in a folder of its own, all of them changed an hour ago.
    fn an_hour_old(name: &str) -> (PathBuf, SystemTime) {
        let folder = target().join(name);
        fs::create_dir_all(folder.join("inner")).unwrap();
        fs::write(folder.join("inner/file"), "").unwrap();
        // Whole seconds, which every file system keeps.
        let hour = Duration::from_hours(1);
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(now.as_secs()) - hour;
        for path in ["inner/file", "inner", ""] {
            File::open(folder.join(path)).unwrap().set_modified(then).unwrap();
        }
        (folder, then)
    }

    #[test]
    fn a_file_that_was_removed_is_a_change() {
        let (folder, then) = an_hour_old("xtask-newest-removed");
        assert_eq!(newest(std::slice::from_ref(&folder)).unwrap(), Some(then));
        fs::remove_file(folder.join("inner/file")).unwrap();
        assert!(newest(std::slice::from_ref(&folder)).unwrap() > Some(then));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_missing_has_no_age() {
        let (folder, _) = an_hour_old("xtask-newest-missing");
        assert_eq!(newest(&[folder.clone(), folder.join("nowhere")]).unwrap(), None);
        fs::remove_dir_all(folder).unwrap();
    }
}
