//! What `deny.toml` says of the crates that are compiled: their licences, their sources, their known faults.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{
    process,
    setup::{self, SearchPath},
    workspace,
};

/// The checks that belong to the lints. Known faults are among them if their list is on this machine: a test fetches
/// nothing, and what was green must not turn red because somebody wrote something down elsewhere.
pub(crate) fn commands(path: &SearchPath) -> Result<Vec<Command>> {
    let packages = packages()?;
    let of_each = |check: &'static [&str]| packages.iter().map(|package| deny(path, package, check));
    let mut commands: Vec<_> = of_each(&["check", "bans", "licenses", "sources"]).collect();
    if faults_are_here() {
        commands.extend(of_each(&["--offline", "check", "advisories"]));
    } else {
        println!("Known faults of crates are not checked: `cargo xtask advisories` fetches their list.");
    }
    Ok(commands)
}

/// Fetches the list of known faults, and holds the crates against it.
pub(crate) fn advisories() -> Result<()> {
    let path = setup::for_lint()?;
    process::run(path.cargo().args(["deny", "fetch", "db"]))?;
    packages()?
        .iter()
        .try_for_each(|package| process::run(&mut deny(&path, package, &["check", "advisories"])))
}

/// How cargo is told of our workspace, and of each tool that is built apart from it.
fn packages() -> Result<Vec<Vec<String>>> {
    let mut packages = vec![vec!["--workspace".to_owned()]];
    for tool in fs::read_dir(workspace::root().join("xtask/tools"))? {
        let manifest = tool?.path().join("Cargo.toml");
        packages.push(vec!["--manifest-path".to_owned(), manifest.display().to_string()]);
    }
    Ok(packages)
}

fn deny(path: &SearchPath, package: &[String], check: &[&str]) -> Command {
    let mut cargo = path.cargo();
    cargo.args(["deny", "--config", "deny.toml", "--locked"]).args(package).args(check);
    cargo
}

/// Whether cargo-deny has fetched the list. Asked for it in vain, it leaves a folder behind with nothing but a lock.
fn faults_are_here() -> bool {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    cargo.is_some_and(|cargo| has_list(&cargo.join("advisory-dbs")))
}

fn has_list(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.path().join(".git/FETCH_HEAD").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tool whose crates nobody holds against the list would still write what ships.
    #[test]
    fn every_tool_of_ours_is_looked_at() {
        let told = packages().unwrap().concat().join(" ");
        assert!(told.starts_with("--workspace "), "{told}");
        assert!(told.contains("tools/wasm-bindgen/Cargo.toml"), "{told}");
    }

    #[test]
    fn a_list_that_was_asked_for_in_vain_is_not_there() {
        let folder = workspace::target().join("xtask-advisory-dbs");
        let _ = fs::remove_dir_all(&folder);
        assert!(!has_list(&folder));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("db.lock"), "").unwrap();
        assert!(!has_list(&folder));
        fs::create_dir_all(folder.join("advisory-db-1/.git")).unwrap();
        fs::write(folder.join("advisory-db-1/.git/FETCH_HEAD"), "").unwrap();
        assert!(has_list(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}
