//! The check of a list: a file, how it was read, and the verdict of each of its rows.

mod action;
mod active;
mod another;
mod checked;
mod column;
mod entry;
mod export;
pub(super) mod file;
mod grid;
mod opened;
mod pick;
mod piece;
mod preview;
mod ready;
mod record;
mod row;
mod run;
mod summary;
mod tools;
mod window;

use leptos::ev::DragEvent;
use leptos::prelude::*;

use super::select;
use crate::i18n::{Key, Message};
use crate::page::{CheckedView, FileAtHand, Intent, ListIntent, ListStage, ListView, RefusedView, View};
use crate::session::view::{ActionView, NoticeView, Tone};
use crate::ui::context::{id, name_of, say, say_of, send};
use crate::ui::erased::{Given, If, Memo, handler};
use crate::ui::shared::{Button, Look, Notice, TheNotice};
use another::{Another, Asked, Question};
use checked::Checked;
use entry::Entry;
use preview::Preview;
use ready::Ready;

/// The list, in the place of the search box and its results.
#[component]
pub(super) fn ListScreen(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let stage = Memo::new(move |_| of(view, |list| Some(list.stage.name())).unwrap_or_default());
    let name = piece(view, |list| list.name.clone());
    let notice = piece(view, |list| list.notice.clone());
    let preview = piece(view, |list| match &list.stage {
        ListStage::Preview(preview) => Some(preview.as_ref().clone()),
        _ => None,
    });
    let ready = piece(view, |list| match &list.stage {
        ListStage::Ready(ready) => Some(ready.as_ref().clone()),
        _ => None,
    });
    let is_there = Memo::new(move |_| !["idle", "opening", "refused"].contains(&stage.get()));
    let asked = RwSignal::new(Asked::default());
    // Without it the browser would open the file.
    let over = handler(|event: DragEvent| event.prevent_default());
    let drop = handler(another::dropped(asked, is_there));
    let heading = id("list");
    let has_file = checked(view, |checked| checked.file == FileAtHand::Here);
    let is = move |name: &'static str| Memo::new(move |_| stage.get() == name);
    view! {
        <section class="list" data-list="" data-state=move || Some(stage.get().to_owned()) aria-labelledby=heading.clone() on:dragover=over on:drop=drop>
            <div class="list-head">
                <h2 id=heading.clone()>{say(Key::UiListTitle)}</h2>
                <bdi class="list-name">{move || name.get().unwrap_or_default()}</bdi>
                <Button
                    name="leave-list"
                    look=Look::Quiet
                    press=send(ListIntent::Leave)
                    label=say(Key::UiBack)
                />
                <If when=move || has_file.get() == Some(true)>
                    <Button
                        name="to-preview"
                        look=Look::Quiet
                        press=send(ListIntent::ToPreview)
                        label=say(Key::UiListToPreview)
                    />
                </If>
                <If when=move || is_there.get()>
                    <Another view asked/>
                </If>
            </div>
            <If when=move || is_there.get()>
                <Question asked/>
            </If>
            <TheNotice notice/>
            <If when=is("idle")>
                <Entry/>
            </If>
            <If when=is("opening")>
                <Waiting view name="give-up-file" give_up=ListIntent::AnotherFile/>
            </If>
            <Given value=piece(view, refused) let:refused>
                {move || refused.with(|refused| Some(of_refused(refused))).map(|notice| view! { <Notice notice/> })}
            </Given>
            <Given value=preview let:preview>
                <Preview preview/>
            </Given>
            <If when=is("reading")>
                <Waiting view name="give-up-reading" give_up=ListIntent::ToPreview/>
            </If>
            <Given value=ready let:ready>
                <Ready ready/>
            </Given>
            <If when=is("checked")>
                <Checked view/>
            </If>
        </section>
    }
}

/// The file is being read, or its rows are. A bar without a value is one whose end nobody knows.
#[component]
fn Waiting(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// The name of the button.
    name: &'static str,
    /// What gives it up.
    give_up: ListIntent,
) -> impl IntoView {
    let text = piece(view, |list| match &list.stage {
        ListStage::Opening { text } | ListStage::Reading { text, .. } => Some(text.clone()),
        _ => None,
    });
    let rows = piece(view, |list| match &list.stage {
        ListStage::Reading { done, of, .. } => Some((*done, *of)),
        _ => None,
    });
    view! {
        <div class="progress" data-progress="">
            <progress
                aria-label=name_of(Key::UiListReading)
                max=move || rows.get().map(|(_, of)| of.to_string())
                value=move || rows.get().map(|(done, _)| done.to_string())
            ></progress>
            <span>{say_of(move || text.get())}</span>
            <Button name look=Look::Quiet press=send(give_up) label=say(Key::UiListGiveUp)/>
        </div>
    }
}

fn refused(list: &ListView) -> Option<RefusedView> {
    if let ListStage::Refused(refused) = &list.stage { Some(refused.clone()) } else { None }
}

/// A file that is not read stops the list, and is said like whatever else stops.
fn of_refused(refused: &RefusedView) -> NoticeView<Intent> {
    let another = ActionView {
        name: "another-file",
        label: Message::plain(Key::UiListAnother),
        intent: Intent::List(ListIntent::AnotherFile),
    };
    NoticeView {
        tone: Tone::Alert,
        code: refused.code,
        title: refused.text.into(),
        hint: Some(refused.hint.clone()),
        detail: None,
        actions: vec![another],
    }
}

/// Something of the list.
fn of<T>(view: ReadSignal<View>, read: impl FnOnce(&ListView) -> Option<T>) -> Option<T> {
    view.with(|view| select::list(view).and_then(read))
}

/// A piece of what is shown of the list.
fn piece<T>(view: ReadSignal<View>, read: fn(&ListView) -> Option<T>) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| of(view, read))
}

/// A piece of what is shown of the check.
fn checked<T>(view: ReadSignal<View>, read: fn(&CheckedView) -> T) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    let checked = move |list: &ListView| match &list.stage {
        ListStage::Checked(checked) => Some(read(checked)),
        _ => None,
    };
    Memo::new(move |_| of(view, checked))
}
