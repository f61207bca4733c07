//! Where the built widget is, and where pictures go.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

/// The folder of the built widget.
///
/// # Errors
/// When it was not built.
pub fn dist() -> Result<PathBuf> {
    let dist = env::var_os("E2E_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    ensure!(dist.join("index.html").is_file(), "no widget in {}: run `cargo xtask test e2e`", dist.display());
    Ok(dist)
}

/// The folder below which `examples/gallery.html` finds what it needs.
///
/// # Errors
/// When the gallery was not built.
pub fn gallery() -> Result<PathBuf> {
    let root = root();
    ensure!(root.join("target/gallery/gallery.js").is_file(), "no gallery: run `cargo xtask test e2e`");
    Ok(root)
}

/// The script of the accessibility checker.
pub(crate) fn axe() -> Result<PathBuf> {
    env::var_os("E2E_AXE").map(PathBuf::from).context("E2E_AXE is not set: run `cargo xtask test e2e`")
}

/// The folder of the pictures.
pub(crate) fn screenshots() -> PathBuf {
    env::var_os("E2E_SCREENSHOTS").map_or_else(|| root().join("target/screenshots"), PathBuf::from)
}

/// The browser's driver.
pub(crate) fn chromedriver() -> PathBuf {
    env::var_os("CHROMEDRIVER").map_or_else(|| PathBuf::from("chromedriver"), PathBuf::from)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
