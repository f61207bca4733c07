//! A long text, attached instead of typed.

use leptos::prelude::AnyView;

use super::{Look, button};
use crate::flow::Intent;
use crate::flow::view::AttachmentView;
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::element::el;

/// What was attached: how much it is, how it begins, and how to be rid of it.
pub(crate) fn attachment(attachment: AttachmentView) -> AnyView {
    let AttachmentView { summary, preview } = attachment;
    el("div")
        .class("attachment")
        .attr("data-attachment", "")
        .child(el("span").text(say(summary)))
        .child(button("detach", say(Key::UiDetach), Look::Quiet, Intent::Detach))
        .child(
            el("pre")
                .class("preview")
                .attr("role", "group")
                .attr("dir", "auto")
                .labelled("aria-label", say(Key::UiPreview))
                .words(preview),
        )
        .into()
}
