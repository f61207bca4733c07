//! What merging the records would do, and what came of it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::merge::view::{CandidateView, Closing, MergeView, PageOffer, StepView};
use crate::merge::{self, Intent};
use crate::ui::context::{dispatch, id, say, send};
use crate::ui::erased::{Memo, Row, RowKey, Rows, each, handler};
use crate::ui::shared::{Button, Chip, Look, Notice};

/// The merge, from the choice to what came of it.
#[component]
pub(super) fn Merging(
    /// What is shown.
    merge: Memo<MergeView>,
    /// The portal opens its own page in its slider.
    #[prop(into)]
    opens_pages: Memo<bool>,
) -> impl IntoView {
    let heading = id("merge");
    let step = Memo::new(move |_| merge.with(|merge| Some(merge.step.clone())));
    let candidates = Memo::new(move |_| merge.with(|merge| merge.candidates.clone()));
    let obstacles = Memo::new(move |_| merge.with(|merge| merge.obstacles.clone()));
    let page = Memo::new(move |_| merge.with(|merge| merge.page.clone()));
    view! {
        <section class="merge" aria-labelledby=heading.clone()>
            <h2 class="headline" id=heading.clone() data-focus=FocusTarget::Own(merge::PLACE).name() tabindex="-1">
                {say(Key::MergeTitle)}
            </h2>
            {move || {
                let page = move |look| page_link(page, opens_pages.get_untracked(), look);
                let close = || {
                    view! {
                        <Button
                            name="merge-close"
                            look=Look::Quiet
                            press=send(Intent::Close)
                            label=say(Key::UiMergeClose)
                        />
                    }
                };
                // Where the portal will refuse, its own page is the way on.
                let (order, instead) =
                    if obstacles.with(Vec::is_empty) { (Look::Primary, Look::Plain) } else { (Look::Plain, Look::Primary) };
                each(step.get(), |step| match step {
                    StepView::Choosing => view! {
                        <Survivors candidates/>
                        <Obstacles obstacles/>
                        <div class="tools">
                            <Button
                                name="merge-ask"
                                look=order
                                press=send(Intent::Ask)
                                label=say(Key::UiMergeAsk)
                            />
                            {page(instead)}
                            {close()}
                        </div>
                    }
                    .into_any(),
                    StepView::Confirming { question, gone } => view! {
                        <div class="notice" data-code="" data-tone="warning">
                            <p class="notice-title">{say(question)}</p>
                            <ul class="merge-gone">{each(gone, |title| view! { <li><bdi>{say(title)}</bdi></li> })}</ul>
                            <div class="tools">
                                <Button
                                    name="merge-for-sure"
                                    look=Look::Primary
                                    press=send(Intent::ForSure)
                                    label=say(Key::UiMergeForSure)
                                />
                                <Button
                                    name="merge-leave"
                                    look=Look::Plain
                                    press=send(Intent::Leave)
                                    label=say(Key::UiMergeLeave)
                                />
                            </div>
                        </div>
                    }
                    .into_any(),
                    StepView::Merging => view! { <p aria-busy="true">{say(Key::MergeUnderWay)}</p> }.into_any(),
                    StepView::Over { notice, page: offer, closing } => view! {
                        <Notice notice/>
                        <div class="tools">
                            {each((offer == PageOffer::Yes).then_some(()), |()| page(Look::Primary))}
                            {each((closing == Closing::Offered).then_some(()), |()| close())}
                        </div>
                    }
                    .into_any(),
                })
            }}
        </section>
    }
}

/// Which record stays.
#[component]
fn Survivors(
    /// Those that could.
    candidates: Memo<Vec<CandidateView>>,
) -> impl IntoView {
    view! {
        <fieldset class="merge-survivors">
            <legend>{say(Key::MergeLead)}</legend>
            <Rows class="merge-candidates" each=candidates row=survivor_row/>
        </fieldset>
    }
}

impl Row for CandidateView {
    fn key(&self) -> RowKey {
        RowKey::Record(self.reference)
    }
}

/// A record that could stay, and what speaks for it. What is chosen changes in place: the keyboard is on it.
fn survivor_row(first: &CandidateView, candidate: Memo<CandidateView>) -> AnyView {
    let CandidateView { reference, title, reasons, proposed, .. } = first.clone();
    let dispatch = dispatch();
    let choose = handler(move |_: MouseEvent| dispatch.send(Intent::Survive(reference)));
    view! {
        <li>
            <label class="merge-survivor">
                <input
                    type="radio"
                    name=id("survivor")
                    value=reference.id.get().to_string()
                    prop:checked=move || candidate.with(|candidate| candidate.chosen)
                    on:click=choose
                />
                <bdi>{say(title)}</bdi>
                {each(proposed.then_some(()), |()| view! { <Chip tone="info" label=say(Key::MergeProposed)/> })}
                {each(reasons, |reason| view! { <span class={"quiet"}>{say(reason)}</span> })}
            </label>
        </li>
    }
    .into_any()
}

/// What the portal will refuse.
#[component]
fn Obstacles(
    /// The fields that contradict.
    obstacles: Memo<Vec<String>>,
) -> impl IntoView {
    move || {
        let obstacles = obstacles.get();
        let (tone, text) = if obstacles.is_empty() {
            ("good", Key::MergeNoObstacles)
        } else {
            ("warning", Key::MergeObstacles)
        };
        view! {
            <div class="notice merge-obstacles" data-code="" data-tone=tone>
                <p>{say(text)}</p>
                <ul>{each(obstacles, |label| view! { <li><bdi>{label}</bdi></li> })}</ul>
            </div>
        }
        .into_any()
    }
}

/// The portal's own page for exactly these: in its slider, or by a link. Its address names who stays first, and follows the choice by
/// itself: what is drawn around it stays.
fn page_link(address: Memo<String>, in_slider: bool, look: Look) -> AnyView {
    let dispatch = dispatch();
    let click = handler(move |event: MouseEvent| {
        if in_slider {
            event.prevent_default();
            dispatch.send(Intent::OpenPage);
        }
    });
    view! {
        <a class="button" data-look=look.name() data-page="merge" href=move || address.get() target="_blank" rel="noopener noreferrer" on:click=click>
            {say(Key::UiMergePage)}
        </a>
    }
    .into_any()
}
