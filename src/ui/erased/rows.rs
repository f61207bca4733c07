//! Rows that are told apart by what they are.
//!
//! Leptos' `For` is compiled again for every kind of row. And where two rows come above another one at once, it takes
//! that one out of the page to put it back further down, which takes the focus out of it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::{Element, Node};

use super::{Directive, Memo, directive, last_known, watch};
use crate::domain::RecordRef;

/// Something that has a row of its own in a list.
pub(crate) trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// What the row is, whatever stands in it.
    fn key(&self) -> RowKey;
}

/// What a row is. Two rows can be alike, as two values that are written alike; then it is their order that counts.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum RowKey {
    /// The row of a record.
    Record(RecordRef),
    /// The row of a value, as it was written.
    Value(String),
}

/// A list. A row is the same as long as its key is there: one that comes above moves none of the others and takes the
/// focus from none, and what changes in a row is read by the row.
#[component]
pub(crate) fn Rows<T: Row>(
    /// The class of the list.
    class: &'static str,
    /// What is listed.
    each: Memo<Vec<T>>,
    /// Draws a row, which is one element: of what it is at first, and of what it is at any time.
    row: fn(&T, Memo<T>) -> AnyView,
) -> impl IntoView {
    view! { <ul class=class use:directive=listed(each, row)></ul> }
}

/// The same for whatever element they stand in: `use:directive=listed(…)`.
pub(crate) fn listed<T: Row>(each: Memo<Vec<T>>, row: fn(&T, Memo<T>) -> AnyView) -> Directive {
    let keys = move || each.with(|rows| rows.iter().map(Row::key).collect());
    let order = Memo::new(move |before: Option<&Order>| Order::new(keys(), before));
    let draw = move |id| {
        let here = move || each.with(|rows| rows.get(order.with(|order| order.place(id))?).cloned());
        here().map_or_else(|| ().into_any(), |first| row(&first, last_known(first.clone(), here)))
    };
    keep(Listed { order, draw: Rc::new(draw) })
}

/// Which rows there are, each by its key and a number that it keeps.
#[derive(Clone, PartialEq, Default)]
struct Order {
    rows: Vec<(RowKey, u32)>,
    next: u32,
}

impl Order {
    fn new(keys: Vec<RowKey>, before: Option<&Self>) -> Self {
        let Self { rows: mut before, mut next } = before.cloned().unwrap_or_default();
        // The next one is mostly the first of those that are left, which is taken from the end.
        before.reverse();
        let number = |key| {
            let at = before.iter().rposition(|(other, _)| *other == key);
            at.map_or_else(
                || {
                    next += 1;
                    (key, next)
                },
                |at| before.remove(at),
            )
        };
        let rows = keys.into_iter().map(number).collect();
        Self { rows, next }
    }

    fn place(&self, id: u32) -> Option<usize> {
        self.rows.iter().position(|(_, other)| *other == id)
    }

    fn ids(&self) -> Vec<u32> {
        self.rows.iter().map(|(_, id)| *id).collect()
    }
}

/// What is listed, whatever it is.
#[derive(Clone)]
struct Listed {
    order: Memo<Order>,
    draw: Rc<dyn Fn(u32) -> AnyView>,
}

/// A row that is in the page. What is in it ends with it.
struct Shown {
    id: u32,
    state: AnyViewState,
    element: Option<Element>,
    _owner: Owner,
}

/// Keeps the rows of a list, as long as what surrounds it.
fn keep(rows: Listed) -> Directive {
    Rc::new(move |list| keep_in(list, rows.clone()))
}

fn keep_in(list: Element, rows: Listed) {
    let Some(surrounding) = Owner::current() else { return };
    let mut shown: Vec<Shown> = Vec::new();
    watch(move || {
        let ids = rows.order.with(Order::ids);
        shown.retain_mut(|row| {
            let stays = ids.contains(&row.id);
            if !stays {
                row.state.unmount();
            }
            stays
        });
        let draw = |id| {
            let owner = surrounding.with(Owner::new);
            let state = owner.with(|| untrack(|| (rows.draw)(id)).build());
            Shown { id, element: state.elements().into_iter().next(), state, _owner: owner }
        };
        shown = arrange(&list, std::mem::take(&mut shown), ids, draw);
    });
}

/// Puts the rows into their order. One that stands where it belongs is left alone.
fn arrange(list: &Element, mut shown: Vec<Shown>, ids: Vec<u32>, draw: impl Fn(u32) -> Shown) -> Vec<Shown> {
    let mut next = list.first_child();
    shown.reverse();
    let place = |id| {
        let at = shown.iter().rposition(|row| row.id == id);
        let mut row = at.map_or_else(|| draw(id), |at| shown.remove(at));
        if row.element.as_deref() == next.as_ref() {
            next = next.as_ref().and_then(Node::next_sibling);
        } else {
            row.state.mount(list, next.as_ref());
        }
        row
    };
    ids.into_iter().map(place).collect()
}
