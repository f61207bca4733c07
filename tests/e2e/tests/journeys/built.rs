//! What is built, to be spoiled.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use sandbox::server::Options;

/// What is built, in a folder where it may be spoiled.
pub(crate) struct Built(PathBuf);

impl Built {
    /// Copies it into a folder of this name.
    pub(crate) fn copied(name: &str) -> Result<Self> {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        copy_folder(&e2e::dist()?, &copy)?;
        Ok(Self(copy))
    }

    /// Copies a file of it to another name.
    pub(crate) fn copy(&self, from: &str, to: &str) -> Result<()> {
        fs::copy(self.0.join(from), self.0.join(to))?;
        Ok(())
    }

    /// The modules, packed and as they are.
    pub(crate) fn module(&self) -> Result<Vec<PathBuf>> {
        self.files_with(".wasm")
    }

    /// The files with this in their names.
    pub(crate) fn files_with(&self, part: &str) -> Result<Vec<PathBuf>> {
        let has_part =
            |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().contains(part));
        Ok(entries(&self.0)?.into_iter().filter(has_part).collect())
    }

    /// Changes what stands in a file.
    pub(crate) fn change(&self, file: &str, change: impl Fn(&str) -> String) -> Result<()> {
        let path = self.0.join(file);
        let before = fs::read_to_string(&path)?;
        let changed = change(&before);
        ensure!(changed != before, "{file} is as it was");
        fs::write(&path, changed)?;
        // Who unpacks would get the old one.
        for packed in self.files_with(&format!("{file}."))? {
            fs::remove_file(packed)?;
        }
        Ok(())
    }

    /// Changes the texts of a language, for either application.
    pub(crate) fn change_texts(&self, language: &str, change: impl Fn(&str) -> String) -> Result<()> {
        let release = entries(&self.0.join("locales"))?.pop().context("a release of the texts")?;
        for file in ["card", "page"].map(|set| release.join(set).join(language).with_extension("txt")) {
            let texts = fs::read_to_string(&file)?;
            let changed = change(&texts);
            ensure!(changed != texts, "{} is as it was", file.display());
            fs::write(&file, changed)?;
            // Who unpacks would get the old ones.
            for packed in ["txt.br", "txt.gz"] {
                fs::remove_file(file.with_extension(packed))?;
            }
        }
        Ok(())
    }

    /// A sandbox whose application is this.
    pub(crate) fn options(&self) -> Options {
        Options { dist: Some(self.0.clone()), ..Options::default() }
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for path in entries(from)? {
        let copy = to.join(path.file_name().context("an entry has a name")?);
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy)?;
        }
    }
    Ok(())
}
