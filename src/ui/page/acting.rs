//! What an administrator can do with tabs, and what is asked before it is done.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::page::{InstallAction, InstallIntent, Intent, QuestionView, Rank};
use crate::ui::context::{dispatch, id, say, send, surroundings};
use crate::ui::erased::{Memo, Row, RowKey, attribute, each, flag, handler};
use crate::ui::shared::{Button, Look};

/// Whether something is being done: nothing else can be done at the same time.
#[derive(Clone, Copy)]
pub(super) struct Busy(pub(super) Memo<bool>);

impl Row for InstallAction {
    fn key(&self) -> RowKey {
        RowKey::Value(self.name.to_owned())
    }
}

/// One of the things that can be done.
pub(super) fn tool_row(first: &InstallAction, action: Memo<InstallAction>) -> AnyView {
    let InstallAction { name, label, intent, .. } = *first;
    let Busy(busy) = expect_context();
    let (dispatch, surroundings) = (dispatch(), surroundings());
    let click = handler(move |_: MouseEvent| {
        if !busy.get_untracked() {
            dispatch.send(Intent::Install(intent));
        }
    });
    let full = first.full.clone();
    let full = attribute(move || full.as_ref().map(|full| surroundings.write(full)));
    view! {
        <li>
            <button
                class="button"
                type="button"
                name=name
                data-focus=name
                data-look=move || action.with(|action| Some(look(action.rank).to_owned()))
                aria-disabled=move || flag(busy.get())
                aria-label=full
                on:click=click
            >
                {say(label)}
            </button>
        </li>
    }
    .into_any()
}

const fn look(rank: Rank) -> &'static str {
    match rank {
        Rank::First => "primary",
        Rank::Other => "plain",
        Rank::Beside => "quiet",
    }
}

/// What is asked, at the button that asks it. The focus comes to the question, which a screen reader then reads.
#[component]
pub(super) fn Asked(
    /// What is asked, if anything is.
    #[prop(into)]
    question: Memo<Option<QuestionView>>,
) -> impl IntoView {
    move || each(question.get(), |question| view! { <Question question/> })
}

#[component]
fn Question(
    /// What is asked.
    question: QuestionView,
) -> impl IntoView {
    let QuestionView { text, hint, sure } = question;
    let (title, about) = (id("question"), id("question-about"));
    view! {
        <div
            class="notice question"
            data-code=""
            data-tone="warning"
            data-focus=FocusTarget::Own("question").name()
            role="group"
            tabindex="-1"
            aria-labelledby=title.clone()
            aria-describedby=about.clone()
        >
            <p class="notice-title" id=title.clone()>{say(text)}</p>
            <p id=about.clone()>{say(hint)}</p>
            <div class="tools">
                <Button
                    name="for-sure"
                    look=Look::Plain
                    press=send(Intent::Install(InstallIntent::ForSure))
                    label=say(sure)
                />
                <Button
                    name="keep"
                    look=Look::Plain
                    press=send(Intent::Install(InstallIntent::Keep))
                    label=say(Key::InstallKeep)
                />
            </div>
        </div>
    }
}
