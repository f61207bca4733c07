//! The records of one type.

use leptos::prelude::*;

use super::record::Records;
use super::results::More;
use super::{CopyButton, Look};
use crate::app::{CopyWhat, FocusTarget};
use crate::domain::EntityType;
use crate::i18n::Key;
use crate::lookup::Intent;
use crate::lookup::view::{GroupView, ResultsView};
use crate::ui::context::{say_of, send_lookup};
use crate::ui::erased::{If, Memo};

/// The records of a type, while there are any.
#[component]
pub(crate) fn Group(
    /// What was found.
    results: Memo<ResultsView>,
    /// Of which type.
    entity: EntityType,
) -> impl IntoView {
    let records =
        Memo::new(move |_| group(results, entity, |group| group.records.clone()).unwrap_or_default());
    view! {
        <If when=move || group(results, entity, |_| ()).is_some()>
            <section class="group" data-group=entity.word()>
                <div class="group-head">
                    <h3 data-focus=FocusTarget::Group(entity).name() tabindex="-1">
                        {say_of(move || group(results, entity, |group| group.title.into()))}
                    </h3>
                    <span class="count">
                        {say_of(move || group(results, entity, |group| group.count.clone()))}
                    </span>
                    <CopyIds entity=Some(entity)/>
                </div>
                <Records records/>
                <More
                    left=move || group(results, entity, |group| group.more).unwrap_or_default()
                    intent=Intent::ShowMore(entity)
                />
            </section>
        </If>
    }
}

fn group<T>(results: Memo<ResultsView>, entity: EntityType, read: fn(&GroupView) -> T) -> Option<T> {
    results.with(|results| results.groups.iter().find(|group| group.entity == entity).map(read))
}

/// Copies the ids of a type's records, or of all. Each says of which type its ids are: three buttons of one name are
/// one to a screen reader.
#[component]
pub(crate) fn CopyIds(
    /// Of which type.
    entity: Option<EntityType>,
) -> impl IntoView {
    let (name, label) = match entity {
        None => ("copy-all-ids", Key::UiCopyAllIds),
        Some(EntityType::Lead) => ("copy-ids", Key::UiCopyIdsLead),
        Some(EntityType::Contact) => ("copy-ids", Key::UiCopyIdsContact),
        Some(EntityType::Company) => ("copy-ids", Key::UiCopyIdsCompany),
    };
    let (what, press) = (CopyWhat::Ids(entity), send_lookup(Intent::CopyIds(entity)));
    view! { <CopyButton name look=Look::Quiet label what press/> }
}
