//! Lists whose rows stay while their content is the same.

use leptos::prelude::*;

use super::record::record_row;
use super::value::value_item;
use crate::flow::view::{AppView, RecordView, ValueView};
use crate::ui::slices::fact;

/// A row of a list.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Row {
    Record(RecordView),
    Value(ValueView),
}

/// Keeps a row for each item. The key of a row is all that it shows: a row whose data has changed is
/// another row, and one whose data is the same is left alone.
pub(crate) fn rows<R>(view: Signal<AppView>, read: R) -> AnyView
where
    R: Fn(&AppView) -> Vec<Row> + Send + Sync + 'static,
{
    let rows = fact(view, read);
    view! { <For each=move || rows.get() key=Row::clone children=move |row| show(view, row)/> }.into_any()
}

fn show(view: Signal<AppView>, row: Row) -> AnyView {
    match row {
        Row::Record(record) => record_row(view, record),
        Row::Value(value) => value_item(view, value),
    }
}
