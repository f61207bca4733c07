//! What the tab says of each value and of each record beside that it was found.

use anyhow::{Context as _, Result, bail, ensure};
use e2e::{Card, Stage, Widget, journey};
use sandbox::{
    crm::{CommKind, EntityType, MultiField, Record},
    story,
};
use serde_json::json;
use thirtyfour::{By, Key};

/// One person, entered so many times as each type.
const ENTERED: [(EntityType, usize); 3] =
    [(EntityType::Lead, 9), (EntityType::Contact, 8), (EntityType::Company, 7)];

/// More records than one answer names, and fewer than that of each type.
#[tokio::test(flavor = "multi_thread")]
async fn a_value_is_completed_by_further_questions() -> Result<()> {
    journey("explained-completed", async |stage| {
        let card = stage.sandbox().portal().with(|portal| {
            let phone = MultiField {
                id: 0,
                kind: CommKind::Phone,
                value_type: "WORK".to_owned(),
                value: "+49 40 5550 2244".to_owned(),
            };
            let mut last = 0;
            for (entity_type, times) in ENTERED {
                for _ in 0..times {
                    last = portal.crm.save(Record {
                        title: "Meyer".to_owned(),
                        last_name: "Meyer".to_owned(),
                        communications: vec![phone.clone()],
                        ..Record::new(entity_type, 0)
                    });
                }
            }
            last
        });
        let widget = stage.portal.card(Card::Company(card)).await?;
        let shown = widget.until_state("card", "done").await?;
        let of = |kind| shown.ids(kind).len();
        ensure!((of("lead"), of("contact"), of("company")) == (9, 8, 6), "{:?}", shown.all_ids());
        ensure!(shown.completeness == ["Complete: every phone and e-mail was checked."], "{shown:?}");
        widget.unfold("checked").await?;
        let told = "complete, by further questions";
        widget.until("how it was completed", |shown| shown.text.contains(told)).await?;
        stage.state("explained-completed").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_checked_says_why() -> Result<()> {
    journey("explained-not-checked", async |stage| {
        stage.expect_in_console("status of 40");
        let fault = json!({
            "kind": "command_error", "method": "crm.duplicate.findbycomm",
            "code": "ACCESS_DENIED", "text": "Access denied.",
        });
        stage.faults(json!([fault]))?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until("it has ended", |shown| shown.state.as_deref() == Some("failed")).await?;
        ensure!(shown.all_ids().is_empty() && !shown.text.contains("No duplicates"), "{shown:?}");
        widget.unfold("checked").await?;
        let values = stage.browser.shown("[data-folded=checked]").await?.text().await?;
        let why = "You have no right to read the CRM";
        ensure!(values.contains("not checked") && values.contains(why), "{values}");
        stage.state("explained-not-checked").await
    })
    .await
}

/// Each with the reason: a client of the deal, the portal's own company, a contact's company.
#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_a_card_stands_apart_with_the_reason() -> Result<()> {
    journey("explained-related", async |stage| {
        stage.sandbox().portal().with(|portal| {
            let contact = portal.crm.record(EntityType::Contact, story::CARD_CONTACT).cloned();
            if let Some(contact) = contact {
                portal.crm.save(Record { company_id: Some(story::CARD_COMPANY), ..contact });
            }
        });
        for (card, record, reason) in [
            (Card::Deal(story::DEAL_WITH_CLIENT), story::CLIENT_CONTACT, "a client of this card"),
            (Card::Contact(story::MY_COMPANY_CONTACT), story::MY_COMPANY, "your own company"),
            (Card::Contact(story::CARD_CONTACT), story::CARD_COMPANY, "the company of this contact"),
        ] {
            let widget = stage.portal.card(card).await?;
            let shown = widget.until_state("card", "done").await?;
            let is_it = |of: &&e2e::Record| of.id.ends_with(&format!("-{record}"));
            let related = shown.related.iter().find(is_it).with_context(|| format!("{card:?}: {shown:?}"))?;
            ensure!(related.text.contains(reason), "{related:?}");
            ensure!(!shown.all_ids().contains(&related.id.as_str()), "{shown:?}");
            widget.unfold("related").await?;
            stage.state(&format!("explained-related-{record}")).await?;
        }
        Ok(())
    })
    .await
}

/// Nobody is meant by a switchboard: none of those who have it can be chosen.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_on_a_shared_line_is_offered_for_a_merge() -> Result<()> {
    journey("explained-shared", async |stage| {
        let widget = stage.portal.card(Card::Company(story::SWITCHBOARD_COMPANY)).await?;
        let shown = widget.until_state("card", "done").await?;
        let [line] = shown.shared.as_slice() else { bail!("{:?}", shown.shared) };
        ensure!(line.records.len() == 20, "{line:?}");
        widget.unfold("shared").await?;
        let boxes =
            stage.browser.driver().find_all(By::Css("[data-folded=shared] input[name=choose]")).await?;
        ensure!(boxes.is_empty(), "{} can be chosen", boxes.len());
        Ok(())
    })
    .await
}

/// All phones and e-mails of a record, those that tie it apart from the others.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_has_enough_to_decide() -> Result<()> {
    journey("explained-row", async |stage| {
        let [lead, _] = story::CARD_LEADS;
        stage.sandbox().portal().with(|portal| {
            let known = portal.crm.record(EntityType::Lead, lead).cloned();
            if let Some(mut known) = known {
                known.company_title = "Firma GmbH".to_owned();
                known.communications.push(MultiField {
                    id: 0,
                    kind: CommKind::Phone,
                    value_type: "HOME".to_owned(),
                    value: "+7 495 000-00-01".to_owned(),
                });
                portal.crm.save(known);
            }
        });
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_named(&stage.administrator()).await?;
        let row = format!("[data-record='LEAD-{lead}']");
        stage.browser.click(&format!("{row} [data-folded=why] > summary")).await?;
        let text = stage.browser.shown(&row).await?.text().await?;
        for word in ["Maria Keller", "Firma GmbH", "last active", "created", "+7 495 000-00-01"] {
            ensure!(text.contains(word), "{word} is missing: {text}");
        }
        let matched = stage.browser.shown(&format!("{row} [data-matched]")).await?.text().await?;
        ensure!(matched.contains("916") && !matched.contains("495"), "{matched}");
        Ok(())
    })
    .await
}

/// How the records are sorted is remembered while the tab is open: after a refresh, and after the slider.
#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_kept_for_the_tabs_life() -> Result<()> {
    journey("explained-order", async |stage| {
        let [lead, _] = story::CARD_LEADS;
        stage.sandbox().portal().with(|portal| {
            let known = portal.crm.record(EntityType::Lead, lead).cloned();
            for _ in 0..2 {
                if let Some(known) = known.clone() {
                    portal.crm.save(Record { id: 0, ..known });
                }
            }
        });
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        let chosen = "return document.querySelector('[data-choice=order] input[value=created]').checked";
        stage.browser.click("[data-choice=order] label:nth-of-type(2)").await?;
        stage.browser.click("button[name=refresh]").await?;
        widget.until_state("card", "done").await?;
        ensure!(stage.browser.script::<bool>(chosen, vec![]).await?, "a refresh forgets the order");
        widget.open(&format!("LEAD-{lead}")).await?;
        stage.portal.slider_address().await?;
        stage.portal.close_slider().await?;
        let widget = stage.portal.enter_widget().await?;
        widget.until_state("card", "done").await?;
        ensure!(stage.browser.script::<bool>(chosen, vec![]).await?, "the slider forgets the order");
        Ok(())
    })
    .await
}

/// *Refresh* goes away while the card is read: by keyboard the place was lost.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_refresh_the_focus_is_on_refresh() -> Result<()> {
    journey("explained-focus", async |stage| {
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_state("card", "done").await?;
        stage.browser.tab_to("button[name=refresh]").await?;
        let before = stage.requests();
        stage.browser.press(Key::Enter).await?;
        let focused = "return document.activeElement.name ?? ''";
        e2e::until("the focus is back", async || {
            let is_back = stage.requests() > before
                && stage.browser.script::<String>(focused, vec![]).await? == "refresh";
            Ok(is_back.then_some(()))
        })
        .await
    })
    .await
}

/// Lets the widget wait for an answer from the second request after `hold()` on, until `release()`.
const HOLD: &str = "\
    const real = window.fetch;
    let left = Infinity, waiting = [];
    window.hold = () => { left = 1; };
    window.release = () => {
        left = Infinity;
        waiting.splice(0).forEach(go => go());
    };
    window.fetch = async (...call) => {
        left -= 1;
        if (left < 0) await new Promise(go => waiting.push(go));
        return real(...call);
    };";

/// Presses *Refresh* by keyboard, and holds the search where something is found and its cards are still to come.
async fn refreshed_and_held(stage: &Stage) -> Result<Widget> {
    stage.browser.before_documents(HOLD).await?;
    let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
    widget.until_named(&stage.administrator()).await?;
    stage.browser.script::<()>("window.hold();", vec![]).await?;
    stage.browser.tab_to("button[name=refresh]").await?;
    stage.browser.press(Key::Enter).await?;
    widget.until("what is found", |shown| shown.text.contains("Found so far")).await?;
    Ok(widget)
}

/// The end of a search that was pressed for took the focus from where the user had gone meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_refresh_who_has_gone_on_is_left_there() -> Result<()> {
    journey("explained-gone-on", async |stage| {
        let widget = refreshed_and_held(stage).await?;
        stage.browser.tab_to("button[name=copy-all-ids]").await?;
        stage.browser.script::<()>("window.release();", vec![]).await?;
        widget.until_named(&stage.administrator()).await?;
        let focused: String =
            stage.browser.script("return document.activeElement.name ?? ''", vec![]).await?;
        ensure!(focused == "copy-all-ids", "the focus is at `{focused}`");
        Ok(())
    })
    .await
}

/// Nor does it take the focus out of the portal's page around the tab.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_refresh_who_works_in_the_portal_stays_there() -> Result<()> {
    journey("explained-outside", async |stage| {
        let widget = refreshed_and_held(stage).await?;
        stage.portal.leave_widget().await?;
        let focus = "document.querySelector('select').focus(); return document.activeElement.localName";
        ensure!(stage.browser.script::<String>(focus, vec![]).await? == "select");
        stage.portal.enter_frame().await?;
        stage.browser.script::<()>("window.release();", vec![]).await?;
        widget.until_named(&stage.administrator()).await?;
        stage.portal.leave_widget().await?;
        let focused = "return document.activeElement.localName";
        ensure!(stage.browser.script::<String>(focused, vec![]).await? == "select", "the tab took the focus");
        Ok(())
    })
    .await
}

/// Whoever listens hears a result once.
#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_announced_once() -> Result<()> {
    journey("explained-announced", async |stage| {
        let source = "
            window.heard = [];
            const hear = () => {
                const text = document.querySelector('[role=status]')?.textContent.trim() ?? '';
                if (text !== '' && text !== window.heard.at(-1)) window.heard.push(text);
            };
            new MutationObserver(hear).observe(document, { subtree: true, childList: true, characterData: true });";
        stage.browser.before_documents(source).await?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        widget.until_named(&stage.administrator()).await?;
        let heard: Vec<String> = stage.browser.script("return window.heard", vec![]).await?;
        let results = heard.iter().filter(|text| text.contains("Found: 2 leads and 1 company")).count();
        ensure!(results == 1 && heard.len() <= 3, "{heard:?}");
        Ok(())
    })
    .await
}
