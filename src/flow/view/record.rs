//! One record.

use crate::domain::{Communication, EntityType, KeyReport, RecordCard, RecordRef, StageSemantic, shown};
use crate::flow::model::{Found, Link, Run};
use crate::i18n::{Arg, Key, Message};

use super::{MatchedView, RecordView};

/// A record that was found. `None` without its card: nothing shows that the user may read it.
pub(super) fn view(run: &Run, found: &Found, link: &Link) -> Option<RecordView> {
    let card = run.report.cards.get(&found.reference)?;
    Some(RecordView {
        reference: found.reference,
        title: title(card),
        address: link.origin.card_address(found.reference),
        matched: found
            .keys
            .iter()
            .filter_map(|place| run.report.keys.get(*place))
            .map(|key| matched(key, card))
            .collect(),
        responsible: card
            .responsible
            .map(|user| run.names.user(user).map_or_else(|| user.0.get().to_string(), str::to_owned)),
        stage: card
            .stage
            .as_ref()
            .map(|(id, semantic)| (run.names.stage(id).unwrap_or(id).to_owned(), *semantic)),
        created: card.created.clone(),
        labels: labels(run, card),
    })
}

/// The same where no heading tells its type.
pub(super) fn outside_of_a_group(run: &Run, found: &Found, link: &Link) -> Option<RecordView> {
    let mut record = view(run, found, link)?;
    let entity = match found.reference.entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    };
    record.labels.insert(0, entity.into());
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

/// The value as the record stores it. Where the portal compares more generously than we do, the record has
/// no spelling with our key: then only what was asked is known.
fn matched(key: &KeyReport, card: &RecordCard) -> MatchedView {
    let asked = key.asked.spelling();
    let is_it = |communication: &&Communication| communication.key() == key.asked.key();
    let stored = card.communications.iter().find(is_it);
    let stored = shown(stored.map_or(asked, Communication::spelling));
    let asked = shown(asked);
    MatchedView { kind: key.asked.kind(), asked: (stored != asked).then_some(asked), stored }
}

fn labels(run: &Run, card: &RecordCard) -> Vec<Message> {
    let mut labels = Vec::new();
    if card.my_company {
        labels.push(Key::ResultMyCompany.into());
    }
    if matches!(card.stage, Some((_, StageSemantic::Won))) {
        labels.push(became(run, card).unwrap_or_else(|| Key::ResultConverted.into()));
    }
    labels
}

/// A converted lead is no duplicate of the contact that was made of it. That contact is named only if its card
/// is loaded: it may be hidden from the user.
fn became(run: &Run, card: &RecordCard) -> Option<Message> {
    let contact = RecordRef::new(EntityType::Contact, card.contact?);
    let id = Arg::Text(contact.id.get().to_string());
    run.report.cards.contains_key(&contact).then(|| Message::plain(Key::ResultBecame).with("id", id))
}
