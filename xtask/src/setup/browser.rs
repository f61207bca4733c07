//! Chromium and its driver, by the system's package manager where it may.

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result, bail};

use crate::process;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The driver's path; browser and driver are installed if this machine lacks them and lets us.
pub(crate) fn ready() -> Result<PathBuf> {
    if let Some(driver) = find() {
        return Ok(driver);
    }
    let is_root = process::first_line("id", &["-u"]).as_deref() == Some("0");
    if !is_root || process::find("apt-get").is_none() {
        bail!(
            "Chromium or its driver is missing: install the packages `chromium` and `chromium-driver` \
             (Debian, Ubuntu), or set CHROMEDRIVER to a driver that fits your browser"
        );
    }
    println!("Installing chromium and chromium-driver");
    apt(&["update", "-q"])?;
    apt(&["install", "-y", "-q", "--no-install-recommends", "chromium", "chromium-driver"])?;
    find().context("chromium and chromium-driver were installed, but are not on the search path")
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMEDRIVER") {
        return Some(PathBuf::from(named));
    }
    BROWSERS.iter().find_map(|browser| process::find(browser))?;
    process::find("chromedriver")
}

fn apt(arguments: &[&str]) -> Result<()> {
    process::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
