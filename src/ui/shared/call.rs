//! The call, for integrators: the button that shows it.

use leptos::prelude::*;

use super::{Button, Look};
use crate::card::Intent;
use crate::i18n::Key;
use crate::ui::context::{say, send};
use crate::ui::erased::{If, Memo};

/// A button that shows the call. A card shows it in the page, which is loaded then.
#[component]
pub(crate) fn ShowCall(
    /// Whether there is a call to be shown.
    #[prop(into)]
    there: Memo<bool>,
    /// Whether it is shown.
    #[prop(into)]
    shown: Memo<bool>,
) -> impl IntoView {
    view! {
        <If when=there>
            <Button
                name="show-call"
                look=Look::Quiet
                press=send(Intent::ShowCall)
                expanded=shown
                label=say(Key::UiShowCall)
            />
        </If>
    }
}
