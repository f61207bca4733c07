//! How results are grouped.

use leptos::prelude::*;

use crate::flow::view::AppView;
use crate::flow::{Arrangement, Intent};
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};
use crate::ui::element::el;
use crate::ui::slices;

/// How results are grouped.
pub(crate) fn arrangement_choice(view: ReadSignal<AppView>) -> AnyView {
    let dispatch = dispatch();
    let radio = |arrangement, value: &'static str, label: Key| {
        el("label")
            .class("segment")
            .child(
                el("input")
                    .attr("type", "radio")
                    .attr("name", "arrangement")
                    .attr("value", value)
                    .live("checked", move || {
                        let chosen = view.with(|view| slices::results(view).map(|shown| shown.arrangement));
                        (chosen == Some(arrangement)).then(String::new)
                    })
                    .on("change", move |_| dispatch.send(Intent::Arrange(arrangement))),
            )
            .child(el("span").text(say(label)))
    };
    el("fieldset")
        .class("segments")
        .child(el("legend").class("unseen").text(say(Key::UiArrangement)))
        .child(radio(Arrangement::ByRecord, "record", Key::UiByRecord))
        .child(radio(Arrangement::ByValue, "value", Key::UiByValue))
        .into()
}
