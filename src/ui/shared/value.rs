//! Values of the input and their verdicts.

use leptos::prelude::*;

use super::chip::Spelling;
use super::record::{Dismiss, Records, Steps};
use super::{Button, Chip, Folded, Look, More, tone_name};
use crate::app::FocusTarget;
use crate::card;
use crate::domain::CommKind;
use crate::i18n::{Key, Message};
use crate::lookup::Intent;
use crate::lookup::view::{ValueView, VerdictView};
use crate::ui::context::{say, say_of, send_of};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows, each};

/// What was checked, folded away: each value with its verdict, and how the portal reads it.
#[component]
pub(crate) fn Checked(
    /// What it is in one line.
    #[prop(into)]
    label: Memo<Option<Message>>,
    /// In their order.
    values: Memo<Vec<ValueView>>,
    /// How many more the next press shows.
    #[prop(into)]
    left: Memo<u64>,
) -> impl IntoView {
    view! {
        <Folded name="checked" label=say_of(move || label.get())>
            <Rows class="by-value" each=values row=value_row/>
            <More left intent=Intent::ShowMoreValues/>
        </Folded>
    }
}

impl Row for ValueView {
    fn key(&self) -> RowKey {
        RowKey::Value(self.spelling.clone())
    }
}

/// The row of a value.
pub(crate) fn value_row(first: &ValueView, value: Memo<ValueView>) -> AnyView {
    view! { <ValueRow spelling=first.spelling.clone() value/> }.into_any()
}

/// A value, with the records that have it where it stands for itself.
#[component]
fn ValueRow(
    /// As it is written.
    spelling: String,
    /// What is known of it.
    value: Memo<ValueView>,
) -> impl IntoView {
    let records = Memo::new(move |_| value.with(|value| value.records.clone()));
    let verdict = move || value.with(|value| value.verdict.clone());
    let written = spelling.clone();
    view! {
        <li
            class="value"
            data-value=written
            data-verdict=move || value.with(|value| Some(value.verdict.as_ref()?.name.to_owned()))
            data-focus=move || value.with(|value| Some(FocusTarget::Value(value.place).name()))
            tabindex="-1"
        >
            {move || each(value.with(|value| Some(value.kind)), |kind| {
                view! { <Spelling kind spelling=spelling.clone()/> }
            })}
            {move || each(verdict(), |verdict| view! { <Verdict verdict/> })}
            <span class="quiet">{say_of(move || value.with(|value| value.completeness.clone()))}</span>
            <If when=move || !records.with(Vec::is_empty)>
                <Records records/>
            </If>
            <MoreRecords value/>
            <Reading value/>
            {move || each(value.with(|value| value.dismiss.clone()), |dismiss| view! { <Dismiss dismiss/> })}
        </li>
    }
}

/// How the portal reads a value, on demand.
#[component]
fn Reading(
    /// The value.
    value: Memo<ValueView>,
) -> impl IntoView {
    let label = move || {
        value.with(|value| match value.kind? {
            CommKind::Phone => Some(Key::KeyPhone.into()),
            CommKind::Email => Some(Key::KeyEmail.into()),
        })
    };
    let steps = move || value.with(|value| value.reading.clone());
    view! {
        <If when=move || value.with(|value| !value.reading.is_empty())>
            <Folded name="reading" label=say_of(label)>
                {move || each(Some(steps()), |steps| view! { <Steps steps/> })}
            </Folded>
        </If>
    }
}

#[component]
fn Verdict(
    /// What is known of the value.
    verdict: VerdictView,
) -> impl IntoView {
    let VerdictView { tone, text, .. } = verdict;
    view! { <Chip tone=tone_name(tone) label=say(text)/> }
}

/// A button that shows the records of a value that are left out.
#[component]
fn MoreRecords(
    /// The value.
    value: Memo<ValueView>,
) -> impl IntoView {
    let more = move || value.with(|value| value.more);
    let intent =
        move || value.with_untracked(|value| Some(card::Intent::from(Intent::ShowRecords(value.place))));
    view! {
        <If when=move || more() != 0>
            <Button
                name="more-records"
                look=Look::Quiet
                press=send_of(intent)
                label=say_of(move || Message::counting(Key::UiShowMore, more()))
            />
        </If>
    }
}
