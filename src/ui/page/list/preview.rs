//! How a file was read: its first rows, and what can be chosen otherwise.

use leptos::prelude::*;

use super::column::First;
use super::pick::{Offer, Pick};
use crate::domain::Country;
use crate::i18n::{Arg, Key, Message};
use crate::page::{ChoiceOf, FileChoice, FlawView, Headings, Intent, ListIntent, PreviewView, Separator};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, say, say_of, send};
use crate::ui::erased::{If, Memo, each, flag};
use crate::ui::page::country::CountryChoice;
use crate::ui::shared::{Button, Look};

/// The first rows of a list, and how it was read.
#[component]
pub(super) fn Preview(
    /// What is shown.
    preview: Memo<PreviewView>,
) -> impl IntoView {
    let is_off = move || preview.with(|preview| !preview.can_read || preview.is_reading);
    let has_none = move || preview.with(|preview| !preview.can_read && !preview.is_reading);
    let has_results = move || preview.with(|preview| preview.has_results);
    let country = Memo::new(move |_| preview.with(|preview| preview.country.map_or("", Country::code)));
    view! {
        <div class="list-preview" aria-busy=move || flag(preview.with(|preview| preview.is_reading))>
            <p class="list-lead">{say_of(move || preview.with(|preview| Some(preview.rows.clone())))}</p>
            <p class="quiet">{say_of(move || preview.with(|preview| Some(preview.format.clone())))}</p>
            <Readings preview/>
            <Flaws preview/>
            <First preview/>
            <If when=has_none>
                <p class="list-hint">{say(Key::UiListNoColumn)}</p>
            </If>
            <div class="tools">
                <CountryChoice
                    chosen=country
                    choose=|country| Intent::List(ListIntent::SetCountry(country))
                />
                <Button
                    name="read-rows"
                    look=Look::Primary
                    press=send(ListIntent::ReadRows)
                    disabled=is_off
                    label=say(Key::UiListReadRows)
                />
                <If when=has_results>
                    <Button
                        name="to-results"
                        look=Look::Quiet
                        press=send(ListIntent::ToResults)
                        label=say(Key::ListToResults)
                    />
                </If>
            </div>
        </div>
    }
}

/// What was found out of the file.
#[component]
fn Readings(
    /// What is shown.
    preview: Memo<PreviewView>,
) -> impl IntoView {
    let charset: Choose =
        |preview, place| Some(FileChoice::Charset(preview.charsets.get(place)?.what.clone()));
    let separator: Choose = |preview, place| Some(FileChoice::Separator(preview.separators.get(place)?.what));
    let sheet: Choose = |_, place| Some(FileChoice::Sheet(u32::try_from(place).ok()?));
    let headings: Choose =
        |_, place| Some(FileChoice::Headings(if place == 0 { Headings::FirstRow } else { Headings::Absent }));
    view! {
        <div class="tools">
            <Reading
                preview
                name="charset"
                label=Key::UiListCharset
                offers=|preview| names(&preview.charsets)
                choose=charset
            />
            <Reading preview name="separator" label=Key::UiListSeparator offers=separators choose=separator/>
            <Reading
                preview
                name="sheet"
                label=Key::UiListSheet
                offers=|preview| names(&preview.sheets)
                choose=sheet
            />
            <Reading preview name="headings" label=Key::UiListHeadings offers=first_row choose=headings/>
        </div>
    }
}

/// What the one at a place is to the file.
type Choose = fn(&PreviewView, usize) -> Option<FileChoice>;

/// One thing that can be read otherwise, where there is a choice.
#[component]
fn Reading(
    /// What is shown.
    preview: Memo<PreviewView>,
    /// By which style sheets and tests know it.
    name: &'static str,
    /// What is chosen.
    label: Key,
    /// What can be chosen.
    offers: fn(&PreviewView) -> Vec<Offer>,
    /// What choosing one says.
    choose: Choose,
) -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let offers = Memo::new(move |_| preview.with(offers));
    let chosen = move |place| {
        if let Some(choice) = preview.with_untracked(|preview| choose(preview, place)) {
            dispatch.send(ListIntent::Choose(choice).into());
        }
    };
    view! {
        <If when=move || offers.with(|offers| !offers.is_empty())>
            <label class="field">
                <span class="field-label">{say(label)}</span>
                <Pick name called=None offers choose=Box::new(chosen)/>
            </label>
        </If>
    }
}

fn names(choices: &[ChoiceOf<String>]) -> Vec<Offer> {
    choices.iter().map(|one| Offer::named(&one.what, one.is_chosen)).collect()
}

fn separators(preview: &PreviewView) -> Vec<Offer> {
    let name = |separator| match separator {
        Separator::Comma => Key::UiListComma,
        Separator::Semicolon => Key::UiListSemicolon,
        Separator::Tab => Key::UiListTab,
        Separator::Pipe => Key::UiListPipe,
        Separator::LineEnd => Key::UiListLineEnd,
    };
    preview.separators.iter().map(|one| Offer::new(name(one.what), one.is_chosen)).collect()
}

fn first_row(preview: &PreviewView) -> Vec<Offer> {
    let names_columns = preview.headings == Headings::FirstRow;
    vec![
        Offer::new(Key::UiListHeadingsFirst, names_columns),
        Offer::new(Key::UiListHeadingsAbsent, !names_columns),
    ]
}

/// What is wrong with rows: one line, which opens to the first of them.
#[component]
fn Flaws(
    /// What is shown.
    preview: Memo<PreviewView>,
) -> impl IntoView {
    let flawed = Memo::new(move |_| preview.with(|preview| preview.flawed.clone()));
    let flaws = Memo::new(move |_| preview.with(|preview| preview.flaws.clone()));
    let more = move || {
        let more = preview.with(|preview| preview.flaws_more);
        (more > 0).then(|| Message::counting(Key::UiListMoreRows, more))
    };
    let flaw = |flaw: FlawView| {
        view! {
            <li>
                <span class={"quiet"}>{say(of_row(flaw.row))}</span>
                " "
                {say(flaw.text)}
            </li>
        }
    };
    view! {
        <If when=move || flawed.with(Option::is_some)>
            <details class="unread" data-flaws="">
                <summary>{say_of(move || flawed.get())}</summary>
                <ul class="pieces">{move || each(flaws.get(), flaw)}</ul>
                <p class="quiet">{say_of(more)}</p>
            </details>
        </If>
    }
}

/// `Row 17:`
pub(super) fn of_row(row: u64) -> Message {
    Message::plain(Key::UiListRow).with("line", Arg::Number(row))
}
