//! Bound placements that are neither a tab nor a page: buttons that open the app in a side slider, and
//! the call card.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Serialize;

use crate::crm::{CommKind, EntityType};
use crate::php::{Array, Value, form_url_encode, parse_query};
use crate::portal::Portal;
use crate::server::Shared;

use super::app::{AppPage, host_of, referring_page};
use super::chrome::Chrome;
use super::error::PageError;
use super::frame::{self, Place, Surface, Trials};
use super::links::Link;
use super::session::Session;
use super::{start, templates};

/// A button that opens the app in a slider.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SliderButton {
    label: String,
    address: String,
}

impl SliderButton {
    /// The buttons of everything that is bound to a placement, for a record or for none.
    pub(super) fn all(portal: &Portal, placement: &str, id: Option<u32>, lang: &str) -> Vec<Self> {
        let bound = portal.app.bound(placement).filter(|_| portal.app.installed).enumerate();
        let id = id.map(|id| format!("&ID={id}")).unwrap_or_default();
        bound
            .map(|(index, binding)| Self {
                label: binding.label(lang).to_owned(),
                address: format!("{ADDRESS}?placement={placement}&binding={index}{id}"),
            })
            .collect()
    }
}

const ADDRESS: &str = "/marketplace/app/1/placement/";

/// Families of placements that are shown in a slider of their own.
const IN_SLIDER: [&str; 4] = ["_DETAIL_TOOLBAR", "_DETAIL_ACTIVITY", "_LIST_MENU", "_LIST_TOOLBAR"];

/// The page inside such a slider.
pub(super) async fn in_slider(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let query = parse_query(&query.unwrap_or_default());
    let placement = query.get("placement").map(Value::to_text).unwrap_or_default();
    if !IN_SLIDER.iter().any(|family| placement.ends_with(family)) {
        return Err(start::no_page(chrome));
    }
    let binding = query.get("binding").and_then(|text| text.to_text().parse().ok()).unwrap_or(0);
    let label = shared.with(|portal| {
        let binding = portal.app.bound(&placement).nth(binding);
        binding.map(|binding| binding.label(session.lang).to_owned())
    });
    let mut options = Array::default();
    if let Some(id) = query.get("ID") {
        options.insert("ID", id.clone());
    }
    let place = Place {
        placement,
        binding,
        options,
        surface: Surface::Popup,
        host: host_of(&headers, &shared),
        uri: referring_page(&headers),
        trials: Trials::of(&query),
    };
    let frame = frame::render(&shared, &session, &place)?;
    let heading = label.unwrap_or_else(|| "Application".to_owned());
    templates::page("app.html", AppPage::new(chrome, heading, frame))
}

#[derive(Debug, Serialize)]
struct CallPage {
    chrome: Chrome,
    phone: String,
    client: Option<Link>,
    /// One frame for each binding, as HTML.
    frames: Vec<String>,
}

/// The card of an incoming call: `?phone=…`. Its buttons fire the events that a frame may bind.
pub(super) async fn call_card(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let query = parse_query(&query.unwrap_or_default());
    let phone = query.get("phone").map(Value::to_text).unwrap_or_default();
    let (bound, caller, client) = shared.with(|portal| {
        let user = start::signed_in(portal, &session, &chrome)?;
        let caller = portal.crm.holders(CommKind::Phone, &phone).next();
        let client = caller.map(|(entity_type, id)| Link::new(portal, user, entity_type, id));
        Ok::<_, PageError>((portal.app.bound("CALL_CARD").count(), caller, client))
    })?;
    let place = |binding| Place {
        placement: "CALL_CARD".to_owned(),
        binding,
        options: call_options(&phone, caller),
        surface: Surface::Page,
        host: host_of(&headers, &shared),
        uri: referring_page(&headers),
        trials: Trials::of(&query),
    };
    let frames = (0..bound.max(1)).map(|binding| frame::render(&shared, &session, &place(binding)));
    let frames = frames.collect::<Result<Vec<_>, _>>()?;
    let chrome = chrome.with_frames();
    templates::page("call.html", CallPage { chrome, phone, client, frames })
}

/// Where a call from a number is shown.
pub(super) fn call_address(phone: &str) -> String {
    format!("/telephony/call/?phone={}", form_url_encode(phone))
}

fn call_options(phone: &str, caller: Option<(EntityType, u32)>) -> Array {
    let (kind, id) = caller.map_or(("", 0), |(entity_type, id)| (entity_type.name(), id));
    let bindings = caller.map(|_| Value::map([("ENTITY_TYPE", Value::from(kind)), ("ENTITY_ID", id.into())]));
    let mut options = Array::default();
    for (key, value) in [
        ("CALL_ID", Value::from("sandbox.call.1")),
        ("PHONE_NUMBER", phone.into()),
        ("LINE_NUMBER", "reg1".into()),
        ("LINE_NAME", "Office".into()),
        ("CRM_ENTITY_TYPE", kind.into()),
        ("CRM_ENTITY_ID", id.into()),
        ("CRM_BINDINGS", Value::list(bindings)),
        // A portal that has not stored the call yet writes this very word.
        ("CRM_ACTIVITY_ID", "undefined".into()),
        ("CALL_DIRECTION", "incoming".into()),
        ("CALL_STATE", "idle".into()),
        ("CALL_LIST_MODE", "false".into()),
    ] {
        options.insert(key, value);
    }
    options
}
