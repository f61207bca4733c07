//! One record.

use crate::domain::{
    CommKind, Communication, EntityType, RecordCard, RecordRef, StageSemantic, UserId, sanitised,
};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Hit, Intent, IsDismissed, Lookup, Mode, Spellings};
use crate::protocol::cards::LeadStage;
use crate::session::Connection;

use super::{Choice, DismissView, Loaded, MatchedView, PersonView, RecordView, StageView, why};

/// A record that was found. `None` if its card is not there and will not come: nothing shows that the user may read it.
pub(super) fn view<M: Mode>(
    lookup: &Lookup<M>,
    reference: RecordRef,
    connection: &Connection,
) -> Option<RecordView> {
    let Some(card) = lookup.search.card(reference) else {
        return lookup.search.is_awaited(reference).then(|| awaited(lookup, reference, connection));
    };
    Some(RecordView {
        reference,
        title: title(card),
        subtitle: Some(card.title.clone()).filter(|title| !card.person.is_empty() && *title != card.person),
        company: company(lookup, card),
        address: Some(connection.origin.card_address(reference)),
        loaded: Loaded::Yes,
        matched: matched(lookup, card),
        others: others(lookup, card),
        responsible: card.responsible.map(|user| person(lookup.names.user(user), user)),
        stage: card.stage.as_ref().map(|(id, semantic)| stage(lookup.names.stage(id), id, *semantic)),
        created: card.created.clone(),
        active: card.active.clone(),
        dismiss: dismiss(lookup, reference),
        labels: labels(lookup, card),
        choice: Choice::default(),
    })
}

/// A record whose card is still to come. Its id is shown to those only from whom nothing is hidden: to administrators,
/// unless a record was hidden from one.
fn awaited<M: Mode>(lookup: &Lookup<M>, reference: RecordRef, connection: &Connection) -> RecordView {
    let may_read_all = connection.is_admin() && lookup.findings.hidden_in_all() == 0;
    RecordView {
        reference,
        title: Err(if may_read_all { Key::UiRecordId } else { of_type(reference.entity) }),
        address: may_read_all.then(|| connection.origin.card_address(reference)),
        loaded: Loaded::NotYet,
        dismiss: None,
        subtitle: None,
        company: None,
        others: Vec::new(),
        active: None,
        matched: Vec::new(),
        responsible: None,
        stage: None,
        created: None,
        labels: Vec::new(),
        choice: Choice::default(),
    }
}

const fn of_type(entity: EntityType) -> Key {
    match entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    }
}

/// The same where no heading tells its type.
pub(super) fn outside_of_a_group<M: Mode>(
    lookup: &Lookup<M>,
    reference: RecordRef,
    connection: &Connection,
) -> Option<RecordView> {
    let mut record = view(lookup, reference, connection)?;
    if record.loaded == Loaded::Yes {
        record.labels.insert(0, of_type(reference.entity).into());
    }
    Some(record)
}

/// A record is dismissed as a pair with that of the card. Those of a dismissed value come back with the value.
fn dismiss<M: Mode>(lookup: &Lookup<M>, record: RecordRef) -> Option<DismissView> {
    let dismissal = lookup.own.dismissal(&lookup.search, record).filter(|_| !lookup.own.contains(record))?;
    let (label, then) = if lookup.own.dismissed.has(&dismissal) {
        (Key::DismissNoRecord, IsDismissed::No)
    } else if lookup.own.is_dismissed(&lookup.search, record) {
        return None;
    } else {
        (Key::DismissRecord, IsDismissed::Yes)
    };
    Some(DismissView { label, intent: Intent::Dismiss(record, then) })
}

fn person(name: Option<&str>, user: UserId) -> PersonView {
    let name = name.map_or_else(|| user.0.get().to_string(), str::to_owned);
    let initials = name.split(' ').take(2).filter_map(|word| word.chars().next()).collect();
    PersonView { name, initials }
}

fn stage(known: Option<&LeadStage>, id: &str, semantic: StageSemantic) -> StageView {
    let name = known.map_or(id, |stage| &stage.name).to_owned();
    StageView { name, semantic, colour: known.and_then(|stage| stage.colour.clone()) }
}

/// The company of a lead as it is written there; that of a contact if its card is loaded.
fn company<M: Mode>(lookup: &Lookup<M>, card: &RecordCard) -> Option<String> {
    let tied = || lookup.search.card(RecordRef::new(EntityType::Company, card.company?));
    let name = if card.company_title.is_empty() { &tied()?.title } else { &card.company_title };
    Some(name.clone()).filter(|name| !name.is_empty())
}

/// The phones and e-mails of a record that tie it to nothing, each once.
fn others<M: Mode>(lookup: &Lookup<M>, card: &RecordCard) -> Vec<(CommKind, String)> {
    let keys = lookup.search.keys_of(card.reference);
    let is_asked = |held: &Communication| {
        keys.iter().any(|key| lookup.search.asked(*key).is_some_and(|asked| asked.key() == held.key()))
    };
    let mut others: Vec<(CommKind, String)> = Vec::new();
    for held in card.communications.iter().filter(|held| !is_asked(held)) {
        let other = (held.kind(), sanitised(held.spelling()));
        if !others.contains(&other) {
            others.push(other);
        }
    }
    others
}

/// The person in a record comes first: that is who is looked for.
/// Who or what a record is about.
pub(crate) fn title(card: &RecordCard) -> Result<String, Key> {
    if !card.person.is_empty() {
        return Ok(card.person.clone());
    }
    if !card.title.is_empty() {
        return Ok(card.title.clone());
    }
    Err(match card.reference.entity {
        EntityType::Lead => Key::ResultNamelessLead,
        EntityType::Contact => Key::ResultNamelessContact,
        EntityType::Company => Key::ResultNamelessCompany,
    })
}

/// The values of the input that a record has.
fn matched<M: Mode>(lookup: &Lookup<M>, card: &RecordCard) -> Vec<MatchedView> {
    let Lookup { search, spellings, .. } = lookup;
    let keys = search.keys_of(card.reference);
    let one = |value| {
        let written = search.asked(spellings.keys(value).next()?)?;
        let (key, hit) = spellings.hit(value, keys)?;
        let asked = search.asked(key)?;
        let stored = stored(asked, card);
        let (why, reading) = (why::equal(written, stored), why::reading(stored.unwrap_or(asked)));
        let stored = sanitised(stored.unwrap_or(asked).spelling());
        let kind = written.kind();
        Some(if hit == Hit::Derived {
            let remark = Message::plain(Key::ResultOtherwise).with("stored", Arg::Text(stored));
            let spelling = sanitised(written.spelling());
            MatchedView { kind, spelling, remark: Some(remark), why, reading }
        } else {
            MatchedView { kind, spelling: stored, remark: None, why, reading }
        })
    };
    spellings.values_of(keys).filter_map(one).collect()
}

/// What was asked, as the record stores it. Where the portal compares more generously than we do, the record has
/// no spelling with our key: then only what was asked is known.
fn stored<'a>(asked: &Communication, card: &'a RecordCard) -> Option<&'a Communication> {
    card.communications.iter().find(|held| held.key() == asked.key())
}

fn labels<M: Mode>(lookup: &Lookup<M>, card: &RecordCard) -> Vec<Message> {
    let mut labels = Vec::new();
    if card.my_company {
        labels.push(Key::ResultMyCompany.into());
    }
    if matches!(card.stage, Some((_, StageSemantic::Won))) {
        labels.push(became(lookup, card).unwrap_or_else(|| Key::ResultConverted.into()));
    }
    labels
}

/// A converted lead is no duplicate of the contact that was made of it. That contact is named only if its card
/// is loaded: it may be hidden from the user.
fn became<M: Mode>(lookup: &Lookup<M>, card: &RecordCard) -> Option<Message> {
    let contact = RecordRef::new(EntityType::Contact, card.contact?);
    let id = Arg::Text(contact.id.get().to_string());
    lookup.search.card(contact).is_some().then(|| Message::plain(Key::ResultBecame).with("id", id))
}
