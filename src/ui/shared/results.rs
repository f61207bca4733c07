//! What was found.

use leptos::prelude::*;

use super::choice::Choices;
use super::completeness::{Completeness, Hidden};
use super::group::{CopyIds, Group};
use super::record::Records;
use super::value::value_row;
use super::{Button, Folded, Look};
use crate::app::FocusTarget;
use crate::domain::EntityType;
use crate::i18n::{Key, Message};
use crate::lookup::view::{RecordView, ResultsView, SharedView};
use crate::lookup::{Arrangement, Intent};
use crate::ui::context::{id, say_of, send_lookup};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows, each, flag};

/// The results of a search, arranged as it was chosen.
#[component]
pub(crate) fn Results(
    /// What was found.
    results: Memo<ResultsView>,
    /// Whether more may come.
    #[prop(into)]
    searching: Memo<bool>,
    /// What stands beside the headline.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = id("results");
    let arrangement = move || results.with(|results| results.arrangement);
    view! {
        <section
            class="results"
            aria-labelledby=heading
            aria-busy=move || flag(searching.get())
        >
            <div class="tools">
                <h2 class="headline" id=heading.clone() data-focus=FocusTarget::Results.name() tabindex="-1">
                    {say_of(move || results.with(|results| Some(results.headline.clone())))}
                </h2>
                {each(children, |children| children())}
            </div>
            <Completeness results/>
            <div class="tools">
                <Choices results/>
                <If when=move || results.with(|results| !results.groups.is_empty())>
                    <CopyIds entity=None/>
                </If>
                <If when=move || results.with(|results| results.side_by_side != 0)>
                    <Button
                        name="compare"
                        look=Look::Plain
                        press=send_lookup(Intent::Compare)
                        label=say_of(move || {
                            let count = results.with(|results| results.side_by_side);
                            Message::counting(Key::UiCompare, count)
                        })
                    />
                </If>
            </div>
            <If when=move || arrangement() == Arrangement::ByRecord>
                <ByRecord results/>
            </If>
            <If when=move || arrangement() == Arrangement::ByValue>
                <ByValue results/>
            </If>
            <Shared results/>
            <Hidden results/>
            <Apart
                name="related"
                label=Key::ResultRelated
                records=move || results.with(|results| results.related.clone())
            />
            <Apart
                name="dismissed"
                label=Key::ResultDismissed
                records=move || results.with(|results| results.dismissed.clone())
            />
        </section>
    }
}

/// The records of lines that many use, a line each: nobody is meant by them.
#[component]
fn Shared(
    /// What was found.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let shared = Memo::new(move |_| results.with(|results| results.shared.clone()));
    view! { <Rows class="shared" each=shared row=shared_row/> }
}

impl Row for SharedView {
    fn key(&self) -> RowKey {
        RowKey::Value(self.spelling.clone())
    }
}

/// A list inside of what is drawn anew would be filled twice: a line is a row, which is drawn once.
fn shared_row(_: &SharedView, line: Memo<SharedView>) -> AnyView {
    let records = Memo::new(move |_| line.with(|line| line.records.clone()));
    view! {
        <li>
            <Folded name="shared" label=say_of(move || line.with(|line| Some(line.text.clone())))>
                <Records records/>
            </Folded>
        </li>
    }
    .into_any()
}

/// Records that are no duplicates, folded away with their count.
#[component]
fn Apart(
    /// By which style sheets and tests know them.
    name: &'static str,
    /// What they are.
    label: Key,
    /// Which.
    #[prop(into)]
    records: Memo<Vec<RecordView>>,
) -> impl IntoView {
    let count = move || records.with(|records| records.len() as u64);
    view! {
        <If when=move || count() != 0>
            <Folded name label=say_of(move || Message::counting(label, count()))>
                <Records records/>
            </Folded>
        </If>
    }
}

/// The records by type. Every type has its place from the start: a group stays where it is while others come.
#[component]
fn ByRecord(
    /// What was found.
    results: Memo<ResultsView>,
) -> impl IntoView {
    each(EntityType::ALL, |entity| view! { <Group results entity/> })
}

/// The values, each with its records.
#[component]
fn ByValue(
    /// What was found.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let values = Memo::new(move |_| results.with(|results| results.values.clone()));
    view! {
        <Rows class="by-value" each=values row=value_row/>
        <More left=move || results.with(|results| results.values_more) intent=Intent::ShowMoreValues/>
    }
}

/// A button that shows what is left out. It stays the same element while there is more, so that it keeps the focus.
#[component]
pub(crate) fn More(
    /// How many the next press shows.
    #[prop(into)]
    left: Memo<u64>,
    /// What a press says.
    intent: Intent,
) -> impl IntoView {
    view! {
        <If when=move || left.get() != 0>
            <Button
                name="more"
                look=Look::Quiet
                press=send_lookup(intent.clone())
                label=say_of(move || Message::counting(Key::UiShowMore, left.get()))
            />
        </If>
    }
}
