//! By what the text is read, where that is not as it should be.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::page::{FormIntent, FormView, Intent, RulesView};
use crate::ui::context::{say, say_of, send};
use crate::ui::erased::{If, Memo};
use crate::ui::shared::{Button, Look};

/// Says that the module which reads could not be loaded, and how to try once more.
#[component]
pub(super) fn Rules(
    /// The form whose text is read.
    form: Memo<FormView>,
) -> impl IntoView {
    let is_shown = move || form.with(|form| form.rules != RulesView::Full);
    let is_tried = Memo::new(move |_| form.with(|form| form.rules == RulesView::TryingAgain));
    let label = move || Some(if is_tried.get() { Key::InputTryingAgain } else { Key::InputTryAgain }.into());
    view! {
        <If when=is_shown>
            <div class="notice" data-tone="warning" data-code=CODE data-rules="">
                <p>{say(Key::InputSimpleRules)}</p>
                <p class="notice-support"><code>{CODE}</code></p>
                <div class="tools">
                    <Button
                        name="start-reader"
                        look=Look::Plain
                        press=send(Intent::Form(FormIntent::StartReader))
                        disabled=move || is_tried.get()
                        label=say_of(label)
                    />
                </div>
            </div>
        </If>
    }
}

/// What the notice is known by, as every other is; `docs/portal.md` explains it.
const CODE: &str = "B24D-READER";
