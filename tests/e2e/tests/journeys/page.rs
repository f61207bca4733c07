//! The page: in the portal's menu, and plain on any web host.

use anyhow::{Result, ensure};
use e2e::{Stage, Widget, journey};
use sandbox::story;

/// The plain page, connected as the administrator.
async fn connected(stage: &Stage) -> Result<Widget> {
    let widget = stage.plain_page().await?;
    widget.until_state("page", "disconnected").await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await?;
    Ok(widget)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documented_example_is_found() -> Result<()> {
    journey("page-example", async |stage| {
        let widget = connected(stage).await?;
        stage.state("page-ready").await?;
        widget.search(&story::EXAMPLE_PHONES.join("\n")).await?;
        let shown = widget.until_state("page", "done").await?;
        let [first, second] = story::EXAMPLE_CONTACTS.map(|id| format!("CONTACT-{id}"));
        ensure!(shown.all_ids() == [second.as_str(), &first], "{:?}", shown.all_ids());
        ensure!(shown.record(&first)?.matched == ["1234567"], "{shown:?}");
        ensure!(shown.record(&second)?.matched == ["11223355"], "{shown:?}");
        stage.state("page-example").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn other_notations_are_found_and_other_numbers_are_not() -> Result<()> {
    journey("page-notations", async |stage| {
        let widget = connected(stage).await?;
        widget.search("8 (916) 123-45-67").await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact") == [format!("CONTACT-{}", story::CARD_CONTACT)], "{shown:?}");
        ensure!(!shown.all_ids().contains(&format!("LEAD-{}", story::TEN_DIGITS_LEAD).as_str()), "{shown:?}");
        widget.search("9161234567").await?;
        let bare = format!("LEAD-{}", story::TEN_DIGITS_LEAD);
        widget
            .until("only the bare digits are found", |shown| {
                shown.state.as_deref() == Some("done") && shown.all_ids() == [&bare]
            })
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_paste_is_understood() -> Result<()> {
    journey("page-paste", async |stage| {
        let widget = connected(stage).await?;
        widget
            .search("Maria Keller <Maria.KELLER@firma.example>, mailto:irina@example.example; 1234567")
            .await?;
        let shown = widget.until_state("page", "done").await?;
        let [irina, _] = story::EXAMPLE_CONTACTS.map(|id| format!("CONTACT-{id}"));
        let maria = format!("CONTACT-{}", story::CARD_CONTACT);
        ensure!(shown.ids("contact").len() == 2, "{shown:?}");
        ensure!(shown.record(&irina)?.matched.len() == 2, "{shown:?}");
        ensure!(shown.record(&maria)?.matched.len() == 1, "{shown:?}");
        stage.state("page-paste").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_phone_and_no_email_is_refused_before_anything_is_sent() -> Result<()> {
    journey("page-invalid", async |stage| {
        let widget = connected(stage).await?;
        let before = stage.requests();
        let pasted = "a@b@c@d@e@f.example\n1234567890123456789012345678901234567890";
        widget.search(pasted).await?;
        let shown = widget.until_state("page", "invalid").await?;
        ensure!(shown.text.contains("a@b@c@d@e@f.example"), "{}", shown.text);
        ensure!(stage.requests() == before, "something was sent");
        let kept: String =
            stage.browser.script("return document.querySelector('textarea').value", vec![]).await?;
        ensure!(kept == pasted, "{kept}");
        stage.state("page-invalid").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_webhook_is_not_shown_again() -> Result<()> {
    journey("page-webhook", async |stage| {
        let widget = stage.plain_page().await?;
        widget.until_state("page", "disconnected").await?;
        stage.state("page-disconnected").await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        let everything: String =
            stage.browser.script("return document.documentElement.outerHTML", vec![]).await?;
        ensure!(!everything.contains("sandbox1code"), "the secret is in the page");
        let kept: String = stage
            .browser
            .script(
                "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])",
                vec![],
            )
            .await?;
        ensure!(!kept.contains("sandbox1code"), "the secret is stored: {kept}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_webhook_is_told() -> Result<()> {
    journey("page-webhook-wrong", async |stage| {
        // The browser itself logs every refused request.
        stage.expect_in_console("status of 401");
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1).replace("sandbox1code", "0000000000000000")).await?;
        let shown = widget.until("a refusal", |shown| !shown.notices.is_empty()).await?;
        ensure!(shown.state.as_deref() == Some("disconnected"), "{shown:?}");
        stage.state("page-webhook-wrong").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn something_else_than_a_webhook_is_told_before_it_is_sent() -> Result<()> {
    journey("page-webhook-malformed", async |stage| {
        let widget = stage.plain_page().await?;
        let before = stage.requests();
        for text in ["https://portal.example/crm/", "http://portal.example/rest/1/secretcode/", "webhook"] {
            widget.connect(text).await?;
            let shown = widget.until("a refusal", |shown| !shown.notices.is_empty()).await?;
            ensure!(shown.state.as_deref() == Some("disconnected"), "{shown:?}");
        }
        ensure!(stage.requests() == before, "something was sent");
        stage.state("page-webhook-malformed").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_in_the_portals_menu_searches_with_the_users_rights() -> Result<()> {
    journey("page-in-portal", async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        widget.search(&story::EXAMPLE_PHONES.join(", ")).await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact").len() == 2, "{shown:?}");
        stage.state("page-in-portal").await
    })
    .await
}
