//! Our widget, in a frame or on its page.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{Browser, wait::until};

/// What the widget shows at one moment, read in one go.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Snapshot {
    /// `connecting`, `card`, `page`, `install`, `refused` or `crashed`.
    pub screen: Option<String>,
    /// The state of that screen.
    pub state: Option<String>,
    /// Found records by type.
    pub groups: Vec<Group>,
    /// Lines that many use: what is said of each, and its records.
    pub shared: Vec<Group>,
    /// Records that somebody has said to be no duplicates.
    pub dismissed: Vec<Record>,
    /// Records that belong to the card.
    pub related: Vec<Record>,
    /// The words about hidden records, by type.
    pub hidden: BTreeMap<String, String>,
    /// The words about completeness.
    pub completeness: Vec<String>,
    /// Messages that are announced.
    pub notices: Vec<Notice>,
    /// By placement: `true`, `false` or `stale`.
    pub placements: BTreeMap<String, String>,
    /// All that can be read.
    pub text: String,
}

/// One type's results.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Group {
    /// `lead`, `contact` or `company`; of a line that many use, what is said of it.
    pub kind: String,
    /// In the order in which they are shown.
    pub records: Vec<Record>,
}

/// One found record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Such as `CONTACT-275`.
    pub id: String,
    /// All that can be read in its row.
    pub text: String,
    /// The values that it shares with the input.
    pub matched: Vec<String>,
}

/// A message with its stable code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Notice {
    /// Our own code.
    pub code: String,
    /// What a person reads.
    pub text: String,
}

const READ: &str = "\
    const text = element => element ? element.innerText.trim() : '';
    const all = (css, within = document) => [...within.querySelectorAll(css)];
    const app = document.querySelector('[data-app]');
    // What is folded away is read as well: a closed `details` has no visible text.
    const records = within => all('[data-record]', within).map(record => ({
        id: record.dataset.record,
        text: record.innerText.trim() || record.textContent.trim(),
        matched: all('[data-matched] bdi', record).map(value => value.textContent.trim()),
    }));
    return {
        screen: app?.dataset.screen ?? null,
        state: app?.dataset.state ?? null,
        groups: all('section[data-group]').map(group => ({
            kind: group.dataset.group,
            records: records(group),
        })),
        shared: all('[data-folded=shared]').map(line => ({
            kind: text(line.querySelector('summary')),
            records: records(line),
        })),
        dismissed: all('[data-folded=dismissed]').flatMap(records),
        related: all('[data-folded=related]').flatMap(records),
        hidden: Object.fromEntries(all('[data-hidden]').map(line => [line.dataset.hidden, text(line)])),
        completeness: all('[data-completeness]').map(text),
        notices: all('[role=alert][data-code]').map(notice => ({ code: notice.dataset.code, text: text(notice) })),
        placements: Object.fromEntries(all('[data-placement]').map(row => [row.dataset.placement, row.dataset.bound])),
        text: text(document.body),
    };";

/// Remembers each note that is shown. It goes away after some seconds, between two looks on a busy machine.
const WATCH_NOTES: &str = "\
    const noted = window.noted = new Set();
    const look = () => document.querySelectorAll('[data-note]').forEach(note => noted.add(note.textContent));
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    return true;";

impl Snapshot {
    /// The ids of one type's records, such as `CONTACT-275`, in the order in which they are shown.
    pub fn ids(&self, kind: &str) -> Vec<&str> {
        let groups = self.groups.iter().filter(|group| group.kind == kind);
        groups.flat_map(|group| group.records.iter().map(|record| record.id.as_str())).collect()
    }

    /// The ids of all records, sorted.
    pub fn all_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self
            .groups
            .iter()
            .flat_map(|group| group.records.iter())
            .map(|record| record.id.as_str())
            .collect();
        ids.sort_unstable();
        ids
    }

    /// One record's row.
    ///
    /// # Errors
    /// When it is not shown.
    pub fn record(&self, id: &str) -> Result<&Record> {
        let mut records = self.groups.iter().flat_map(|group| group.records.iter());
        records
            .find(|record| record.id == id)
            .with_context(|| format!("{id} is not shown: {:?}", self.all_ids()))
    }

    /// The codes of all messages.
    pub fn codes(&self) -> Vec<&str> {
        self.notices.iter().map(|notice| notice.code.as_str()).collect()
    }
}

/// The widget in the document that the browser is in.
pub struct Widget {
    browser: Browser,
}

impl Widget {
    pub(crate) fn new(browser: Browser) -> Self {
        Self { browser }
    }

    /// Takes the page that the browser is on, once the widget is there.
    ///
    /// # Errors
    /// When there is none.
    pub async fn on_this_page(browser: &Browser) -> Result<Self> {
        browser.shown("[data-app]").await?;
        Ok(Self::new(browser.clone()))
    }

    /// What it shows now.
    ///
    /// # Errors
    /// When the document is gone.
    pub async fn read(&self) -> Result<Snapshot> {
        self.browser.script(READ, vec![]).await
    }

    /// Waits until what it shows is as described.
    ///
    /// # Errors
    /// When it does not get there; with what it shows instead.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Snapshot) -> bool) -> Result<Snapshot> {
        let reached = until(what, async || {
            let snapshot = self.read().await?;
            Ok(is_so(&snapshot).then_some(snapshot))
        })
        .await;
        match reached {
            Ok(snapshot) => Ok(snapshot),
            Err(error) => bail!("{error:#}\n  the widget shows: {:?}", self.read().await),
        }
    }

    /// Waits for a screen and its state.
    ///
    /// # Errors
    /// When it does not get there; with what it shows instead.
    pub async fn until_state(&self, screen: &str, state: &str) -> Result<Snapshot> {
        let what = format!("the widget's {screen} is {state}");
        self.until(&what, |shown| {
            shown.screen.as_deref() == Some(screen) && shown.state.as_deref() == Some(state)
        })
        .await
    }

    /// Waits until a search is done and says who is responsible. That is the last that it asks for.
    ///
    /// # Errors
    /// When it does not get there; with what it shows instead.
    pub async fn until_named(&self, responsible: &str) -> Result<Snapshot> {
        self.until(&format!("{responsible} is named"), |shown| {
            shown.state.as_deref() == Some("done") && shown.text.contains(responsible)
        })
        .await
    }

    /// Remembers every note that is shown from now on.
    ///
    /// # Errors
    /// When the document is gone.
    pub async fn watch_notes(&self) -> Result<()> {
        self.browser.script(WATCH_NOTES, vec![]).await.map(|_: bool| ())
    }

    /// Waits until a note was shown, be it gone again.
    ///
    /// # Errors
    /// When it was not, or notes are not watched.
    pub async fn until_noted(&self, words: &str) -> Result<()> {
        until(&format!("the note `{words}`"), async || {
            let was_shown = "return window.noted.has(arguments[0]);";
            Ok(self.browser.script::<bool>(was_shown, vec![words.into()]).await?.then_some(()))
        })
        .await
    }

    /// Connects a plain page with a webhook.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn connect(&self, webhook: &str) -> Result<()> {
        self.browser.fill("input[name=webhook]", webhook).await?;
        self.browser.click("button[name=connect]").await
    }

    /// Searches what a person would paste.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn search(&self, values: &str) -> Result<()> {
        self.browser.fill("textarea[name=values]", values).await?;
        self.browser.click("button[name=search]").await
    }

    /// Opens what is folded away.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn unfold(&self, name: &str) -> Result<()> {
        self.browser.click(&format!("[data-folded={name}] > summary")).await
    }

    /// Clicks the title of a record.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn open(&self, record: &str) -> Result<()> {
        self.browser.click(&format!("[data-record=\"{record}\"] a.link")).await
    }
}
