//! Text that is to be read to the letter.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::element::{Live, el};

/// Code can be wider than the frame, so it scrolls, and what scrolls is reached by keyboard.
pub(super) fn code_block(name: &'static str, label: Key, code: Live<String>) -> AnyView {
    el("pre")
        .class("code")
        .attr("dir", "ltr")
        .attr("tabindex", "0")
        .attr("role", "region")
        .labelled("aria-label", say(label))
        .attr("data-code-block", name)
        .child(el("code").text(code))
        .into()
}
