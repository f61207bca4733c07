//! Switches in the address of a portal page that change how its frame is opened. Those that change
//! what is carried out and answered, `deny`, `mute` and `latency`, are read by the page's script.

use crate::php::{Array, Value};

/// What a trial changes about the opening of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Trials {
    /// `sandbox_open=get`: the way of apps that the portal stores itself.
    pub(in crate::pages) opening: Opening,
    /// How the options arrive.
    pub(in crate::pages) shape: OptionsShape,
    /// `sandbox_escape=off`: texts in the options are not escaped for HTML.
    pub(in crate::pages) escape: bool,
}

/// How the frame gets its first document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Opening {
    /// A form is posted into it.
    Post,
    /// Its address is set.
    Get,
}

/// How the answer to `getInitData` carries the options. There are four shapes; the fourth, an empty
/// text, is that of a place without options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum OptionsShape {
    /// As a map.
    Map,
    /// `sandbox_options=text`: as a map in JSON text.
    Text,
    /// `sandbox_options=list`: as the empty list, which an empty map is in PHP.
    List,
}

/// Keys of a portal page's address that are the portal's, and so no options of an app page.
const SYSTEM_KEYS: [&str; 9] = [
    "sandbox_open",
    "sandbox_options",
    "sandbox_escape",
    "deny",
    "mute",
    "latency",
    "device",
    "install_finished",
    "sessid",
];

impl Trials {
    /// Reads the switches of a page's query.
    pub(in crate::pages) fn of(query: &Array) -> Self {
        let is = |key: &str, value: &str| query.get(key).is_some_and(|found| found.as_text() == Some(value));
        Self {
            opening: if is("sandbox_open", "get") { Opening::Get } else { Opening::Post },
            shape: match query.get("sandbox_options").and_then(Value::as_text) {
                Some("text") => OptionsShape::Text,
                Some("list") => OptionsShape::List,
                _ => OptionsShape::Map,
            },
            escape: !is("sandbox_escape", "off"),
        }
    }
}

/// The options of the app's own page: its query without the portal's keys.
pub(in crate::pages) fn options_of(mut query: Array) -> Array {
    for key in SYSTEM_KEYS {
        query.remove(key);
    }
    query
}
