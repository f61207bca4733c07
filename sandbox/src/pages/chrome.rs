//! What stands around every page: navigation, the switcher, theme, slider variant.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::Uri;
use axum::http::request::Parts;
use serde::Serialize;

use crate::php::parse_query;
use crate::portal::Portal;
use crate::server::Shared;

use super::session::{Session, Theme};

/// The portal's language codes with their names. Several are the vendor's own and no ISO codes.
pub(super) const LANGUAGES: [(&str, &str); 20] = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("ru", "Русский"),
    ("la", "Español"),
    ("br", "Português (Brasil)"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("pl", "Polski"),
    ("ua", "Українська"),
    ("kz", "Қазақша"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("in", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("ms", "Bahasa Melayu"),
    ("vn", "Tiếng Việt"),
    ("th", "ไทย"),
    ("ja", "日本語"),
    ("sc", "简体中文"),
    ("tc", "繁體中文"),
];

/// The surroundings of one page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Chrome {
    pub(super) theme: Theme,
    edition: &'static str,
    /// The variant without header, for a side slider.
    pub(super) in_slider: bool,
    /// Whether the page can hold frames, and so shows their log.
    pub(super) has_frames: bool,
    /// The page's own path and query: where the switcher comes back to.
    back: String,
    menu: Vec<MenuItem>,
    users: Vec<UserChoice>,
    languages: Vec<LanguageChoice>,
}

#[derive(Clone, Debug, Serialize)]
struct MenuItem {
    label: String,
    address: &'static str,
    current: bool,
}

#[derive(Clone, Debug, Serialize)]
struct UserChoice {
    id: u32,
    label: String,
    current: bool,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct LanguageChoice {
    code: &'static str,
    name: &'static str,
    current: bool,
}

const MENU: [(&str, &str); 5] = [
    ("Start", "/"),
    ("Leads", "/crm/lead/list/"),
    ("Contacts", "/crm/contact/list/"),
    ("Companies", "/crm/company/list/"),
    ("Deals", "/crm/deal/list/"),
];

impl Chrome {
    /// The surroundings of the page at an address, for a session.
    pub(super) fn new(portal: &Portal, session: &Session, uri: &Uri) -> Self {
        Self {
            theme: session.theme,
            edition: session.edition.name(),
            in_slider: parse_query(uri.query().unwrap_or_default())
                .get("IFRAME")
                .is_some_and(|value| value.as_text() == Some("Y")),
            has_frames: false,
            back: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            menu: menu(portal, session, uri.path()),
            users: users(portal, session),
            languages: LANGUAGES
                .map(|(code, name)| LanguageChoice { code, name, current: code == session.lang })
                .to_vec(),
        }
    }

    /// The same surroundings with the log of frames.
    #[must_use]
    pub(super) fn with_frames(self) -> Self {
        Self { has_frames: true, ..self }
    }
}

fn menu(portal: &Portal, session: &Session, path: &str) -> Vec<MenuItem> {
    let app = (portal.app.title.clone(), "/marketplace/app/1/");
    let bound = portal.app.bound("LEFT_MENU").next().filter(|_| portal.app.installed);
    let left_menu = bound.map(|binding| (binding.label(session.lang).to_owned(), "/marketplace/app/1/menu/"));
    MENU.map(|(label, address)| (label.to_owned(), address))
        .into_iter()
        .chain([app])
        .chain(left_menu)
        .map(|(label, address)| MenuItem { label, address, current: address == path })
        .collect()
}

fn users(portal: &Portal, session: &Session) -> Vec<UserChoice> {
    let signed_in = portal.users.values().map(|user| UserChoice {
        id: user.id,
        label: format!("{} ({})", user.full_name(), user.position),
        current: session.user_id == Some(user.id),
    });
    let nobody = UserChoice { id: 0, label: "Signed out".to_owned(), current: session.user_id.is_none() };
    signed_in.chain([nobody]).collect()
}

impl<S> FromRequestParts<S> for Chrome
where
    S: Sync,
    Shared: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let session = Session::from_request_parts(parts, state).await?;
        Ok(Shared::from_ref(state).with(|portal| Self::new(portal, &session, &parts.uri)))
    }
}
