//! The list of keys, on request: by its button, or by a question mark.

use gloo_events::EventListener;
use leptos::ev::MouseEvent;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, Node};

use super::select::Screen;
use crate::i18n::Key;
use crate::ui::context::{id, say};
use crate::ui::erased::{Memo, each, handler};

/// What takes a question mark as a text.
const FIELDS: &str = "textarea, select, input:not([type=radio], [type=checkbox])";

/// The keys of a screen. The browser closes such a list by *Escape*, and gives the focus back to where it was.
#[component]
pub(super) fn Keys(
    /// Of which screen.
    screen: Memo<Screen>,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let open = move || {
        if let Some(dialog) = dialog.get_untracked() {
            // It is refused only while it is open.
            let _ = dialog.show_modal();
        }
    };
    let listener = EventListener::new(&window(), "keydown", move |event| {
        let is_here =
            |key: &KeyboardEvent| dialog.get_untracked().is_some_and(|dialog| is_asked(key, &dialog));
        if event.dyn_ref().is_some_and(is_here) {
            open();
        }
    });
    StoredValue::new_local(listener);
    let close = handler(move |_: MouseEvent| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    let heading = id("keys");
    view! {
        <div class="tools keys-tools">
            <button
                class="button"
                type="button"
                name="keys"
                data-look="quiet"
                aria-haspopup="dialog"
                aria-keyshortcuts="?"
                on:click=handler(move |_: MouseEvent| open())
            >
                {say(Key::KeysTitle)}
            </button>
            <dialog class="keys" node_ref=dialog aria-labelledby=heading.clone()>
                // What can have the focus comes first: where the frame is low, it would else be scrolled to its end.
                <div class="tools">
                    <h2 class="headline" id=heading.clone()>{say(Key::KeysTitle)}</h2>
                    <button class="button" type="button" name="close-keys" data-look="quiet" on:click=close>
                        {say(Key::KeysClose)}
                    </button>
                </div>
                <dl>
                    {move || each(keys(screen.get()), |(key, does)| view! { <Described key does/> })}
                </dl>
            </dialog>
        </div>
    }
}

/// A key, and what it does.
#[component]
fn Described(
    /// The key.
    key: Key,
    /// What it does.
    does: Key,
) -> impl IntoView {
    view! {
        <div class={"key"}>
            <dt><kbd>{say(key)}</kbd></dt>
            <dd>{say(does)}</dd>
        </div>
    }
}

/// A question mark in this widget, or nowhere in particular.
fn is_asked(key: &KeyboardEvent, dialog: &Element) -> bool {
    let Some(target) = key.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_text = target.closest(FIELDS).is_ok_and(|field| field.is_some());
    let root = dialog.closest("[data-app]").ok().flatten();
    let is_inside = root.is_some_and(|root| root.contains(Some(target.unchecked_ref::<Node>())));
    key.key() == "?"
        && !is_text
        && !key.ctrl_key()
        && !key.meta_key()
        && (is_inside || target.tag_name() == "BODY")
}

/// What works on a screen, and what it does.
fn keys(screen: Screen) -> Vec<(Key, Key)> {
    let own: &[(Key, Key)] = match screen {
        Screen::Page => &[(Key::KeysSearch, Key::KeysSearchDoes), (Key::KeysLine, Key::KeysLineDoes)],
        Screen::Compare => &[(Key::KeysTable, Key::KeysTableDo)],
        Screen::Install => &[(Key::KeysBack, Key::KeysBackDoes)],
        Screen::Connecting | Screen::Refused | Screen::Card => &[],
    };
    let common = [
        (Key::KeysTab, Key::KeysTabDoes),
        (Key::KeysPress, Key::KeysPressDoes),
        (Key::KeysArrows, Key::KeysArrowsDo),
        (Key::KeysList, Key::KeysListDoes),
        (Key::KeysCloseKey, Key::KeysCloseDoes),
    ];
    own.iter().copied().chain(common).collect()
}
