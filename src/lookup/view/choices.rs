//! How records are arranged and sorted, and which of them are shown.

use crate::domain::{EntityType, UserId};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Arrangement, Intent, Lookup, Mode, RecordOrder, ResultsState, Selection};

use super::{ChoiceView, OptionView};

/// Of fewer records nobody chooses.
const FROM: usize = 4;

/// So many people can be chosen from; whoever else is responsible is found by sorting.
const PEOPLE: usize = 8;

/// The arrangement, and once there are records enough the choices that have something to choose from.
pub(super) fn view<M: Mode>(lookup: &Lookup<M>, state: &ResultsState) -> Vec<ChoiceView> {
    // A card of which nobody else has anything says so, and has nothing to arrange.
    let is_by_record = state.arrangement == Arrangement::ByRecord;
    if is_by_record && lookup.is_over() && !lookup.own.is_nobody() && lookup.findings.is_nobody() {
        return Vec::new();
    }
    let mut choices = vec![arrangement(state.arrangement)];
    let chosen = state.selection;
    let has_few = lookup.findings.found() < FROM && chosen == Selection::default();
    if has_few || state.arrangement == Arrangement::ByValue {
        return choices;
    }
    // What is chosen can be taken back, however little is found by another search.
    let mut add = |name, label, is_set, options: Vec<OptionView>| {
        if options.len() > 2 || is_set {
            choices.push(ChoiceView { name, label, options });
        }
    };
    let option = |value, label, selection| OptionView {
        value,
        label,
        is_chosen: selection == chosen,
        intent: Intent::Select(selection),
    };
    let order = |value, label: Key, order| option(value, label.into(), Selection { order, ..chosen });
    add(
        "order",
        Key::ChoiceOrder,
        false,
        vec![
            order("likeness", Key::OrderLikeness, RecordOrder::Likeness),
            order("created", Key::OrderCreated, RecordOrder::Created),
            order("active", Key::OrderActive, RecordOrder::Active),
        ],
    );
    let mut types = vec![option("all", Key::ChoiceAll.into(), Selection { entity: None, ..chosen })];
    for entity in EntityType::ALL {
        if !lookup.findings.records.get(entity).is_empty() {
            let title = super::results::title(entity).into();
            types.push(option(entity.word(), title, Selection { entity: Some(entity), ..chosen }));
        }
    }
    add("type", Key::ChoiceType, chosen.entity.is_some(), types);
    let everybody = Selection { responsible: None, ..chosen };
    let mut people = vec![option("all", Key::ChoiceAll.into(), everybody)];
    for (user, name) in responsible(lookup) {
        let name = Message::plain(Key::UiText).with("text", Arg::Text(name));
        people.push(option("person", name, Selection { responsible: Some(user), ..chosen }));
    }
    add("responsible", Key::ChoiceResponsible, chosen.responsible.is_some(), people);
    choices
}

fn arrangement(chosen: Arrangement) -> ChoiceView {
    let option = |value, label: Key, arrangement| OptionView {
        value,
        label: label.into(),
        is_chosen: arrangement == chosen,
        intent: Intent::Arrange(arrangement),
    };
    let options = vec![
        option("record", Key::UiByRecord, Arrangement::ByRecord),
        option("value", Key::UiByValue, Arrangement::ByValue),
    ];
    ChoiceView { name: "arrangement", label: Key::UiArrangement, options }
}

/// Who is responsible for the records, in their order.
fn responsible<M: Mode>(lookup: &Lookup<M>) -> Vec<(UserId, String)> {
    let mut people: Vec<(UserId, String)> = Vec::new();
    for entity in EntityType::ALL {
        for record in lookup.findings.records.get(entity) {
            let Some(user) = lookup.search.card(*record).and_then(|card| card.responsible) else { continue };
            if people.len() < PEOPLE && !people.iter().any(|(known, _)| *known == user) {
                let name = lookup.names.user(user);
                people.push((user, name.map_or_else(|| user.0.get().to_string(), str::to_owned)));
            }
        }
    }
    people
}
