//! How it looks: narrow, dark, right-to-left, and in other languages.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use e2e::{Card, Look, journey, journey_with, until};
use locales::LANGUAGES;
use sandbox::{server::Options, story};

#[tokio::test(flavor = "multi_thread")]
async fn a_narrow_frame_needs_no_sideways_scrolling() -> Result<()> {
    journey("look-narrow", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        // The portal's page has margins: only the frame itself is told to be 320 wide.
        stage.portal.leave_widget().await?;
        let style = "document.querySelector('iframe.app-frame').style.width = '320px'; return true;";
        stage.browser.script::<bool>(style, vec![]).await?;
        stage.portal.enter_widget().await?;
        let inner: u32 = stage.browser.script("return innerWidth;", vec![]).await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(inner == 320 && overflow == 0, "{inner} wide, content {overflow} wider");
        stage.state("look-narrow").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_narrow_page_needs_no_sideways_scrolling() -> Result<()> {
    journey("look-narrow-page", async |stage| {
        stage.browser.resize(320, 800).await?;
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        widget.search(&story::EXAMPLE_PHONES.join("\n")).await?;
        widget.until_state("page", "done").await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.state("look-narrow-page").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dark_card_is_dark_and_legible() -> Result<()> {
    journey_with("look-dark", Options::default(), Look::Dark, async |stage| {
        stage.portal.switch("theme=dark").await?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        let brightness = "const canvas = getComputedStyle(document.body).color.match(/\\d+/g).map(Number); \
            return Math.max(...canvas.slice(0, 3));";
        let text: f64 = stage.browser.script(brightness, vec![]).await?;
        ensure!(text > 150.0, "dark text on a dark page: {text}");
        stage.state("look-dark").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dark_page_is_accessible() -> Result<()> {
    journey_with("look-dark-page", Options::default(), Look::Dark, async |stage| {
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        widget.search(&story::EXAMPLE_PHONES.join("\n")).await?;
        widget.until_state("page", "done").await?;
        stage.state("look-dark-page").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn right_to_left_mirrors_without_overflow() -> Result<()> {
    journey("look-rtl", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        stage.browser.force_rtl().await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.state("look-rtl").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portals_language_is_spoken() -> Result<()> {
    journey("look-languages", async |stage| {
        let mut texts = Vec::new();
        let spoken = LANGUAGES.map(|language| (language.portal_code, language.tag));
        // The last one is none of ours, in a browser that asks for English.
        for (portal, ours) in spoken.into_iter().chain([("th", "en")]) {
            stage.portal.switch(&format!("lang={portal}")).await?;
            let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
            widget.until_named(&stage.administrator()).await?;
            // The texts may arrive after the answer of the portal.
            until(&format!("{portal} is told as {ours}"), async || {
                let language = "return document.querySelector('[data-app]').closest('[lang]').lang";
                let tagged: String = stage.browser.script(language, vec![]).await?;
                Ok((tagged == ours).then_some(()))
            })
            .await?;
            let shown = widget.read().await?;
            stage.state(&format!("look-{portal}")).await?;
            texts.push(shown.text);
        }
        let unlike: BTreeSet<_> = texts.iter().collect();
        ensure!(unlike.len() == LANGUAGES.len() && texts.first() == texts.last(), "{texts:#?}");
        Ok(())
    })
    .await
}
