//! A card's tab: what is read of the card, until its phones and e-mails can be searched.

use crate::domain::{EntityType, RecordCard, RecordId, RecordRef, TypeChoice};
use crate::flow::Effect;
use crate::flow::model::{Card, CardState, Connection, Phase, ReadCards, Reading, Step};
use crate::protocol::{
    Batch, BatchReply, CardOwner, Class, Command, CommandName, MAX_COMMANDS, Node, OwnerKind, Reason,
    Refusal, RestCall, cards,
};
use crate::scheduler::{CallId, Response};

use super::{Effects, run};

/// So often a part of a step may be put off by the portal's limits before the reading counts as refused.
const PUT_OFF_LIMIT: u8 = 5;

/// Begins to read a card.
pub(super) fn begin_reading(connection: &mut Connection, owner: CardOwner) -> Reading {
    let get = connection.name();
    let (step, read) = match owner.kind {
        OwnerKind::Record(entity) => {
            let reference = RecordRef::new(entity, owner.id);
            let read = ReadCards { own: vec![reference], ..ReadCards::default() };
            let step = match entity {
                EntityType::Lead => Step::Lead { get, contacts: connection.name(), reference },
                EntityType::Contact | EntityType::Company => Step::Record { get, reference },
            };
            (step, read)
        }
        OwnerKind::Deal => {
            (Step::Deal { get, contacts: connection.name(), deal: owner.id }, ReadCards::default())
        }
    };
    let call_id = connection.enqueue(RestCall::Batch(questions(&step)));
    Reading { call_id, step, read, put_off: 0 }
}

fn questions(step: &Step) -> Batch {
    let commands = match step {
        Step::Record { get, reference } => vec![(*get, Command::GetRecord(*reference))],
        Step::Lead { get, contacts, reference } => {
            vec![(*get, Command::GetRecord(*reference)), (*contacts, Command::GetLeadContacts(reference.id))]
        }
        Step::Deal { get, contacts, deal } => {
            vec![(*get, Command::GetDeal(*deal)), (*contacts, Command::GetDealContacts(*deal))]
        }
        Step::Clients { asked, .. } => {
            asked.iter().map(|(name, client)| (*name, Command::GetRecord(*client))).collect()
        }
    };
    Batch { commands }
}

/// Takes an answer of the portal.
pub(super) fn responded(card: &mut Card, response: Response) {
    match &mut card.renewal {
        Some(renewal) if call_id(renewal) == Some(response.call_id) => {
            take(renewal, &mut card.connection, response);
            show_renewal(card);
        }
        _ => take(&mut card.state, &mut card.connection, response),
    }
}

fn take(state: &mut CardState, connection: &mut Connection, response: Response) {
    match state {
        CardState::Reading(reading) if reading.call_id == response.call_id => {
            let CardState::Reading(reading) = std::mem::replace(state, CardState::ReadingStopped) else {
                return;
            };
            *state = match run::batch_reply(response) {
                Ok(reply) => go_on(connection, reading, &reply),
                Err(refusal) => CardState::Unread(refusal),
            };
        }
        CardState::Searched(run) => run::responded(run, connection, response),
        _ => {}
    }
}

/// What is awaited.
const fn call_id(state: &CardState) -> Option<CallId> {
    match state {
        CardState::Reading(reading) => Some(reading.call_id),
        CardState::Searched(run) => run.call_id(),
        _ => None,
    }
}

/// Shows what was read anew once all of it is there, names included, so that nothing is seen to move but what
/// has changed.
fn show_renewal(card: &mut Card) {
    let is_there = card.renewal.as_deref().is_some_and(|renewal| match renewal {
        CardState::Searched(run) => run.phase == Phase::Finished && run.search.refusal().is_none(),
        CardState::Empty(_) => true,
        CardState::Reading(_) | CardState::ReadingStopped | CardState::Unread(_) => false,
    });
    if let Some(renewal) = card.renewal.take_if(|_| is_there) {
        card.state = *renewal;
    }
}

fn go_on(connection: &mut Connection, reading: Reading, reply: &BatchReply) -> CardState {
    let batch = questions(&reading.step);
    if reading.put_off < PUT_OFF_LIMIT && batch.commands.iter().any(|(name, _)| is_put_off(reply, *name)) {
        let call_id = connection.enqueue(RestCall::Batch(batch));
        return CardState::Reading(Reading { call_id, put_off: reading.put_off + 1, ..reading });
    }
    let Reading { step, mut read, .. } = reading;
    let clients = match take_answers(step, reply, &mut read) {
        Ok(clients) => clients,
        Err(refusal) => return CardState::Unread(refusal),
    };
    if clients.is_empty() {
        search(connection, read)
    } else {
        CardState::Reading(read_clients(connection, clients, read))
    }
}

/// A part that the portal's limits put off, or that it left out, is asked again.
fn is_put_off(reply: &BatchReply, name: CommandName) -> bool {
    reply.of(name).is_none_or(|answer| {
        answer.as_ref().is_err_and(|refusal| {
            matches!(refusal.reason.class(), Class::Rate | Class::Operating | Class::Token | Class::Transient)
        })
    })
}

/// Takes the answers of a step; gives the clients that are to be read next.
fn take_answers(step: Step, reply: &BatchReply, read: &mut ReadCards) -> Result<Vec<RecordRef>, Refusal> {
    match step {
        Step::Record { get, reference } => {
            read.cards.push(record(reference, answer(reply, get)?)?);
            Ok(Vec::new())
        }
        Step::Lead { get, contacts, reference } => {
            let card = record(reference, answer(reply, get)?)?;
            let (contact, company) = (card.contact, card.company);
            read.cards.push(card);
            Ok(tie(read, cards::contact_items(answer(reply, contacts)?)?, contact, company))
        }
        Step::Deal { get, contacts, .. } => {
            let deal = cards::deal(answer(reply, get)?)?;
            Ok(tie(read, cards::contact_items(answer(reply, contacts)?)?, deal.contact, deal.company))
        }
        Step::Clients { asked, left } => {
            for (name, client) in asked {
                match answer(reply, name).and_then(|node| record(client, node)) {
                    Ok(card) => read.cards.push(card),
                    // A client that is gone has nothing to search for; one that is hidden may have.
                    Err(refusal) if refusal.reason == Reason::RecordNotFound => {}
                    Err(refusal) if refusal.reason.class() == Class::Record => {
                        read.unreadable.push(client);
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
            Ok(left)
        }
    }
}

fn answer(reply: &BatchReply, name: CommandName) -> Result<&Node, Refusal> {
    match reply.of(name) {
        Some(Ok(node)) => Ok(node),
        Some(Err(refusal)) => Err(refusal.clone()),
        None => Err(Refusal::bare(Reason::NotAnswered, 200)),
    }
}

/// The card of the record that was asked for, and of no other.
fn record(asked: RecordRef, node: &Node) -> Result<RecordCard, Refusal> {
    let card = cards::record(asked.entity, node)?;
    if card.reference == asked { Ok(card) } else { Err(Refusal::bare(Reason::AnswerUnreadable, 200)) }
}

/// A deal has the phones and e-mails of its contacts and its company; a lead that is tied to a client has them
/// beside its own. Gives them all, each once.
fn tie(
    read: &mut ReadCards,
    contacts: Vec<RecordId>,
    main: Option<RecordId>,
    company: Option<RecordId>,
) -> Vec<RecordRef> {
    let contacts = contacts.into_iter().chain(main).map(|id| RecordRef::new(EntityType::Contact, id));
    let company = company.map(|id| RecordRef::new(EntityType::Company, id));
    let mut clients = Vec::new();
    for client in contacts.chain(company) {
        if !read.own.contains(&client) {
            read.own.push(client);
            clients.push(client);
        }
    }
    clients
}

fn read_clients(connection: &mut Connection, mut clients: Vec<RecordRef>, read: ReadCards) -> Reading {
    let left = clients.split_off(clients.len().min(MAX_COMMANDS));
    let asked = clients.into_iter().map(|client| (connection.name(), client)).collect();
    let step = Step::Clients { asked, left };
    let call_id = connection.enqueue(RestCall::Batch(questions(&step)));
    Reading { call_id, step, read, put_off: 0 }
}

fn search(connection: &mut Connection, read: ReadCards) -> CardState {
    let order = run::Order {
        input: read.values().into(),
        types: TypeChoice::All,
        unreadable: read.unreadable.len() as u64,
        own: read.own.clone(),
        ..run::Order::default()
    };
    match run::begin(connection, order) {
        Ok(run) => CardState::Searched(Box::new(run)),
        // There is nothing to ask; no card has more than a search takes.
        Err(_) => CardState::Empty(read),
    }
}

/// Reads the card again and searches again.
pub(super) fn refresh(card: &mut Card, effects: &mut Effects) {
    stop(card, effects);
    card.connection.resume();
    card.display.rewind();
    card.state = CardState::Reading(begin_reading(&mut card.connection, card.owner));
}

/// Reads the card again and searches again while the results stay, once there are any.
pub(super) fn renew(card: &mut Card, effects: &mut Effects) {
    let CardState::Searched(run) = &card.state else { return };
    if matches!(run.phase, Phase::Naming { .. } | Phase::Finished) {
        drop_renewal(card, effects);
        let reading = begin_reading(&mut card.connection, card.owner);
        card.renewal = Some(Box::new(CardState::Reading(reading)));
    }
}

fn drop_renewal(card: &mut Card, effects: &mut Effects) {
    if let Some(mut renewal) = card.renewal.take() {
        stop_state(&mut renewal, &mut card.connection, effects);
    }
}

/// Stops what is under way.
pub(super) fn stop(card: &mut Card, effects: &mut Effects) {
    drop_renewal(card, effects);
    stop_state(&mut card.state, &mut card.connection, effects);
}

fn stop_state(state: &mut CardState, connection: &mut Connection, effects: &mut Effects) {
    match state {
        CardState::Reading(reading) => {
            effects.extend(connection.cancel(reading.call_id).map(Effect::Abort));
            *state = CardState::ReadingStopped;
        }
        CardState::Searched(run) => run::cancel(run, connection, effects),
        _ => {}
    }
}
