//! What the results do not say by themselves: how complete they are, and what is hidden.

use leptos::prelude::*;

use super::{CopyButton, Look, tone_name};
use crate::app::CopyWhat;
use crate::card::Intent;
use crate::i18n::Key;
use crate::lookup;
use crate::lookup::view::{HiddenView, ResultsView};
use crate::ui::context::{dispatch, say, surroundings};
use crate::ui::erased::{If, Memo, each};

/// The statement of completeness.
#[component]
pub(crate) fn Completeness(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let lines = move || results.with(|results| results.completeness.lines.clone());
    view! {
        <div
            class="completeness"
            data-completeness=""
            data-tone=move || results.with(|results| Some(tone_name(results.completeness.tone).to_owned()))
        >
            {move || each(lines(), |line| view! { <p>{say(line)}</p> })}
        </div>
    }
}

/// The records that cannot be named.
#[component]
pub(crate) fn Hidden(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let hidden = move || results.with(|results| results.hidden.clone());
    let line = |HiddenView { entity, text }| view! { <p data-hidden=entity.word()>{say(text)}</p> };
    let (surroundings, dispatch) = (surroundings(), dispatch());
    let copy = move || {
        let request = results.with_untracked(|results| results.request.clone());
        let text = request.map(|request| surroundings.write(&request)).unwrap_or_default();
        dispatch.send(Intent::Lookup(lookup::Intent::CopyRequest(text)));
    };
    view! {
        {move || each(hidden(), line)}
        <If when=move || results.with(|results| results.request.is_some())>
            <div class="tools">
                <CopyButton
                    name="copy-request"
                    look=Look::Quiet
                    label=Key::HiddenCopy
                    what=CopyWhat::Request
                    press=Box::new(copy)
                />
            </div>
        </If>
    }
}
