//! *Not a duplicate*: a pair, or a value as a whole.

use anyhow::{Result, ensure};
use e2e::{Card, Snapshot, Stage, Widget, journey};
use sandbox::story;

/// Says of a record in the tab that it is no duplicate.
async fn dismiss(stage: &Stage, widget: &Widget, record: &str) -> Result<Snapshot> {
    let row = format!("[data-record='{record}']");
    stage.browser.click(&format!("{row} [data-folded=why] > summary")).await?;
    stage.browser.click(&format!("{row} button[name=dismiss]")).await?;
    widget.until(&format!("{record} is away"), |shown| is_away(shown, record)).await
}

fn is_away(shown: &Snapshot, record: &str) -> bool {
    shown.dismissed.iter().any(|of| of.id == record) && !shown.all_ids().contains(&record)
}

/// A card with its tab, once all is known.
async fn opened(stage: &Stage, card: Card) -> Result<(Widget, Snapshot)> {
    let widget = stage.portal.card(card).await?;
    let shown = widget.until_state("card", "done").await?;
    Ok((widget, shown))
}

/// What the application keeps in the portal for everybody.
fn kept(stage: &Stage) -> Vec<(String, String)> {
    stage.sandbox().portal().with(|portal| {
        let options = portal.app.app_options.iter();
        options.map(|(name, value)| (name.clone(), value.to_text())).collect()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_stays_away_from_both_cards_and_for_colleagues_until_it_is_brought_back() -> Result<()> {
    journey("dismissed-pair", async |stage| {
        let [lead, _] = story::CARD_LEADS;
        let (record, contact) = (format!("LEAD-{lead}"), format!("CONTACT-{}", story::CARD_CONTACT));
        let (widget, _) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        let shown = dismiss(stage, &widget, &record).await?;
        ensure!(shown.text.contains("No duplicate, for everybody who uses this tab"), "{}", shown.text);
        stage.state("card-dismissed").await?;
        // For a colleague.
        stage.portal.switch("user=7").await?;
        let (_, shown) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        ensure!(is_away(&shown, &record), "{shown:?}");
        stage.portal.switch("user=1").await?;
        // From the other card.
        let (widget, shown) = opened(stage, Card::Lead(lead)).await?;
        ensure!(is_away(&shown, &contact), "{shown:?}");
        widget.unfold("dismissed").await?;
        stage.browser.click("[data-folded=dismissed] [data-folded=why] > summary").await?;
        stage.browser.click("[data-folded=dismissed] button[name=dismiss]").await?;
        widget.until("it is back", |shown| shown.ids("contact") == [&contact]).await?;
        let (_, shown) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        ensure!(shown.dismissed.is_empty() && shown.ids("lead").contains(&record.as_str()), "{shown:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_just_dismissed_is_taken_back_by_undo() -> Result<()> {
    journey("dismissed-undo", async |stage| {
        let record = format!("LEAD-{}", story::CARD_LEADS[1]);
        let (widget, before) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        dismiss(stage, &widget, &record).await?;
        stage.browser.click("button[name=undo]").await?;
        let shown = widget.until("it is back", |shown| shown.dismissed.is_empty()).await?;
        ensure!(shown.all_ids() == before.all_ids(), "{shown:?}");
        Ok(())
    })
    .await
}

/// *This is our switchboard.*
#[tokio::test(flavor = "multi_thread")]
async fn a_value_as_a_whole_is_dismissed_for_every_card_that_has_it() -> Result<()> {
    journey("dismissed-value", async |stage| {
        let (widget, shown) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        let [first, second] = story::CARD_LEADS.map(|id| format!("LEAD-{id}"));
        ensure!(shown.all_ids().len() == 3, "{shown:?}");
        widget.unfold("checked").await?;
        let value = format!("[data-value='{}']", story::CARD_PHONE);
        stage.browser.click(&format!("{value} button[name=dismiss]")).await?;
        // The first lead has the e-mail as well.
        let shown = widget.until("the others are away", |shown| shown.all_ids() == [&first]).await?;
        ensure!(is_away(&shown, &second), "{shown:?}");
        stage.state("dismissed-value").await?;
        let (widget, shown) = opened(stage, Card::Lead(story::CARD_LEADS[1])).await?;
        ensure!(shown.all_ids().is_empty() && !shown.dismissed.is_empty(), "{shown:?}");
        widget.unfold("checked").await?;
        stage.browser.click("[data-folded=checked] button[name=dismiss]").await?;
        widget.until("they are back", |shown| shown.dismissed.is_empty()).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_no_administrator_says_it_for_themselves_and_is_told_so() -> Result<()> {
    journey("dismissed-user", async |stage| {
        // The one that this user may read.
        let record = format!("LEAD-{}", story::CARD_LEADS[0]);
        stage.portal.switch("user=7").await?;
        let (widget, _) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        let shown = dismiss(stage, &widget, &record).await?;
        ensure!(shown.text.contains("No duplicate, for you alone"), "{}", shown.text);
        stage.state("dismissed-user").await?;
        let (_, shown) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        ensure!(is_away(&shown, &record), "{shown:?}");
        stage.portal.switch("user=1").await?;
        let (_, shown) = opened(stage, Card::Contact(story::CARD_CONTACT)).await?;
        ensure!(shown.dismissed.is_empty(), "{shown:?}");
        Ok(())
    })
    .await
}

/// A deal is no record that could be the same as another: its client is.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_a_deal_is_said_of_its_client() -> Result<()> {
    journey("dismissed-deal", async |stage| {
        let (client, stranger) = (story::CLIENT_CONTACT, story::CLIENT_DUPLICATE);
        let record = format!("CONTACT-{stranger}");
        let (widget, _) = opened(stage, Card::Deal(story::DEAL_WITH_CLIENT)).await?;
        dismiss(stage, &widget, &record).await?;
        stage.state("dismissed-deal").await?;
        ensure!(
            kept(stage) == [(format!("nd-contact{client}-contact{stranger}"), "1".to_owned())],
            "{:?}",
            kept(stage)
        );
        let (_, shown) = opened(stage, Card::Contact(client)).await?;
        ensure!(is_away(&shown, &record), "{shown:?}");
        let (_, shown) = opened(stage, Card::Contact(stranger)).await?;
        ensure!(is_away(&shown, &format!("CONTACT-{client}")), "{shown:?}");
        let (widget, shown) = opened(stage, Card::Deal(story::DEAL_WITH_CLIENT)).await?;
        ensure!(is_away(&shown, &record), "{shown:?}");
        widget.unfold("dismissed").await?;
        stage.browser.click("[data-folded=dismissed] [data-folded=why] > summary").await?;
        stage.browser.click("[data-folded=dismissed] button[name=dismiss]").await?;
        widget.until("it is back", |shown| shown.all_ids() == [&record]).await?;
        Ok(())
    })
    .await
}
