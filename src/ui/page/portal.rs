//! Which portal is talked to.

use leptos::prelude::*;

use crate::i18n::{Arg, Key, Message};
use crate::ui::context::say_of;
use crate::ui::erased::Memo;

/// The host of the portal: whoever frames the page could pretend to be another one.
#[component]
pub(super) fn Portal(
    /// The host, once there is a portal.
    #[prop(into)]
    host: Memo<Option<String>>,
) -> impl IntoView {
    let portal = move || Some(Message::plain(Key::UiPortal).with("host", Arg::Text(host.get()?)));
    view! { <p class="quiet" data-portal="">{say_of(portal)}</p> }
}
