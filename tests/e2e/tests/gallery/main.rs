//! A picture of every state of the screen, and what the accessibility checker says of it: light, dark, as
//! narrow as a phone, as wide as a desk's screen, and from right to left.

use anyhow::{Result, ensure};
use e2e::{Look, Stage, journey_with, until};
use sandbox::server::Options;

/// Every state in one look; the query is what `examples/gallery.html` knows.
async fn walk(look: &str, query: &str, width: u32) -> Result<()> {
    let options = Options { dist: Some(e2e::gallery()?), records: 0, ..Options::default() };
    journey_with(&format!("gallery-{look}"), options, Look::Light, async |stage| {
        stage.browser.resize(width, 900).await?;
        let names = names(stage).await?;
        ensure!(names.len() > 40, "{names:?}");
        for name in names {
            open(stage, &format!("{query}&state={name}#{name}")).await?;
            let picture = format!("state-{name}-{look}");
            stage.browser.screenshot(&picture).await?;
            stage.browser.axe(&picture).await?;
            let overflow = stage.browser.too_wide_by().await?;
            ensure!(overflow == 0, "{picture} is {overflow} px too wide");
        }
        Ok(())
    })
    .await
}

async fn open(stage: &Stage, address: &str) -> Result<()> {
    let page = format!("{}examples/gallery.html?{address}", stage.sandbox().app_url());
    stage.browser.goto(&page).await?;
    until("the state is there", async || {
        let is_there = "return document.querySelector('[data-app]') !== null;";
        Ok(stage.browser.script::<bool>(is_there, vec![]).await?.then_some(()))
    })
    .await
}

async fn names(stage: &Stage) -> Result<Vec<String>> {
    open(stage, "").await?;
    let names = "return document.documentElement.dataset.samples.split(' ');";
    stage.browser.script(names, vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn light() -> Result<()> {
    walk("light", "", 1280).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dark() -> Result<()> {
    walk("dark", "theme=dark", 1280).await
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow() -> Result<()> {
    walk("narrow", "", 320).await
}

#[tokio::test(flavor = "multi_thread")]
async fn wide() -> Result<()> {
    walk("wide", "", 1920).await
}

#[tokio::test(flavor = "multi_thread")]
async fn right_to_left() -> Result<()> {
    walk("rtl", "dir=rtl", 1280).await
}
