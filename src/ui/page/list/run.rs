//! How far the check is.

use leptos::prelude::*;

use super::action::{Act, Acts};
use super::checked;
use crate::i18n::{Key, Message};
use crate::page::{Intent, ListIntent, ListRunState, ListRunView, ListTypesView, View};
use crate::session::view::ActionView;
use crate::ui::context::{name_of, say, say_of, surroundings};
use crate::ui::erased::{If, Memo, each, flag};
use crate::ui::page::entity::EntityChoice;
use crate::ui::shared::tone_name;

/// The bar, what it tells, and the buttons that hold or end it. The bar stays the same element.
#[component]
pub(super) fn Run(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let run = checked(view, |checked| checked.run.clone());
    let acts_of = move |read: fn(&ListRunView) -> Vec<Act>| {
        Memo::new(move |_| run.with(|run| run.as_ref().map(read).unwrap_or_default()))
    };
    let acts = acts_of(|run| run.actions.iter().map(act).collect());
    let erase = acts_of(|run| run.erase.iter().map(act).collect());
    let details =
        Memo::new(move |_| run.with(|run| run.as_ref().map(|run| run.details.clone()).unwrap_or_default()));
    let of = move |read: fn(&ListRunView) -> String| move || run.with(|run| run.as_ref().map(read));
    let text = move || run.with(|run| run.as_ref().map(|run| run.text.clone()));
    let is_done =
        move || flag(run.with(|run| run.as_ref().is_some_and(|run| run.state == ListRunState::Done)));
    let types = checked(view, |checked| checked.types);
    let is_open = move || types.get().is_some_and(|types| types != ListTypesView::Asking);
    let chosen = move || match types.get() {
        Some(ListTypesView::Current(entity) | ListTypesView::OutOfDate(entity)) => entity,
        Some(ListTypesView::Asking) | None => None,
    };
    let surroundings = surroundings();
    let detail = |detail: Message| view! { <li>{say(detail)}</li> };
    view! {
        <div
            class="list-run"
            data-run=of(|run| run.state.name().to_owned())
            data-tone=of(|run| tone_name(run.tone).to_owned())
        >
            <p class="list-lead">{say_of(text)}</p>
            <progress
                aria-label=name_of(Key::UiListProgress)
                aria-valuetext=move || text().map(|text| surroundings.write(&text))
                hidden=is_done
                max=of(|run| run.of.max(1).to_string())
                value=of(|run| run.done.to_string())
            ></progress>
            <ul class="list-details">{move || each(details.get(), detail)}</ul>
            <If when=is_open>
                <EntityChoice
                    name="list-entity"
                    chosen=chosen
                    choose=|entity| Intent::List(ListIntent::ChooseType(entity))
                />
            </If>
            <Acts acts disabled=|| false/>
            <Acts acts=erase disabled=|| false/>
        </div>
    }
}

fn act(action: &ActionView<Intent>) -> Act {
    Act { name: action.name, label: action.label.clone(), intent: action.intent.clone() }
}
