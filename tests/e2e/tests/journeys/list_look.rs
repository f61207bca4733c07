//! How the check of a list looks and reads in each of its states: in forced colours, wide, narrow, enlarged, in other
//! languages, in the dark and from right to left; and what a screen reader is told of it.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use e2e::{Look, Stage, journey, journey_with, until};
use sandbox::server::Options;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::list::{dropped, in_run, in_stage, offered};

/// What differs from one walk through the states to the next.
struct Walk {
    name: &'static str,
    width: u32,
    height: u32,
    language: &'static str,
    system: Look,
    has_forced_colours: bool,
    is_mirrored: bool,
}

const PLAIN: Walk = Walk {
    name: "plain",
    width: 1280,
    height: 900,
    language: "en",
    system: Look::Light,
    has_forced_colours: false,
    is_mirrored: false,
};

/// How many filters have no border.
const BARE: &str = "\
    const filters = [...document.querySelectorAll('.list-filters .segment span')];
    return filters.filter(one => parseFloat(getComputedStyle(one).borderTopWidth) < 1).length;";

impl Walk {
    /// Through every state of a list, each with its picture, what the accessibility checker finds in it, and no sideways
    /// scrolling.
    async fn go(self) -> Result<()> {
        let name = format!("list-look-{}", self.name);
        let options = Options::default();
        journey_with(&name.clone(), options, self.system, async |stage| {
            self.arrive(stage).await?;
            let see = async |state: &str| {
                stage.state(&format!("{name}-{state}")).await?;
                let overflow = stage.browser.too_wide_by().await?;
                ensure!(overflow == 0, "{state} is {overflow} px too wide");
                Ok(())
            };
            see("idle").await?;
            dropped(stage, "invoice.pdf", b"%PDF-1.7").await?;
            in_stage(stage, "refused").await?;
            see("refused").await?;
            stage.browser.click(".notice button[name=another-file]").await?;
            in_stage(stage, "idle").await?;
            dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
            in_stage(stage, "preview").await?;
            stage.browser.click("select[name=country] option[value=RU]").await?;
            see("preview").await?;
            stage.browser.click("button[name=read-rows]").await?;
            in_stage(stage, "ready").await?;
            see("ready").await?;
            // So slow that there is time for a picture.
            stage.faults(json!([{ "kind": "delay", "delay_ms": 20_000 }]))?;
            stage.browser.click("button[name=begin-list]").await?;
            in_run(stage, "running").await?;
            see("running").await?;
            stage.browser.click(".list-run button[name=hold]").await?;
            stage.browser.shown("[data-run=pausing]").await?;
            see("pausing").await?;
            stage.browser.click(".list-run button[name=stop]").await?;
            in_run(stage, "stopped").await?;
            see("stopped").await?;
            stage.faults(json!([]))?;
            stage.browser.click(".list-run button[name=rest]").await?;
            in_run(stage, "done").await?;
            see("result").await?;
            if self.has_forced_colours {
                let bare: u32 = stage.browser.script(BARE, vec![]).await?;
                ensure!(bare == 0, "{bare} filters look like mere text");
            }
            stage.browser.click(".list-drawn [data-row='2']").await?;
            stage.browser.shown("[data-opened]").await?;
            see("opened").await?;
            stage.browser.click("button[name=close-row]").await?;
            stage.browser.click(".list-filters [data-verdict=several] label").await?;
            stage.browser.shown("button[name=save-shown-csv]").await?;
            see("filtered").await?;
            stage.browser.fill("input[name=list-search]", "nobody of this name").await?;
            stage.browser.shown("[data-nothing]").await?;
            see("nothing").await?;
            // Out of the field first: a low window is scrolled back to it by the press that takes its focus.
            stage.browser.press(Key::Tab).await?;
            stage.browser.click("button[name=save-all-csv]").await?;
            stage.browser.shown("[data-export][data-tone=good]").await?;
            see("saved").await?;
            stage.browser.click("select[name=list-entity] option[value=CONTACT]").await?;
            stage.browser.shown("[data-stale]").await?;
            see("out-of-date").await
        })
        .await
    }

    /// The list's page, as this walk is to see it.
    async fn arrive(&self, stage: &Stage) -> Result<()> {
        stage.browser.resize(self.width, self.height).await?;
        let languages =
            format!("Object.defineProperty(navigator, 'languages', {{ get: () => ['{}'] }});", self.language);
        stage.browser.before_documents(&languages).await?;
        if self.has_forced_colours {
            let media = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
            stage.browser.driver().cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        }
        let widget = stage.plain_page().await?;
        widget.connect(&stage.webhook(1)).await?;
        widget.until_state("page", "ready").await?;
        if self.is_mirrored {
            stage.browser.force_rtl().await?;
        }
        stage.browser.click("button[name=show-list]").await?;
        in_stage(stage, "idle").await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_stands_on_a_desk() -> Result<()> {
    Walk { name: "wide", width: 1920, height: 1080, ..PLAIN }.go().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_fits_a_phone_in_german() -> Result<()> {
    Walk { name: "narrow-de", width: 320, height: 900, language: "de", ..PLAIN }.go().await
}

/// A window of 1280 by 1024 pixels, enlarged to 400 %.
#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_can_be_enlarged_four_times() -> Result<()> {
    Walk { name: "enlarged", width: 320, height: 256, ..PLAIN }.go().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_is_told_in_russian_and_in_the_dark() -> Result<()> {
    Walk { name: "dark-ru", language: "ru", system: Look::Dark, ..PLAIN }.go().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_holds_in_forced_colours() -> Result<()> {
    Walk { name: "forced", has_forced_colours: true, ..PLAIN }.go().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_state_of_a_list_is_mirrored() -> Result<()> {
    Walk { name: "mirrored", is_mirrored: true, ..PLAIN }.go().await
}

/// Writes down what stands in the region that a screen reader reads out, each time that it changes.
const LISTEN: &str = "\
    const heard = window.heard = [];
    const region = document.querySelector('[role=status]');
    new MutationObserver(() => {
        const text = region.textContent.trim();
        if (text) heard.push(text);
    }).observe(region, { childList: true, characterData: true, subtree: true });
    return true;";

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_is_told_each_step_once() -> Result<()> {
    journey("list-heard", async |stage| {
        PLAIN.arrive(stage).await?;
        stage.browser.script::<bool>(LISTEN, vec![]).await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await?;
        stage.browser.click("button[name=save-all-csv]").await?;
        stage.browser.shown("[data-export][data-tone=good]").await?;
        let heard: Vec<String> = stage.browser.script("return window.heard;", vec![]).await?;
        let twice = heard.windows(2).find(|pair| pair[0] == pair[1]);
        ensure!(twice.is_none(), "said twice: {twice:?} of {heard:#?}");
        for said in ["39 rows", "Everything that can be checked was checked", "Saved with 39 rows"] {
            ensure!(heard.iter().any(|heard| heard == said), "`{said}` is not among {heard:#?}");
        }
        ensure!(heard.len() <= 10, "too much is said: {heard:#?}");
        Ok(())
    })
    .await
}

/// The nodes of the page as the browser tells them to a screen reader: role and name.
async fn told(stage: &Stage) -> Result<Vec<(String, String)>> {
    let cdp = stage.browser.driver().cdp();
    let tree = cdp.send_raw("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree.get("nodes").and_then(Value::as_array).context("a tree")?;
    let text = |node: &Value, what: &str| {
        node.pointer(&format!("/{what}/value")).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let is_told = |node: &&Value| node.get("ignored") != Some(&Value::Bool(true));
    Ok(nodes.iter().filter(is_told).map(|node| (text(node, "role"), text(node, "name"))).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_knows_the_table_its_rows_and_what_is_chosen() -> Result<()> {
    journey("list-told", async |stage| {
        PLAIN.arrive(stage).await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        let ready = told(stage).await?;
        let has = |told: &[(String, String)], role: &str, name: &str| {
            told.iter().any(|(of, called)| of == role && called == name)
        };
        ensure!(has(&ready, "combobox", "Search in"), "{ready:#?}");
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await?;
        let all = told(stage).await?;
        for (role, name) in [
            ("region", "Check a list"),
            ("region", "The list at a glance"),
            ("region", "Save the result"),
            ("group", "Show only rows with this verdict"),
            ("searchbox", "Search in the rows"),
            ("combobox", "Order"),
            ("combobox", "Search in"),
            ("grid", "The rows and their verdicts"),
            ("columnheader", "Verdict"),
            ("rowheader", "2"),
        ] {
            ensure!(has(&all, role, name), "no {role} `{name}`: {all:#?}");
        }
        ensure!(!all.iter().any(|(role, name)| role == "button" && name.is_empty()), "a button without a name");
        let filters = all.iter().filter(|(role, _)| role == "checkbox").count();
        ensure!(filters >= 4, "{filters} filters");
        // Where the rows stand in the whole table is told with each, whichever of them are in the page.
        let places = "\
            const grid = document.querySelector('[role=grid]');
            const rows = [...grid.querySelectorAll('[role=row]')].map(row => Number(row.ariaRowIndex));
            return [Number(grid.ariaRowCount), ...rows];";
        let places: Vec<u32> = stage.browser.script(places, vec![]).await?;
        let (count, rows) = places.split_first().context("a table")?;
        ensure!(*count == 40 && (1..).zip(rows).all(|(place, row)| place == *row), "{places:?}");
        let distinct: BTreeSet<_> = rows.iter().collect();
        ensure!(distinct.len() == rows.len(), "{places:?}");
        stage.browser.tab_to(".list-grid").await?;
        until("the keyboard's row is told", async || {
            let current = "const grid = document.activeElement; \
                return grid.getAttribute('role') === 'grid' && grid.ariaActiveDescendantElement?.ariaRowIndex;";
            let current: Value = stage.browser.script(current, vec![]).await?;
            Ok((current == json!("2")).then_some(()))
        })
        .await
    })
    .await
}

/// The picture of the README: a result, as it is seen first.
#[tokio::test(flavor = "multi_thread")]
async fn the_result_of_a_list_can_be_shown() -> Result<()> {
    journey("list-picture", async |stage| {
        Walk { width: 1080, height: 760, ..PLAIN }.arrive(stage).await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("select[name=country] option[value=RU]").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await?;
        stage.state("list").await
    })
    .await
}
