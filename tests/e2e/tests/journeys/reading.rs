//! Pasted text is read by a module beside the page, and nothing of it is lost.

use std::{ffi::OsStr, fs};

use anyhow::{Result, ensure};
use e2e::{Look, Stage, Widget, journey, journey_with};
use sandbox::story;
use thirtyfour::{By, Key, extensions::query::ElementQueryable as _};

use super::built::Built;

/// A signature as it stands below a mail.
const SIGNATURE: &str = "Anna Berg, 8 (916) 123-45-67 (24/7)\nanna[at]example[dot]com\nsent 12.03.2024";

/// What stands in the first field of the list.
const FIRST_PIECE: &str = "return document.querySelector('[data-unread] input').value";

/// Whether a rule of the module's name can be made.
const RULE: &str = "\
    try { trustedTypes.createPolicy('b24d-reader', { createScriptURL: text => text }); return true; } \
    catch { return false; }";

async fn connected(stage: &Stage) -> Result<Widget> {
    let widget = stage.plain_page().await?;
    widget.until_state("page", "disconnected").await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await?;
    Ok(widget)
}

async fn until_told(widget: &Widget, summary: &str) -> Result<()> {
    widget.until(summary, |shown| shown.text.contains(summary)).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_is_read_and_what_is_not_read_is_corrected_in_place() -> Result<()> {
    journey("reading", async |stage| {
        let widget = connected(stage).await?;
        stage.browser.fill("textarea[name=values]", SIGNATURE).await?;
        until_told(&widget, "1 phone, 2 pieces not read").await?;
        stage.browser.click("[data-unread] summary").await?;
        stage.state("reading-unread").await?;
        let piece: String = stage.browser.script(FIRST_PIECE, vec![]).await?;
        ensure!(piece == "anna[at]example[dot]com", "{piece}");
        stage.browser.click("[data-unread] input").await?;
        stage.browser.press(Key::Control + "a").await?;
        stage.browser.press("anna@example.com").await?;
        stage.browser.press(Key::Enter).await?;
        until_told(&widget, "1 phone, 1 e-mail, 1 piece not read").await?;
        let text: String =
            stage.browser.script("return document.querySelector('textarea').value", vec![]).await?;
        ensure!(text == SIGNATURE.replace("anna[at]example[dot]com", "anna@example.com"), "{text}");
        let place: String = stage.browser.script("return document.activeElement.localName", vec![]).await?;
        ensure!(place == "input", "the next piece has the focus, not {place}");
        stage.browser.click("button[name=search]").await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.all_ids().contains(&format!("CONTACT-{}", story::CARD_CONTACT).as_str()), "{shown:?}");
        ensure!(!shown.completeness.iter().any(|line| line.starts_with("Complete")), "{shown:?}");
        stage.browser.click("button[name=undo-detach]").await?;
        until_told(&widget, "1 phone, 2 pieces not read").await?;
        stage.state("reading-undone").await
    })
    .await
}

/// The country stands there from the start, by the browser's region; whoever changes it hears what came of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_country_of_numbers_can_be_chosen() -> Result<()> {
    journey("reading-country", async |stage| {
        let widget = connected(stage).await?;
        let chosen = "return document.querySelector('select[name=country]').selectedOptions[0].textContent";
        let before: String = stage.browser.script(chosen, vec![]).await?;
        ensure!(before == "United States", "{before}");
        stage.browser.fill("textarea[name=values]", "0171 1234567").await?;
        until_told(&widget, "1 phone").await?;
        stage.browser.click("select[name=country] option[value=DE]").await?;
        let told = stage.browser.driver().query(By::Css("[role=status]")).with_text("Read anew: 1 phone");
        told.first().await?;
        let now: String = stage.browser.script(chosen, vec![]).await?;
        ensure!(now == "Germany", "{now}");
        stage.state("reading-country").await
    })
    .await
}

/// The number is stored with its country: only who asks for both spellings finds it.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_without_its_country_finds_the_record_that_is_stored_with_it() -> Result<()> {
    journey("reading-spellings", async |stage| {
        let widget = connected(stage).await?;
        stage.browser.fill("textarea[name=values]", "9161234567").await?;
        stage.browser.click("select[name=country] option[value=RU]").await?;
        until_told(&widget, "1 phone").await?;
        stage.browser.click("button[name=search]").await?;
        let shown = widget.until_state("page", "done").await?;
        let marked = format!("CONTACT-{}", story::CARD_CONTACT);
        let written = format!("LEAD-{}", story::TEN_DIGITS_LEAD);
        ensure!([&marked, &written].iter().all(|id| shown.all_ids().contains(&id.as_str())), "{shown:?}");
        let told =
            |id| format!("return document.querySelector('[data-record={id}] [data-matched]').textContent");
        let of_marked: String = stage.browser.script(&told(marked), vec![]).await?;
        let mark = "stored as +7 916 123-45-67; Bitrix24's own check does not see this as a duplicate";
        ensure!(of_marked.starts_with("9161234567") && of_marked.contains(mark), "{of_marked}");
        let of_written: String = stage.browser.script(&told(written), vec![]).await?;
        ensure!(!of_written.contains("Bitrix24"), "{of_written}");
        stage.state("reading-spellings").await
    })
    .await
}

/// The policy has one rule for the module, which is taken once it is there.
#[tokio::test(flavor = "multi_thread")]
async fn the_rule_for_the_modules_address_is_made_once_and_nowhere_else() -> Result<()> {
    journey("reading-rule", async |stage| {
        stage.expect_in_console("TrustedTypePolicy");
        let widget = connected(stage).await?;
        stage.browser.fill("textarea[name=values]", "112").await?;
        until_told(&widget, "1 phone").await?;
        ensure!(!stage.browser.script::<bool>(RULE, vec![]).await?, "another rule was made");
        stage.portal.card(e2e::Card::Contact(story::CARD_CONTACT)).await?;
        ensure!(!stage.browser.script::<bool>(RULE, vec![]).await?, "a card has a rule");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_module_simple_rules_read_and_the_page_says_so() -> Result<()> {
    let built = Built::copied("without-reader")?;
    for file in built.files_with("reader-")? {
        fs::remove_file(file)?;
    }
    journey_with("reading-lost", built.options(), Look::Light, async |stage| {
        stage.expect_in_console("404");
        let widget = connected(stage).await?;
        stage.browser.shown("[data-rules]").await?;
        widget.search("8 (916) 123-45-67").await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact") == [format!("CONTACT-{}", story::CARD_CONTACT)], "{shown:?}");
        stage.browser.click("button[name=start-reader]").await?;
        stage.browser.shown("button[name=start-reader]:not([aria-disabled=true])").await?;
        stage.state("reading-lost").await
    })
    .await
}

/// What its start script asks for is not the module of this release: it is none.
#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_was_changed_does_not_read() -> Result<()> {
    let built = Built::copied("changed-reader")?;
    for file in built.files_with("reader-")? {
        match file.extension().and_then(OsStr::to_str) {
            Some("wasm") => fs::write(&file, [fs::read(&file)?.as_slice(), &[0, 1, 0]].concat())?,
            Some("js") => {}
            // What is packed is the same file once more.
            _ => fs::remove_file(file)?,
        }
    }
    journey_with("reading-changed", built.options(), Look::Light, async |stage| {
        for expected in ["integrity", "TypeError"] {
            stage.expect_in_console(expected);
        }
        connected(stage).await?;
        stage.browser.shown("[data-rules]").await.map(drop)
    })
    .await
}
