//! How far a search is.

use leptos::prelude::*;

use super::{Button, Look};
use crate::i18n::Key;
use crate::lookup::Intent;
use crate::lookup::view::ProgressView;
use crate::ui::context::{name_of, say, say_of, send_lookup, surroundings};
use crate::ui::erased::{Memo, each};

/// The progress of a search. The bar stays the same element from its beginning to its end: only its numbers change.
#[component]
pub(crate) fn Progress(
    /// How far it is.
    progress: Memo<ProgressView>,
    /// What else a search tells, between the count and the button that ends it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // A bar without a value is one whose end nobody knows.
    let number = move |read: fn(&ProgressView) -> u64| {
        progress.with(|progress| (progress.all > 0).then(|| read(progress).to_string()))
    };
    let told =
        move || progress.with(|progress| progress.count.clone().or_else(|| Some(progress.text.clone())));
    let surroundings = surroundings();
    view! {
        <div class="progress" data-progress="">
            <progress
                aria-label=name_of(Key::UiProgress)
                aria-valuetext=move || told().map(|told| surroundings.write(&told))
                max=move || number(|progress| progress.all)
                value=move || number(|progress| progress.done)
            ></progress>
            <span>{say_of(move || progress.with(|progress| Some(progress.text.clone())))}</span>
            <span class="count">{say_of(move || progress.with(|progress| progress.count.clone()))}</span>
            {each(children, |children| children())}
            <Button name="cancel" look=Look::Quiet press=send_lookup(Intent::Cancel) label=say(Key::UiCancel)/>
        </div>
    }
}
