//! A card's tab. It stands inside the card: its heading is for screen readers only.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::AppView;
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::parts::{Look, button, call_panel, notice, progress, results, value_chips};
use crate::ui::slices::{self, shown, slice};

pub(crate) fn card_screen(view: Signal<AppView>) -> AnyView {
    let searched =
        slice(view, |view| slices::card(view).map(|card| &card.searched).filter(|values| !values.is_empty()));
    view! {
        <h1 class="unseen">{say(Key::AppName)}</h1>
        {shown(slice(view, slices::notice), notice)}
        {shown(searched, |values| value_chips(Key::UiSearched, values))}
        {progress(view)}
        {results(view)}
        <div class="tools">
            {button("refresh", say(Key::UiRefresh), Look::Quiet, Intent::Refresh)}
        </div>
        {call_panel(view)}
    }
    .into_any()
}
