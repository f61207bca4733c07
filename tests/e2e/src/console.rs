//! The browser's console.

use anyhow::Result;
use thirtyfour::WebDriver;

/// Chromium's note that it does not check the digest of preloaded wasm yet. The digest is right, and for browsers
/// that do.
const HARMLESS: &str = "`integrity` attribute is currently ignored for preload destinations";

/// Errors and warnings that were logged since the last look, from every frame.
pub(crate) async fn problems(driver: &WebDriver) -> Result<Vec<String>> {
    let entries = driver.get_log("browser").await?;
    let bad = entries.into_iter().filter(|entry| {
        matches!(entry.level.as_str(), "SEVERE" | "WARNING") && !entry.message.contains(HARMLESS)
    });
    Ok(bad.map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
}
