//! Portal pages that open the application and then lie to it, each in one way: whoever embeds an
//! app can do that. What a case does is in `assets/static/hostile/cases.mjs`, under the same name.

use axum::extract::{Path, RawQuery, State};
use axum::response::Html;
use serde::Serialize;

use crate::data::story;
use crate::php::{Value, parse_query, to_json};
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::{start, templates};

/// One way to misbehave.
#[derive(Clone, Copy, Debug, Serialize)]
struct Case {
    name: &'static str,
    text: &'static str,
}

#[derive(Debug, Serialize)]
struct IndexPage {
    chrome: Chrome,
    cases: &'static [Case],
}

#[derive(Debug, Serialize)]
struct HostilePage {
    chrome: Chrome,
    name: &'static str,
    text: &'static str,
    placement: String,
    options: String,
}

const CASES: [Case; 17] = [
    case("foreign-host", "Name and address of the frame claim a portal on another host, with https."),
    case("insecure-host", "Name and address of the frame claim a portal on another host, without https."),
    case("wrong-origin", "Name and address of the frame claim another loopback host than the page's own."),
    case("host-mismatch", "The name of the frame claims another host than its address."),
    case("sid-mismatch", "The name of the frame carries another label than its address."),
    case("no-name", "Neither the name of the frame nor its address says anything."),
    case("domain-mismatch", "The answer to getInitData names another host than the frame's name."),
    case("protocol-mismatch", "The answer to getInitData names the other protocol."),
    case("silence", "getInitData is never answered."),
    case("broken-json", "The answer to getInitData is cut off."),
    case("wrong-shape", "The answer to getInitData is a list."),
    case("no-token", "The answer to getInitData holds no access token."),
    case("not-text", "Before the true answer come numbers, objects and other things that are no text."),
    case("unknown-id", "Before the true answer come a thousand answers to calls that nobody made."),
    case("reply-twice", "After the true answer comes another one with somebody else's token."),
    case("huge", "The answer to getInitData is 20 megabytes long."),
    case("sibling", "Another frame of the page answers before the portal does."),
];

/// The list of the cases.
pub(super) async fn index(chrome: Chrome) -> Result<Html<String>, PageError> {
    templates::page("hostile_index.html", IndexPage { chrome, cases: &CASES })
}

/// One case. The frame is a contact's tab if that is bound, and otherwise the application's own page;
/// `?placement=…&ID=…` chooses another place.
pub(super) async fn page(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let Some(case) = CASES.into_iter().find(|case| case.name == name) else {
        return Err(start::no_page(chrome));
    };
    let query = parse_query(&query.unwrap_or_default());
    let text = |key: &str| query.get(key).map(Value::to_text);
    let tab = "CRM_CONTACT_DETAIL_TAB";
    let is_bound = shared.with(|portal| portal.app.bound(tab).next().is_some());
    let placement = text("placement").unwrap_or_else(|| if is_bound { tab } else { "DEFAULT" }.to_owned());
    let id = text("ID").unwrap_or_else(|| story::CARD_CONTACT.to_string());
    let options = to_json(&Value::map([("ID", id)]));
    let chrome = chrome.with_frames();
    let view = HostilePage { chrome, name: case.name, text: case.text, placement, options };
    templates::page("hostile.html", view)
}

const fn case(name: &'static str, text: &'static str) -> Case {
    Case { name, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_a_script_of_the_same_name() {
        let script = include_str!("../../assets/static/hostile/cases.mjs");
        for Case { name, .. } in CASES {
            let key = [format!("\n  \"{name}\": {{"), format!("\n  {name}: {{")];
            assert!(key.iter().any(|key| script.contains(key)), "{name}");
        }
    }
}
