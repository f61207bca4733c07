//! Waiting for something to be so.

use std::time::Duration;

use anyhow::{Result, bail};

/// How often a journey asks before it gives up. That is no time: on a busy machine each question takes longer too.
/// On an idle one it is some three minutes, and the widget itself waits half a minute at most between two tries of a
/// portal that is asked too often.
const MOST_QUESTIONS: usize = 3_000;

/// The pause between two of them.
const INTERVAL: Duration = Duration::from_millis(50);

/// Asks until there is an answer. An error counts as *not yet*: a page that is being replaced has neither
/// document nor elements. The last error is told when the journey gives up.
///
/// # Errors
/// When there is no answer however often it asks.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let mut last_error = None;
    for _ in 0..MOST_QUESTIONS {
        last_error = match ask().await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        tokio::time::sleep(INTERVAL).await;
    }
    match last_error {
        Some(error) => bail!("waited in vain: {what}: {}", without_stack(&format!("{error:#}"))),
        None => bail!("waited in vain: {what}"),
    }
}

/// A driver's error without the addresses of its own functions.
fn without_stack(error: &str) -> &str {
    error.split("Stacktrace:").next().unwrap_or_default().trim_end()
}
