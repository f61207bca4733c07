//! One opening of a card's tab.

use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context as _, Result};
use e2e::{Card, Stage, journey_noted};
use sandbox::crm::EntityType;
use sandbox::server::Options;
use sandbox::story;
use serde::Deserialize;
use serde_json::json;

use crate::cell::{Cell, Page, Profile};
use crate::request::{self, Request};

/// How an opening went, in milliseconds since the frame was opened.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// Until the names of all found records were painted.
    pub(crate) ms: f64,
    /// Until anything was painted.
    pub(crate) painted: Option<f64>,
    /// What moved in the frame.
    pub(crate) moved: Vec<Moved>,
    pub(crate) requests: Vec<Request>,
}

/// Something that moved after it had been painted.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Moved {
    pub(crate) at: f64,
    /// Its part of the sum that is called CLS.
    pub(crate) value: f64,
    pub(crate) what: Vec<String>,
}

/// What `watch.js` tells.
#[derive(Deserialize)]
struct Told {
    ms: f64,
    painted: Option<f64>,
    moved: Vec<Moved>,
}

/// A browser of its own: the first opening, and one when it knows the page as it knows a page of every day.
pub(crate) async fn round(cell: Cell, page: Page, dist: &Path) -> Result<[Visit; 2]> {
    /// A browser keeps what it made of a script once it has seen that twice.
    const UNTIL_KNOWN: usize = 2;
    let rested = Cell { profile: Profile::None, cpu: 1 };
    let visits = Mutex::new(None);
    let name = format!("start-{}", page.name());
    let options = Options { dist: Some(dist.to_owned()), ..Options::default() };
    journey_noted(&name, options, async |stage| {
        stage.browser.before_documents(&watch(stage)?).await?;
        let cold = visit(stage, cell).await?;
        for _ in 0..UNTIL_KNOWN {
            visit(stage, rested).await?;
        }
        let warm = visit(stage, cell).await?;
        if let Ok(mut visits) = visits.lock() {
            *visits = Some([cold, warm]);
        }
        Ok(())
    })
    .await?;
    visits.into_inner().ok().flatten().context("nothing was measured")
}

fn watch(stage: &Stage) -> Result<String> {
    let found = story::CARD_LEADS.map(|id| (EntityType::Lead, id));
    let found = found.into_iter().chain([(EntityType::Company, story::CARD_COMPANY)]);
    let words = stage.sandbox().portal().with(|portal| {
        let title = |(kind, id)| Some(portal.crm.record(kind, id)?.title.clone());
        found.map(title).collect::<Option<Vec<_>>>()
    });
    let words = serde_json::to_string(&words.context("the sandbox lacks a record of the story")?)?;
    Ok(format!("{{ const WORDS = {words};\n{} }}", include_str!("watch.js")))
}

async fn visit(stage: &Stage, cell: Cell) -> Result<Visit> {
    let cdp = stage.browser.driver().cdp();
    let pace = async |cell: Cell| {
        cdp.send_raw("Network.emulateNetworkConditions", cell.profile.conditions()).await?;
        cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": cell.cpu })).await
    };
    stage.portal.open(&Card::Contact(story::CARD_CONTACT).path()).await?;
    stage.browser.network().await?;
    pace(cell).await?;
    let opened = "document.querySelector('[role=tab][data-tab=app]').click();
        return window.start;";
    let told: Told = stage.browser.script(opened, vec![]).await?;
    pace(Cell { profile: Profile::None, cpu: 1 }).await?;
    let requests = request::requests(&stage.browser.network().await?, "/card.html")?;
    let Told { ms, painted, moved } = told;
    Ok(Visit {
        ms,
        painted,
        moved,
        requests: requests.into_iter().filter(|request| request.begun < ms).collect(),
    })
}
