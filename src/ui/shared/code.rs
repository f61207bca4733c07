//! Text that is to be read to the letter.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::ui::context::name_of;
use crate::ui::erased::Text;

/// Code can be wider than the frame, so it scrolls, and what scrolls is reached by keyboard.
#[component]
pub(crate) fn CodeBlock(
    /// As `data-code-block` names it.
    name: &'static str,
    /// What a screen reader calls it.
    label: Key,
    /// The code.
    code: Text,
) -> impl IntoView {
    view! {
        <pre
            class="code"
            dir="ltr"
            tabindex="0"
            role="region"
            aria-label=name_of(label)
            data-code-block=name
        >
            <code>{code}</code>
        </pre>
    }
}
