//! How far a search is.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::AppView;
use crate::i18n::Key;
use crate::ui::context::{say, say_current};
use crate::ui::parts::{Look, button};
use crate::ui::slices::{self, fact, slice, while_there};

/// The progress of the search, while there is one.
pub(crate) fn progress(view: Signal<AppView>) -> AnyView {
    let running = fact(view, |view| slices::progress(view).is_some());
    while_there(running, move || {
        let done = fact(view, |view| slices::progress(view).map(|progress| progress.done));
        let all = fact(view, |view| slices::progress(view).map(|progress| progress.all));
        let text = say_current(slice(view, |view| slices::progress(view).map(|progress| &progress.text)));
        view! {
            <div class="progress" data-progress="">
                <progress
                    aria-label=say(Key::UiProgress)
                    aria-valuetext=text
                    max=all
                    value=done
                ></progress>
                <span>{text}</span>
                {button("cancel", say(Key::UiCancel), Look::Quiet, Intent::Cancel)}
            </div>
        }
        .into_any()
    })
}
