//! Values of the input and their verdicts.

use leptos::prelude::*;

use super::chip::Spelling;
use super::record::Records;
use super::{Button, Chip, Look, tone_name};
use crate::app::FocusTarget;
use crate::i18n::{Key, Message};
use crate::lookup::Intent;
use crate::lookup::view::{ValueView, VerdictView};
use crate::ui::context::{say, say_of, send_of};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows, each};

/// The values in one line, each with its verdict.
#[component]
pub(crate) fn Values(
    /// What they are.
    label: Key,
    /// In their order.
    values: Memo<Vec<ValueView>>,
) -> impl IntoView {
    view! {
        <div class="values-line">
            <span class="quiet">{say(label)}</span>
            <Rows class="values" each=values row=value_row/>
        </div>
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
            <If when=move || !records.with(Vec::is_empty)>
                <Records records/>
            </If>
            <MoreRecords value/>
        </li>
    }
}

#[component]
fn Verdict(
    /// What is known of the value.
    verdict: VerdictView,
) -> impl IntoView {
    let VerdictView { tone, text, .. } = verdict;
    view! { <Chip tone=tone_name(tone)>{say(text)}</Chip> }
}

/// A button that shows the records of a value that are left out.
#[component]
fn MoreRecords(
    /// The value.
    value: Memo<ValueView>,
) -> impl IntoView {
    let more = move || value.with(|value| value.more);
    let intent = move || value.with_untracked(|value| Some(Intent::ShowRecords(value.place)));
    view! {
        <If when=move || more() != 0>
            <Button name="more-records" look=Look::Quiet press=send_of(intent)>
                {say_of(move || Message::counting(Key::UiShowMore, more()))}
            </Button>
        </If>
    }
}
