//! The sandbox's own pages.

use anyhow::{Result, ensure};
use e2e::{Card, Look, Stage, journey, journey_with};
use sandbox::{crm::EntityType, portal::Binding, server::Options, story};
use thirtyfour::By;

#[tokio::test(flavor = "multi_thread")]
async fn the_portals_pages_are_accessible() -> Result<()> {
    journey("portal", walk).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portals_pages_are_accessible_in_the_dark() -> Result<()> {
    journey_with("portal-dark", Options::default(), Look::Dark, async |stage| {
        stage.portal.switch("theme=dark").await?;
        walk(stage).await
    })
    .await
}

async fn walk(stage: &Stage) -> Result<()> {
    let cards = [
        Card::Lead(story::TITLE_TROUBLE),
        Card::Contact(story::CARD_CONTACT),
        Card::Company(story::SWITCHBOARD_COMPANY),
        Card::Deal(story::DEAL_WITH_CLIENT),
        Card::Contact(0),
    ];
    let lists = ["lead", "contact", "company", "deal"].map(|kind| format!("/crm/{kind}/list/"));
    let pages = [
        "/",
        "/crm/contact/merge/?id=275,2297",
        "/crm/contact/list/?q=keller",
        "/crm/contact/list/?q=nobody",
        "/crm/recyclebin/",
        "/company/personal/user/7/",
        "/marketplace/app/1/",
        "/telephony/call/?phone=1234567",
        "/_sandbox/hostile/",
        "/nowhere/",
    ];
    // The page that says that there is none.
    stage.expect_in_console("status of 404");
    stage.sandbox().portal().with(|portal| portal.crm.delete(EntityType::Contact, story::LONELY_CONTACT));
    for path in pages.map(str::to_owned).into_iter().chain(lists).chain(cards.map(Card::path)) {
        stage.portal.open(&path).await?;
        stage.browser.axe(&path).await?;
    }
    let open = "const address = new URL('/crm/contact/details/275/', location); \
        sandboxPortal.sliders.open({ address, title: 'Card', isApplication: false, onClose() {} }); return true;";
    stage.portal.open("/").await?;
    stage.browser.script::<bool>(open, vec![]).await?;
    stage.portal.slider_address().await?;
    stage.browser.axe("a slider").await?;
    walk_bound(stage).await?;
    walk_refused(stage).await
}

/// Where the application has a page, a frame or a button of its own beside the tabs of the cards.
const BOUND: [&str; 7] = [
    "LEFT_MENU",
    "REST_APP_URI",
    "CALL_CARD",
    "CRM_CONTACT_LIST_MENU",
    "CRM_CONTACT_LIST_TOOLBAR",
    "CRM_CONTACT_DETAIL_TOOLBAR",
    "CRM_CONTACT_DETAIL_ACTIVITY",
];

/// The pages that the application has changed, and those that lie to it.
async fn walk_bound(stage: &Stage) -> Result<()> {
    let client_id = stage.sandbox().portal().with(|portal| {
        let app = &mut portal.app;
        if let Some(tab) = app.placements.first().cloned() {
            let bound = |placement: &str| Binding { placement: placement.to_owned(), ..tab.clone() };
            app.placements.extend(BOUND.map(bound));
        }
        app.client_id.clone()
    });
    let card = Card::Contact(story::CARD_CONTACT).path();
    let link = format!("/marketplace/view/{client_id}/?params[view]=list");
    for (path, shown) in [
        ("/marketplace/app/1/menu/", "iframe.app-frame"),
        (link.as_str(), "iframe.app-frame"),
        ("/telephony/call/?phone=1234567", "iframe.app-frame"),
        ("/crm/contact/list/", "td a[data-slider]"),
        (card.as_str(), "a[data-slider]"),
        ("/_sandbox/hostile/silence/", "iframe.app-frame"),
        ("/_sandbox/hostile/sibling/", "iframe.app-frame"),
    ] {
        stage.portal.open(path).await?;
        stage.browser.shown(shown).await?;
        stage.browser.axe(path).await?;
    }
    stage.portal.open(&card).await?;
    stage.browser.click("details.edit summary").await?;
    stage.browser.axe("a card that is being changed").await
}

/// The portal's own words in place of a page or of the application.
async fn walk_refused(stage: &Stage) -> Result<()> {
    stage.expect_in_console("status of 403");
    let app = "/marketplace/app/1/";
    let list = "/crm/contact/list/";
    for (user, path, words) in [
        (0, list, "You are signed out"),
        (0, app, "You are signed out"),
        (11, list, "may not see contacts"),
        (13, app, "no access to this application"),
    ] {
        stage.portal.switch(&format!("user={user}")).await?;
        stage.portal.open(path).await?;
        let text = stage.browser.shown("#content").await?.text().await?;
        ensure!(text.contains(words), "{path} for user {user}: {text}");
        stage.browser.axe(&format!("{path} for user {user}")).await?;
    }
    let portal = stage.sandbox().portal();
    portal.with(|portal| portal.app.installed = false);
    stage.portal.switch("user=7").await?;
    stage.portal.open(app).await?;
    stage.browser.shown(".app-refusal").await?;
    stage.browser.axe("an installation that somebody else has to do").await?;
    stage.portal.switch("user=1").await?;
    stage.portal.open(app).await?;
    stage.browser.shown("iframe.app-frame").await?;
    stage.browser.axe("the installation").await?;
    stage.portal.open(&format!("{app}?install_finished=Y")).await?;
    stage.browser.axe("the end of the installation").await?;
    portal.with(|portal| portal.app.remove());
    stage.portal.open(app).await?;
    stage.browser.shown(".app-refusal").await?;
    stage.browser.axe("a removed application").await
}

/// The frame of a tab comes with the first click and stays through all others; the app can have the card read again.
#[tokio::test(flavor = "multi_thread")]
async fn a_tab_opens_its_frame_once_and_hides_it() -> Result<()> {
    journey("portal-tab", async |stage| {
        stage.portal.open(&Card::Contact(story::CARD_CONTACT).path()).await?;
        stage.portal.no_frame().await?;
        stage.browser.click("[data-tab=app]").await?;
        let widget = stage.portal.enter_widget().await?;
        widget.until_named(&stage.administrator()).await?;
        let requests = stage.requests();
        stage.portal.leave_widget().await?;
        let name = stage.browser.shown("iframe.app-frame").await?.attr("name").await?;
        stage.browser.click("[data-tab=general]").await?;
        let frame = stage.browser.driver().find(By::Css("iframe.app-frame")).await?;
        ensure!(!frame.is_displayed().await?, "the frame is still shown");
        stage.browser.click("[data-tab=app]").await?;
        let again = stage.browser.shown("iframe.app-frame").await?.attr("name").await?;
        ensure!(again == name, "another frame: {again:?}");
        stage.portal.enter_widget().await?.until_state("card", "done").await?;
        ensure!(stage.requests() == requests, "the application began anew");

        stage.portal.leave_widget().await?;
        for times in 1..=2 {
            let read =
                "return sandboxPortal.reloadData().then(() => document.getElementById('reloads').innerText);";
            let counted: String = stage.browser.script(read, vec![]).await?;
            ensure!(counted == times.to_string(), "{counted}");
        }
        stage.browser.shown("#reloads").await?;
        stage.portal.enter_widget().await?.until_state("card", "done").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_hidden_from_sales_and_shown_to_the_administrator() -> Result<()> {
    journey("portal-supplier", async |stage| {
        let card = Card::Contact(story::SUPPLIER_CARD);
        let shown = stage.portal.card(card).await?.until_state("card", "done").await?;
        ensure!(shown.all_ids() == [format!("CONTACT-{}", story::SUPPLIER)], "{shown:?}");
        stage.portal.switch("user=7").await?;
        let shown = stage.portal.card(card).await?.until_state("card", "done").await?;
        ensure!(shown.all_ids().is_empty() && shown.hidden.contains_key("contact"), "{shown:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_record_is_no_duplicate_until_it_comes_back() -> Result<()> {
    journey("portal-bin", async |stage| {
        let duplicate = Card::Contact(story::CLIENT_DUPLICATE);
        stage.portal.open(&duplicate.path()).await?;
        stage.browser.click("details.edit summary").await?;
        stage.browser.click("button[formaction$='/delete/']").await?;
        stage.browser.shown("form[action$='/restore/'] button").await?;
        let deal = Card::Deal(story::DEAL_WITH_CLIENT);
        let shown = stage.portal.card(deal).await?.until_state("card", "done").await?;
        ensure!(shown.all_ids().is_empty(), "{shown:?}");
        stage.portal.open("/crm/recyclebin/").await?;
        stage.browser.click("form[action$='/restore/'] button").await?;
        stage.browser.shown("#card-general").await?;
        let shown = stage.portal.card(deal).await?.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 1, "{shown:?}");
        Ok(())
    })
    .await
}
