//! The search box and what belongs to it.

use leptos::prelude::*;

use super::attachment::Attachment;
use super::choice::{Choice, Select};
use super::country::CountryChoice;
use super::entity::EntityChoice;
use super::invalid::Invalid;
use super::rules::Rules;
use super::search_box::SearchBox;
use super::unread::Unread;
use crate::domain::{CommKind, Country};
use crate::i18n::{Key, Message};
use crate::page::{FormIntent, FormView, Intent};
use crate::ui::context::{id, say, say_of, send};
use crate::ui::erased::{Given, If, Memo};
use crate::ui::shared::{Button, Look};

/// The search box and its choices. They stay while there is a form: only what they show changes.
#[component]
pub(super) fn SearchForm(
    /// What stands in it.
    form: Memo<FormView>,
) -> impl IntoView {
    let [field, hint, invalid] = ["values", "values-hint", "invalid"].map(id);
    let attachment = Memo::new(move |_| form.with(|form| form.attachment.clone()));
    let country = Memo::new(move |_| form.with(|form| form.country.map_or("", Country::code)));
    let is_ready = move || form.with(|form| form.can_search && !form.running);
    view! {
        <div class="form" role="search">
            <label class="field-label" for=field.clone()>
                {say(Key::UiValues)}
            </label>
            <SearchBox form id=field described_by=[hint.as_str(), " ", &invalid].concat()/>
            <p class="quiet" id=hint data-summary="">
                {say_of(move || form.with(|form| form.summary.clone()))}
            </p>
            <Given value=attachment let:attachment>
                <Attachment attachment/>
            </Given>
            <If when=move || form.with(|form| form.can_undo)>
                <Button
                    name="undo-detach"
                    look=Look::Quiet
                    press=send(Intent::Form(FormIntent::UndoDetach))
                    label=say_of(move || form.with(|form| Some(Message::plain(form.undo_label))))
                />
            </If>
            <Rules form/>
            <Invalid form id=invalid/>
            <Unread form/>
            <div class="tools">
                <KindChoice form/>
                <CountryChoice chosen=country choose=|country| Intent::Form(FormIntent::ChooseCountry(country))/>
                <EntityChoice
                    name="entity"
                    chosen=move || form.with(|form| form.entity)
                    choose=|entity| Intent::Form(FormIntent::ChooseType(entity))
                />
                <Button
                    name="search"
                    look=Look::Primary
                    press=send(Intent::Form(FormIntent::Search))
                    disabled=move || !is_ready()
                    label=say_of(move || form.with(|form| Some(form.search_label.clone())))
                />
                <Button
                    name="clear"
                    look=Look::Quiet
                    press=send(Intent::Form(FormIntent::Clear))
                    label=say(Key::UiClear)
                />
            </div>
        </div>
    }
}

/// As what the values are read.
#[component]
fn KindChoice(
    /// What is chosen.
    form: Memo<FormView>,
) -> impl IntoView {
    let choice = |kind: Option<CommKind>, label| Choice {
        value: kind.map_or("", CommKind::wire),
        label,
        intent: Intent::Form(FormIntent::ChooseKind(kind)),
    };
    let choices = vec![
        choice(None, Key::UiKindAuto),
        choice(Some(CommKind::Phone), Key::UiKindPhone),
        choice(Some(CommKind::Email), Key::UiKindEmail),
    ];
    let chosen = move || form.with(|form| form.kind.map_or("", CommKind::wire));
    view! { <Select name="kind" label=Key::UiKind choices chosen/> }
}
