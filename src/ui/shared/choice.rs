//! A choice of one out of several.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::lookup::view::{ChoiceView, ResultsView};
use crate::ui::context::{dispatch, say};
use crate::ui::erased::{Memo, each, handler};

/// How the records are sorted, and which of them are shown.
#[component]
pub(crate) fn Choices(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let names = Memo::new(move |_| {
        results.with(|results| {
            results.choices.iter().map(|choice| (choice.name, choice.label)).collect::<Vec<_>>()
        })
    });
    let choice = move |(name, label)| {
        let of = move || {
            let is_it = |choice: &&ChoiceView| choice.name == name;
            results.with(|results| results.choices.iter().find(is_it).cloned())
        };
        let options = Memo::new(move |_| of().map(|choice| choice.options).unwrap_or_default());
        let dispatch = dispatch();
        let choose = handler(move |event: Event| {
            let place: usize = event_target_value(&event).parse().unwrap_or_default();
            let intent = options.with_untracked(|options| Some(options.get(place)?.intent.clone()));
            if let Some(intent) = intent {
                dispatch.send(intent);
            }
        });
        view! {
            <label class="choice">
                <span>{say(label)}</span>
                <select name=name on:change=choose>
                    {move || each(options.get().into_iter().enumerate(), |(place, option)| view! {
                        <option
                            value=place.to_string()
                            selected=move || option.is_chosen.then(String::new)
                        >
                            {say(option.label)}
                        </option>
                    })}
                </select>
            </label>
        }
    };
    view! { {move || each(names.get(), choice)} }
}
