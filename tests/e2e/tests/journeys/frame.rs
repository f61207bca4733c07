//! What the portal allows a frame, and what it does not.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{Card, Stage, Widget, journey, until};
use sandbox::crm::{CommKind, EntityType, MultiField, Record};
use sandbox::story;
use thirtyfour::Key;

/// Three phones of a card, each of which as many leads share as the portal tells of.
const SHARED: [&str; 3] = ["+1 202 555 0171", "+1 202 555 0172", "+1 202 555 0173"];
const SHARED_BY: usize = 20;

/// The height in CSS pixels at which the sandbox opens a tab's frame.
const FIRST_HEIGHT: u32 = 300;

/// Scrolls down, and tells whether that was needed and brought the end of the widget into view.
const SCROLL_DOWN: &str = "\
    scrollTo(0, document.documentElement.scrollHeight);
    const end = document.querySelector('[data-app]').getBoundingClientRect().bottom;
    return scrollY > 0 && end <= innerHeight + 1 ? true : null;";

/// The card's tab, opened with a switch of the sandbox in the page's address.
async fn card_with(stage: &Stage, switch: &str) -> Result<Widget> {
    stage.portal.open(&format!("{}?tab=app&{switch}", Card::Contact(story::CARD_CONTACT).path())).await?;
    stage.portal.enter_widget().await
}

/// Gives the card of the story three phones that sixty leads have.
fn share(stage: &Stage) -> Result<()> {
    let phone = |value: &str| MultiField {
        id: 0,
        kind: CommKind::Phone,
        value_type: "WORK".to_owned(),
        value: value.to_owned(),
    };
    stage.sandbox().portal().with(|portal| {
        for number in SHARED.iter().flat_map(|number| [*number; SHARED_BY]) {
            let lead = Record::new(EntityType::Lead, 0);
            portal.crm.save(Record {
                title: format!("Asks from {number}"),
                communications: vec![phone(number)],
                ..lead
            });
        }
        let mut card = portal.record(EntityType::Contact, story::CARD_CONTACT).context("the card")?.clone();
        card.communications = SHARED.map(phone).to_vec();
        portal.crm.save(card);
        Ok(())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_loads_its_own_page_and_the_texts_of_one_language() -> Result<()> {
    journey("frame-files", async |stage| {
        stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?.until_state("card", "done").await?;
        let loaded: Vec<String> = stage
            .browser
            .script(
                "const files = performance.getEntriesByType('resource').map(entry => new URL(entry.name));
                 const own = files.filter(file => file.origin === location.origin);
                 const kinds = [location, ...own].map(file => file.pathname.split('.').at(-1));
                 return [...new Set(kinds)].sort();",
                vec![],
            )
            .await?;
        // Its scripts and its style stand in the page.
        ensure!(loaded == ["html", "txt", "wasm"], "{loaded:?}");
        let page: String = stage.browser.script("return location.pathname;", vec![]).await?;
        ensure!(page == "/card.html", "{page}");
        Ok(())
    })
    .await
}

/// What a card cannot show itself is shown by the whole application, in the same frame.
#[tokio::test(flavor = "multi_thread")]
async fn the_call_of_a_card_is_shown_by_the_whole_application() -> Result<()> {
    journey("frame-call", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        stage.browser.click("button[name=show-call]").await?;
        let call = stage.browser.shown("[data-code-block=call]").await?.text().await?;
        ensure!(call.contains("crm.duplicate.findbycomm"), "{call}");
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 3, "{shown:?}");
        let address: String =
            stage.browser.script("return location.pathname + location.hash;", vec![]).await?;
        ensure!(address == "/index.html", "{address}");
        stage.state("frame-call").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_fifty_records_come_on_request() -> Result<()> {
    journey("frame-more", async |stage| {
        share(stage)?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.ids("lead").len() == 50, "{}", shown.ids("lead").len());
        stage.browser.fits().await?;
        stage.state("frame-more").await?;
        stage.browser.click("section[data-group=lead] button[name=more]").await?;
        widget.until("all leads", |shown| shown.ids("lead").len() == SHARED.len() * SHARED_BY).await?;
        stage.browser.fits().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough_in_a_card() -> Result<()> {
    journey("frame-keyboard", async |stage| {
        share(stage)?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        stage.browser.tab_to("button[name=copy-all-ids]").await?;
        widget.watch_notes().await?;
        stage.browser.press(Key::Enter).await?;
        widget.until_noted("Copied").await?;
        stage.browser.tab_to("button[name=more]").await?;
        stage.browser.press(Key::Enter).await?;
        widget.until("all leads", |shown| shown.ids("lead").len() == SHARED.len() * SHARED_BY).await?;
        // The button went with the last page, and left the focus to the heading of its list.
        let heading = "return document.activeElement.matches('section[data-group=lead] h3') || null;";
        until("the heading has the focus", async || {
            stage.browser.script::<Option<bool>>(heading, vec![]).await
        })
        .await?;
        stage.browser.tab_to("[data-record] a.link").await?;
        stage.browser.press(Key::Enter).await?;
        let address = stage.portal.slider_address().await?;
        ensure!(address.contains("/crm/lead/details/"), "{address}");
        stage.portal.close_slider().await?;
        let widget = stage.portal.enter_widget().await?;
        stage.browser.tab_to("input[type=radio]").await?;
        stage.browser.press(Key::Right).await?;
        widget.until("no groups", |shown| shown.groups.is_empty()).await?;
        let verdicts = "const report = document.querySelector('section.results'); \
            return report.querySelectorAll('[data-verdict=found]').length;";
        let found: usize = stage.browser.script(verdicts, vec![]).await?;
        ensure!(found == SHARED.len(), "{found}");
        stage.state("frame-keyboard").await
    })
    .await
}

/// A portal that leaves the frame at its first height must not hide what is below it.
#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_may_not_grow_scrolls() -> Result<()> {
    journey("frame-no-resize", async |stage| {
        let widget = card_with(stage, "deny=resizeWindow").await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 3, "{shown:?}");
        until("its end is reached", async || stage.browser.script::<Option<bool>>(SCROLL_DOWN, vec![]).await)
            .await?;
        let height: u32 = stage.browser.script("return innerHeight;", vec![]).await?;
        ensure!(height == FIRST_HEIGHT, "the frame is {height} px high");
        stage.browser.screenshot("frame-no-resize").await?;
        stage.browser.axe("frame-no-resize").await
    })
    .await
}

/// A portal that opens the slider and never says that it was closed leaves the second click to the link.
#[tokio::test(flavor = "multi_thread")]
async fn a_slider_that_says_nothing_leaves_the_link() -> Result<()> {
    journey("frame-mute-slider", async |stage| {
        let widget = card_with(stage, "mute=openPath").await?;
        widget.until_state("card", "done").await?;
        let record = format!("COMPANY-{}", story::CARD_COMPANY);
        let driver = stage.browser.driver();
        widget.open(&record).await?;
        stage.portal.slider_address().await?;
        stage.portal.close_slider().await?;
        let widget = stage.portal.enter_widget().await?;
        widget.open(&record).await?;
        let opened = until("a tab of its own", async || Ok(driver.windows().await?.get(1).cloned())).await?;
        driver.switch_to_window(opened).await?;
        let path = Card::Company(story::CARD_COMPANY).path();
        until("the record's card", async || Ok(driver.current_url().await?.path().eq(&path).then_some(())))
            .await
    })
    .await
}

/// A token that runs out and is not renewed stops the search with a reason, and with a way to go on.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_renewed_is_told() -> Result<()> {
    journey("frame-no-token", async |stage| {
        stage.expect_in_console("status of 401");
        let widget = card_with(stage, "mute=refreshAuth").await?;
        widget.until_state("card", "done").await?;
        stage.sandbox().portal().advance(Duration::from_hours(2));
        stage.browser.click("button[name=refresh]").await?;
        let shown = widget.until("a notice", |shown| !shown.codes().is_empty()).await?;
        ensure!(shown.codes() == ["B24D-TOKEN-LOST"], "{shown:?}");
        stage.state("frame-no-token").await
    })
    .await
}

/// The portal gives the frame of a call its height and refuses another one; the page in it scrolls.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_searched_by_its_number_and_scrolls() -> Result<()> {
    journey("frame-call-card", async |stage| {
        stage.sandbox().portal().with(|portal| {
            let binding = portal.app.placements.first().context("a binding")?.clone();
            let (placement, handler) = ("CALL_CARD".to_owned(), portal.app.handler.clone());
            portal.app.placements.push(sandbox::portal::Binding { placement, handler, ..binding });
            anyhow::Ok(())
        })?;
        let phone = story::CARD_PHONE.replace('+', "%2B").replace(' ', "%20");
        stage.portal.open(&format!("/telephony/call/?phone={phone}")).await?;
        let widget = stage.portal.enter_widget().await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact") == [format!("CONTACT-{}", story::CARD_CONTACT)], "{shown:?}");
        ensure!(stage.requests() == 2, "{} requests", stage.requests());
        until("its end is reached", async || stage.browser.script::<Option<bool>>(SCROLL_DOWN, vec![]).await)
            .await?;
        stage.browser.screenshot("frame-call-card").await?;
        stage.browser.axe("frame-call-card").await
    })
    .await
}
