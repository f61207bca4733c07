//! A long text, attached instead of typed.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::page::{AttachmentView, FormIntent, Intent};
use crate::ui::context::{name_of, say, say_of, send};
use crate::ui::erased::Memo;
use crate::ui::shared::{Button, Look};

/// What was attached: how much it is, how it begins, and how to be rid of it.
#[component]
pub(super) fn Attachment(
    /// The text.
    attachment: Memo<AttachmentView>,
) -> impl IntoView {
    view! {
        <div class="attachment" data-attachment="">
            <span>{say_of(move || attachment.with(|attachment| Some(attachment.summary.clone())))}</span>
            <Button
                name="detach"
                look=Look::Quiet
                press=send(Intent::Form(FormIntent::Detach))
                label=say(Key::UiDetach)
            />
            <pre class="preview" role="group" dir="auto" aria-label=name_of(Key::UiPreview)>
                {move || attachment.with(|attachment| attachment.preview.clone())}
            </pre>
        </div>
    }
}
