//! The browser's console.

use anyhow::Result;
use thirtyfour::WebDriver;

/// Errors and warnings that were logged since the last look, from every frame.
pub(crate) async fn problems(driver: &WebDriver) -> Result<Vec<String>> {
    let entries = driver.get_log("browser").await?;
    let bad = entries.into_iter().filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
    Ok(bad.map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
}
