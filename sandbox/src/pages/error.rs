//! What a page answers when it cannot show what was asked for.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::chrome::Chrome;
use super::templates;

/// Why a page is not shown.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    /// The user may not see it, or nobody is signed in. Shown as a page.
    #[error("the user may not see this")]
    Refused(Box<Notice>),
    /// There is no such page or record. Shown as a page.
    #[error("there is no such page")]
    Missing(Box<Notice>),
    /// A form that does not hold what it should.
    #[error("the form cannot be read")]
    BadForm,
    /// A template is broken.
    #[error("the page cannot be rendered: {0}")]
    Template(#[from] minijinja::Error),
}

/// A page that is only a message.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    /// The page around the message.
    pub(super) chrome: Chrome,
    /// Its heading.
    pub(super) heading: &'static str,
    /// One or two sentences.
    pub(super) text: String,
}

impl PageError {
    /// The user may not see this.
    pub(super) fn refused(chrome: Chrome, text: impl Into<String>) -> Self {
        Self::Refused(Box::new(Notice { chrome, heading: "Access denied", text: text.into() }))
    }

    /// There is no such thing.
    pub(super) fn missing(chrome: Chrome, text: impl Into<String>) -> Self {
        Self::Missing(Box::new(Notice { chrome, heading: "Not found", text: text.into() }))
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Missing(_) => StatusCode::NOT_FOUND,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        match self {
            Self::Refused(notice) | Self::Missing(notice) => {
                let page = templates::page("message.html", &*notice);
                // A message page that cannot be rendered itself says so in plain text.
                page.map_or_else(
                    |error| (status, error.to_string()).into_response(),
                    |page| (status, page).into_response(),
                )
            }
            Self::BadForm | Self::Template(_) => (status, self.to_string()).into_response(),
        }
    }
}
