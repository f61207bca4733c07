//! Which command needs which parts.

use std::path::PathBuf;

use anyhow::Result;

use super::{
    browser::CHROMIUM,
    cache::Trust,
    crates::{DENY, FUZZER, TRUNK, WASM_BINDGEN, WASM_PACK},
    host::{STD_SOURCE, WASM_TARGET},
    npm::{self, AXE, MINIFIERS},
    part::{self, Part},
    python,
    server::SERVERS,
};

/// What a command is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build the widget to try it out.
    Build,
    /// Build the widget for others.
    Release,
    /// Check the format and the lints.
    Lint,
    /// Run tests inside a browser.
    Headless,
    /// Click through the built widget in a browser.
    Journeys,
    /// Run the web servers of `docs/hosting`.
    Hosting,
    /// Run the clients of others, one of them in a browser.
    Clients,
    /// Measure the clients of others.
    Comparison,
    /// Open the built widget beside a page that others would build.
    Start,
    /// Attack the properties of `fuzz/`.
    Fuzz,
}

type Parts = &'static [&'static dyn Part];

impl Purpose {
    const fn parts(self) -> Parts {
        const BUILD: Parts = &[&WASM_TARGET, &STD_SOURCE, &WASM_BINDGEN, &TRUNK, &MINIFIERS];
        const LINT: Parts = &[&WASM_TARGET, &DENY];
        const HEADLESS: Parts = &[&WASM_TARGET, &WASM_BINDGEN, &WASM_PACK, &CHROMIUM];
        const JOURNEYS: Parts =
            &[&WASM_TARGET, &STD_SOURCE, &WASM_BINDGEN, &TRUNK, &MINIFIERS, &AXE, &CHROMIUM];
        const HOSTING: Parts = &[&SERVERS];
        const CLIENTS: Parts = &[&npm::CLIENTS, &python::CLIENTS, &CHROMIUM];
        const COMPARISON: Parts = &[&npm::CLIENTS, &python::CLIENTS];
        const START: Parts =
            &[&WASM_TARGET, &STD_SOURCE, &WASM_BINDGEN, &TRUNK, &MINIFIERS, &AXE, &npm::VUE, &CHROMIUM];
        const FUZZ: Parts = &[&FUZZER];
        match self {
            Self::Build | Self::Release => BUILD,
            Self::Lint => LINT,
            Self::Headless => HEADLESS,
            Self::Journeys => JOURNEYS,
            Self::Hosting => HOSTING,
            Self::Clients => CLIENTS,
            Self::Comparison => COMPARISON,
            Self::Start => START,
            Self::Fuzz => FUZZ,
        }
    }

    /// What others will open is made with pinned tools only.
    pub(super) const fn trust(self) -> Trust {
        match self {
            Self::Release => Trust::Pinned,
            _ => Trust::WhatFits,
        }
    }

    /// Brings what is missing. The folders that have to stand in the search path.
    pub(super) fn bring(self) -> Result<Vec<PathBuf>> {
        let trust = self.trust();
        part::bring(self.parts(), trust)?;
        let folders: Result<Vec<_>> = self.parts().iter().map(|part| part.folder(trust)).collect();
        Ok(folders?.into_iter().flatten().collect())
    }
}

/// Brings what is missing for several purposes at once, so that it is not waited for in between.
pub(crate) fn ahead(purposes: &[Purpose]) -> Result<()> {
    let mut wanted: Vec<&'static dyn Part> = Vec::new();
    for part in purposes.iter().flat_map(|purpose| purpose.parts()) {
        if !wanted.iter().any(|known| known.name() == part.name()) {
            wanted.push(*part);
        }
    }
    let any_is_pinned = purposes.iter().any(|purpose| purpose.trust() == Trust::Pinned);
    part::bring(&wanted, if any_is_pinned { Trust::Pinned } else { Trust::WhatFits })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Purpose; 10] = [
        Purpose::Build,
        Purpose::Release,
        Purpose::Lint,
        Purpose::Headless,
        Purpose::Journeys,
        Purpose::Hosting,
        Purpose::Clients,
        Purpose::Comparison,
        Purpose::Start,
        Purpose::Fuzz,
    ];

    fn names(purpose: Purpose) -> Vec<String> {
        purpose.parts().iter().map(|part| part.name()).collect()
    }

    /// Somebody who tried the project out waited for twelve minutes, because tools for tests were built as well.
    #[test]
    fn who_builds_the_widget_waits_for_nothing_that_only_tests_use() {
        let of_a_build = [
            "the target wasm32-unknown-unknown",
            "the source of the standard library",
            "wasm-bindgen-cli 0.2.130",
            "trunk 0.22.1",
            "wasm-opt and esbuild",
        ];
        assert_eq!(names(Purpose::Build), of_a_build);
        for of_tests in [
            "cargo-deny 0.20.2",
            "wasm-pack 0.15.1",
            "axe-core",
            "Chromium and its driver",
            "cargo-fuzz 0.13.2",
        ] {
            assert!(!of_a_build.contains(&of_tests));
            assert!(
                ALL.iter().any(|purpose| names(*purpose).iter().any(|name| name == of_tests)),
                "{of_tests}"
            );
        }
    }

    #[test]
    fn only_a_release_asks_where_its_tools_come_from() {
        let pinned: Vec<_> = ALL.into_iter().filter(|purpose| purpose.trust() == Trust::Pinned).collect();
        assert_eq!(pinned, [Purpose::Release]);
        assert_eq!(names(Purpose::Release), names(Purpose::Build));
    }

    #[test]
    fn tests_without_a_browser_bring_none() {
        for purpose in [Purpose::Lint, Purpose::Hosting, Purpose::Comparison, Purpose::Fuzz] {
            assert!(!names(purpose).contains(&CHROMIUM.name()), "{purpose:?}");
        }
    }

    /// The journeys build the widget themselves if it is out of date.
    #[test]
    fn journeys_have_all_that_builds_the_widget() {
        let journeys = names(Purpose::Journeys);
        assert!(names(Purpose::Build).iter().all(|part| journeys.contains(part)));
    }
}
