//! The user goes elsewhere in the middle of something.

use std::time::Duration;

use anyhow::{Result, ensure};
use e2e::{Card, journey};
use sandbox::story;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_left_during_a_call_holds_up_nothing() -> Result<()> {
    journey("leaving-page", async |stage| {
        stage.faults(json!([{ "kind": "stall", "method": "crm.duplicate.findbycomm", "nth": 1 }]))?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        e2e::until("a call that is not answered", async || Ok((stage.requests() > 0).then_some(()))).await?;
        ensure!(widget.read().await?.all_ids().is_empty(), "an answer that nobody gave");
        let widget = stage.portal.card(Card::Deal(story::DEAL_WITH_CLIENT)).await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids() == [format!("CONTACT-{}", story::CLIENT_DUPLICATE)], "{:?}", shown.all_ids());
        Ok(())
    })
    .await
}

/// The token runs out, and the portal has no session any more that could give another one.
#[tokio::test(flavor = "multi_thread")]
async fn a_user_who_has_signed_out_elsewhere_reads_what_to_do() -> Result<()> {
    journey("leaving-session", async |stage| {
        stage.expect_in_console("status of 401");
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        stage.portal.leave_widget().await?;
        let sign_out = "return fetch('/_sandbox/switch?user=0').then(answer => answer.ok);";
        ensure!(stage.browser.script::<bool>(sign_out, vec![]).await?, "still signed in");
        stage.sandbox().portal().advance(Duration::from_hours(2));
        let widget = stage.portal.enter_widget().await?;
        widget.search("1234567").await?;
        widget.until("a notice", |shown| !shown.notices.is_empty()).await?;
        ensure!(widget.read().await?.all_ids().is_empty(), "an answer without a right to it");
        stage.portal.leave_widget().await?;
        let banner = stage.browser.shown("#portal-banner").await?.text().await?;
        ensure!(banner.contains("Sign in again"), "{banner}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slider_that_is_closed_during_a_call_leaves_the_page_in_order() -> Result<()> {
    journey("leaving-slider", async |stage| {
        stage.faults(json!([{ "kind": "stall", "method": "crm.duplicate.findbycomm", "nth": 1 }]))?;
        stage.portal.open(&Card::Deal(story::DEAL_WITH_CLIENT).path()).await?;
        let open = "const address = new URL(arguments[0], location); \
            sandboxPortal.sliders.open({ address, title: 'Card', isApplication: false, onClose() {} }); \
            return true;";
        let card = format!("{}?tab=app", Card::Contact(story::CARD_CONTACT).path());
        stage.browser.script::<bool>(open, vec![card.into()]).await?;
        e2e::until("a call that is not answered", async || Ok((stage.requests() > 0).then_some(()))).await?;
        stage.portal.close_slider().await?;
        stage.browser.click("[data-tab=app]").await?;
        let widget = stage.portal.enter_widget().await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 1, "{shown:?}");
        Ok(())
    })
    .await
}
