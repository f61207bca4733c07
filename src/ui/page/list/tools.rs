//! Which rows are shown, and in which order.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::checked;
use crate::i18n::Key;
use crate::page::{FilterView, Intent, ListGrouping, ListIntent, ListSort, View};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, id, say, say_of, send};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows, flag, handler};
use crate::ui::page::choice::{Choice, Select};
use crate::ui::shared::{Button, Look};

/// Filters by verdict, a search, an order, and how many rows are left.
#[component]
pub(super) fn Tools(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let filters = checked(view, |checked| checked.table.filters.clone());
    let filters = Memo::new(move |_| filters.get().unwrap_or_default());
    let is_filtered = move || filters.with(|filters| filters.iter().any(|filter| filter.is_chosen));
    let search = checked(view, |checked| checked.table.search.clone());
    let searching = checked(view, |checked| checked.table.is_searching);
    let count = checked(view, |checked| checked.table.count.clone());
    let is_lost = checked(view, |checked| !checked.table.can_search);
    let why = id("list-search-lost");
    let described = why.clone();
    let typed = move |event: Event| dispatch.send(ListIntent::Search(event_target_value(&event)).into());
    view! {
        <fieldset class="list-filters">
            <legend class="field-label">{say(Key::UiListFilters)}</legend>
            <Rows class="segments" each=filters row=|filter, now| view! { <Filter first=filter.clone() now/> }.into_any()/>
            <If when=is_filtered>
                <Button
                    name="clear-filters"
                    look=Look::Quiet
                    press=send(ListIntent::ClearFilters)
                    label=say(Key::UiListAll)
                />
            </If>
        </fieldset>
        <div class="tools">
            <label class="field">
                <span class="field-label">{say(Key::UiListSearch)}</span>
                <input
                    type="search"
                    name="list-search"
                    dir="auto"
                    autocomplete="off"
                    spellcheck="false"
                    readonly=move || is_lost.get() == Some(true)
                    aria-disabled=move || flag(is_lost.get() == Some(true))
                    aria-describedby=move || (is_lost.get() == Some(true)).then(|| described.clone())
                    prop:value=move || search.get().unwrap_or_default()
                    on:input=handler(typed)
                />
            </label>
            <If when=move || is_lost.get() == Some(true)>
                <p class="quiet" id=why.clone() data-search-lost="">{say(Key::ListSearchLost)}</p>
                <If when=move || search.with(|search| search.as_ref().is_some_and(|text| !text.is_empty()))>
                    <Button
                        name="clear-search"
                        look=Look::Quiet
                        press=send(ListIntent::Search(String::new()))
                        label=say(Key::UiListAll)
                    />
                </If>
            </If>
            <Order view/>
            <p class="list-count" aria-busy=move || flag(searching.get() == Some(true))>
                {say_of(move || count.get())}
            </p>
        </div>
    }
}

/// One verdict. It is the same place as long as a row has it, whatever its number.
#[component]
fn Filter(
    /// What it is at first.
    first: FilterView,
    /// What it is.
    now: Memo<FilterView>,
) -> impl IntoView {
    let verdict = first.verdict;
    let dispatch: Dispatch<Intent> = dispatch();
    let toggle = handler(move |_: MouseEvent| dispatch.send(ListIntent::ToggleFilter(verdict).into()));
    view! {
        <li class="segment" data-verdict=verdict.name()>
            <label>
                <input
                    type="checkbox"
                    name="list-filter"
                    value=verdict.name()
                    prop:checked=move || now.with(|filter| filter.is_chosen)
                    on:click=toggle
                />
                <span>{say_of(move || now.with(|filter| Some(filter.label.clone())))}</span>
            </label>
        </li>
    }
}

impl Row for FilterView {
    fn key(&self) -> RowKey {
        RowKey::Value(self.verdict.name().to_owned())
    }
}

/// How the rows are sorted, and whether those of one record stand together.
#[component]
fn Order(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let sort = checked(view, |checked| checked.table.sort);
    let grouping = checked(view, |checked| checked.table.grouping);
    let sort_by =
        |sort, label| Choice { value: sort_name(sort), label, intent: ListIntent::Sort(sort).into() };
    let group = |grouping, label| Choice {
        value: grouping_name(grouping),
        label,
        intent: ListIntent::Group(grouping).into(),
    };
    let sorts = vec![
        sort_by(ListSort::Number, Key::UiListSortNumber),
        sort_by(ListSort::Verdict, Key::UiListSortVerdict),
    ];
    let groupings = vec![
        group(ListGrouping::Apart, Key::UiListGroupApart),
        group(ListGrouping::ByRecord, Key::UiListGroupByRecord),
    ];
    view! {
        <Select
            name="list-sort"
            label=Key::UiListSort
            choices=sorts
            chosen=move || sort.get().map_or("", sort_name)
        />
        <Select
            name="list-group"
            label=Key::UiListGroup
            choices=groupings
            chosen=move || grouping.get().map_or("", grouping_name)
        />
    }
}

const fn sort_name(sort: ListSort) -> &'static str {
    match sort {
        ListSort::Number => "number",
        ListSort::Verdict => "verdict",
    }
}

const fn grouping_name(grouping: ListGrouping) -> &'static str {
    match grouping {
        ListGrouping::Apart => "apart",
        ListGrouping::ByRecord => "by-record",
    }
}
