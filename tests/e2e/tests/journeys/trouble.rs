//! Refusals and failures: each has its own calm words, and nothing unchecked is called absent.

use std::{net::TcpListener, time::Duration};

use anyhow::{Result, ensure};
use e2e::{Card, Widget, journey};
use sandbox::{crm::Rights, story};
use serde_json::json;
use thirtyfour::By;

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_expires_is_renewed_without_a_word() -> Result<()> {
    journey("trouble-token", async |stage| {
        // The browser itself logs the refused request.
        stage.expect_in_console("status of 401");
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        widget.search("1234567").await?;
        widget.until_state("page", "done").await?;
        stage.sandbox().portal().advance(Duration::from_hours(2));
        widget.search("11223355").await?;
        let [_, second] = story::EXAMPLE_CONTACTS.map(|id| format!("CONTACT-{id}"));
        let shown = widget.until("the second search", |shown| shown.all_ids() == [&second]).await?;
        ensure!(shown.notices.is_empty(), "{:?}", shown.notices);
        widget.until_state("page", "done").await?;
        stage.state("trouble-token").await
    })
    .await
}

/// Between the request that searches and the one that loads what was found.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_expires_in_the_middle_of_a_card_is_renewed_without_a_word() -> Result<()> {
    journey("trouble-token-card", async |stage| {
        stage.expect_in_console("status of 401");
        stage.faults(json!([{ "kind": "expired_token", "nth": 2 }]))?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until_state("card", "done").await?;
        let refused = stage.sandbox().portal().with(|portal| portal.stats.rejected.clone());
        ensure!(refused.get("expired_token") == Some(&1), "{refused:?}");
        ensure!(shown.all_ids().len() == 3 && shown.notices.is_empty(), "{shown:?}");
        ensure!(shown.completeness == ["Complete: every phone and e-mail was checked."], "{shown:?}");
        stage.state("trouble-token-card").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_crm_reads_why() -> Result<()> {
    journey("trouble-no-rights", async |stage| {
        stage.expect_in_console("status of 40");
        stage.portal.switch("user=11").await?;
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        widget.search("1234567").await?;
        let shown = widget.until_state("page", "failed").await?;
        ensure!(!shown.notices.is_empty(), "{shown:?}");
        stage.state("trouble-no-rights").await
    })
    .await
}

/// The administrator took the rights away while the card was open.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_may_no_longer_be_read_says_so() -> Result<()> {
    journey("trouble-card-rights", async |stage| {
        stage.portal.switch("user=7").await?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        stage.sandbox().portal().with(|portal| {
            for user in portal.users.values_mut() {
                (user.rights, user.is_admin) = (Rights::NO_CRM, false);
            }
        });
        stage.browser.click("button[name=refresh]").await?;
        let shown = widget.until_state("card", "no-rights").await?;
        ensure!(shown.all_ids().is_empty() && shown.completeness.is_empty(), "{shown:?}");
        stage.state("trouble-card-rights").await
    })
    .await
}

/// A portal that has moved answers with a redirect. Nothing is sent after it: it would carry the question to
/// wherever it leads. Without the headers that let a browser read it, it looks like a portal that is down.
#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed() -> Result<()> {
    journey("trouble-moved", async |stage| {
        stage.expect_in_console("blocked by CORS policy");
        stage.expect_in_console("ERR_FAILED");
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        let elsewhere = TcpListener::bind("127.0.0.1:0")?;
        elsewhere.set_nonblocking(true)?;
        let location = format!("http://{}/rest/", elsewhere.local_addr()?);
        stage.faults(json!([{ "kind": "redirect", "location": location }]))?;
        widget.search("1234567").await?;
        let shown = widget.until("a retry", |shown| shown.text.contains("trying again")).await?;
        ensure!(shown.completeness == ["The search is not finished yet."], "{shown:?}");
        stage.state("trouble-moved").await?;
        stage.browser.click("button[name=cancel]").await?;
        widget.until_state("page", "cancelled").await?;
        ensure!(elsewhere.accept().is_err(), "the redirect was followed");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_the_application_gets_no_frame() -> Result<()> {
    journey("trouble-no-access", async |stage| {
        stage.portal.switch("user=13").await?;
        stage.portal.open("/marketplace/app/1/").await?;
        stage.portal.no_frame().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_down_is_told() -> Result<()> {
    journey("trouble-down", async |stage| {
        stage.expect_in_console("ERR_CONNECTION_REFUSED");
        // A port that was free a moment ago.
        let nobody = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let widget = stage.plain_page().await?;
        widget.connect(&format!("http://localhost:{}/rest/1/sandbox1code/", nobody.port())).await?;
        let shown = widget.until("a failure", |shown| !shown.notices.is_empty()).await?;
        ensure!(shown.state.as_deref() == Some("disconnected"), "{shown:?}");
        stage.state("trouble-down").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_overloaded_for_ten_seconds_is_waited_for() -> Result<()> {
    journey("trouble-overloaded", async |stage| {
        stage.expect_in_console("status of 503");
        // Until it was looked at, however long that takes here.
        stage.faults(json!([{ "kind": "query_limit" }]))?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget
            .until("that it waits", |shown| shown.text.contains("The portal is busy, going on in a moment"))
            .await?;
        ensure!(shown.state.as_deref() == Some("reading") && shown.completeness.is_empty(), "{shown:?}");
        ensure!(shown.notices.is_empty() && shown.all_ids().is_empty(), "{shown:?}");
        stage.state("trouble-overloaded").await?;
        stage.faults(json!([{ "kind": "query_limit", "for_ms": 10_000 }]))?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 3, "{shown:?}");
        ensure!(shown.notices.is_empty(), "{:?}", shown.notices);
        stage.state("trouble-overloaded-over").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_the_portal_refuses_is_not_called_clean() -> Result<()> {
    journey("trouble-refused", async |stage| {
        stage.expect_in_console("status of 40");
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        stage.faults(json!([{ "kind": "error", "status": 403, "code": "insufficient_scope" }]))?;
        widget.search("1234567").await?;
        let shown = widget.until_state("page", "failed").await?;
        ensure!(!shown.notices.is_empty() && shown.all_ids().is_empty(), "{shown:?}");
        ensure!(shown.completeness == ["1 value was not checked, or not completely."], "{shown:?}");
        stage.state("trouble-refused").await?;
        // The same search again, once the portal is well.
        stage.faults(json!([]))?;
        stage.browser.click("button[name=search]").await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact").len() == 1 && shown.notices.is_empty(), "{shown:?}");
        Ok(())
    })
    .await
}

/// A code that no documentation has: what the portal said is shown, and the same is asked again when the user wants it.
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_code_is_shown_with_a_way_to_go_on() -> Result<()> {
    journey("trouble-unknown", async |stage| {
        stage.expect_in_console("status of 40");
        stage.faults(
            json!([{ "kind": "error", "status": 400, "code": "SOMETHING_NEW", "text": "Quite new." }]),
        )?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until_state("card", "paused").await?;
        ensure!(shown.codes() == ["B24D-OTHER"] && shown.all_ids().is_empty(), "{shown:?}");
        ensure!(shown.notices.iter().all(|notice| notice.text.contains("SOMETHING_NEW")), "{shown:?}");
        ensure!(shown.text.contains("Quite new."), "{shown:?}");
        stage.state("trouble-unknown").await?;
        stage.faults(json!([]))?;
        stage.browser.click("button[name=resume]").await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.all_ids().len() == 3 && shown.notices.is_empty(), "{shown:?}");
        Ok(())
    })
    .await
}

/// What a function of the browser throws passes through the module and leaves it dead; the page said nothing.
/// Scripts of an extension fail all the time, and that is no concern of ours.
#[tokio::test(flavor = "multi_thread")]
async fn an_exception_that_ends_the_module_leaves_a_notice_and_a_way_back() -> Result<()> {
    journey("trouble-exception", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        let throw = "const error = Object.assign(new Error(), { stack: `Error\n    at ${arguments[0]}` }); \
            dispatchEvent(new ErrorEvent('error', { error })); \
            return document.getElementById('stopped').hidden;";
        let foreign = vec!["https://extension.example/a.js:1:1".into()];
        ensure!(stage.browser.script::<bool>(throw, foreign).await?, "an extension's fault stops the widget");
        let ours = vec!["https://widget.example/w.wasm:wasm-function[17]:0x1".into()];
        ensure!(!stage.browser.script::<bool>(throw, ours).await?, "the page is dead without a word");
        stage.state("trouble-exception").await?;
        stage.browser.click("#stopped [lang=en] button").await?;
        stage.portal.leave_widget().await?;
        stage.portal.enter_widget().await?.until_state("card", "done").await?;
        Ok(())
    })
    .await
}

/// A release says nothing of a panic: like memory that is not to be had, it is a trap, and the module is dead.
#[tokio::test(flavor = "multi_thread")]
async fn a_trap_of_the_module_leaves_a_notice_and_a_way_back() -> Result<()> {
    journey("trouble-trap", async |stage| {
        stage.expect_in_console("RuntimeError: unreachable");
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        // The module asks for so much memory that no allocator has it, as soon as it reads what was typed.
        let endless = "Object.defineProperty(HTMLTextAreaElement.prototype, 'value', \
            { get: () => ({ length: 2 ** 32 - 1 }) }); return true;";
        stage.browser.script::<bool>(endless, vec![]).await?;
        stage.browser.click("textarea[name=values]").await?;
        stage.browser.press("1").await?;
        let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
        ensure!(notice.contains("This page has stopped"), "{notice}");
        let app = stage.browser.driver().find(By::Id("app")).await?;
        ensure!(!app.is_displayed().await?, "what is dead is still shown");
        stage.state("trouble-trap").await?;
        stage.browser.click("#stopped [lang=en] button").await?;
        let widget = Widget::on_this_page(&stage.browser).await?;
        widget.until_state("page", "disconnected").await?;
        Ok(())
    })
    .await
}

/// A page on plain http has no clipboard, and a frame may be denied it: what could not be copied is shown.
#[tokio::test(flavor = "multi_thread")]
async fn ids_that_cannot_be_copied_can_be_selected() -> Result<()> {
    journey("trouble-clipboard", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        let deny = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); \
            document.execCommand = () => false; return true;";
        stage.browser.script::<bool>(deny, vec![]).await?;
        stage.browser.click("button[name=copy-all-ids]").await?;
        let ids = stage.browser.shown("[data-code-block=to-select]").await?.text().await?;
        let [first, second] = story::CARD_LEADS;
        ensure!(ids == format!("LEAD {first}, {second}\nCOMPANY {}", story::CARD_COMPANY), "{ids}");
        stage.state("trouble-clipboard").await
    })
    .await
}
