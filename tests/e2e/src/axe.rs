//! The accessibility checker.

use std::fs;

use anyhow::{Result, bail, ensure};
use serde::Deserialize;
use thirtyfour::WebDriver;

use crate::place;

/// The checker takes the canvas of a page without a background for white, also in the dark: it is told the colour.
/// `preload` would fetch style sheets once more, which the page's policy may forbid; frames are checked one by
/// one, each from the inside.
const RUN: &str = "\
    const done = arguments[arguments.length - 1];
    document.documentElement.style.backgroundColor = 'Canvas';
    axe.run(document, { preload: false, iframes: false, resultTypes: ['violations'] })
       .then(result => done({ checked: result.passes.length, violations: result.violations }),
             error => done({ checked: 0, violations: [], failure: String(error) }))
       .finally(() => document.documentElement.style.removeProperty('background-color'));";

#[derive(Deserialize)]
struct Answer {
    checked: usize,
    violations: Vec<Violation>,
    failure: Option<String>,
}

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary", default)]
    summary: String,
}

/// Checks the document that the driver is in.
pub(crate) async fn check(driver: &WebDriver, name: &str) -> Result<()> {
    driver.execute(fs::read_to_string(place::axe()?)?, vec![]).await?;
    let answer: Answer = serde_json::from_value(driver.execute_async(RUN, vec![]).await?.json().clone())?;
    if let Some(failure) = answer.failure {
        bail!("axe could not check {name}: {failure}");
    }
    ensure!(answer.checked > 0, "axe checked nothing on {name}");
    ensure!(answer.violations.is_empty(), "axe on {name}:\n{}", told(&answer.violations));
    Ok(())
}

fn told(violations: &[Violation]) -> String {
    let lines = violations.iter().flat_map(|violation| {
        let head = format!("{}: {}", violation.id, violation.help);
        let nodes = violation.nodes.iter().map(|node| format!("    {}\n    {}", node.html, node.summary));
        std::iter::once(head).chain(nodes)
    });
    lines.collect::<Vec<_>>().join("\n")
}
