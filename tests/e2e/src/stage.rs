//! What one journey needs, and its end.

use std::sync::Mutex;

use anyhow::{Context as _, Result, bail, ensure};
use sandbox::{
    crm::User,
    portal::Fault,
    server::{Options, Running},
};
use serde_json::Value;
use thirtyfour::WebDriver;

use crate::{
    Browser, Look, Portal, Widget,
    browser::{Loaded, Log},
    driver::Driver,
    place,
};

/// A sandbox and a browser, for one journey alone.
pub struct Stage {
    /// The window.
    pub browser: Browser,
    /// The portal's pages.
    pub portal: Portal,
    sandbox: Running,
    expected: Mutex<Vec<String>>,
}

impl Stage {
    /// The running sandbox: its portal can be looked at and changed without HTTP.
    pub fn sandbox(&self) -> &Running {
        &self.sandbox
    }

    /// How many REST requests the portal has had.
    pub fn requests(&self) -> u64 {
        self.sandbox.portal().with(|portal| portal.stats.http_requests)
    }

    /// Scripts what goes wrong from now on, as `POST /_sandbox/faults` takes it; an empty list ends it.
    ///
    /// # Errors
    /// When the sandbox does not know such a fault.
    pub fn faults(&self, script: Value) -> Result<()> {
        let script: Vec<Fault> = serde_json::from_value(script)?;
        let sandbox = self.sandbox.portal();
        let now = sandbox.now();
        sandbox.with(|portal| portal.faults.set(script, now));
        Ok(())
    }

    /// The name of the administrator, who is responsible for the records of the story.
    pub fn administrator(&self) -> String {
        self.sandbox.portal().with(|portal| portal.users.get(&1).map(User::full_name).unwrap_or_default())
    }

    /// The address of an incoming webhook of one user.
    pub fn webhook(&self, user: u32) -> String {
        format!("{}/rest/{user}/sandbox{user}code/", self.sandbox.portal_url())
    }

    /// Opens the plain page, as it lies on any web host.
    ///
    /// # Errors
    /// When the widget does not come.
    pub async fn plain_page(&self) -> Result<Widget> {
        self.browser.goto(&format!("{}page.html", self.sandbox.app_url())).await?;
        Widget::on_this_page(&self.browser).await
    }

    /// A state that a person may be in: in a frame it is shown in full, it is accessible, and its picture is kept.
    ///
    /// # Errors
    /// With what the accessibility checker found in the current document.
    pub async fn state(&self, name: &str) -> Result<()> {
        if self.browser.grows().await? {
            self.browser.fits().await?;
        }
        self.browser.screenshot(name).await?;
        self.browser.axe(name).await
    }

    /// Announces that the console will hold lines with these words: a refused request is logged by the
    /// browser itself.
    pub fn expect_in_console(&self, words: &str) {
        if let Ok(mut expected) = self.expected.lock() {
            expected.push(words.to_owned());
        }
    }

    /// Fails if the console holds anything that was not announced.
    ///
    /// # Errors
    /// With every such line.
    pub async fn no_console_errors(&self) -> Result<()> {
        let expected = self.expected.lock().map(|list| list.clone()).unwrap_or_default();
        let mut problems = self.browser.console_problems().await?;
        problems.retain(|line| !expected.iter().any(|words| line.contains(words)));
        ensure!(problems.is_empty(), "the console holds:\n{}", problems.join("\n"));
        Ok(())
    }
}

/// A journey in an installed portal with the standard records and a light browser.
///
/// # Errors
/// What the journey failed with.
pub async fn journey(name: &str, walk: impl AsyncFn(&Stage) -> Result<()>) -> Result<()> {
    journey_with(name, Options::default(), Look::Light, walk).await
}

/// A journey in a portal and a browser of one's own choice. Whatever happens, the browser is closed; a failure
/// leaves its picture.
///
/// # Errors
/// What the journey failed with.
pub async fn journey_with(
    name: &str,
    options: Options,
    look: Look,
    walk: impl AsyncFn(&Stage) -> Result<()>,
) -> Result<()> {
    journey_in(name, options, (look, Loaded::Whole, Log::Console), walk).await
}

/// A journey through pages some of whose files may never come: an address counts as loaded at once.
///
/// # Errors
/// What the journey failed with.
pub async fn journey_without(name: &str, walk: impl AsyncFn(&Stage) -> Result<()>) -> Result<()> {
    journey_in(name, Options::default(), (Look::Light, Loaded::AtOnce, Log::Console), walk).await
}

/// A journey on which the browser writes down each request, for [`Browser::network`].
///
/// # Errors
/// What the journey failed with.
pub async fn journey_noted(
    name: &str,
    options: Options,
    walk: impl AsyncFn(&Stage) -> Result<()>,
) -> Result<()> {
    journey_in(name, options, (Look::Light, Loaded::Whole, Log::Network), walk).await
}

async fn journey_in(
    name: &str,
    options: Options,
    (look, loaded, log): (Look, Loaded, Log),
    walk: impl AsyncFn(&Stage) -> Result<()>,
) -> Result<()> {
    let dist = match options.dist {
        Some(dist) => dist,
        None => place::dist()?,
    };
    let sandbox = sandbox::server::start(Options { dist: Some(dist), ..options }).await?;
    let driver = Driver::start().await?;
    let browser = Browser::open(&driver.url(), look, loaded, log).await?;
    let portal = Portal::new(browser.clone(), sandbox.portal_url());
    let stage = Stage { browser: browser.clone(), portal, sandbox, expected: Mutex::default() };
    let session = browser.driver().clone();
    let ended = session.run_and_quit(async |_: WebDriver| walk_through(name, &stage, &walk).await).await;
    // The sandbox is not waited for: the browser may have left connections open.
    drop(stage);
    match ended {
        Ok(()) => Ok(()),
        Err(error) => bail!("{name}: {error}"),
    }
}

async fn walk_through(
    name: &str,
    stage: &Stage,
    walk: &impl AsyncFn(&Stage) -> Result<()>,
) -> Result<(), Failure> {
    let walked = match walk(stage).await {
        Ok(()) => stage.no_console_errors().await,
        Err(error) => Err(error),
    };
    let Err(error) = walked else { return Ok(()) };
    let picture = stage.browser.screenshot(&format!("failed-{name}")).await;
    let console = stage.browser.console_problems().await.unwrap_or_default();
    let seen = picture.context("no picture could be taken").map(|path| path.display().to_string());
    Err(Failure(format!(
        "{error:#}\n  picture: {}\n  console: {}",
        seen.unwrap_or_else(|error| format!("{error:#}")),
        console.join("\n           ")
    )))
}

/// A journey's failure, told in full.
#[derive(Debug)]
struct Failure(String);

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
