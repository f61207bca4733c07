//! A button that says one thing.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::ui::context::Press;
use crate::ui::erased::{Memo, Text, flag, handler};

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
    /// As `data-look` names it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
        }
    }
}

/// A button. While it is off it stays focusable, so that the keyboard's place is never lost.
#[component]
pub(crate) fn Button(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// How much it stands out.
    look: Look,
    /// What a press does.
    press: Press,
    /// Whether it is off.
    #[prop(optional, into)]
    disabled: Option<Memo<bool>>,
    /// For a button that opens something: whether that is open.
    #[prop(optional, into)]
    expanded: Option<Memo<bool>>,
    /// What it says.
    label: Text,
) -> impl IntoView {
    let click = handler(move |_: MouseEvent| {
        if !disabled.is_some_and(Memo::get_untracked) {
            press();
        }
    });
    view! {
        <button
            class="button"
            type="button"
            name=name
            data-look=look.name()
            aria-disabled=move || flag(disabled.is_some_and(Memo::get))
            aria-expanded=move || expanded.map(|expanded| expanded.get().to_string())
            on:click=click
        >
            {label}
        </button>
    }
}
