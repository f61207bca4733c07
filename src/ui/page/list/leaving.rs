//! What a page tells of a check that is under way: in the title of its tab, and to whoever closes it.

use leptos::ev::{BeforeUnloadEvent, beforeunload};
use leptos::prelude::*;

use crate::i18n::{Arg, Key, Message};
use crate::ui::context::surroundings;
use crate::ui::erased::Memo;

/// As long as the screen is there. Only what the browser says to someone who leaves is up to the browser.
pub(super) fn watch(keeps_page: Memo<Option<()>>, share: Memo<Option<u64>>) {
    let surroundings = surroundings();
    let name = move || surroundings.write(&Key::AppName.into());
    let title = move || {
        let share = share.get()?;
        Some(surroundings.write(&Message::plain(Key::UiListShare).with("percent", Arg::Number(share))))
    };
    Effect::new(move |named: Option<bool>| {
        let title = title();
        let is_named = title.is_some();
        // Whoever shares the page with the widget has given it a name of their own: it is changed while a check runs only.
        if is_named || named == Some(true) {
            document().set_title(&title.map_or_else(name, |share| [&share, " · ", &name()].concat()));
        }
        is_named
    });
    let leave = window_event_listener(beforeunload, move |event: BeforeUnloadEvent| {
        if keeps_page.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        leave.remove();
        if share.with_untracked(Option::is_some) {
            document().set_title(&name());
        }
    });
}
