//! The committed corpus: the inputs that reach the most.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// So many inputs are committed of each target.
const MOST: usize = 99;

/// Chooses from libFuzzer's account of a corpus: the input that reaches the most, then always the one that adds
/// the most to those before it.
///
/// The account begins with the number of inputs, the number of those that nobody asks about, and the inputs'
/// paths, a line each. Then a line `FT`, the place of an input and what it reaches, for each input.
pub(super) fn best(account: &str) -> Vec<PathBuf> {
    let paths: Vec<&str> = account.lines().skip(2).collect();
    let mut left: Vec<(&str, HashSet<u64>)> = account
        .lines()
        .filter_map(|line| line.strip_prefix("FT "))
        .filter_map(|line| {
            let mut numbers = line.split_whitespace().map(str::parse);
            let place: usize = usize::try_from(numbers.next()?.ok()?).ok()?;
            Some((*paths.get(place)?, numbers.flatten().collect()))
        })
        .collect();
    let mut best = Vec::new();
    while best.len() < MOST {
        let most = (0..left.len()).max_by_key(|place| left.get(*place).map(|(_, reached)| reached.len()));
        let Some((path, reached)) = most.map(|place| left.swap_remove(place)) else { break };
        if reached.is_empty() {
            break;
        }
        best.push(PathBuf::from(path));
        for (_, others) in &mut left {
            others.retain(|one| !reached.contains(one));
        }
    }
    best
}

/// Puts these files, and no others, into a folder.
pub(super) fn replace(folder: &Path, files: &[PathBuf]) -> Result<()> {
    let mut contents = Vec::new();
    for file in files {
        let name = file.file_name().context("an input has a name")?;
        contents.push((name, fs::read(file).with_context(|| format!("cannot read {}", file.display()))?));
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, content) in contents {
        fs::write(folder.join(name), content)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_adds_the_most() {
        let account = "4\n0\nk/few\nk/same\nk/most\nk/other\n\
            STARTED 0 9\nFT 0 1 2\nCOV 0 5\nSTARTED 1 9\nFT 1 2 3\nSTARTED 2 9\nFT 2 1 2 3\nFT 3 9\n";
        assert_eq!(best(account), ["k/most", "k/other"].map(PathBuf::from));
        assert!(best("").is_empty());
    }

    #[test]
    fn takes_no_more_than_a_hundred() {
        let lines = |line: fn(u32) -> String| (0..200).map(line).collect::<Vec<_>>().join("\n");
        let paths = lines(|number| format!("k/{number}"));
        let reached = lines(|number| format!("FT {number} {number}"));
        assert_eq!(best(&format!("200\n0\n{paths}\n{reached}")).len(), MOST);
    }

    #[test]
    fn a_folder_is_replaced_also_by_files_of_its_own() {
        let folder = crate::workspace::target().join("xtask-corpus-test");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a"), "a").unwrap();
        fs::write(folder.join("b"), "b").unwrap();
        replace(&folder, &[folder.join("b")]).unwrap();
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["b"]);
        fs::remove_dir_all(folder).unwrap();
    }
}
