//! Buttons that change: what was *Pause* is *Go on* after it was pressed.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::i18n::Message;
use crate::page::Intent;
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, say_of};
use crate::ui::erased::{If, Memo, each, flag, handler};

/// A button.
#[derive(Clone, PartialEq)]
pub(super) struct Act {
    /// By which style sheets and tests know it.
    pub(super) name: &'static str,
    /// Its label.
    pub(super) label: Message,
    /// What it says.
    pub(super) intent: Intent,
}

/// There are never more.
const MOST: usize = 4;

/// The buttons, each at its place. Whoever has pressed one with the keyboard is on the one that has come in its place.
#[component]
pub(super) fn Acts(
    /// Which.
    acts: Memo<Vec<Act>>,
    /// They are off at the moment.
    #[prop(into)]
    disabled: Memo<bool>,
) -> impl IntoView {
    view! { <div class="tools">{each(0..MOST, |place| view! { <AtPlace acts place disabled/> })}</div> }
}

#[component]
fn AtPlace(
    /// The buttons.
    acts: Memo<Vec<Act>>,
    /// Which of them.
    place: usize,
    /// It is off at the moment.
    disabled: Memo<bool>,
) -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let act = Memo::new(move |_| acts.with(|acts| acts.get(place).cloned()));
    let press = move |_: MouseEvent| {
        let intent = act.with_untracked(|act| act.as_ref().map(|act| act.intent.clone()));
        if let Some(intent) = intent.filter(|_| !disabled.get_untracked()) {
            dispatch.send(intent);
        }
    };
    view! {
        <If when=move || act.with(Option::is_some)>
            <button
                class="button"
                type="button"
                data-look="plain"
                name=move || act.with(|act| act.as_ref().map(|act| act.name.to_owned()))
                aria-disabled=move || flag(disabled.get())
                on:click=handler(press)
            >
                {say_of(move || act.with(|act| act.as_ref().map(|act| act.label.clone())))}
            </button>
        </If>
    }
}
