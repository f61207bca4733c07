//! What a developer's machine has to bring along, and the parts of the compiler.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Result, bail};

use super::{
    cache::Trust,
    part::{Lane, Part},
};
use crate::process;

const WASM: &str = "wasm32-unknown-unknown";

struct Program {
    name: &'static str,
    advice: &'static str,
}

const C: Program = Program {
    name: "cc",
    advice: "a C toolchain is missing: install the package `build-essential` (Debian) or `gcc`",
};

const NODE: Program =
    Program { name: "node", advice: "Node is missing: install version 18 or newer, package `nodejs`" };

const NPM: Program = Program { name: "npm", advice: "npm is missing: install it with Node, package `npm`" };

const RUSTUP: Program = Program {
    name: "rustup",
    advice: "the compiler lacks a part and rustup is missing: install Rust from https://rustup.rs",
};

/// What libFuzzer is built with.
const CPP: Program = Program {
    name: "c++",
    advice: "a C++ compiler is missing: install the package `build-essential` (Debian) or `gcc-c++`",
};

impl Lane {
    /// What it cannot do without. Python and apt say themselves what they lack.
    const fn programs(self) -> &'static [Program] {
        match self {
            Self::Rustup => &[RUSTUP],
            Self::Cargo => &[C],
            Self::Npm => &[NODE, NPM],
            Self::Pip | Self::Apt => &[],
        }
    }
}

/// Names in one sentence each what is missing on this machine for these lanes.
pub(super) fn check(lanes: &[Lane]) -> Result<()> {
    ask_for(lanes.iter().flat_map(|lane| lane.programs()))
}

/// Says what is missing for the tests of scripts.
pub(crate) fn node() -> Result<()> {
    ask_for(&[NODE])
}

/// Says what is missing of what libFuzzer is built with.
pub(super) fn cpp() -> Result<()> {
    ask_for(&[CPP])
}

fn ask_for<'a>(programs: impl IntoIterator<Item = &'a Program>) -> Result<()> {
    let missing: Vec<&str> = programs
        .into_iter()
        .filter(|program| process::find(program.name).is_none())
        .map(|program| program.advice)
        .collect();
    if missing.is_empty() { Ok(()) } else { bail!("{}", missing.join("\n       ")) }
}

/// A part of the toolchain.
pub(super) struct Component {
    name: &'static str,
    /// Where it is, and what to look for there.
    place: fn() -> Option<String>,
    proof: &'static str,
    /// How rustup adds it.
    add: [&'static str; 3],
}

/// The target of browsers.
pub(super) static WASM_TARGET: Component = Component {
    name: "the target wasm32-unknown-unknown",
    place: || process::first_line("rustc", &["--print", "target-libdir", "--target", WASM]),
    proof: ".",
    add: ["target", "add", WASM],
};

/// A release build makes a smaller library of it.
pub(super) static STD_SOURCE: Component = Component {
    name: "the source of the standard library",
    place: || process::first_line("rustc", &["--print", "sysroot"]),
    proof: "lib/rustlib/src/rust/library/std/Cargo.toml",
    add: ["component", "add", "rust-src"],
};

impl Part for Component {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn lane(&self) -> Lane {
        Lane::Rustup
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(10)
    }

    fn is_there(&self, _: Trust) -> Result<bool> {
        Ok((self.place)().is_some_and(|place| Path::new(&place).join(self.proof).exists()))
    }

    fn bring(&self, _: Trust) -> Result<()> {
        process::run_quietly(Command::new("rustup").args(self.add))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::workspace;

    /// The manifests promise that an older compiler is told so; the pinned one must not be among those.
    #[test]
    fn the_pinned_compiler_is_the_one_that_the_manifests_ask_for() {
        let read = |file: &str| -> toml::Value {
            toml::from_str(&fs::read_to_string(workspace::root().join(file)).unwrap()).unwrap()
        };
        let asked = read("Cargo.toml")["workspace"]["package"]["rust-version"].as_str().unwrap().to_owned();
        let pinned = read("rust-toolchain.toml")["toolchain"]["channel"].as_str().unwrap().to_owned();
        assert_eq!(pinned.rsplit_once('.').unwrap().0, asked);
    }
}
