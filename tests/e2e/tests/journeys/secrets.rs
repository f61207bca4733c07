//! What is left of a webhook once its user is gone.

use anyhow::{Result, ensure};
use e2e::{Look, Stage, Widget, journey, journey_with, until};
use sandbox::story;
use serde_json::json;

use crate::built::Built;

/// The addresses that the browser has listed: of the page itself, of its files, of what it has asked for.
const LISTED: &str = "return performance.getEntries().map(entry => entry.name);";

/// The address of each request stayed in the list of the page, and the webhook's code is part of it.
#[tokio::test(flavor = "multi_thread")]
async fn no_request_by_webhook_is_listed_after_it_is_forgotten() -> Result<()> {
    journey("secrets-listed", async |stage| {
        let widget = connected(stage, "page.html").await?;
        widget.search(&story::EXAMPLE_PHONES.join(", ")).await?;
        widget.until_state("page", "done").await?;
        // One more is under way, and ends after the webhook is forgotten.
        stage.faults(json!([{ "kind": "stall" }]))?;
        let before = stage.requests();
        widget.search("+1 202 555 0199").await?;
        until("a call that is not answered", async || Ok((stage.requests() > before).then_some(()))).await?;
        stage.browser.click("button[name=disconnect]").await?;
        widget.until_state("page", "disconnected").await?;
        for _ in 0..2 {
            let listed: Vec<String> = stage.browser.script(LISTED, vec![]).await?;
            ensure!(
                listed.iter().any(|address| address.contains("/widget-")),
                "a list of nothing: {listed:?}"
            );
            ensure!(!listed.iter().any(|address| address.contains("code")), "{listed:?}");
            // What was to be listed is listed by the time that the next request has ended.
            let next = "return fetch(location.href).then(answer => answer.text()).then(() => true);";
            stage.browser.script::<bool>(next, vec![]).await?;
        }
        Ok(())
    })
    .await
}

/// The sandbox sends the plain page with `no-store`, as the snippets do; from a host that does not, the browser keeps it.
const KEPT: &str = "kept.html";

/// *Back* showed the page as it was left: connected, with the results of whoever had left it.
#[tokio::test(flavor = "multi_thread")]
async fn going_back_leads_to_a_page_without_a_webhook() -> Result<()> {
    let built = Built::copied("kept")?;
    built.copy("page.html", KEPT)?;
    journey_with("secrets-back", built.options(), Look::Light, async |stage| {
        let widget = connected(stage, KEPT).await?;
        widget.search("1234567").await?;
        widget.until_state("page", "done").await?;
        let requests = stage.requests();
        leave_and_come_back(stage).await?;
        let shown = widget.until_state("page", "disconnected").await?;
        ensure!(shown.all_ids().is_empty() && stage.requests() == requests, "{shown:?}");
        stage.state("secrets-back").await?;
        stage.browser.fill("input[name=webhook]", &stage.webhook(1)).await?;
        leave_and_come_back(stage).await?;
        let typed = "return document.querySelector('input[name=webhook]').value;";
        let typed: String = stage.browser.script(typed, vec![]).await?;
        ensure!(typed.is_empty(), "{typed}");
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        Ok(())
    })
    .await
}

/// Fails unless the browser has kept the page: otherwise there is nothing to be seen here.
async fn leave_and_come_back(stage: &Stage) -> Result<()> {
    stage.browser.script::<bool>("window.left = true; return true;", vec![]).await?;
    stage.browser.goto(stage.portal.url()).await?;
    stage.browser.driver().back().await?;
    let is_kept: bool = stage.browser.script("return window.left === true;", vec![]).await?;
    let why =
        "return JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null);";
    let why: String = stage.browser.script(why, vec![]).await?;
    ensure!(is_kept, "the browser has not kept the page: {why}");
    Ok(())
}

async fn connected(stage: &Stage, page: &str) -> Result<Widget> {
    stage.browser.goto(&format!("{}{page}", stage.sandbox().app_url())).await?;
    let widget = Widget::on_this_page(&stage.browser).await?;
    widget.until_state("page", "disconnected").await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await?;
    Ok(widget)
}
