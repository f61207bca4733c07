//! Who looks at the portal's pages, and how: a cookie that `/_sandbox/switch` writes.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::Serialize;

use crate::php::parse_query;
use crate::portal::Portal;

use super::chrome::LANGUAGES;

/// The session of a portal page. Without a cookie: the administrator, English, light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The user; `None` after signing out, which `user=0` does.
    pub user_id: Option<u32>,
    /// The portal's language code, which is what frames are told.
    pub lang: &'static str,
    /// Colours of the portal's pages.
    pub theme: Theme,
    /// Which portal is played.
    pub edition: Edition,
}

/// Colours of the portal's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark text on light surfaces.
    #[default]
    Light,
    /// Light text on dark surfaces.
    Dark,
}

/// Version of the portal's REST module, as far as frames notice it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// Since 25.800.0: newer POST fields, few denied commands, every path may be opened.
    #[default]
    Current,
    /// Before it.
    Old,
}

const COOKIE: &str = "sandbox_session";

impl Default for Session {
    fn default() -> Self {
        Self { user_id: Some(1), lang: "en", theme: Theme::Light, edition: Edition::Current }
    }
}

impl Session {
    /// The session after a change: `user`, `lang`, `theme` and `portal` of a query or cookie. What is
    /// absent or unknown stays as it is.
    #[must_use]
    pub fn changed_by(mut self, query: &str) -> Self {
        let changes = parse_query(query);
        let text = |key: &str| changes.get(key).and_then(|value| value.as_text());
        if let Some(id) = text("user").and_then(|user| user.parse().ok()) {
            self.user_id = Some(id).filter(|id| *id != 0);
        }
        if let Some((code, _)) =
            text("lang").and_then(|lang| LANGUAGES.iter().find(|(code, _)| *code == lang))
        {
            self.lang = code;
        }
        match text("theme") {
            Some("light") => self.theme = Theme::Light,
            Some("dark") => self.theme = Theme::Dark,
            _ => {}
        }
        match text("portal") {
            Some("current") => self.edition = Edition::Current,
            Some("old") => self.edition = Edition::Old,
            _ => {}
        }
        self
    }

    /// The value of a `Set-Cookie` header that keeps the session.
    pub fn to_cookie(&self) -> String {
        let user = self.user_id.unwrap_or(0);
        let theme = match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let edition = self.edition.name();
        let value = format!("user={user}&lang={}&theme={theme}&portal={edition}", self.lang);
        format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax")
    }

    /// Whether the user may install and configure the application.
    pub fn is_admin(&self, portal: &Portal) -> bool {
        self.user_id.and_then(|id| portal.users.get(&id)).is_some_and(|user| user.is_admin)
    }

    /// The user whose session a request carries; `None` without a cookie too.
    pub fn carried_by(headers: &HeaderMap) -> Option<u32> {
        Self::default().changed_by(&cookie(headers)?).user_id
    }

    fn of(headers: &HeaderMap) -> Self {
        cookie(headers).map_or_else(Self::default, |value| Self::default().changed_by(&value))
    }
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let own = cookies
        .flat_map(|line| line.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    own.map(str::to_owned)
}

impl Edition {
    /// The name in addresses and in what frames' parents are told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Old => "old",
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Session {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("user=7&lang=de&theme=dark&portal=old")]
    #[case("user=0&lang=ar&theme=light&portal=current")]
    fn a_session_survives_its_cookie(#[case] query: &str) {
        let session = Session::default().changed_by(query);
        let cookie = session.to_cookie();
        let (pair, _) = cookie.split_once(';').expect("attributes follow the pair");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("other=1; {pair}").parse().expect("a header value"));
        assert_eq!(Session::of(&headers), session);
        assert_eq!(pair, format!("sandbox_session={query}"));
    }

    #[test]
    fn what_is_unknown_changes_nothing() {
        assert_eq!(
            Session::default().changed_by("user=x&lang=xx&theme=blue&portal=new&z=1"),
            Session::default()
        );
    }

    #[test]
    fn user_zero_is_signed_out() {
        assert_eq!(Session::default().changed_by("user=0").user_id, None);
    }
}
