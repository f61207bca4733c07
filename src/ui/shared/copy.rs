//! A button that copies.

use leptos::prelude::*;

use super::note::Note;
use super::{Button, CodeBlock, Look};
use crate::app::CopyWhat;
use crate::i18n::Key;
use crate::session::NotePlace;
use crate::ui::context::{Press, say, surroundings};
use crate::ui::erased::{If, text};

/// The button, its note, and what could not be copied, to be selected.
#[component]
pub(crate) fn CopyButton(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// How much it stands out.
    look: Look,
    /// Its label.
    label: Key,
    /// What is copied: the note about it stands here.
    what: CopyWhat,
    /// What a press does.
    press: Press,
) -> impl IntoView {
    let surroundings = surroundings();
    let at = NotePlace::Copying(what);
    let to_select = move || surroundings.note(at, |note| note.to_select.clone()).flatten();
    view! {
        <Button name look press label=say(label)/>
        <Note at/>
        <If when=move || to_select().is_some()>
            <CodeBlock
                name="to-select"
                label
                code=text(move || to_select().unwrap_or_default())
            />
        </If>
    }
}
