//! Waiting for something to be so.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take before a journey gives up: the machine may be busy, and the widget itself waits
/// up to half a minute between two tries of a portal that is asked too often.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often the browser is asked.
const INTERVAL: Duration = Duration::from_millis(50);

/// Asks until there is an answer. An error counts as *not yet*: a page that is being replaced has neither
/// document nor elements. The last error is told when retry ends.
///
/// # Errors
/// When there is no answer in time.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    loop {
        let last_error = match ask().await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if started.elapsed() > PATIENCE {
            match last_error {
                Some(error) => bail!("waited in vain: {what}: {}", without_stack(&format!("{error:#}"))),
                None => bail!("waited in vain: {what}"),
            }
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// A driver's error without the addresses of its own functions.
fn without_stack(error: &str) -> &str {
    error.split("Stacktrace:").next().unwrap_or_default().trim_end()
}
