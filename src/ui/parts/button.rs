//! A button that says one thing.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::i18n::Message;
use crate::ui::context::{dispatch, say};

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

/// A button. It stays focusable while it is off, so that the keyboard's place is never lost.
#[component]
pub(crate) fn Button(
    /// Its `name`.
    name: &'static str,
    /// Its text.
    #[prop(into)]
    label: Message,
    /// What it says.
    intent: Intent,
    /// How much it stands out.
    look: Look,
    /// There is nothing to be said at the moment.
    #[prop(default = Signal::stored(false))]
    off: Signal<bool>,
) -> AnyView {
    let dispatch = dispatch();
    let click = move |_| {
        if off.try_get_untracked() == Some(false) {
            dispatch.send(intent.clone());
        }
    };
    let off_name = Signal::derive(move || off.get().then_some("true"));
    view! {
        <button
            type="button"
            class="button"
            name=name
            data-look=look.name()
            aria-disabled=off_name
            on:click=click
        >
            {say(label)}
        </button>
    }
    .into_any()
}
