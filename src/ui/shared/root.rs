//! The widget's root.

use leptos::prelude::*;

use crate::i18n::{Catalogue, Language, Message};
use crate::lookup::view::RunState;
use crate::session::Note;
use crate::session::view::{CardsOpen, Surface};
use crate::ui::context::{Surroundings, say_of};
use crate::ui::erased::Memo;

/// What does not belong to one screen.
#[derive(Clone, PartialEq)]
pub(crate) struct RootView {
    /// Which screen is shown, as `data-screen` names it.
    pub(crate) screen: &'static str,
    /// What it is doing.
    pub(crate) state: Option<RunState>,
    /// Where the widget stands.
    pub(crate) surface: Surface,
    /// The language of the texts.
    pub(crate) language: Language,
    /// What a screen reader is told politely.
    pub(crate) announcement: Option<Message>,
    /// A short note beside what it is about.
    pub(crate) note: Option<Note>,
    /// What a click on a record's title does.
    pub(crate) cards_open: CardsOpen,
}

/// The element around every screen, and the line that a screen reader hears of. It provides the surroundings.
#[component]
pub(crate) fn Root(
    /// What it says.
    root: Memo<RootView>,
    /// The texts of the chosen language.
    texts: ReadSignal<Catalogue>,
    /// The screen.
    children: Children,
) -> impl IntoView {
    provide_context(Surroundings::new(root, texts));
    let named = move |read: fn(&RootView) -> Option<&'static str>| root.with(read).map(str::to_owned);
    view! {
        <div
            class="b24d"
            data-app=""
            data-screen=move || named(|root| Some(root.screen))
            data-state=move || named(|root| root.state.map(RunState::name))
            data-surface=move || named(|root| Some(surface_name(root.surface)))
            lang=move || named(|root| Some(root.language.tag()))
            dir=move || named(|root| Some(root.language.direction()))
        >
            {children()}
            <p class="unseen" role="status">
                {say_of(move || root.with(|root| root.announcement.clone()))}
            </p>
        </div>
    }
}

const fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Tab => "tab",
        Surface::Page => "page",
    }
}
