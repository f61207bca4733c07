//! What a page tells of a check that is under way: in the title of its tab, and to whoever closes it.

use leptos::ev::{BeforeUnloadEvent, beforeunload};
use leptos::prelude::*;

use super::piece;
use crate::i18n::{Arg, Key, Message};
use crate::page::View;
use crate::ui::context::surroundings;

/// As long as the screen is there. What the browser says to someone who leaves is up to the browser.
pub(super) fn watch(view: ReadSignal<View>) {
    let surroundings = surroundings();
    let keeps_page = piece(view, |list| list.keeps_page.then_some(()));
    let share = piece(view, |list| list.share);
    let name = move || surroundings.write(&Key::AppName.into());
    Effect::new(move |_| {
        // The page is given its name anew whenever anything changes, so the share stands there only if it comes after.
        view.track();
        if let Some(share) = share.get() {
            let share = Message::plain(Key::UiListShare).with("percent", Arg::Number(share));
            document().set_title(&[&surroundings.write(&share), " · ", &name()].concat());
        }
    });
    let leave = window_event_listener(beforeunload, move |event: BeforeUnloadEvent| {
        if keeps_page.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leave.remove());
}
