//! A card's tab. It stands inside the card: its heading is for screen readers only.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::{AppView, SCREEN_HEADING};
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::element::{el, several};
use crate::ui::parts::{Part, call_panel, more, progress, results};
use crate::ui::slices::{self, shown};

pub(crate) fn card_screen(view: ReadSignal<AppView>) -> AnyView {
    several(vec![
        el("h1")
            .attr("id", SCREEN_HEADING)
            .attr("tabindex", "-1")
            .class("unseen")
            .text(say(Key::AppName))
            .into(),
        shown(view, |view| slices::notice(view).cloned().map(Part::Notice)),
        shown(view, |view| {
            let searched = &slices::card(view)?.searched;
            (!searched.is_empty()).then(|| Part::Searched(searched.clone()))
        }),
        more(view, Intent::ShowMoreValues),
        progress(view),
        results(view),
        el("div").class("tools").child(call_panel(view)).into(),
    ])
}
