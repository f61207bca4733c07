//! Chromium and its driver, by the system's package manager where it may.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

use super::{
    cache::Trust,
    part::{Lane, Part},
};
use crate::process;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser and what drives it.
pub(super) struct Chromium;

/// The part that both are together.
pub(super) static CHROMIUM: Chromium = Chromium;

impl Part for Chromium {
    fn name(&self) -> String {
        "Chromium and its driver".to_owned()
    }

    fn lane(&self) -> Lane {
        Lane::Apt
    }

    fn takes(&self) -> Duration {
        Duration::from_mins(1)
    }

    fn is_there(&self, _: Trust) -> Result<bool> {
        Ok(find().is_some())
    }

    fn bring(&self, _: Trust) -> Result<()> {
        let is_root = process::first_line("id", &["-u"]).as_deref() == Some("0");
        if !is_root || process::find("apt-get").is_none() {
            bail!(
                "install the packages `chromium` and `chromium-driver` (Debian, Ubuntu), or set CHROMEDRIVER to a \
                 driver that fits your browser"
            );
        }
        apt(&["update", "-q"])?;
        apt(&["install", "-y", "-q", "--no-install-recommends", "chromium", "chromium-driver"])
    }
}

/// The driver's path, once it is known to fit the browser.
pub(super) fn driver() -> Result<PathBuf> {
    let driver = find().context("chromium or chromium-driver is not on the search path")?;
    check(&driver)?;
    Ok(driver)
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMEDRIVER") {
        return Some(PathBuf::from(named));
    }
    browsers().next()?;
    process::find("chromedriver")
}

fn browsers() -> impl Iterator<Item = PathBuf> {
    BROWSERS.iter().filter_map(|browser| process::find(browser))
}

/// A driver starts browsers of its own version only, and says so deep inside the first test. Which browser it takes
/// is its own affair: it is enough that one fits. With CHROMEDRIVER set, there may be none on the search path.
fn check(driver: &Path) -> Result<()> {
    let Some(version) = process::first_line(driver, &["--version"]) else {
        bail!("{} does not say its version: set CHROMEDRIVER to a driver of Chromium", driver.display());
    };
    let browsers: Vec<String> =
        browsers().filter_map(|browser| process::first_line(browser, &["--version"])).collect();
    fit(&version, &browsers)
}

/// Whether a driver and one of the browsers have one major version, by what they print.
fn fit(driver: &str, browsers: &[String]) -> Result<()> {
    if browsers.is_empty() || browsers.iter().any(|browser| major(browser) == major(driver)) {
        return Ok(());
    }
    bail!(
        "the driver ({driver}) does not fit the browser ({}): install both in one major version, as the packages \
         `chromium` and `chromium-driver` are, or set CHROMEDRIVER to a driver of the browser's version",
        browsers.join(", ")
    )
}

/// The first number of the first version in a text: 156 in `Chromium 156.0.8078.79 built on Debian`.
fn major(text: &str) -> Option<u32> {
    text.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn apt(arguments: &[&str]) -> Result<()> {
    process::run_quietly(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRIVER: &str =
        "ChromeDriver 156.0.8078.79 (a21ce95c24ce3964416f09ae1862f53f319eb4d0-refs/8078@{#1704})";

    fn browsers(printed: &[&str]) -> Vec<String> {
        printed.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn one_browser_of_the_drivers_major_version_is_enough() {
        for printed in [
            &["Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"][..],
            &["Google Chrome 156.0.1.2"],
            &["Chromium 157.0.1.2 snap", "Google Chrome 156.0.1.2"],
            &[],
        ] {
            assert!(fit(DRIVER, &browsers(printed)).is_ok(), "{printed:?}");
        }
    }

    #[test]
    fn a_driver_of_another_version_is_told_from_the_browser_and_what_to_do() {
        let error = fit(DRIVER, &browsers(&["Google Chrome 155.0.8078.79"])).unwrap_err().to_string();
        assert!(error.contains("Google Chrome 155.0.8078.79"), "{error}");
        assert!(error.contains("ChromeDriver 156.0.8078.79"), "{error}");
        assert!(error.contains("set CHROMEDRIVER to a driver of the browser's version"), "{error}");
    }

    #[test]
    fn a_version_is_no_other_number() {
        assert_eq!(major(DRIVER), Some(156));
        assert_eq!(major("Chromium"), None);
        assert_eq!(major("Chromium 12 of v1.2, 99.1"), Some(99));
    }
}
