//! Records side by side, what ties them, and what becomes of them, in the portal's slider and in place.

use anyhow::{Context as _, Result, ensure};
use e2e::{Card, Look, Snapshot, Stage, Widget, journey, journey_with, until};
use sandbox::{crm::EntityType, server::Options, story};
use serde_json::json;
use thirtyfour::{By, Key};

/// Chooses the other records of a story in a contact's tab, and goes into the slider that shows them side by side.
async fn compare(stage: &Stage, card: u32, others: &[u32]) -> Result<Widget> {
    let widget = stage.portal.card(Card::Contact(card)).await?;
    widget.until_state("card", "done").await?;
    for other in others {
        stage.browser.click(&format!("[data-record=\"CONTACT-{other}\"] input[name=choose]")).await?;
    }
    stage.browser.click("button[name=compare]").await?;
    let address = stage.portal.slider_address().await?;
    ensure!(address.contains("compare="), "{address}");
    let widget = stage.portal.enter_slider().await?;
    widget.until("the records are there", |shown| shown.text.contains("differ")).await?;
    Ok(widget)
}

async fn compare_merged(stage: &Stage) -> Result<Widget> {
    let [first, others @ ..] = story::MERGED;
    compare(stage, first, &others).await
}

/// The verdict of each row by the field's name on the wire.
async fn verdict(stage: &Stage, field: &str) -> Result<Option<String>> {
    let script =
        "return document.querySelector(`tr[data-field='${arguments[0]}']`)?.dataset.verdict ?? null;";
    stage.browser.script(script, vec![field.into()]).await
}

fn exists(stage: &Stage, id: u32) -> bool {
    stage.sandbox().portal().with(|portal| portal.crm.record(EntityType::Contact, id).is_some())
}

#[tokio::test(flavor = "multi_thread")]
async fn records_stand_side_by_side_in_the_portals_slider() -> Result<()> {
    journey("compare", async |stage| {
        compare_merged(stage).await?;
        ensure!(verdict(stage, "LAST_NAME").await?.as_deref() == Some("equal"));
        ensure!(verdict(stage, "POST").await?.as_deref() == Some("only"));
        ensure!(verdict(stage, "DATE_CREATE").await?.as_deref() == Some("each"));
        ensure!(verdict(stage, story::CUSTOMER_NUMBER).await?.as_deref() == Some("only"));
        let table = stage.browser.shown("table.compare").await?.text().await?;
        for word in ["Customer number", "K-2041", "Customer group", "Wholesale", "Hafenstr. 4", "Clients"] {
            ensure!(table.contains(word), "{word} is missing: {table}");
        }
        stage.state("compare").await?;
        stage.browser.click("label:has(input[value=differences])").await?;
        until("only differences are shown", async || {
            Ok(verdict(stage, "LAST_NAME").await?.is_none().then_some(()))
        })
        .await?;
        ensure!(verdict(stage, "POST").await?.is_some());
        stage.state("compare-differences").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ties_records_is_drawn_and_told_and_reached_by_keyboard() -> Result<()> {
    journey("compare-ties", async |stage| {
        compare_merged(stage).await?;
        stage.browser.click("label:has(input[value=ties])").await?;
        let table = stage.browser.shown("table.ties-table").await?.text().await?;
        ensure!(table.contains("+49 151 5550 4711") && table.contains("Anna Weber (ID 1003)"), "{table}");
        let lines = stage.browser.driver().find_all(By::Css("svg line")).await?.len();
        ensure!(lines == 4, "three records have the phone, one has the e-mail: {lines}");
        stage.state("compare-ties").await?;
        stage.browser.tab_to("button[name=tie]").await?;
        stage.browser.press(Key::Enter).await?;
        stage.browser.shown("button[name=tie][aria-pressed=true]").await?;
        let picked = stage.browser.driver().find_all(By::Css("svg line[data-look=picked]")).await?.len();
        ensure!(picked == 3, "{picked}");
        let focused: String = stage.browser.script("return document.activeElement.name", vec![]).await?;
        ensure!(focused == "tie", "the focus is at `{focused}`");
        stage.state("compare-ties-picked").await
    })
    .await
}

/// The table scrolls by the keyboard, a question mark lists the keys, and *Escape* leads back to where one was.
#[tokio::test(flavor = "multi_thread")]
async fn the_slider_is_used_by_keyboard_and_lists_its_keys() -> Result<()> {
    journey("compare-keys", async |stage| {
        compare_merged(stage).await?;
        stage.browser.tab_to(".compare-scroll").await?;
        stage.browser.press("?").await?;
        let keys = stage.browser.shown("dialog[open]").await?.text().await?;
        ensure!(keys.contains("move the table"), "{keys}");
        stage.state("compare-keys").await?;
        stage.browser.press(Key::Escape).await?;
        let is_back = "return document.activeElement.matches('.compare-scroll') || null";
        until("the table has the focus again", async || {
            stage.browser.script::<Option<bool>>(is_back, vec![]).await.map(|back| back.map(|_| ()))
        })
        .await
    })
    .await
}

/// On paper there are no buttons, and the whole table.
#[tokio::test(flavor = "multi_thread")]
async fn the_table_is_printed_whole_and_without_buttons() -> Result<()> {
    journey("compare-print", async |stage| {
        stage.browser.before_documents("window.print = () => { window.printed = true; };").await?;
        compare_merged(stage).await?;
        stage.browser.click("button[name=print]").await?;
        until("it is printed", async || {
            let printed = "return window.printed ?? null";
            stage.browser.script::<Option<bool>>(printed, vec![]).await.map(|printed| printed.map(|_| ()))
        })
        .await?;
        let media = json!({ "media": "print" });
        stage.browser.driver().cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        let hidden = "return [...document.querySelectorAll('[data-app] button')]
            .filter(button => button.checkVisibility()).map(button => button.name)";
        let buttons: Vec<String> = stage.browser.script(hidden, vec![]).await?;
        ensure!(buttons.is_empty(), "{buttons:?} are printed");
        stage.browser.screenshot("compare-print").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_slider_the_tab_is_as_it_was() -> Result<()> {
    journey("compare-closed", async |stage| {
        compare_merged(stage).await?;
        stage.portal.close_slider().await?;
        let widget = stage.portal.enter_widget().await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.ids("contact").len() == 2, "{shown:?}");
        let chosen = stage.browser.driver().find_all(By::Css("input[name=choose]:checked")).await?.len();
        ensure!(chosen == 2, "{chosen} are still chosen");
        Ok(())
    })
    .await
}

/// What the slider has merged is gone from the tab, which nobody has asked to read anything again.
#[tokio::test(flavor = "multi_thread")]
async fn records_are_merged_after_a_question_and_the_tab_knows() -> Result<()> {
    journey("merge", async |stage| {
        let widget = compare_merged(stage).await?;
        stage.browser.click("button[name=merge]").await?;
        let reasons = stage.browser.shown(".merge-survivors").await?.text().await?;
        for reason in ["has 1 open deal", "oldest", "most filled", "latest activity", "proposed"] {
            ensure!(reasons.contains(reason), "{reason} is missing: {reasons}");
        }
        stage.state("merge").await?;
        stage.browser.click("button[name=merge-ask]").await?;
        let question = stage.browser.shown(".merge .notice").await?.text().await?;
        ensure!(question.contains("1002") && question.contains("1003"), "{question}");
        stage.state("merge-confirm").await?;
        stage.browser.click("button[name=merge-for-sure]").await?;
        widget
            .until("it is merged", |shown| shown.text.contains("2 records were merged into Anna Weber"))
            .await?;
        stage.state("merge-done").await?;
        let [first, second, third] = story::MERGED;
        ensure!(exists(stage, first) && !exists(stage, second) && !exists(stage, third));
        stage.portal.close_slider().await?;
        let widget = stage.portal.enter_widget().await?;
        widget.until("the others are gone", |shown| shown.all_ids().is_empty()).await?;
        Ok(())
    })
    .await
}

/// Orders a merge of the records of a story, up to what is said of it.
async fn merged(stage: &Stage, records: &[u32], words: &str) -> Result<Widget> {
    let (first, others) = records.split_first().context("no records")?;
    let widget = compare(stage, *first, others).await?;
    for button in ["merge", "merge-ask", "merge-for-sure"] {
        stage.browser.click(&format!("button[name={button}]")).await?;
    }
    widget.until(words, |shown| shown.text.contains(words)).await?;
    for record in records {
        ensure!(exists(stage, *record), "{record} is gone");
    }
    Ok(widget)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_is_foretold_and_leads_to_the_portals_own_page() -> Result<()> {
    journey("merge-conflict", async |stage| {
        let [first, second] = story::CONFLICTING;
        let widget = compare(stage, first, &[second]).await?;
        stage.browser.click("button[name=merge]").await?;
        let foretold = stage.browser.shown(".merge-obstacles").await?.text().await?;
        ensure!(
            foretold.contains("Responsible person") && foretold.contains("Customer number"),
            "{foretold}"
        );
        stage.state("merge-foretold").await?;
        for button in ["merge-ask", "merge-for-sure"] {
            stage.browser.click(&format!("button[name={button}]")).await?;
        }
        let told = |shown: &Snapshot| shown.text.contains("values contradict");
        let told = widget.until("the conflict is told", told).await?;
        ensure!(told.text.contains("Nothing was changed"), "{}", told.text);
        ensure!(exists(stage, first) && exists(stage, second));
        stage.state("merge-conflict").await?;
        stage.browser.click("[data-page=merge]").await?;
        stage.portal.leave_widget().await?;
        until("the portal's page for exactly these", async || {
            let frames = stage.browser.driver().find_all(By::Css("iframe.slider-frame")).await?;
            let address = match frames.last() {
                Some(frame) => frame.prop("src").await?.unwrap_or_default(),
                None => String::new(),
            };
            Ok((address.contains("/crm/contact/merge/") && address.contains("1011")).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_change_the_records_is_told_so() -> Result<()> {
    journey("merge-rights", async |stage| {
        stage.portal.switch("user=9").await?;
        merged(stage, &story::MERGED, "does not say why").await?;
        stage.state("merge-rights").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_without_merging_is_told() -> Result<()> {
    journey("merge-plan", async |stage| {
        stage.sandbox().portal().with(|portal| portal.settings.may_merge = false);
        stage.expect_in_console("status of 400");
        merged(stage, &story::MERGED, "The plan of the portal does not include merging").await?;
        stage.state("merge-plan").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_gone_meanwhile_is_told() -> Result<()> {
    journey("merge-gone", async |stage| {
        let gone = json!({ "STATUS": "NOT_FOUND" });
        stage.faults(
            json!([{ "kind": "command_result", "method": "crm.entity.mergeBatch", "result": gone }]),
        )?;
        merged(stage, &story::MERGED, "The record that was to stay no longer exists").await?;
        stage.state("merge-gone").await
    })
    .await
}

/// Nobody knows what the portal has done, and nothing is sent again.
#[tokio::test(flavor = "multi_thread")]
async fn a_merge_without_an_answer_is_not_known_and_not_repeated() -> Result<()> {
    journey("merge-unknown", async |stage| {
        stage.faults(json!([{ "kind": "reset", "method": "crm.entity.mergeBatch" }]))?;
        stage.expect_in_console("net::ERR_");
        merged(stage, &story::MERGED, "It is not known whether the records were merged").await?;
        stage.state("merge-unknown").await?;
        let sent = |stage: &Stage| {
            stage.sandbox().portal().with(|portal| {
                portal.stats.commands.get("crm.entity.mergebatch").copied().unwrap_or_default()
            })
        };
        let before = sent(stage);
        stage.faults(json!([]))?;
        stage.browser.click("button[name=again]").await?;
        let widget = stage.portal.enter_slider().await?;
        widget.until("the records are read again", |shown| !shown.text.contains("It is not known")).await?;
        ensure!(sent(stage) == before, "it was sent again");
        stage.state("merge-unknown-read-again").await
    })
    .await
}

/// A page of its own has no slider, and its webhook is in memory only.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_page_of_its_own_records_stand_in_place_of_the_search() -> Result<()> {
    journey_with("compare-page", Options::default(), Look::Dark, async |stage| {
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        widget.search("+49 151 5550 4711").await?;
        widget.until_state("page", "done").await?;
        for id in story::MERGED {
            stage.browser.click(&format!("[data-record=\"CONTACT-{id}\"] input[name=choose]")).await?;
        }
        stage.browser.click("button[name=compare]").await?;
        widget.until("the records are there", |shown| shown.text.contains("differ")).await?;
        stage.state("compare-page-dark").await?;
        stage.browser.resize(360, 900).await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.state("compare-page-360").await?;
        stage.browser.click("button[name=merge]").await?;
        stage.browser.shown(".merge-survivors").await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.state("merge-page-360").await?;
        stage.browser.click("label:has(input[value=ties])").await?;
        stage.browser.shown("svg.ties-lines").await?;
        stage.browser.force_rtl().await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.state("compare-page-ties-rtl").await?;
        stage.browser.click("button[name=back]").await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact").len() == 3, "{shown:?}");
        Ok(())
    })
    .await
}
