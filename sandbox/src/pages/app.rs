//! The application's own pages: its main page and its item in the left menu.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Uri, header};
use axum::response::Html;
use serde::Serialize;

use crate::php::{Array, Value, parse_query};
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::frame::{self, Place, Surface, Trials};
use super::session::Session;
use super::{start, templates};

/// A page that is a heading and a frame.
#[derive(Debug, Serialize)]
pub(super) struct AppPage {
    chrome: Chrome,
    heading: String,
    /// `Y` or `N` right after an installation.
    install_finished: Option<String>,
    /// The frame as HTML.
    frame: String,
}

impl AppPage {
    /// The page with the log of its frame's messages.
    pub(super) fn new(chrome: Chrome, heading: String, frame: String) -> Self {
        Self { chrome: chrome.with_frames(), heading, install_finished: None, frame }
    }
}

/// The main page: a frame with the placement DEFAULT, in a slider too. While the installation is
/// unfinished it is the administrator's installation page.
pub(super) async fn page(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let query = parse_query(&query.unwrap_or_default());
    let install_finished = query.get("install_finished").map(Value::to_text);
    let place = Place {
        placement: "DEFAULT".to_owned(),
        binding: 0,
        surface: if chrome.in_slider { Surface::Popup } else { Surface::Page },
        host: host_of(&headers, &shared),
        uri: referring_page(&headers),
        trials: Trials::of(&query),
        options: frame::options_of(query),
    };
    let frame = frame::render(&shared, &session, &place)?;
    let heading = shared.with(|portal| portal.app.title.clone());
    let view = AppPage { install_finished, ..AppPage::new(chrome, heading, frame) };
    templates::page("app.html", view)
}

/// The page behind the item that the application bound in the left menu.
pub(super) async fn left_menu(
    state: State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let query = parse_query(&query.unwrap_or_default());
    bound_page("LEFT_MENU", Array::default(), &query, state, &headers, &session, chrome)
}

/// The page of a link to the application, whose `params` are its options.
pub(super) async fn link(
    state: State<Shared>,
    Path(client_id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    if state.with(|portal| portal.app.client_id != client_id) {
        return Err(start::no_page(chrome));
    }
    let query = parse_query(&query.unwrap_or_default());
    let options = query.get("params").and_then(Value::as_array).cloned().unwrap_or_default();
    bound_page("REST_APP_URI", options, &query, state, &headers, &session, chrome)
}

/// A whole page for the first binding of a placement.
fn bound_page(
    placement: &str,
    options: Array,
    query: &Array,
    State(shared): State<Shared>,
    headers: &HeaderMap,
    session: &Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let heading = shared.with(|portal| {
        let binding = portal.app.bound(placement).next();
        binding.map(|binding| binding.label(session.lang).to_owned())
    });
    let Some(heading) = heading else { return Err(start::no_page(chrome)) };
    let place = Place {
        placement: placement.to_owned(),
        binding: 0,
        surface: Surface::Page,
        host: host_of(headers, &shared),
        uri: referring_page(headers),
        trials: Trials::of(query),
        options,
    };
    let frame = frame::render(&shared, session, &place)?;
    templates::page("app.html", AppPage::new(chrome, heading, frame))
}

/// The portal's host with its port as the browser sees it.
pub(super) fn host_of(headers: &HeaderMap, shared: &Shared) -> String {
    let seen = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    seen.unwrap_or(&shared.sites().portal_host).to_owned()
}

/// Path and query of the page of this portal that a request comes from.
pub(super) fn referring_page(headers: &HeaderMap) -> Option<String> {
    let referrer = headers.get(header::REFERER)?.to_str().ok()?.parse::<Uri>().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_own = referrer.authority().is_some_and(|authority| authority.as_str() == host);
    is_own.then(|| referrer.path_and_query().map(|path| path.as_str().to_owned())).flatten()
}
