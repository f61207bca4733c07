//! How records are sorted, and which of them are shown.

use crate::domain::{EntityType, UserId};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Intent, Lookup, Mode, RecordOrder, Selection};

use super::{ChoiceView, OptionView};

/// Of fewer records nobody chooses.
const FROM: usize = 4;

/// So many people can be chosen from; whoever else is responsible is found by sorting.
const PEOPLE: usize = 50;

/// The choices, once there are records enough; each that has something to choose from.
pub(super) fn view<M: Mode>(lookup: &Lookup<M>, chosen: Selection) -> Vec<ChoiceView> {
    if lookup.findings.found() < FROM {
        return Vec::new();
    }
    let option = |label, selection| OptionView {
        label,
        is_chosen: selection == chosen,
        intent: Intent::Select(selection),
    };
    let orders = [
        (RecordOrder::Likeness, Key::OrderLikeness),
        (RecordOrder::Created, Key::OrderCreated),
        (RecordOrder::Active, Key::OrderActive),
    ];
    let orders = orders.map(|(order, label)| option(label.into(), Selection { order, ..chosen }));
    let types = EntityType::ALL.into_iter().filter(|entity| !lookup.findings.records.get(*entity).is_empty());
    let types = types.map(|entity| {
        option(super::results::title(entity).into(), Selection { entity: Some(entity), ..chosen })
    });
    let all_types = option(Key::ChoiceAll.into(), Selection { entity: None, ..chosen });
    let people = people(lookup).into_iter().map(|(user, name)| {
        let name = Message::plain(Key::UiText).with("text", Arg::Text(name));
        option(name, Selection { responsible: Some(user), ..chosen })
    });
    let all_people = option(Key::ChoiceAll.into(), Selection { responsible: None, ..chosen });
    let choices = [
        ("order", Key::ChoiceOrder, orders.to_vec()),
        ("type", Key::ChoiceType, std::iter::once(all_types).chain(types).collect()),
        ("responsible", Key::ChoiceResponsible, std::iter::once(all_people).chain(people).collect()),
    ];
    let choices = choices.into_iter().filter(|(.., options)| options.len() > 2);
    choices.map(|(name, label, options)| ChoiceView { name, label, options }).collect()
}

/// Who is responsible for the records, by name.
fn people<M: Mode>(lookup: &Lookup<M>) -> Vec<(UserId, String)> {
    let mut people: Vec<(UserId, String)> = Vec::new();
    let records = EntityType::ALL.into_iter().flat_map(|entity| lookup.findings.records.get(entity));
    for user in records.filter_map(|record| lookup.search.card(*record)?.responsible) {
        if people.len() < PEOPLE && !people.iter().any(|(known, _)| *known == user) {
            let name = lookup.names.user(user);
            people.push((user, name.map_or_else(|| user.0.get().to_string(), str::to_owned)));
        }
    }
    people.sort_by(|(_, one), (_, other)| one.cmp(other));
    people
}
