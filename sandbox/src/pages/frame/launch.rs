//! One opening of a frame: its label, its form, and what its parent will answer.

use axum::http::Uri;
use serde::Serialize;

use crate::php::{Array, Value, form_url_encode, to_json};
use crate::portal::{App, Portal, Token};
use crate::server::Sites;

use super::super::session::{Edition, Session};
use super::place::{Place, Surface};
use super::quirks::printed;
use super::trials::{Opening, OptionsShape};

/// Everything about one frame that is about to be opened.
#[derive(Debug)]
pub(super) struct Launch<'a> {
    place: &'a Place,
    session: &'a Session,
    sid: String,
    handler: String,
    token: Token,
    title: String,
    is_admin: bool,
    facts: Facts,
}

/// What the portal knows about the application and this user's use of it.
#[derive(Debug)]
struct Facts {
    client_id: String,
    member_id: String,
    application_token: String,
    scopes: String,
    is_installed: bool,
    is_first_run: bool,
    user_options: Value,
    app_options: Value,
}

/// What the template needs.
#[derive(Debug, Serialize)]
pub(super) struct FrameView {
    sid: String,
    name: String,
    address: String,
    title: String,
    is_default: bool,
    is_popup: bool,
    fields: Vec<Field>,
    launch: String,
}

#[derive(Debug, Serialize)]
struct Field {
    name: &'static str,
    value: String,
}

impl<'a> Launch<'a> {
    /// A frame with a new label.
    pub(super) fn new(
        portal: &Portal,
        session: &'a Session,
        place: &'a Place,
        user_id: u32,
        handler: &str,
        token: Token,
    ) -> Self {
        let app = &portal.app;
        let label = app.bound(&place.placement).nth(place.binding).map(|binding| binding.label(session.lang));
        Self {
            place,
            session,
            sid: format!("{:032x}", fastrand::u128(..)),
            handler: handler.to_owned(),
            token,
            title: format!("Application: {}", label.unwrap_or(&app.title)),
            is_admin: session.is_admin(portal),
            facts: Facts::new(app, user_id),
        }
    }

    /// The frame as the template shows it.
    pub(super) fn to_view(&self, sites: &Sites) -> FrameView {
        let protocol = u8::from(sites.portal_url.starts_with("https:"));
        FrameView {
            sid: self.sid.clone(),
            name: format!("{}|{protocol}|{}", self.place.host, self.sid),
            address: self.address(protocol),
            title: self.title.clone(),
            is_default: self.place.is_default(),
            is_popup: self.place.surface == Surface::Popup,
            fields: match self.place.trials.opening {
                Opening::Post => self.fields(sites),
                Opening::Get => Vec::new(),
            },
            launch: self.parent_data(),
        }
    }

    fn address(&self, protocol: u8) -> String {
        let (path, fragment) = self.handler.split_once('#').unwrap_or((&self.handler, ""));
        let joiner = if path.contains('?') { '&' } else { '?' };
        let domain = form_url_encode(&self.place.host);
        let lang = self.session.lang;
        let query = format!("DOMAIN={domain}&PROTOCOL={protocol}&LANG={lang}&APP_SID={}", self.sid);
        let hash = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        format!("{path}{joiner}{query}{hash}")
    }

    fn fields(&self, sites: &Sites) -> Vec<Field> {
        let facts = &self.facts;
        let newer = [
            ("SERVER_ENDPOINT", format!("{}/rest/", sites.portal_url)),
            ("APPLICATION_TOKEN", facts.application_token.clone()),
            ("APPLICATION_SCOPE", facts.scopes.clone()),
        ];
        let options = self.options();
        [
            ("AUTH_ID", self.token.access.clone()),
            ("AUTH_EXPIRES", self.token.expires_in_s.to_string()),
            ("REFRESH_ID", self.token.refresh.clone()),
        ]
        .into_iter()
        .chain(newer.into_iter().filter(|_| self.session.edition == Edition::Current))
        .chain([
            ("member_id", facts.member_id.clone()),
            ("status", "L".to_owned()),
            ("PLACEMENT", self.place.placement.clone()),
        ])
        .chain((!options.is_empty()).then(|| ("PLACEMENT_OPTIONS", to_json(&options.into()))))
        .map(|(name, value)| Field { name, value })
        .collect()
    }

    /// What the page's script is told: a JSON text without `<`, so that it can stand in a script element.
    fn parent_data(&self) -> String {
        let interface = self.place.interface();
        let names = |names: &[&str]| Value::list(names.iter().copied());
        to_json(&Value::map([
            ("sid", Value::from(self.sid.as_str())),
            ("origin", origin_of(&self.handler).into()),
            ("placement", self.place.placement.as_str().into()),
            ("popup", (self.place.surface == Surface::Popup).into()),
            ("edition", self.session.edition.name().into()),
            ("clientId", self.facts.client_id.as_str().into()),
            ("appPage", "/marketplace/app/1/".into()),
            (
                "interface",
                Value::map([("command", names(interface.commands)), ("event", names(interface.events))]),
            ),
            ("firedAtBind", self.fired_at_bind()),
            ("init", self.init()),
        ]))
    }

    /// The answer to `getInitData`, but for the two fields that the page reads from its own address.
    fn init(&self) -> Value {
        let facts = &self.facts;
        Value::map([
            ("LANG", Value::from(self.session.lang)),
            ("PATH", "/rest".into()),
            ("AUTH_ID", self.token.access.as_str().into()),
            ("AUTH_EXPIRES", self.token.expires_in_s.to_string().into()),
            ("REFRESH_ID", self.token.refresh.as_str().into()),
            ("MEMBER_ID", facts.member_id.as_str().into()),
            ("FIRST_RUN", facts.is_first_run.into()),
            ("IS_ADMIN", self.is_admin.into()),
            ("INSTALL", (!facts.is_installed).into()),
            ("USER_OPTIONS", facts.user_options.clone()),
            ("APP_OPTIONS", facts.app_options.clone()),
            ("PLACEMENT", self.place.placement.as_str().into()),
            ("PLACEMENT_OPTIONS", self.printed_options()),
        ])
    }

    fn printed_options(&self) -> Value {
        let options = self.options();
        if options.is_empty() {
            return Value::from("");
        }
        let printed = printed(&options.into(), self.place.trials.escape);
        match self.place.trials.shape {
            OptionsShape::Map => printed,
            OptionsShape::Text => to_json(&printed).into(),
            OptionsShape::List => Value::empty(),
        }
    }

    /// The options with the page that led here, unless they name one themselves.
    fn options(&self) -> Array {
        let mut options = self.place.options.clone();
        if let Some(uri) = self.place.uri.as_deref().filter(|_| options.get("URI").is_none()) {
            options.insert("URI", uri);
        }
        options
    }

    /// Events whose first occurrence comes at once after the binding.
    fn fired_at_bind(&self) -> Value {
        if self.place.placement != "CALL_CARD" {
            return Value::empty();
        }
        let state = self.place.options.get("CALL_STATE").map(Value::to_text).unwrap_or_default();
        Value::map([("CallCard::CallStateChanged", Value::map([("CALL_STATE", state.as_str())]))])
    }
}

impl Facts {
    fn new(app: &App, user_id: u32) -> Self {
        let print = |options: &indexmap::IndexMap<String, Value>| {
            printed(&Value::map(options.iter().map(|(key, value)| (key.as_str(), value.clone()))), false)
        };
        Self {
            client_id: app.client_id.clone(),
            member_id: app.member_id.clone(),
            application_token: app.application_token.clone(),
            scopes: app.scopes.join(","),
            is_installed: app.installed,
            is_first_run: !app.first_run_done.contains(&user_id),
            user_options: app.user_options.get(&user_id).map_or_else(Value::empty, print),
            app_options: print(&app.app_options),
        }
    }
}

/// The origin of a handler as a browser writes it: without the port that its scheme implies.
fn origin_of(handler: &str) -> String {
    let Ok(uri) = handler.parse::<Uri>() else { return String::new() };
    let scheme = uri.scheme_str().unwrap_or_default();
    let implied = if scheme == "https" { 443 } else { 80 };
    let port = uri.port_u16().filter(|port| *port != implied).map(|port| format!(":{port}"));
    let host = uri.host().unwrap_or_default().to_ascii_lowercase();
    format!("{scheme}://{host}{}", port.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("http://127.0.0.1:8025/", "http://127.0.0.1:8025")]
    #[case("https://Widget.Example:443/a/?b#c", "https://widget.example")]
    #[case("http://widget.example:80/", "http://widget.example")]
    #[case("https://widget.example:80/", "https://widget.example:80")]
    fn an_origin_has_no_implied_port(#[case] handler: &str, #[case] origin: &str) {
        assert_eq!(origin_of(handler), origin);
    }
}
