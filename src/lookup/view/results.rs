//! What was found: headline, groups, values, hidden records.

use crate::domain::{CommKind, EntityType, RecordRef, Visibility, joined, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{
    Arrangement, Findings, Lookup, Mode, PAGE_SIZE, Relation, ResultsState, Scope, SharedLine, Spellings,
};
use crate::session::Connection;

use super::{
    Choice, GroupView, HiddenView, RecordView, ResultsView, SharedView, choices, completeness, record, value,
};

/// At most so many records are shown under one value at first.
const SHOWN_A_VALUE: usize = 20;

/// The results of a search so far.
pub(crate) fn view<M: Mode>(
    lookup: &Lookup<M>,
    state: &ResultsState,
    connection: &Connection,
) -> ResultsView {
    let by_value = state.arrangement == Arrangement::ByValue;
    let of_value = |value| records_of(lookup, state, value, connection);
    let (mut groups, mut hidden) = (Vec::new(), Vec::new());
    for entity in EntityType::ALL {
        groups.extend(group(lookup, state, connection, entity));
        hidden.extend(hidden_of(&lookup.findings, entity));
    }
    ResultsView {
        headline: headline(lookup),
        arrangement: state.arrangement,
        choices: choices::view(lookup, state),
        groups,
        shared: shared(lookup, connection),
        dismissed: not_compared(lookup, &lookup.findings.dismissed, connection),
        related: related(lookup, state, connection),
        values: if by_value { value::all(lookup, state.values, of_value) } else { Vec::new() },
        checked: lookup.input.values.len() as u64,
        values_more: lookup.input.values.len().saturating_sub(state.values).min(PAGE_SIZE) as u64,
        hidden,
        side_by_side: state.chosen(lookup).map_or(0, |chosen| chosen.records().len() as u64),
        request: (lookup.findings.hidden_in_all() > 0).then(|| request(lookup)),
        completeness: completeness::view(lookup),
    }
}

/// Records as rows, without those of which nothing is to be shown. Compiled once, whatever a row has besides.
#[inline(never)]
fn rows(
    records: &mut dyn Iterator<Item = &RecordRef>,
    row: &dyn Fn(RecordRef) -> Option<RecordView>,
) -> Vec<RecordView> {
    let mut rows = Vec::new();
    for record in records {
        rows.extend(row(*record));
    }
    rows
}

/// Records that are not compared, each with its type.
fn not_compared<M: Mode>(
    lookup: &Lookup<M>,
    records: &[RecordRef],
    connection: &Connection,
) -> Vec<RecordView> {
    rows(&mut records.iter(), &|record| {
        let mut row = record::outside_of_a_group(lookup, record, connection)?;
        row.choice = Choice::Never;
        Some(row)
    })
}

/// A record with its box.
#[inline(never)]
fn with_choice<M: Mode>(lookup: &Lookup<M>, state: &ResultsState, mut record: RecordView) -> RecordView {
    record.choice = state.choice(lookup, record.reference);
    record
}

/// Values that many use.
fn shared<M: Mode>(lookup: &Lookup<M>, connection: &Connection) -> Vec<SharedView> {
    let one = |line: &SharedLine| {
        let written = lookup.search.asked(line.key)?;
        let text = match written.kind() {
            CommKind::Phone => Key::SharedPhone,
            CommKind::Email => Key::SharedEmail,
        };
        let (count, spelling) = (line.records.len() as u64, sanitised(written.spelling()));
        let is_capped = lookup.findings.capped().any(|(key, _)| key == line.key);
        let text = Message::counting(text, count)
            .with("value", Arg::Text(spelling.clone()))
            .with("number", Arg::Message(number(count, is_capped)));
        Some(SharedView { spelling, text, records: not_compared(lookup, &line.records, connection) })
    };
    lookup.findings.shared.iter().filter_map(one).collect()
}

/// Records that belong to the card, each with the reason.
fn related<M: Mode>(lookup: &Lookup<M>, state: &ResultsState, connection: &Connection) -> Vec<RecordView> {
    let one = |(record, relation): &(RecordRef, Relation)| {
        let mut view = record::outside_of_a_group(lookup, *record, connection)?;
        view.labels = vec![reason(*relation).into()];
        // It is none already.
        view.dismiss = None;
        Some(with_choice(lookup, state, view))
    };
    lookup.findings.related.iter().filter_map(one).collect()
}

const fn reason(relation: Relation) -> Key {
    match relation {
        Relation::MyCompany => Key::ResultMyCompany,
        Relation::Client => Key::RelatedClient,
        Relation::BecameDeal => Key::RelatedBecameDeal,
        Relation::BecameContact => Key::RelatedBecameContact,
        Relation::BecameCompany => Key::RelatedBecameCompany,
        Relation::LeadOf => Key::RelatedLeadOf,
        Relation::MadeOf => Key::RelatedMadeOf,
        Relation::ContactOf => Key::RelatedContactOf,
        Relation::CompanyOf => Key::RelatedCompanyOf,
        Relation::ContactOfClient => Key::RelatedContactOfClient,
        Relation::CompanyOfClient => Key::RelatedCompanyOfClient,
    }
}

/// The records of one value: by type, the newest first.
fn records_of<M: Mode>(
    lookup: &Lookup<M>,
    state: &ResultsState,
    value: <M::Spellings as Spellings>::Value,
    connection: &Connection,
) -> Vec<RecordView> {
    let is_opened = state.opened.contains(&M::Spellings::place(value));
    let most = if is_opened { usize::MAX } else { SHOWN_A_VALUE };
    let mut records: Vec<RecordRef> = Vec::new();
    for (record, visibility) in lookup.spellings.keys(value).flat_map(|key| lookup.search.matches(key)) {
        let is_shown = visibility == Visibility::Visible || lookup.search.is_awaited(record);
        if is_shown && is_foreign(lookup, record) && !records.contains(&record) {
            let is_before = |other: &RecordRef| {
                other.entity < record.entity || (other.entity == record.entity && other.id > record.id)
            };
            records.insert(records.partition_point(is_before), record);
        }
    }
    rows(&mut records.iter().take(most), &|record| {
        let row = record::outside_of_a_group(lookup, record, connection)?;
        Some(with_choice(lookup, state, row))
    })
}

/// Whether a record is neither the card itself nor related to it.
fn is_foreign<M: Mode>(lookup: &Lookup<M>, record: RecordRef) -> bool {
    !lookup.own.contains(record)
        && lookup.own.relation(&lookup.search, record).is_none()
        && !lookup.own.is_dismissed(&lookup.search, record)
}

fn group<M: Mode>(
    lookup: &Lookup<M>,
    state: &ResultsState,
    connection: &Connection,
    entity: EntityType,
) -> Option<GroupView> {
    let all = lookup.findings.records.get(entity).len();
    let records = state.selection.of(lookup, entity);
    if records.is_empty() {
        return None;
    }
    let shown = *state.records.get(entity);
    let counted = number(all as u64, lookup.findings.is_capped(entity));
    Some(GroupView {
        entity,
        title: title(entity),
        count: if records.len() == all { counted } else { count_of(&records, counted) },
        records: rows(&mut records.iter().take(shown), &|record| {
            Some(with_choice(lookup, state, record::view(lookup, record, connection)?))
        }),
        more: records.len().saturating_sub(shown).min(PAGE_SIZE) as u64,
    })
}

/// `2 of 7`, where others do not fit what was chosen.
fn count_of(records: &[RecordRef], all: Message) -> Message {
    Message::plain(Key::ProgressCount)
        .with("done", Arg::Number(records.len() as u64))
        .with("all", Arg::Message(all))
}

pub(super) const fn title(entity: EntityType) -> Key {
    match entity {
        EntityType::Lead => Key::ResultLeads,
        EntityType::Contact => Key::ResultContacts,
        EntityType::Company => Key::ResultCompanies,
    }
}

/// `7`, or `20+` where the portal's cap was reached.
fn number(count: u64, is_capped: bool) -> Message {
    let key = if is_capped { Key::ResultCountMore } else { Key::ResultCount };
    Message::counting(key, count)
}

fn hidden_of(findings: &Findings, entity: EntityType) -> Option<HiddenView> {
    let count = *findings.hidden.get(entity);
    let key = match entity {
        EntityType::Lead => Key::ResultHiddenLeads,
        EntityType::Contact => Key::ResultHiddenContacts,
        EntityType::Company => Key::ResultHiddenCompanies,
    };
    // The records that the portal's cap leaves out may be hidden as well.
    let number = || Arg::Message(number(count, findings.is_capped(entity)));
    (count > 0).then(|| HiddenView { entity, text: Message::counting(key, count).with("number", number()) })
}

/// So many values are named in a request.
const ASKED_ABOUT: usize = 5;

/// What an administrator can be asked: who has the values that hidden records have. They themselves are not named.
fn request<M: Mode>(lookup: &Lookup<M>) -> Message {
    let is_hidden = |(record, visibility)| visibility == Visibility::Hidden && !lookup.own.contains(record);
    let has_hidden = |key: &_| lookup.search.matches(*key).any(is_hidden);
    let keys = lookup.search.keys().filter(has_hidden).take(ASKED_ABOUT);
    let values = keys.filter_map(|key| Some(sanitised(lookup.search.asked(key)?.spelling())));
    Message::plain(Key::HiddenRequest).with("values", Arg::Text(joined(values, ", ")))
}

/// The result in one sentence. *None* is said only of what was checked completely.
fn headline<M: Mode>(lookup: &Lookup<M>) -> Message {
    let findings = &lookup.findings;
    let mut counts = EntityType::ALL.into_iter().filter_map(|entity| counted(findings, entity));
    let list = match (counts.next(), counts.next(), counts.next()) {
        (None, ..) => return nothing(lookup),
        (Some(one), None, _) => one,
        (Some(one), Some(two), None) => join(Key::ResultListTwo, one, two),
        (Some(one), Some(two), Some(three)) => {
            join(Key::ResultListThree, one, two).with("third", Arg::Message(three))
        }
    };
    let key = if lookup.is_over() { Key::ResultFound } else { Key::ResultFoundSoFar };
    let found = Message::plain(key).with("list", Arg::Message(list));
    if findings.hidden_in_all() == 0 {
        return found;
    }
    let found = Message::plain(Key::ResultFoundHidden).with("found", Arg::Message(found));
    found.with("number", hidden_number(findings))
}

/// How many are hidden, of all types.
fn hidden_number(findings: &Findings) -> Arg {
    let is_capped = EntityType::ALL.into_iter().any(|entity| findings.is_capped(entity));
    Arg::Message(number(findings.hidden_in_all(), is_capped))
}

fn join(key: Key, first: Message, second: Message) -> Message {
    Message::plain(key).with("first", Arg::Message(first)).with("second", Arg::Message(second))
}

fn counted(findings: &Findings, entity: EntityType) -> Option<Message> {
    let count = findings.records.get(entity).len() as u64;
    let key = match (entity, findings.is_capped(entity)) {
        (EntityType::Lead, false) => Key::EntityLeadCount,
        (EntityType::Lead, true) => Key::EntityLeadMore,
        (EntityType::Contact, false) => Key::EntityContactCount,
        (EntityType::Contact, true) => Key::EntityContactMore,
        (EntityType::Company, false) => Key::EntityCompanyCount,
        (EntityType::Company, true) => Key::EntityCompanyMore,
    };
    (count > 0).then(|| Message::counting(key, count))
}

fn nothing<M: Mode>(lookup: &Lookup<M>) -> Message {
    let findings = &lookup.findings;
    if findings.unloaded > 0 {
        return Message::counting(Key::ResultUnloaded, findings.unloaded);
    }
    let shared = findings.shared_in_all();
    if shared > 0 {
        return only_shared(lookup, shared);
    }
    let key = if !lookup.is_over() {
        Key::ResultNothingYet
    } else if findings.hidden_in_all() > 0 {
        let count = findings.hidden_in_all();
        return Message::counting(Key::ResultOnlyHidden, count).with("number", hidden_number(findings));
    } else if findings.unchecked >= findings.values {
        Key::ResultNothingChecked
    } else if findings.unchecked > 0
        || lookup.unreadable > 0
        || lookup.input.invalid > 0
        || lookup.scope == Scope::FirstPart
    {
        Key::ResultNothingSoFar
    } else if !findings.dismissed.is_empty() {
        Key::ResultOnlyDismissed
    } else if findings.related.iter().any(|(_, relation)| *relation != Relation::Client) {
        Key::ResultOnlyRelated
    } else {
        none(lookup)
    };
    key.into()
}

/// *Only* is said where all was checked and nothing is hidden.
fn only_shared<M: Mode>(lookup: &Lookup<M>, shared: u64) -> Message {
    let findings = &lookup.findings;
    let number = number(shared, findings.capped().len() > 0);
    let is_all = findings.unchecked == 0 && lookup.unreadable == 0 && lookup.input.invalid == 0;
    if lookup.is_over() && is_all && findings.hidden_in_all() == 0 {
        return Message::counting(Key::ResultOnlyShared, shared).with("number", Arg::Message(number));
    }
    let found = Message::plain(Key::ResultFoundSoFar).with("list", Arg::Message(number));
    if findings.hidden_in_all() == 0 {
        return found;
    }
    let found = Message::plain(Key::ResultFoundHidden).with("found", Arg::Message(found));
    found.with("number", hidden_number(findings))
}

/// Nobody has it, as far as was asked.
fn none<M: Mode>(lookup: &Lookup<M>) -> Key {
    let elsewhere = if lookup.own.is_nobody() { Key::ResultNone } else { Key::ResultNoneOther };
    M::narrowed(lookup.types).map_or(elsewhere, |narrowed| narrowed.none)
}
