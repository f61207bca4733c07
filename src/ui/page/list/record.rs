//! A record that has something of a row.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::i18n::{Key, Message};
use crate::lookup;
use crate::page::{Intent, ListRecordView};
use crate::ui::context::{dispatch, say, surroundings};
use crate::ui::erased::{each, handler};

/// Whether the keyboard comes to a link by Tab.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// As to any other.
    ByTab,
    /// Not: it stands in a table of thousands, where Tab leaves the table.
    Pointer,
}

/// The first records, and how many more there are.
pub(super) fn records(records: Vec<ListRecordView>, more: u64, reach: Reach) -> AnyView {
    let more = (more > 0).then(|| Message::counting(Key::UiListMoreRecords, more));
    view! {
        {each(records, move |record| view! { <RecordLink record reach/> })}
        {each(more, |more| view! { <span class={"quiet"}>" "{say(more)}</span> })}
    }
    .into_any()
}

/// Its name, as a link to its card. Inside the portal a plain click opens the portal's slider instead.
#[component]
fn RecordLink(
    /// The record.
    record: ListRecordView,
    /// Whether Tab comes to it.
    reach: Reach,
) -> impl IntoView {
    let ListRecordView { reference, title, address, responsible } = record;
    let (surroundings, dispatch) = (surroundings(), dispatch());
    let click = handler(move |event: MouseEvent| {
        // The row below would open as well.
        event.stop_propagation();
        if surroundings.opens_in_slider(reference) && is_plain_click(&event) {
            event.prevent_default();
            dispatch.send(Intent::Lookup(lookup::Intent::Open(reference)));
        }
    });
    let title = match title {
        Ok(title) => view! { <bdi>{title}</bdi> }.into_any(),
        Err(unnamed) => view! { {say(unnamed)} }.into_any(),
    };
    let name = [reference.entity.wire(), "-", &reference.id.get().to_string()].concat();
    view! {
        <span class="list-record" data-record=name>
            <a
                class="link"
                href=address
                target="_blank"
                rel="noopener noreferrer"
                tabindex=(reach == Reach::Pointer).then(|| "-1".to_owned())
                on:click=click
            >
                {title}
            </a>
            {each(responsible, |responsible| view! { <span class={"quiet"}>" "<bdi>{responsible}</bdi></span> })}
        </span>
    }
}

fn is_plain_click(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}
