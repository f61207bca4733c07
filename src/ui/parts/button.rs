//! A button that says one thing.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::ui::context::dispatch;
use crate::ui::element::el;

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one thing to do on this screen.
    #[cfg(feature = "page")]
    Primary,
    /// Something else to do.
    Plain,
    /// Something beside.
    Quiet,
}

impl Look {
    /// As `data-look` names it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "page")]
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
        }
    }
}

/// A button that is always on.
pub(crate) fn button(name: &'static str, label: Signal<String>, look: Look, intent: Intent) -> AnyView {
    button_while(name, label, look, intent, None)
}

/// A button that is on while there is something to say. It stays focusable while it is off, so that the
/// keyboard's place is never lost.
pub(crate) fn button_while(
    name: &'static str,
    label: Signal<String>,
    look: Look,
    intent: Intent,
    on: Option<Memo<bool>>,
) -> AnyView {
    let dispatch = dispatch();
    let is_on = move || on.is_none_or(|on| on.get());
    el("button")
        .class("button")
        .attr("type", "button")
        .attr("name", name)
        .attr("data-look", look.name())
        .live("aria-disabled", move || (!is_on()).then(|| "true".to_owned()))
        .on("click", move |_| {
            if untrack(is_on) {
                dispatch.send(intent.clone());
            }
        })
        .text(label)
        .into()
}
