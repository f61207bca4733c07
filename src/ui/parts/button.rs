//! A button that says one thing.

use leptos::prelude::AnyView;
#[cfg(feature = "page")]
use leptos::prelude::{ReadSignal, With as _, WithUntracked as _};

use crate::flow::Intent;
#[cfg(feature = "page")]
use crate::flow::view::{ActionView, AppView};
use crate::ui::context::dispatch;
#[cfg(feature = "page")]
use crate::ui::context::say_of;
use crate::ui::element::{Element, Live, el};

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
pub(crate) fn button(name: &'static str, label: Live<String>, look: Look, intent: Intent) -> AnyView {
    let dispatch = dispatch();
    face(name, label, look).on("click", move |_| dispatch.send(intent.clone())).into()
}

/// A button that is on while there is something to say. It stays focusable while it is off, so that the
/// keyboard's place is never lost.
#[cfg(feature = "page")]
pub(crate) fn button_while(
    view: ReadSignal<AppView>,
    is_on: fn(&AppView) -> bool,
    name: &'static str,
    label: Live<String>,
    look: Look,
    intent: Intent,
) -> AnyView {
    let dispatch = dispatch();
    face(name, label, look)
        .live("aria-disabled", move || (!view.with(is_on)).then(|| "true".to_owned()))
        .on("click", move |_| {
            if view.with_untracked(is_on) {
                dispatch.send(intent.clone());
            }
        })
        .into()
}

/// A button that says and does now one thing, now another. It stays the same element.
#[cfg(feature = "page")]
pub(crate) fn changing_button(
    view: ReadSignal<AppView>,
    action: fn(&AppView) -> Option<&ActionView>,
    name: &'static str,
    look: Look,
) -> AnyView {
    let dispatch = dispatch();
    let label = say_of(view, move |view| Some(action(view)?.label.clone()));
    face(name, label, look)
        .on("click", move |_| {
            if let Some(intent) = view.with_untracked(|view| Some(action(view)?.intent.clone())) {
                dispatch.send(intent);
            }
        })
        .into()
}

fn face(name: &'static str, label: Live<String>, look: Look) -> Element {
    el("button")
        .class("button")
        .attr("type", "button")
        .attr("name", name)
        .attr("data-look", look.name())
        .text(label)
}
