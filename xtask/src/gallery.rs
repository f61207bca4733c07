//! The gallery: every state of the screen on a page of its own, for the eye and for the journeys.

use std::fs;

use anyhow::Result;

use crate::{process, setup::Tools, workspace};

/// Builds the gallery as `examples/gallery.html` says.
pub(crate) fn build(tools: &Tools) -> Result<()> {
    let folder = workspace::target().join("gallery");
    fs::create_dir_all(&folder)?;
    process::run_quietly(tools.cargo().args(["build", "--example", "gallery", "--target", WASM]))?;
    let module = workspace::target().join(WASM).join("debug/examples/gallery.wasm");
    let mut bindings = tools.command("wasm-bindgen");
    process::run_quietly(
        bindings.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(folder).arg(module),
    )
}

const WASM: &str = "wasm32-unknown-unknown";
