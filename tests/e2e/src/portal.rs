//! The portal's pages, as a person walks through them.

use anyhow::{Result, ensure};
use thirtyfour::By;

use crate::{Browser, Widget, wait::until};

/// A card by its type and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// A lead.
    Lead(u32),
    /// A contact.
    Contact(u32),
    /// A company.
    Company(u32),
    /// A deal.
    Deal(u32),
}

impl Card {
    /// Its address in the portal.
    pub fn path(self) -> String {
        let (kind, id) = match self {
            Self::Lead(id) => ("lead", id),
            Self::Contact(id) => ("contact", id),
            Self::Company(id) => ("company", id),
            Self::Deal(id) => ("deal", id),
        };
        format!("/crm/{kind}/details/{id}/")
    }
}

/// The portal's site.
pub struct Portal {
    browser: Browser,
    url: String,
}

impl Portal {
    pub(crate) fn new(browser: Browser, url: &str) -> Self {
        Self { browser, url: url.to_owned() }
    }

    /// The portal's origin.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.browser.driver().enter_default_frame().await?;
        self.browser.goto(&format!("{}{path}", self.url)).await
    }

    /// Becomes another user, with a language and a theme: `user=7&lang=de&theme=dark`.
    ///
    /// # Errors
    /// When the portal does not know them.
    pub async fn switch(&self, to: &str) -> Result<()> {
        self.open(&format!("/_sandbox/switch?{to}&back=/")).await
    }

    /// Opens a card with our tab in front and goes into its frame.
    ///
    /// # Errors
    /// When the tab does not come.
    pub async fn card(&self, card: Card) -> Result<Widget> {
        self.open(&format!("{}?tab=app", card.path())).await?;
        self.enter_widget().await
    }

    /// Opens the application's own page and goes into its frame.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn app_page(&self) -> Result<Widget> {
        self.open("/marketplace/app/1/").await?;
        self.enter_widget().await
    }

    /// Goes into the frame of the application on the current page. A frame that is just being opened still
    /// holds an empty document.
    ///
    /// # Errors
    /// When there is none.
    pub async fn enter_widget(&self) -> Result<Widget> {
        until("the application's frame", async || {
            self.enter_frame().await?;
            let is_there: bool =
                self.browser.script("return document.querySelector('[data-app]') !== null", vec![]).await?;
            Ok(is_there.then_some(()))
        })
        .await?;
        Ok(Widget::new(self.browser.clone()))
    }

    /// Goes into the frame of the application in the slider on top.
    ///
    /// # Errors
    /// When there is none.
    pub async fn enter_slider(&self) -> Result<Widget> {
        let driver = self.browser.driver();
        until("the application's frame in the slider", async || {
            driver.enter_default_frame().await?;
            driver.find(By::Css("iframe.slider-frame")).await?.enter_frame().await?;
            driver.find(By::Css("iframe.app-frame")).await?.enter_frame().await?;
            let is_there: bool =
                self.browser.script("return document.querySelector('[data-app]') !== null", vec![]).await?;
            Ok(is_there.then_some(()))
        })
        .await?;
        Ok(Widget::new(self.browser.clone()))
    }

    /// Goes into that frame, whatever is in it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn enter_frame(&self) -> Result<()> {
        let driver = self.browser.driver();
        driver.enter_default_frame().await?;
        Ok(driver.find(By::Css("iframe.app-frame")).await?.enter_frame().await?)
    }

    /// Leaves the frame for the page around it.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn leave_widget(&self) -> Result<()> {
        Ok(self.browser.driver().enter_default_frame().await?)
    }

    /// The address that the slider shows, once it is open.
    ///
    /// # Errors
    /// When no slider opens.
    pub async fn slider_address(&self) -> Result<String> {
        self.leave_widget().await?;
        let frame = self.browser.shown("iframe.slider-frame").await?;
        until("the slider's address", async || Ok(frame.prop("src").await?.filter(|src| !src.is_empty())))
            .await
    }

    /// Closes the slider.
    ///
    /// # Errors
    /// When it does not close.
    pub async fn close_slider(&self) -> Result<()> {
        self.leave_widget().await?;
        self.browser.click("button.slider-close").await?;
        let driver = self.browser.driver();
        until("the slider is closed", async || {
            Ok(driver.find_all(By::Css("iframe.slider-frame")).await?.is_empty().then_some(()))
        })
        .await
    }

    /// Checks that the portal refuses in words of its own, without a frame.
    ///
    /// # Errors
    /// When it shows a frame.
    pub async fn no_frame(&self) -> Result<()> {
        let frames = self.browser.driver().find_all(By::Css("iframe.app-frame")).await?;
        ensure!(frames.is_empty(), "there is a frame of the application");
        Ok(())
    }
}
