//! One record.

use crate::domain::{Communication, EntityType, RecordCard, RecordRef, StageSemantic, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Hit, Lookup, Mode, Spellings};
use crate::session::Connection;

use super::{Choice, Loaded, MatchedView, RecordView, why};

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
        address: Some(connection.origin.card_address(reference)),
        loaded: Loaded::Yes,
        matched: matched(lookup, card),
        responsible: card
            .responsible
            .map(|user| lookup.names.user(user).map_or_else(|| user.0.get().to_string(), str::to_owned)),
        stage: card
            .stage
            .as_ref()
            .map(|(id, semantic)| (lookup.names.stage(id).unwrap_or(id).to_owned(), *semantic)),
        created: card.created.clone(),
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
        title: Err(of_type(reference.entity)),
        address: may_read_all.then(|| connection.origin.card_address(reference)),
        loaded: Loaded::NotYet,
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

fn title(card: &RecordCard) -> Result<String, Key> {
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
