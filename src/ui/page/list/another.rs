//! The way to another file, and what is asked before this list is given up.

use leptos::ev::{DragEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::page::{ListIntent, View};
use crate::ui::Dispatch;
use crate::ui::context::{Press, dispatch, id, say};
use crate::ui::erased::{If, Memo, handler};
use crate::ui::page::select;
use crate::ui::shared::{Button, Look};

/// Why it is asked whether the list is given up.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asked {
    /// It is not asked.
    #[default]
    Not,
    /// The button was pressed.
    Pressed,
    /// A file was dropped over the list.
    Dropped,
}

/// A file that is dropped over a list opens neither in its place nor in the browser's: it is asked first.
pub(super) fn dropped(asked: RwSignal<Asked>, is_there: Memo<bool>) -> impl Fn(DragEvent) {
    move |event: DragEvent| {
        event.prevent_default();
        if is_there.get_untracked() {
            asked.set(Asked::Dropped);
        }
    }
}

/// The button, which asks where a check is under way or not saved.
#[component]
pub(super) fn Another(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// Whether it is asked.
    asked: RwSignal<Asked>,
) -> impl IntoView {
    let dispatch: Dispatch<ListIntent> = dispatch();
    let button = NodeRef::<html::Button>::new();
    let click = handler(move |_: MouseEvent| {
        if view.with_untracked(select::keeps_page) {
            asked.set(Asked::Pressed);
        } else {
            dispatch.send(ListIntent::AnotherFile);
        }
    });
    // The focus is not lost with the question that had it.
    Effect::new(move |before: Option<Asked>| {
        let now = asked.try_get().unwrap_or_default();
        if before.is_some_and(|before| before != now)
            && now == Asked::Not
            && let Some(button) = button.get_untracked()
        {
            let _ = button.focus();
        }
        now
    });
    view! {
        <button
            class="button"
            type="button"
            name="another-file"
            data-look="quiet"
            node_ref=button
            on:click=click
        >
            {say(Key::UiListAnother)}
        </button>
    }
}

/// What is asked. It has the focus, so that a screen reader reads it; *Escape* takes it back.
#[component]
pub(super) fn Question(
    /// Whether it is asked.
    asked: RwSignal<Asked>,
) -> impl IntoView {
    view! {
        <If when=move || asked.try_get() == Some(Asked::Pressed)>
            <Asking asked title=Key::UiListGiveUpList/>
        </If>
        <If when=move || asked.try_get() == Some(Asked::Dropped)>
            <Asking asked title=Key::UiListDropped/>
        </If>
    }
}

#[component]
fn Asking(
    /// Whether it is asked.
    asked: RwSignal<Asked>,
    /// What is asked.
    title: Key,
) -> impl IntoView {
    let dispatch: Dispatch<ListIntent> = dispatch();
    let (heading, about, group) = (id("question"), id("question-about"), NodeRef::<html::Div>::new());
    Effect::new(move |_| {
        if let Some(group) = group.get() {
            let _ = group.focus();
        }
    });
    let sure: Press = Box::new(move || {
        asked.set(Asked::Not);
        dispatch.send(ListIntent::AnotherFile);
    });
    let keep: Press = Box::new(move || asked.set(Asked::Not));
    let key = handler(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            asked.set(Asked::Not);
        }
    });
    view! {
        <div
            class="notice question"
            data-code=""
            data-tone="warning"
            role="group"
            tabindex="-1"
            node_ref=group
            aria-labelledby=heading.clone()
            aria-describedby=about.clone()
            on:keydown=key
        >
            <p class="notice-title" id=heading.clone()>{say(title)}</p>
            <p id=about.clone()>{say(Key::UiListGiveUpHint)}</p>
            <div class="tools">
                <Button name="for-sure" look=Look::Plain press=sure label=say(Key::UiListGiveUpSure)/>
                <Button name="keep" look=Look::Plain press=keep label=say(Key::UiListGiveUpKeep)/>
            </div>
        </div>
    }
}
