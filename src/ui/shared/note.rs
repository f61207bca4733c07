//! What came of what was done, beside the button.

use leptos::prelude::*;

use crate::session::NotePlace;
use crate::ui::context::{say_of, surroundings};

/// The place of a note, empty most of the time. A screen reader hears of it from the status line.
#[component]
pub(crate) fn Note(
    /// Which place.
    at: NotePlace,
) -> impl IntoView {
    let surroundings = surroundings();
    view! {
        <span class="note" data-note="" aria-hidden="true">
            {say_of(move || surroundings.note(at, |note| note.text.clone()))}
        </span>
    }
}
