//! A long text, attached instead of typed.

use leptos::prelude::*;

use super::{Look, button};
use crate::flow::Intent;
use crate::flow::view::AttachmentView;
use crate::i18n::Key;
use crate::ui::context::say;

/// What was attached: how much it is, how it begins, and how to be rid of it.
pub(crate) fn attachment(attachment: AttachmentView) -> AnyView {
    let AttachmentView { summary, preview } = attachment;
    view! {
        <div class="attachment" data-attachment="">
            <span>{say(summary)}</span>
            {button("detach", say(Key::UiDetach), Look::Quiet, Intent::Detach)}
            <pre class="preview" aria-label=say(Key::UiPreview) role="group" dir="auto">{preview}</pre>
        </div>
    }
    .into_any()
}
