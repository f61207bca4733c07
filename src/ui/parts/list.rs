//! Lists whose rows stay while their content is the same.

use std::hash::Hash;

use leptos::prelude::*;

/// Keeps a row for each item. The key of a row is the whole item: a row whose data has changed is another
/// row, and one whose data is the same is left alone.
pub(crate) fn rows<T>(items: Memo<Vec<T>>, row: fn(T) -> AnyView) -> AnyView
where
    T: Clone + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || items.get() key=T::clone children=row/> }.into_any()
}
