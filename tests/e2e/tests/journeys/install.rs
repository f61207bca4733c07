//! The installation, and what it is for.

use anyhow::{Result, ensure};
use e2e::{Card, Look, journey_with};
use sandbox::{server::Options, story};

fn not_installed() -> Options {
    Options { installed: false, ..Options::default() }
}

const TABS: [&str; 4] =
    ["CRM_COMPANY_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB"];

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_installs_and_the_cards_have_the_tab() -> Result<()> {
    journey_with("install", not_installed(), Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        let shown = widget
            .until("four tabs that are not bound", |shown| {
                shown.screen.as_deref() == Some("install")
                    && shown.placements.len() == TABS.len()
                    && shown.placements.values().all(|bound| bound == "false")
            })
            .await?;
        ensure!(shown.placements.keys().eq(TABS), "{:?}", shown.placements);
        stage.state("install").await?;
        stage.browser.click("button[name=bind-all]").await?;
        widget
            .until("four tabs that are bound", |shown| {
                shown.placements.len() == TABS.len() && shown.placements.values().all(|bound| bound == "true")
            })
            .await?;
        stage.state("install-bound").await?;
        stage.browser.click("button[name=finish]").await?;
        // The portal answers by showing its page anew, with the installed application in it.
        stage.portal.leave_widget().await?;
        e2e::until("the installed application", async || {
            let widget = stage.portal.enter_widget().await?;
            Ok((widget.read().await?.screen.as_deref() == Some("page")).then_some(()))
        })
        .await?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 3, "{shown:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn anyone_else_waits_for_the_administrator() -> Result<()> {
    journey_with("install-other", not_installed(), Look::Light, async |stage| {
        stage.portal.switch("user=7").await?;
        stage.portal.open("/marketplace/app/1/").await?;
        stage.portal.no_frame().await
    })
    .await
}
