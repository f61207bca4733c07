//! What cannot be asked.

use leptos::prelude::*;

use crate::i18n::{Arg, Key, Message};
use crate::page::{FormView, InvalidView};
use crate::ui::context::{say, say_of};
use crate::ui::erased::{Memo, each};

/// What is wrong, value by value. Its place is there from the start: the search box refers to it.
#[component]
pub(super) fn Invalid(
    /// The form whose box it is.
    form: Memo<FormView>,
    /// By which the box refers to it.
    id: String,
) -> impl IntoView {
    let values = Memo::new(move |_| form.with(|form| form.invalid.clone()));
    let more = move || {
        let more = form.with(|form| form.invalid_more);
        (more > 0).then(|| Message::counting(Key::UiMoreInvalid, more))
    };
    view! {
        <div class="invalid" id=id>
            {move || {
                let values = values.get();
                each((!values.is_empty()).then_some(values), |values| view! {
                    <ul>{each(values, |value| view! { <InvalidValue value/> })}</ul>
                })
            }}
            <p>{say_of(more)}</p>
        </div>
    }
}

/// One of them: where it stands, what it is, what is wrong.
#[component]
fn InvalidValue(
    /// The value.
    value: InvalidView,
) -> impl IntoView {
    let InvalidView { line, value, why } = value;
    view! {
        <li data-invalid=line.to_string()>
            <span class="quiet">{say(Message::plain(Key::UiLine).with("line", Arg::Number(line)))}</span>
            <bdi>{value}</bdi>
            <span class="field-error">{say(why)}</span>
        </li>
    }
}
