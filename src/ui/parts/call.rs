//! The call, for integrators: the button that shows it.

use leptos::prelude::*;

use super::Look;
#[cfg(feature = "page")]
use super::shown_call::shown_call;
use crate::flow::Intent;
use crate::flow::view::{AppView, CallView};
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};
use crate::ui::element::el;
use crate::ui::slices::{self, while_there};

/// A button that shows the call, and the call.
pub(crate) fn call_panel(view: ReadSignal<AppView>) -> AnyView {
    while_there(
        view,
        |view| !matches!(slices::call(view), None | Some(CallView::None)),
        move || {
            let dispatch = dispatch();
            let panel = el("div").class("call").child(
                el("button")
                    .class("button")
                    .attr("type", "button")
                    .attr("name", "show-call")
                    .attr("data-look", Look::Quiet.name())
                    .live("aria-expanded", move || Some(view.with(is_shown).to_string()))
                    .on("click", move |_| dispatch.send(Intent::ToggleCall))
                    .text(say(Key::UiShowCall)),
            );
            #[cfg(feature = "page")]
            let panel = panel.child(while_there(view, is_shown, move || shown_call(view)));
            panel.into()
        },
    )
}

#[cfg(feature = "page")]
fn is_shown(view: &AppView) -> bool {
    matches!(slices::call(view), Some(CallView::Shown { .. }))
}

/// In a card the whole application shows it, which is loaded then.
#[cfg(not(feature = "page"))]
const fn is_shown(_: &AppView) -> bool {
    false
}
