//! A picture of every state of the screen, and what the accessibility checker says of it: light, dark, in the colours
//! of the system, as narrow as a phone, at 400 %, as wide as a desk's screen, from right to left, and in the languages
//! whose words are longer.

use anyhow::{Result, ensure};
use e2e::{Colours, Look, Stage, journey_with, until};
use sandbox::server::Options;

/// How a state is looked at.
struct As {
    /// What the pictures are called by.
    look: &'static str,
    /// What `examples/gallery.html` knows.
    query: &'static str,
    /// In CSS pixels.
    size: (u32, u32),
    colours: Colours,
}

/// Every state in one look.
async fn walk(as_: As) -> Result<()> {
    let As { look, query, size: (width, height), colours } = as_;
    let options = Options { dist: Some(e2e::gallery()?), records: 0, ..Options::default() };
    journey_with(&format!("gallery-{look}"), options, Look::Light, async |stage| {
        stage.browser.resize(width, height).await?;
        stage.browser.paint(colours).await?;
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

const PLAIN: As = As { look: "light", query: "", size: (1280, 900), colours: Colours::OfThePage };

#[tokio::test(flavor = "multi_thread")]
async fn light() -> Result<()> {
    walk(PLAIN).await
}

#[tokio::test(flavor = "multi_thread")]
async fn dark() -> Result<()> {
    walk(As { look: "dark", query: "theme=dark", ..PLAIN }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn forced_colours() -> Result<()> {
    walk(As { look: "forced", colours: Colours::Forced, ..PLAIN }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow() -> Result<()> {
    walk(As { look: "narrow", size: (320, 900), ..PLAIN }).await
}

/// A window of 1,280 by 1,024 pixels at 400 %.
#[tokio::test(flavor = "multi_thread")]
async fn zoomed() -> Result<()> {
    walk(As { look: "zoomed", size: (320, 256), ..PLAIN }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn wide() -> Result<()> {
    walk(As { look: "wide", size: (1920, 900), ..PLAIN }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn right_to_left() -> Result<()> {
    walk(As { look: "rtl", query: "dir=rtl", ..PLAIN }).await
}

/// The longest words in the least room.
#[tokio::test(flavor = "multi_thread")]
async fn german() -> Result<()> {
    walk(As { look: "de", query: "lang=de", size: (320, 900), ..PLAIN }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn russian() -> Result<()> {
    walk(As { look: "ru", query: "lang=ru", ..PLAIN }).await
}
