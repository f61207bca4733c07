//! The harness itself: what it is there to find, it finds.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use e2e::{Look, Stage, journey_with};
use sandbox::server::Options;

/// A journey with a planted page in place of the widget.
async fn with_page(name: &str, look: Look, walk: impl AsyncFn(&Stage) -> Result<()>) -> Result<()> {
    let options = Options { dist: Some(page(name)), records: 0, ..Options::default() };
    journey_with(&format!("harness-{name}"), options, look, walk).await
}

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/harness").join(name)
}

const PREFERS_DARK: &str = "return matchMedia('(prefers-color-scheme: dark)').matches;";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_faults_passes_and_is_read() -> Result<()> {
    with_page("clean", Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids() == ["CONTACT-275"], "{shown:?}");
        ensure!(shown.record("CONTACT-275")?.matched == ["1234567"], "{shown:?}");
        ensure!(shown.hidden.get("lead").is_some_and(|words| words == "2 hidden"), "{shown:?}");
        ensure!(shown.codes() == ["TRIED"], "{shown:?}");
        let is_dark: bool = stage.browser.script(PREFERS_DARK, vec![]).await?;
        ensure!(!is_dark, "a light browser is dark");
        stage.browser.axe("clean").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_in_the_frame_is_found() -> Result<()> {
    with_page("planted", Look::Light, async |stage| {
        stage.portal.app_page().await?;
        let found = stage.browser.axe("planted").await.err().context("axe found nothing")?;
        ensure!(found.to_string().contains("image-alt"), "{found}");
        let report = stage.no_console_errors().await.err().context("the policy's report was not seen")?;
        ensure!(report.to_string().contains("Content Security Policy"), "{report}");
        Ok(())
    })
    .await
}

/// Nobody looks often enough to see it, on whatever machine.
#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_is_gone_at_once_was_noted() -> Result<()> {
    with_page("clean", Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.watch_notes().await?;
        let flash = "const note = document.createElement('p'); note.dataset.note = ''; note.textContent = 'Copied'; \
            document.body.append(note); setTimeout(() => note.remove()); return true;";
        stage.browser.script::<bool>(flash, vec![]).await?;
        widget.until_noted("Copied").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announced_line_of_the_console_is_no_fault() -> Result<()> {
    with_page("planted", Look::Light, async |stage| {
        stage.portal.app_page().await?;
        stage.expect_in_console("Content Security Policy");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dark_browser_is_dark_inside_the_frame() -> Result<()> {
    with_page("clean", Look::Dark, async |stage| {
        // A frame prefers what the page around it says, so a dark portal belongs to it.
        stage.portal.switch("theme=dark").await?;
        stage.portal.app_page().await?;
        let is_dark: bool = stage.browser.script(PREFERS_DARK, vec![]).await?;
        ensure!(is_dark, "a dark browser is light");
        Ok(())
    })
    .await
}

/// A bar would take room from the page and none from its picture, which was then cut.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_scrolls_is_as_wide_as_its_picture() -> Result<()> {
    with_page("clean", Look::Light, async |stage| {
        let lengthen = "document.body.style.blockSize = '9000px'; \
            return [innerWidth, document.documentElement.clientWidth];";
        stage.portal.open("/").await?;
        let [picture, page]: [u32; 2] = stage.browser.script(lengthen, vec![]).await?;
        ensure!(picture == page, "{picture} and {page}");
        let widen = "document.body.style.inlineSize = `${innerWidth + 9}px`; \
            document.body.style.margin = 0; return true;";
        stage.browser.script::<bool>(widen, vec![]).await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 9, "{overflow}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_gets_as_narrow_as_a_phone() -> Result<()> {
    with_page("clean", Look::Light, async |stage| {
        stage.browser.resize(320, 640).await?;
        stage.portal.open("/").await?;
        let width: u32 = stage.browser.script("return innerWidth;", vec![]).await?;
        ensure!(width == 320, "{width}");
        Ok(())
    })
    .await
}
