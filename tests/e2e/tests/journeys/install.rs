//! The installation, and what it is for.

use anyhow::{Result, ensure};
use e2e::{Card, Look, Snapshot, journey, journey_with};
use sandbox::{
    server::{InstallPath, Options},
    story,
};
use thirtyfour::{By, Key};

fn not_installed() -> Options {
    Options { installed: false, ..Options::default() }
}

const TABS: [&str; 4] =
    ["CRM_COMPANY_DETAIL_TAB", "CRM_CONTACT_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB"];

fn all_are(shown: &Snapshot, bound: &str) -> bool {
    shown.placements.len() == TABS.len() && shown.placements.values().all(|found| found == bound)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_installs_and_the_cards_have_the_tab() -> Result<()> {
    journey_with("install", not_installed(), Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        let shown = widget
            .until("four tabs that are not bound", |shown| {
                shown.screen.as_deref() == Some("install") && all_are(shown, "false")
            })
            .await?;
        ensure!(shown.placements.keys().eq(TABS), "{:?}", shown.placements);
        stage.state("install").await?;
        stage.browser.click("button[name=bind-all]").await?;
        widget.until("four tabs that are bound", |shown| all_are(shown, "true")).await?;
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
        stage.state("install-tab").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough_to_install() -> Result<()> {
    journey_with("install-keyboard", not_installed(), Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.until("four tabs that are not bound", |shown| all_are(shown, "false")).await?;
        stage.browser.tab_to("button[name=bind-all]").await?;
        stage.browser.press(Key::Enter).await?;
        widget.until("four tabs that are bound", |shown| all_are(shown, "true")).await?;
        stage.browser.tab_to("button[name=finish]").await?;
        stage.browser.press(Key::Enter).await?;
        stage.portal.leave_widget().await?;
        e2e::until("the installed application", async || {
            let widget = stage.portal.enter_widget().await?;
            Ok((widget.read().await?.screen.as_deref() == Some("page")).then_some(()))
        })
        .await
    })
    .await
}

/// The installation may have an address of its own; the application stays what the portal says, not where it is.
#[tokio::test(flavor = "multi_thread")]
async fn an_installation_at_an_address_of_its_own_ends_at_the_main_one() -> Result<()> {
    let options = Options { install_path: InstallPath::At("/index.html".to_owned()), ..not_installed() };
    journey_with("install-path", options, Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.until("the installation", |shown| shown.screen.as_deref() == Some("install")).await?;
        let address: String = stage.browser.script("return location.pathname", vec![]).await?;
        ensure!(address == "/index.html", "{address}");
        stage.browser.click("button[name=finish]").await?;
        stage.browser.shown("button[name=for-sure]").await?;
        stage.state("install-without").await?;
        stage.browser.click("button[name=for-sure]").await?;
        stage.portal.leave_widget().await?;
        e2e::until("the installed application at its main address", async || {
            let widget = stage.portal.enter_widget().await?;
            let path: String = stage.browser.script("return location.pathname", vec![]).await?;
            Ok((path == "/" && widget.read().await?.screen.as_deref() == Some("page")).then_some(()))
        })
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_installation_the_tabs_are_bound_from_the_page() -> Result<()> {
    let options = Options { install_path: InstallPath::Nowhere, ..Options::default() };
    journey_with("install-nowhere", options, Look::Light, async |stage| {
        stage.portal.open(&Card::Contact(story::CARD_CONTACT).path()).await?;
        let tabs = stage.browser.driver().find_all(By::Css("[data-tab=app]")).await?;
        ensure!(tabs.is_empty(), "a tab that nobody has bound");
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        stage.browser.click("button[name=show-install]").await?;
        widget.until("four tabs that are not bound", |shown| all_are(shown, "false")).await?;
        stage.browser.click("button[name=bind-all]").await?;
        widget.until("four tabs that are bound", |shown| all_are(shown, "true")).await?;
        stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?.until_state("card", "done").await?;
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

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_repairs_and_removes_the_tabs() -> Result<()> {
    journey("install-repair", async |stage| {
        stage.sandbox().portal().with(|portal| {
            for binding in &mut portal.app.placements {
                binding.handler = "https://old.example/".to_owned();
            }
        });
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        stage.browser.click("button[name=show-install]").await?;
        widget.until("four tabs that lead elsewhere", |shown| all_are(shown, "stale")).await?;
        stage.state("install-stale").await?;
        stage.browser.click("button[name=bind-all]").await?;
        widget.until("four tabs that are bound", |shown| all_are(shown, "true")).await?;
        let bound = stage.sandbox().portal().with(|portal| portal.app.placements.clone());
        ensure!(bound.len() == TABS.len(), "{bound:?}");
        let card = format!("{}card.html", stage.sandbox().app_url());
        ensure!(bound.iter().all(|binding| binding.handler == card), "{bound:?}");
        stage.browser.click("button[name=remove-all]").await?;
        stage.browser.shown("button[name=for-sure]").await?;
        stage.state("install-remove").await?;
        stage.browser.click("button[name=for-sure]").await?;
        widget.until("four tabs that are gone", |shown| all_are(shown, "false")).await?;
        stage.browser.click("button[name=back]").await?;
        widget.until_state("page", "ready").await?;
        Ok(())
    })
    .await
}

/// One kind of cards alone, and the way back from a question: by keyboard.
#[tokio::test(flavor = "multi_thread")]
async fn the_tab_of_one_kind_of_cards_is_added_seen_and_removed() -> Result<()> {
    journey_with("install-one", not_installed(), Look::Light, async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.until("four tabs that are not bound", |shown| all_are(shown, "false")).await?;
        let removes = stage.browser.driver().find_all(By::Css("button[name^=remove]")).await?;
        ensure!(removes.is_empty(), "there is nothing to remove");
        stage.browser.click("[data-placement=CRM_CONTACT_DETAIL_TAB] button[name=bind]").await?;
        let contacts = |shown: &Snapshot| shown.placements.get("CRM_CONTACT_DETAIL_TAB").cloned();
        widget.until("one tab", |shown| contacts(shown).as_deref() == Some("true")).await?;
        let bound = stage.sandbox().portal().with(|portal| portal.app.placements.clone());
        ensure!(bound.len() == 1, "{bound:?}");
        stage.browser.shown("a.link[href$='/crm/contact/list/']").await?;
        stage.state("install-one").await?;
        let focused = "return document.activeElement.dataset.focus ?? ''";
        let focused = async || -> Result<String> { stage.browser.script(focused, vec![]).await };
        let is_at = async |place: &str| {
            let at = async || Ok((focused().await? == place).then_some(()));
            e2e::until(place, at).await
        };
        is_at("CRM_CONTACT_DETAIL_TAB").await?;
        stage.browser.press(Key::Tab).await?;
        stage.browser.press(Key::Enter).await?;
        is_at("question").await?;
        stage.state("install-remove-one").await?;
        stage.browser.press(Key::Escape).await?;
        is_at("remove-contact").await?;
        stage.browser.press(Key::Enter).await?;
        is_at("question").await?;
        stage.browser.press(Key::Tab).await?;
        stage.browser.press(Key::Enter).await?;
        widget.until("no tab", |shown| all_are(shown, "false")).await?;
        is_at("CRM_CONTACT_DETAIL_TAB").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn anyone_else_sees_nothing_of_the_installation() -> Result<()> {
    journey("install-reader", async |stage| {
        stage.portal.switch("user=7").await?;
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        let buttons = stage.browser.driver().find_all(By::Css("button[name=show-install]")).await?;
        ensure!(buttons.is_empty(), "nobody else can do anything with it");
        stage.state("install-reader").await
    })
    .await
}
