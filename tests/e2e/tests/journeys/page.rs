//! The page: in the portal's menu, and plain on any web host.

use anyhow::{Result, ensure};
use e2e::{Stage, Widget, journey, until};
use sandbox::story;
use serde_json::json;
use thirtyfour::{By, Key};

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
        stage.state("page-notations").await?;
        widget.search("9161234567").await?;
        let bare = format!("LEAD-{}", story::TEN_DIGITS_LEAD);
        widget
            .until("only the bare digits are found", |shown| {
                shown.state.as_deref() == Some("done") && shown.all_ids() == [&bare]
            })
            .await?;
        stage.state("page-notations-bare").await
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
        ensure!(shown.text.contains("2 pieces not read"), "{}", shown.text);
        ensure!(stage.requests() == before, "something was sent");
        let kept: String =
            stage.browser.script("return document.querySelector('textarea').value", vec![]).await?;
        ensure!(kept == pasted, "{kept}");
        stage.state("page-invalid").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn host_and_user_of_a_webhook_are_shown_and_its_secret_is_not() -> Result<()> {
    journey("page-webhook", async |stage| {
        let widget = stage.plain_page().await?;
        widget.until_state("page", "disconnected").await?;
        stage.state("page-disconnected").await?;
        widget.connect(&stage.webhook(1)).await?;
        let shown = widget.until_state("page", "ready").await?;
        let host = stage.portal.url().trim_start_matches("http://");
        ensure!(shown.text.contains(&format!("{host}, user 1")), "{}", shown.text);
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

#[tokio::test(flavor = "multi_thread")]
async fn the_search_can_be_narrowed_to_one_type_of_value_and_of_record() -> Result<()> {
    journey("page-narrowed", async |stage| {
        let widget = connected(stage).await?;
        stage.browser.click("select[name=entity] option[value=CONTACT]").await?;
        widget.search(story::CARD_PHONE).await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.all_ids() == [format!("CONTACT-{}", story::CARD_CONTACT)], "{shown:?}");
        stage.state("page-narrowed").await?;
        // Read as an e-mail, the phone is none, and nothing is sent.
        let before = stage.requests();
        stage.browser.click("select[name=kind] option[value=EMAIL]").await?;
        stage.browser.shown("[data-unread]").await?;
        stage.browser.click("button[name=search]").await?;
        ensure!(stage.requests() == before, "something was sent");
        stage.state("page-narrowed-invalid").await
    })
    .await
}

/// What was copied is pasted, as a person would do with it.
#[tokio::test(flavor = "multi_thread")]
async fn ids_are_copied_as_text() -> Result<()> {
    journey("page-copied", async |stage| {
        let widget = connected(stage).await?;
        widget.search(&story::EXAMPLE_PHONES.join("\n")).await?;
        widget.until_state("page", "done").await?;
        widget.watch_notes().await?;
        stage.browser.click("section[data-group=contact] button[name=copy-ids]").await?;
        widget.until_noted("Copied").await?;
        stage.browser.fill("textarea[name=values]", "").await?;
        stage.browser.press(Key::Control + "v").await?;
        let pasted: String = stage
            .browser
            .script("return document.querySelector('textarea[name=values]').value;", vec![])
            .await?;
        let [first, second] = story::EXAMPLE_CONTACTS;
        ensure!(pasted == format!("{second}, {first}") || pasted == format!("{first}, {second}"), "{pasted}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn results_can_be_read_value_by_value() -> Result<()> {
    journey("page-by-value", async |stage| {
        let widget = connected(stage).await?;
        widget.search("1234567\n+1 202 555 0199\n11223355").await?;
        widget.until_state("page", "done").await?;
        let by_value = stage.browser.driver().find(By::Css("input[type=radio][value=value]")).await?;
        by_value.parent().await?.click().await?;
        let shown = widget.until("no groups", |shown| shown.groups.is_empty()).await?;
        let verdicts: Vec<String> = stage
            .browser
            .script(
                "return [...document.querySelectorAll('[data-verdict]')].map(value => value.dataset.verdict)",
                vec![],
            )
            .await?;
        ensure!(verdicts.len() == 3, "{verdicts:?} in {}", shown.text);
        ensure!(verdicts.iter().filter(|verdict| *verdict == "found").count() == 2, "{verdicts:?}");
        ensure!(verdicts.iter().filter(|verdict| *verdict == "absent").count() == 1, "{verdicts:?}");
        stage.state("page-by-value").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_call_is_shown_without_secrets() -> Result<()> {
    journey("page-call", async |stage| {
        let widget = connected(stage).await?;
        widget.search("1234567").await?;
        widget.until_state("page", "done").await?;
        stage.browser.click("button[name=show-call]").await?;
        for snippet in ["curl-webhook", "curl-token", "bx24", "js-sdk", "php-sdk", "crest"] {
            stage.browser.click(&format!("select[name=snippet] option[value={snippet}]")).await?;
            let call = stage.browser.shown("[data-code-block=call]").await?.text().await?;
            ensure!(call.contains("crm.duplicate.findbycomm"), "{snippet}: {call}");
            ensure!(!call.contains("sandbox1code"), "{snippet} tells the secret: {call}");
            stage.state(&format!("page-call-{snippet}")).await?;
        }
        let answer = stage.browser.shown("[data-code-block=answer]").await?.text().await?;
        ensure!(answer.contains("275") && answer.contains("time"), "{answer}");
        Ok(())
    })
    .await
}

/// Pastes as a person does: the field itself never sees a text that is too long for it.
const PASTE: &str = "\
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', arguments[0]);
    const box = document.querySelector('textarea[name=values]');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    return box.value.length;";

#[tokio::test(flavor = "multi_thread")]
async fn a_long_paste_is_attached_and_can_be_taken_back() -> Result<()> {
    journey("page-long-paste", async |stage| {
        connected(stage).await?;
        let lines: Vec<String> = (0..10_000).map(|number| format!("+1 202 55{number:05}")).collect();
        let in_field: usize = stage.browser.script(PASTE, vec![lines.join("\n").into()]).await?;
        ensure!(in_field == 0, "the field holds {in_field} characters");
        // Until it is read to its end it says how far it is.
        let attached = until("all lines are read", async || {
            let attached = stage.browser.shown("[data-attachment]").await?.text().await?;
            Ok(attached.contains("10,000").then_some(attached))
        })
        .await?;
        ensure!(attached.contains("+1 202 5500000"), "{attached}");
        stage.state("page-long-paste").await?;
        stage.browser.click("button[name=detach]").await?;
        stage.browser.click("button[name=undo-detach]").await?;
        stage.browser.shown("[data-attachment]").await?;
        Ok(())
    })
    .await
}

/// A request hangs; the user pauses, and goes on with the same key.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_search_is_paused_and_gone_on_with() -> Result<()> {
    journey("page-paused", async |stage| {
        let widget = connected(stage).await?;
        let before = stage.requests();
        stage.faults(json!([{ "kind": "stall" }]))?;
        let others = (0..200).map(|number| format!("+1 202 55{number:05}"));
        let values: Vec<String> = others.chain(["1234567".to_owned()]).collect();
        widget.search(&values.join(", ")).await?;
        let shown = widget.until("a request", |shown| shown.text.contains(" request")).await?;
        ensure!(shown.state.as_deref() == Some("searching"), "{shown:?}");
        until("the portal has it", async || Ok((stage.requests() > before).then_some(()))).await?;
        stage.state("page-long-search").await?;
        stage.browser.tab_to("button[name=hold]").await?;
        stage.browser.press(Key::Enter).await?;
        let shown = widget.until_state("page", "paused").await?;
        ensure!(shown.notices.is_empty() && shown.text.contains("Paused"), "{shown:?}");
        stage.faults(json!([]))?;
        let requests = stage.requests();
        stage.state("page-paused").await?;
        ensure!(stage.requests() == requests, "the portal was asked during the pause");
        stage.browser.press(Key::Enter).await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact").len() == 1, "{shown:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough() -> Result<()> {
    journey("page-keyboard", async |stage| {
        let widget = stage.plain_page().await?;
        widget.until_state("page", "disconnected").await?;
        stage.browser.press(Key::Tab).await?;
        stage.browser.press(stage.webhook(1)).await?;
        stage.browser.press(Key::Enter).await?;
        widget.until_state("page", "ready").await?;
        // It comes by itself: pressing Tab until it is there would hide that it was lost on the way.
        until("the search box has the focus", async || {
            let focused: String = stage
                .browser
                .script("return document.activeElement.getAttribute('name') ?? ''", vec![])
                .await?;
            Ok((focused == "values").then_some(()))
        })
        .await?;
        stage.browser.press("1234567").await?;
        stage.browser.press(Key::Control + Key::Enter).await?;
        let shown = widget.until_state("page", "done").await?;
        ensure!(shown.ids("contact").len() == 1, "{shown:?}");
        Ok(())
    })
    .await
}

/// By keyboard alone: a question mark, *Escape*, and the place is as before. In the search box it is a question mark.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_mark_lists_the_keys_and_escape_leads_back() -> Result<()> {
    journey("keys", async |stage| {
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        let opened = async || -> Result<usize> {
            Ok(stage.browser.driver().find_all(By::Css("dialog[open]")).await?.len())
        };
        stage.browser.tab_to("textarea[name=values]").await?;
        stage.browser.press("?").await?;
        ensure!(opened().await? == 0, "it is a text there");
        stage.browser.tab_to("button[name=keys]").await?;
        stage.browser.press("?").await?;
        stage.browser.shown("dialog[open]").await?;
        stage.state("keys").await?;
        stage.browser.press(Key::Escape).await?;
        e2e::until("the list is closed", async || Ok((opened().await? == 0).then_some(()))).await?;
        let focused: String = stage.browser.script("return document.activeElement.name", vec![]).await?;
        ensure!(focused == "keys", "the focus is at `{focused}`");
        Ok(())
    })
    .await
}
