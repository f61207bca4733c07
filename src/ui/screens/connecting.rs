//! Waiting for the parent window.

use leptos::prelude::AnyView;

use crate::flow::view::SCREEN_HEADING;
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::element::el;

/// Grey lines where the results will be: the same that the page shows before the widget has started.
pub(crate) fn connecting_screen() -> AnyView {
    el("div")
        .class("skeleton")
        .attr("aria-busy", "true")
        .child(
            el("h1")
                .attr("id", SCREEN_HEADING)
                .attr("tabindex", "-1")
                .class("unseen")
                .text(say(Key::AppName)),
        )
        .child(el("p").class("unseen").text(say(Key::UiConnecting)))
        .children([(); 3].map(|()| el("i").into()))
        .into()
}
