//! What a page tells of a check that is under way: in the title of its tab, and to whoever closes it.

use leptos::ev::{BeforeUnloadEvent, beforeunload};
use leptos::prelude::*;

use super::select;
use crate::i18n::{Arg, Key, Message};
use crate::page::View;
use crate::ui::context::surroundings;
use crate::ui::erased::Memo;

/// As long as the page is there, whichever of its screens it shows: the check goes on behind that. What the browser says
/// to someone who leaves is up to the browser. In a portal's frame the title is that of the frame, which no tab shows.
#[component]
pub(super) fn Leaving(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let surroundings = surroundings();
    let keeps_page = Memo::new(move |_| view.with(select::keeps_page));
    let share = Memo::new(move |_| view.with(select::share));
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
        if keeps_page.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || leave.remove());
}
