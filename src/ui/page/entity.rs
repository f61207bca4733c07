//! Which type is searched: one alone, or all of them.

use leptos::prelude::*;

use super::choice::{Choice, Select};
use crate::domain::EntityType;
use crate::i18n::Key;
use crate::page::Intent;
use crate::ui::erased::Memo;

/// Which type is searched.
#[component]
pub(super) fn EntityChoice(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// What is chosen; `None` means all.
    #[prop(into)]
    chosen: Memo<Option<EntityType>>,
    /// What choosing one says.
    choose: fn(Option<EntityType>) -> Intent,
) -> impl IntoView {
    let choice = |entity: Option<EntityType>, label| Choice {
        value: entity.map_or("", EntityType::wire),
        label,
        intent: choose(entity),
    };
    let choices = vec![
        choice(None, Key::UiEntityAll),
        choice(Some(EntityType::Lead), Key::UiEntityLead),
        choice(Some(EntityType::Contact), Key::UiEntityContact),
        choice(Some(EntityType::Company), Key::UiEntityCompany),
    ];
    let value = move || chosen.get().map_or("", EntityType::wire);
    view! { <Select name label=Key::UiEntity choices chosen=value/> }
}
