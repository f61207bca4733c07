//! What a developer's machine has to bring along, and the compiler's browser target.

use std::{path::Path, process::Command};

use anyhow::{Result, bail};

use crate::process;

const WASM: &str = "wasm32-unknown-unknown";

struct Program {
    name: &'static str,
    advice: &'static str,
}

const NEEDED: [Program; 3] = [
    Program {
        name: "cc",
        advice: "a C toolchain is missing: install the package `build-essential` (Debian) or `gcc`",
    },
    Program { name: "node", advice: "Node is missing: install version 18 or newer, package `nodejs`" },
    Program { name: "npm", advice: "npm is missing: install it with Node, package `npm`" },
];

/// Names in one sentence each what is missing on this machine.
pub(crate) fn check() -> Result<()> {
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|program| process::find(program.name).is_none())
        .map(|program| program.advice)
        .collect();
    if process::find("python3").is_none() {
        eprintln!(
            "note: Python is missing: the tests of the official clients will want the package `python3`"
        );
    }
    if missing.is_empty() { Ok(()) } else { bail!("{}", missing.join("\n       ")) }
}

/// Adds the source of the standard library to the toolchain, unless it has it already: a release build makes a
/// smaller one of it.
pub(crate) fn add_std_source() -> Result<()> {
    let sysroot = process::first_line("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    if process::find("rustup").is_none() {
        bail!("the source of the standard library is missing: install Rust from https://rustup.rs");
    }
    println!("Adding the source of the standard library");
    process::run(Command::new("rustup").args(["component", "add", "rust-src"]))
}

/// Says what is missing of what libFuzzer is built with; it is written in C++.
pub(crate) fn check_for_fuzzer() -> Result<()> {
    if process::find("c++").is_none() {
        bail!("a C++ compiler is missing: install the package `build-essential` (Debian) or `gcc-c++`");
    }
    Ok(())
}

/// Adds the browser's target to the toolchain, unless it has it already.
pub(crate) fn add_wasm_target() -> Result<()> {
    let libraries = process::first_line("rustc", &["--print", "target-libdir", "--target", WASM]);
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    if process::find("rustup").is_none() {
        bail!("the compiler has no target {WASM} and rustup is missing: install Rust from https://rustup.rs");
    }
    println!("Adding the target {WASM}");
    process::run(Command::new("rustup").args(["target", "add", WASM]))
}
