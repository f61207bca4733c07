//! How far a search is.

use leptos::prelude::*;

use super::{Look, button};
use crate::flow::Intent;
use crate::flow::view::{AppView, ProgressView};
use crate::i18n::Key;
use crate::ui::context::{say, say_of};
use crate::ui::element::el;
use crate::ui::slices::{self, while_there};

/// The progress of the search, while there is one. The bar stays the same element from its beginning to its
/// end: only its numbers change.
pub(crate) fn progress(view: ReadSignal<AppView>) -> AnyView {
    // A bar without a value is one whose end nobody knows.
    let number = move |read: fn(&ProgressView) -> u64| {
        move || {
            view.with(|view| {
                let progress = slices::progress(view).filter(|progress| progress.all > 0)?;
                Some(read(progress).to_string())
            })
        }
    };
    while_there(
        view,
        |view| slices::progress(view).is_some(),
        move || {
            let text = say_of(view, |view| Some(slices::progress(view)?.text.clone()));
            let count = say_of(view, |view| slices::progress(view)?.count.clone());
            let told = say_of(view, |view| {
                let progress = slices::progress(view)?;
                Some(progress.count.as_ref().unwrap_or(&progress.text).clone())
            });
            el("div")
                .class("progress")
                .attr("data-progress", "")
                .child(
                    el("progress")
                        .labelled("aria-label", say(Key::UiProgress))
                        .labelled("aria-valuetext", told)
                        .live("max", number(|progress| progress.all))
                        .live("value", number(|progress| progress.done)),
                )
                .child(el("span").text(text))
                .child(el("span").class("count").text(count))
                .child(more(view))
                .child(button("cancel", say(Key::UiCancel), Look::Quiet, Intent::Cancel))
                .into()
        },
    )
}

/// A card's search is over in a moment.
#[cfg(not(feature = "page"))]
fn more(_: ReadSignal<AppView>) -> AnyView {
    ().into_any()
}

/// What a search that takes a while tells, and the button that holds it. The button stays the same element, so
/// that who has paused with the keyboard goes on with it.
#[cfg(feature = "page")]
fn more(view: ReadSignal<AppView>) -> AnyView {
    use super::button::changing_button;
    use crate::flow::view::LongSearchView;

    /// What is found, requests, the time left, the end of a wait.
    const DETAILS: usize = 4;

    fn long(view: &AppView) -> Option<&LongSearchView> {
        slices::progress(view)?.long.as_ref()
    }
    let detail = |place: usize| say_of(view, move |view| long(view)?.details.get(place).cloned());
    let details = (0..DETAILS).map(|place| el("span").class("detail").text(detail(place)).into());
    let hold = while_there(
        view,
        |view| long(view).is_some(),
        move || changing_button(view, |view| Some(&long(view)?.hold), "hold", Look::Quiet),
    );
    details.chain([hold]).collect_view().into_any()
}
