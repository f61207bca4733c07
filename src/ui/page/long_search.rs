//! A search that takes a while.

use leptos::prelude::*;

use crate::card::Intent;
use crate::lookup::view::{LongSearchView, ProgressView};
use crate::ui::context::{say_of, send_of};
use crate::ui::erased::{If, Memo, each};
use crate::ui::shared::{Button, Look};

/// What is found, requests, the time left, the end of a wait.
const DETAILS: usize = 4;

/// What such a search tells, and the button that holds it. The button stays the same element, so that who has paused
/// with the keyboard goes on with it.
#[component]
pub(super) fn LongSearch(
    /// How far the search is.
    progress: Memo<ProgressView>,
) -> impl IntoView {
    let detail = move |place: usize| long(progress, |long| long.details.get(place).cloned()).flatten();
    let details =
        each(0..DETAILS, |place| view! { <span class="detail">{say_of(move || detail(place))}</span> });
    let intent = move || {
        let intent = |progress: &ProgressView| Some(progress.long.as_ref()?.hold.intent.clone());
        progress.with_untracked(intent).map(Intent::Lookup)
    };
    view! {
        {details}
        <If when=move || long(progress, |_| ()).is_some()>
            <Button
                name="hold"
                look=Look::Quiet
                press=send_of(intent)
                label=say_of(move || long(progress, |long| long.hold.label.clone()))
            />
        </If>
    }
}

fn long<T>(progress: Memo<ProgressView>, read: impl FnOnce(&LongSearchView) -> T) -> Option<T> {
    progress.with(|progress| progress.long.as_ref().map(read))
}
