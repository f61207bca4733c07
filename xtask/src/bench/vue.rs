//! The page in `bench/vue`, as its authors would put it on a host: bundled, minified, packed as our own files are, under
//! names that say what is in them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{dist, process, setup::Tools, workspace};

/// What Vue leaves out when it is told so, as its own build tools tell it.
const DEFINED: [&str; 4] = [
    "process.env.NODE_ENV=\"production\"",
    "__VUE_OPTIONS_API__=false",
    "__VUE_PROD_DEVTOOLS__=false",
    "__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
];

/// Builds it with the packages in `modules`. The folder to be served.
pub(super) fn build(tools: &Tools, modules: &Path) -> Result<PathBuf> {
    let folder = workspace::target().join("bench/vue");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut page = fs::read_to_string(source("card.html"))?;
    for (place, file) in [("SCRIPT", "main.js"), ("STYLE", "style.css")] {
        let small = folder.join(file);
        process::run_quietly(
            tools
                .command("esbuild")
                .arg(source(file))
                .args([
                    "--bundle",
                    "--minify",
                    "--format=esm",
                    "--legal-comments=none",
                    "--log-level=warning",
                ])
                .args(DEFINED.map(|defined| format!("--define:{defined}")))
                .arg(format!("--outfile={}", small.display()))
                .env("NODE_PATH", modules),
        )?;
        let bytes = fs::read(&small)?;
        fs::remove_file(small)?;
        let (name, extension) = file.split_once('.').context("a file without an extension")?;
        page = page.replace(place, &dist::keep(&folder, name, extension, &bytes)?);
    }
    // Of what is built, a sandbox wants the main page too.
    for name in ["card.html", "index.html"] {
        fs::write(folder.join(name), &page)?;
    }
    dist::pack(&folder)?;
    Ok(folder)
}

fn source(file: &str) -> PathBuf {
    workspace::root().join("bench/vue").join(file)
}
