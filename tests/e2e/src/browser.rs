//! A `WebDriver` session.

use std::{fs, path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use thirtyfour::{
    By, CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities, Key,
    LoggingPrefsLogLevel, PageLoadStrategy, TimeoutConfiguration, TypingData, WebDriver, WebElement,
};

use crate::{axe, console, place, wait::until};

/// What the browser pretends about its user's settings; it cannot change while it runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Look {
    /// The system is light.
    #[default]
    Light,
    /// The system is dark.
    Dark,
}

/// Whose colours a page is painted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Its own.
    OfThePage,
    /// Those few that the user of the system has chosen.
    Forced,
}

/// When an address counts as loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loaded {
    /// Once everything that the page names is there.
    Whole,
    /// At once: part of it may never come.
    AtOnce,
}

/// What a browser writes down beside its console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Log {
    /// Nothing.
    Console,
    /// Each request of a page and of its frames, as the browser's own tools see it.
    Network,
}

/// The switches of a browser that runs anywhere: also for root, in a container, without a screen.
///
/// Without site isolation a frame of another site shares the page's process. Only then does the driver's log hold
/// the frame's console; what the sites may do to each other stays the same.
///
/// A scroll bar takes 15 pixels from the page but not from its picture, which would then be cut at the right edge.
const SWITCHES: [&str; 14] = [
    "--headless=new",
    "--hide-scrollbars",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
    "--lang=en",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process",
];

/// Ends a script or a page that hangs. A busy machine takes its time for both.
const HANGS: Duration = Duration::from_mins(10);

#[derive(Deserialize)]
struct Layout {
    #[serde(rename = "cssContentSize")]
    size: Size,
}

#[derive(Deserialize)]
struct Size {
    width: f64,
    height: f64,
}

#[derive(Deserialize)]
struct Picture {
    data: String,
}

/// A browser with one window.
#[derive(Clone)]
pub struct Browser {
    driver: WebDriver,
}

impl Browser {
    /// Opens a session at a driver.
    pub(crate) async fn open(driver_url: &str, look: Look, loaded: Loaded, log: Log) -> Result<Self> {
        let mut wanted = DesiredCapabilities::chrome();
        for switch in SWITCHES {
            wanted.add_arg(switch)?;
        }
        if look == Look::Dark {
            wanted.add_arg("--force-dark-mode")?;
        }
        if loaded == Loaded::AtOnce {
            wanted.set_page_load_strategy(PageLoadStrategy::None)?;
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        if log == Log::Network {
            wanted.set_logging_prefs("performance".to_owned(), LoggingPrefsLogLevel::All)?;
        }
        let driver = WebDriver::builder(driver_url, wanted).request_timeout(2 * HANGS);
        let driver = driver.await.context("cannot open a browser")?;
        driver.update_timeouts(TimeoutConfiguration::new(Some(HANGS), Some(HANGS), None)).await?;
        let browser = Self { driver };
        browser.resize(1280, 900).await?;
        Ok(browser)
    }

    /// The session itself, for what is said only once.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads an address and waits until it is loaded.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| format!("cannot load {url}"))
    }

    /// Sets the size of the page in CSS pixels. A window would not get as narrow as a phone.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Paints pages in these colours from now on.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn paint(&self, colours: Colours) -> Result<()> {
        let value = match colours {
            Colours::OfThePage => "none",
            Colours::Forced => "active",
        };
        let media = json!({ "features": [{ "name": "forced-colors", "value": value }] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Requests for these addresses hang from now on: they are never answered.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn hang(&self, patterns: &[&str]) -> Result<()> {
        let patterns: Vec<Value> = patterns.iter().map(|pattern| json!({ "urlPattern": pattern })).collect();
        self.driver.cdp().send_raw("Fetch.enable", json!({ "patterns": patterns })).await?;
        Ok(())
    }

    /// In the documents that are loaded from now on, the timers that are set while they are parsed fire this many times
    /// as early. Those of the widget itself, which starts later, are as they were.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn hurry(&self, times: u32) -> Result<()> {
        let source = format!(
            "const real = setTimeout;
            window.setTimeout = (wake, ms, ...rest) =>
                real(wake, document.readyState === 'loading' ? ms / {times} : ms, ...rest);"
        );
        self.before_documents(&source).await
    }

    /// Runs a script in each document that is loaded from now on, before its own.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn before_documents(&self, source: &str) -> Result<()> {
        let script = json!({ "source": source });
        self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// Runs a script in the current document and decodes what it returns.
    ///
    /// # Errors
    /// When the script throws, or returns something else.
    pub async fn script<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> Result<T> {
        let returned = self.driver.execute(script, arguments).await?;
        Ok(serde_json::from_value(returned.json().clone())?)
    }

    /// Waits for an element that is shown.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn shown(&self, css: &str) -> Result<WebElement> {
        until(&format!("`{css}` is shown"), async || {
            let element = self.driver.find(By::Css(css)).await?;
            Ok(element.is_displayed().await?.then_some(element))
        })
        .await
    }

    /// Waits for an element, then clicks it. A frame that is still growing with its content is waited for: it
    /// scrolls back when it has grown, and the click would miss.
    ///
    /// # Errors
    /// When it does not come, or something else lies above it.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.shown(css).await?;
        if self.grows().await? {
            self.fits().await?;
        }
        element.scroll_into_view().await?;
        element.click().await.with_context(|| format!("cannot click `{css}`"))
    }

    /// Replaces the text of a field. A new line is typed with Shift held: Enter alone searches.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        let field = self.shown(css).await?;
        field.clear().await?;
        let keys = text.replace('\n', "\u{e008}\u{e007}\u{e000}");
        field.send_keys(keys).await.with_context(|| format!("cannot type into `{css}`"))
    }

    /// Presses keys wherever the focus is.
    ///
    /// # Errors
    /// When the driver cannot do it.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Presses Tab until an element has the focus, as a person without a mouse would.
    ///
    /// # Errors
    /// When Tab does not lead there.
    pub async fn tab_to(&self, css: &str) -> Result<()> {
        /// More than the stops of any of our screens.
        const STOPS: usize = 200;
        for _ in 0..STOPS {
            self.press(Key::Tab).await?;
            let script = "return document.activeElement.matches(arguments[0]);";
            if self.script(script, vec![css.into()]).await? {
                return Ok(());
            }
        }
        bail!("Tab does not lead to `{css}`")
    }

    /// Turns the current document to right-to-left, as a language that is written so would.
    ///
    /// # Errors
    /// When there is no document.
    pub async fn force_rtl(&self) -> Result<()> {
        let script = "\
            document.documentElement.dir = 'rtl';
            document.querySelector('[data-app]').dir = 'rtl';
            return true;";
        self.script(script, vec![]).await.map(|_: bool| ())
    }

    /// By how many pixels the current document is wider than the room it has. A scroll bar is no room: the inner
    /// width of the window would count it.
    ///
    /// # Errors
    /// When there is no document.
    pub async fn too_wide_by(&self) -> Result<u32> {
        let widths = "const page = document.documentElement; return page.scrollWidth - page.clientWidth;";
        self.script(widths, vec![]).await
    }

    /// Whether the current document is in a frame that grows with its content. One in a slider does not: it is as high
    /// as the slider, and scrolls.
    ///
    /// # Errors
    /// When there is no document.
    pub async fn grows(&self) -> Result<bool> {
        self.script("return window !== top && window.parent === top", vec![]).await
    }

    /// Waits until the current document needs no scrolling downwards: a frame grows with its content, but only
    /// after the content is there.
    ///
    /// # Errors
    /// When it stays too small.
    pub async fn fits(&self) -> Result<()> {
        until("the frame is as high as its content", async || {
            let heights = "return [innerHeight, document.documentElement.scrollHeight];";
            let [inner, content]: [u32; 2] = self.script(heights, vec![]).await?;
            Ok((content <= inner).then_some(()))
        })
        .await
    }

    /// Saves a picture of the whole page, also of what is scrolled away, as `target/screenshots/<name>.png`.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = place::screenshots();
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.png"));
        let cdp = self.driver.cdp();
        let page: Layout = serde_json::from_value(cdp.send_raw("Page.getLayoutMetrics", json!({})).await?)?;
        let Size { width, height } = page.size;
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let options = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture: Picture =
            serde_json::from_value(cdp.send_raw("Page.captureScreenshot", options).await?)?;
        fs::write(&path, STANDARD.decode(picture.data)?)?;
        Ok(path)
    }

    /// Fails if the accessibility checker finds anything in the current document.
    ///
    /// # Errors
    /// With every violation and its elements.
    pub async fn axe(&self, name: &str) -> Result<()> {
        axe::check(&self.driver, name).await
    }

    /// What was written down of the network since it was last read: the messages of the browser's own tools.
    ///
    /// # Errors
    /// When the driver cannot tell, or nothing is written down.
    pub async fn network(&self) -> Result<Vec<Value>> {
        /// The driver wraps each message.
        #[derive(Deserialize)]
        struct Wrapped {
            message: Value,
        }
        let entries = self.driver.get_log("performance").await?;
        let wrapped = entries.iter().map(|entry| serde_json::from_str::<Wrapped>(&entry.message));
        Ok(wrapped.map(|wrapped| wrapped.map(|wrapped| wrapped.message)).collect::<Result<_, _>>()?)
    }

    /// What the console holds since it was last read, worst first: errors, warnings, reports of the policy.
    ///
    /// # Errors
    /// When the driver cannot tell.
    pub async fn console_problems(&self) -> Result<Vec<String>> {
        console::problems(&self.driver).await
    }
}
