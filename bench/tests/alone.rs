//! What is measured without network and browser comes to its end.

use anyhow::Result;
use bench::{app, engine};

#[test]
fn the_search_and_the_application_around_it_take_some_time() -> Result<()> {
    let engine = engine::run(300)?;
    assert!((1..=24).contains(&engine.requests), "{engine:?}");
    assert!(!engine.gauge.time.is_zero() && engine.gauge.most > 0, "{engine:?}");
    let app = app::run(300)?;
    assert!(!app.gauge.time.is_zero() && app.gauge.most > engine.gauge.most, "{app:?}, {engine:?}");
    Ok(())
}
