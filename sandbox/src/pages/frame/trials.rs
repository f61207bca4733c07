//! Switches in the address of a portal page that change how its frame is opened. Those that change
//! the answers, `mute` and `latency`, are read by the page's script.

use crate::php::Array;

/// What a trial changes about the opening of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Trials {
    /// `sandbox_open=get`: the way of apps that the portal stores itself.
    pub(in crate::pages) opening: Opening,
    /// `sandbox_options=text`: the options arrive as JSON text.
    pub(in crate::pages) options_as_text: bool,
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

/// Keys of a portal page's address that are the portal's, and so no options of an app page.
const SYSTEM_KEYS: [&str; 7] =
    ["sandbox_open", "sandbox_options", "sandbox_escape", "mute", "latency", "install_finished", "sessid"];

impl Trials {
    /// Reads the switches of a page's query.
    pub(in crate::pages) fn of(query: &Array) -> Self {
        let is = |key: &str, value: &str| query.get(key).is_some_and(|found| found.as_text() == Some(value));
        Self {
            opening: if is("sandbox_open", "get") { Opening::Get } else { Opening::Post },
            options_as_text: is("sandbox_options", "text"),
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
