//! Where a frame is opened, and with what.

use crate::php::Array;

use super::Trials;

/// A place for a frame on a portal page.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Place {
    /// Code of the placement, upper case.
    pub(in crate::pages) placement: String,
    /// Which of the placement's bindings, from zero in the order of binding.
    pub(in crate::pages) binding: usize,
    /// What the placement tells the app, without `URI`.
    pub(in crate::pages) options: Array,
    /// Whether a side slider shows the app.
    pub(in crate::pages) surface: Surface,
    /// The portal's host with its port, as the browser sees it.
    pub(in crate::pages) host: String,
    /// Path and query of the portal page that led here, told to the app as `URI`.
    pub(in crate::pages) uri: Option<String>,
    /// What a trial changes about the opening.
    pub(in crate::pages) trials: Trials,
}

/// What a frame stands in, which decides what it may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Surface {
    /// A part of a portal page.
    Page,
    /// A side slider that shows nothing but the app.
    Popup,
}

/// What a placement adds to the commands that every frame has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Interface {
    /// Names of commands.
    pub(super) commands: &'static [&'static str],
    /// Names of events that may be bound.
    pub(super) events: &'static [&'static str],
}

impl Place {
    /// Whether this is the application's own page.
    pub(super) fn is_default(&self) -> bool {
        self.placement == "DEFAULT"
    }

    /// What `getInterface` answers here.
    pub(super) fn interface(&self) -> Interface {
        let code = self.placement.as_str();
        let reads_again = ["_DETAIL_TAB", "_LIST_MENU", "_DETAIL_ACTIVITY"];
        if code == "CALL_CARD" {
            Interface {
                commands: &["getStatus", "disableAutoClose", "enableAutoClose"],
                events: &["CallCard::EntityChanged", "CallCard::BeforeClose", "CallCard::CallStateChanged"],
            }
        } else if reads_again.iter().any(|suffix| code.ends_with(suffix)) {
            Interface { commands: &["reloadData"], events: &[] }
        } else {
            Interface::default()
        }
    }
}
