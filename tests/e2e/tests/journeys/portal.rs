//! The sandbox's own pages.

use anyhow::Result;
use e2e::{Card, Look, Stage, journey, journey_with};
use sandbox::{server::Options, story};

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
    let pages = ["/".to_owned(), "/crm/contact/merge/?id=275,2297".to_owned()];
    for path in pages.into_iter().chain(lists).chain(cards.map(Card::path)) {
        stage.portal.open(&path).await?;
        stage.browser.axe(&path).await?;
    }
    Ok(())
}
