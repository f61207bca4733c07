//! A button that says one thing.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::ui::context::dispatch;

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one thing to do on this screen.
    Primary,
    /// Something else to do.
    Plain,
    /// Something beside.
    Quiet,
}

impl Look {
    const fn name(self) -> &'static str {
        match self {
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

/// A button. It stays focusable while it is off, so that the keyboard's place is never lost.
pub(crate) fn button_while(
    name: &'static str,
    label: Signal<String>,
    look: Look,
    intent: Intent,
    on: Option<Memo<bool>>,
) -> AnyView {
    let dispatch = dispatch();
    let is_on = move || on.is_none_or(|on| on.get());
    let off = Signal::derive(move || (!is_on()).then_some("true"));
    let click = move |_| {
        if untrack(is_on) {
            dispatch.send(intent.clone());
        }
    };
    view! {
        <button type="button" class="button" name=name data-look=look.name() aria-disabled=off on:click=click>
            {label}
        </button>
    }
    .into_any()
}
