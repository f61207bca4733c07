//! What is read of a card, until its phones and e-mails can be searched.
//!
//! The batch that reads a card also searches: its later commands refer to the phones and e-mails that its earlier ones
//! bring. A reference is a guess, and what it brought is taken only as far as the cards that came back prove it; the
//! rest is read and searched as if there had been no guess.

use crate::domain::{CommKind, EntityType, RecordCard, RecordId, RecordRef, TypeChoice};
use crate::lookup::{EarlyAnswer, Input, Lookup, Mode, Order, Own};
use crate::protocol::{
    Batch, BatchReply, CardOwner, Class, Command, CommandName, MAX_COMMANDS, Node, OwnerKind, Part, Reason,
    Reference, Refusal, RestCall, cards, find,
};
use crate::session::Connection;

use super::card::{CardState, ReadCards, Reader, Step};

/// At most this often a part of a step may be put off by the portal's limits before the reading counts as refused.
const PUT_OFF_LIMIT: u8 = 5;

/// So many phones and e-mails of each card are searched along with its reading. Of those that have more, the others
/// are searched after it.
const PLACES: [(CommKind, usize); 2] = [(CommKind::Phone, 4), (CommKind::Email, 2)];

/// The commands that a card takes: its own, and one for each place.
const COMMANDS_A_CARD: usize = 7;

/// So many contacts of a deal or a lead are read along with it.
const CONTACTS: usize = 2;

/// Begins to read a card.
pub(super) fn begin(connection: &mut Connection, owner: CardOwner) -> Reader {
    let mut batch = Batch::default();
    let mut read = ReadCards::default();
    let step = match owner.kind {
        OwnerKind::Record(entity) => {
            let reference = RecordRef::new(entity, owner.id);
            read.own.record = Some(reference);
            let get = ask_card(connection, &mut batch, Command::GetRecord(reference));
            match entity {
                EntityType::Lead => {
                    let contacts = ask(connection, &mut batch, Command::GetLeadContacts(owner.id));
                    ask_clients(connection, &mut batch, get, contacts);
                    Step::Lead { get, contacts, reference }
                }
                EntityType::Contact | EntityType::Company => Step::Record { get, reference },
            }
        }
        OwnerKind::Deal => {
            let get = ask(connection, &mut batch, Command::GetDeal(owner.id));
            let contacts = ask(connection, &mut batch, Command::GetDealContacts(owner.id));
            ask_clients(connection, &mut batch, get, contacts);
            Step::Deal { get, contacts }
        }
    };
    let call_id = connection.enqueue(RestCall::Batch(batch.clone()));
    Reader { call_id, batch, step, read, left: Vec::new(), put_off: 0 }
}

fn ask(connection: &mut Connection, batch: &mut Batch, command: Command) -> CommandName {
    let name = connection.name();
    batch.commands.push((name, command));
    name
}

/// Asks for a card, and who has the phones and e-mails that stand in it.
fn ask_card(connection: &mut Connection, batch: &mut Batch, command: Command) -> CommandName {
    let of = ask(connection, batch, command);
    for (kind, places) in PLACES {
        for place in 0..places {
            let value = Reference { of, part: Part::Stored(kind, place) };
            ask(connection, batch, Command::FindReferred { kind, value });
        }
    }
    of
}

/// Asks for the cards of the first clients of a deal or a lead. Where there are fewer, or none, the portal answers
/// with something else: which client a card is of is read from the card itself.
fn ask_clients(connection: &mut Connection, batch: &mut Batch, get: CommandName, contacts: CommandName) {
    for place in 0..CONTACTS {
        let id = Reference { of: contacts, part: Part::Contact(place) };
        ask_card(connection, batch, Command::GetReferred { entity: EntityType::Contact, id });
    }
    let id = Reference { of: get, part: Part::Company };
    ask_card(connection, batch, Command::GetReferred { entity: EntityType::Company, id });
}

/// Takes the answers to one step, and goes over to the next, or to the search.
pub(super) fn go_on<M: Mode>(
    connection: &mut Connection,
    mut reader: Reader,
    reply: &BatchReply,
) -> CardState<M> {
    let is_needed =
        |command: &Command| !matches!(command, Command::FindReferred { .. } | Command::GetReferred { .. });
    let mut needed = reader.batch.commands.iter().filter(|(_, command)| is_needed(command));
    if reader.put_off < PUT_OFF_LIMIT && needed.any(|(name, _)| is_put_off(reply, *name)) {
        reader.put_off += 1;
        return send(connection, reader);
    }
    match take_answers(&reader.batch, reader.step, reply, &mut reader.read) {
        Ok(clients) => reader.left.extend(clients),
        Err(refusal) => return CardState::Unread(refusal),
    }
    let Reader { batch, left, read, .. } = &mut reader;
    left.retain(|client| !take_client(*client, batch, reply, read));
    take_finds(batch, reply, read);
    if left.is_empty() {
        return search(connection, reader.read);
    }
    ask_left(connection, &mut reader);
    send(connection, reader)
}

fn send<M: Mode>(connection: &mut Connection, mut reader: Reader) -> CardState<M> {
    reader.call_id = connection.enqueue(RestCall::Batch(reader.batch.clone()));
    CardState::Reading(reader)
}

/// A part that the portal's limits put off, or that it left out, is asked again.
fn is_put_off(reply: &BatchReply, name: CommandName) -> bool {
    reply.of(name).is_none_or(|answer| {
        answer
            .as_ref()
            .is_err_and(|refusal| !matches!(refusal.reason.class(), Class::Stop | Class::Bug | Class::Record))
    })
}

/// Takes the answers of a step; gives the clients that are to be read next.
fn take_answers(
    batch: &Batch,
    step: Step,
    reply: &BatchReply,
    read: &mut ReadCards,
) -> Result<Vec<RecordRef>, Refusal> {
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
            read.own.lead = deal.lead;
            Ok(tie(read, cards::contact_items(answer(reply, contacts)?)?, deal.contact, deal.company))
        }
        Step::Clients => {
            for (name, command) in &batch.commands {
                let Command::GetRecord(client) = *command else { continue };
                match answer(reply, *name).and_then(|node| record(client, node)) {
                    Ok(card) => read.cards.push(card),
                    // A client that is gone has nothing to search for; one that is hidden may have.
                    Err(refusal) if refusal.reason == Reason::RecordNotFound => {}
                    Err(refusal) if refusal.reason.class() == Class::Record => {
                        read.unreadable.push(client);
                    }
                    Err(refusal) => return Err(refusal),
                }
            }
            Ok(Vec::new())
        }
    }
}

/// Takes the card of a client that was asked for by reference, if one of those that came is the client's.
fn take_client(client: RecordRef, batch: &Batch, reply: &BatchReply, read: &mut ReadCards) -> bool {
    for (name, command) in &batch.commands {
        if let (Command::GetReferred { entity, .. }, Some(Ok(node))) = (command, reply.of(*name))
            && *entity == client.entity
            && let Ok(card) = record(client, node)
        {
            read.cards.push(card);
            return true;
        }
    }
    false
}

/// Takes what was found by reference, as far as it is proved. Which value was searched is what stands in the card
/// that came back, and that it was is seen by that the portal names the card itself, which has it.
fn take_finds(batch: &Batch, reply: &BatchReply, read: &mut ReadCards) {
    for (name, command) in &batch.commands {
        let Command::FindReferred { kind, value: at } = command else { continue };
        let (Some(Ok(found)), Some(Ok(of))) = (reply.of(*name), reply.of(at.of)) else { continue };
        let (Some(stored), Ok(named)) = (at.stored(of), find::read(found)) else { continue };
        for card in &read.cards {
            for value in &card.communications {
                let is_it = value.kind() == *kind && value.spelling() == stored;
                if is_it && named.contains(&card.reference) {
                    let (found, time) = (found.clone(), reply.time(*name).cloned().unwrap_or_default());
                    read.answers.push(EarlyAnswer { value: value.clone(), found, time });
                }
            }
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
        if !read.own.contains(client) {
            read.own.clients.push(client);
            clients.push(client);
        }
    }
    clients
}

/// Asks for clients by their ids, and who has their phones and e-mails if there is room for that.
fn ask_left(connection: &mut Connection, reader: &mut Reader) {
    let rest = reader.left.split_off(reader.left.len().min(MAX_COMMANDS));
    let clients = std::mem::replace(&mut reader.left, rest);
    let has_room = clients.len() * COMMANDS_A_CARD <= MAX_COMMANDS;
    reader.batch.commands.clear();
    for client in clients {
        let command = Command::GetRecord(client);
        if has_room {
            ask_card(connection, &mut reader.batch, command);
        } else {
            ask(connection, &mut reader.batch, command);
        }
    }
    (reader.step, reader.put_off) = (Step::Clients, 0);
}

fn search<M: Mode>(connection: &mut Connection, read: ReadCards) -> CardState<M> {
    let input: Input = read.values().into();
    if input.values.iter().all(|value| value.reading.is_err()) {
        return CardState::Empty(read);
    }
    let order = Order {
        input,
        types: TypeChoice::All,
        unreadable: read.unreadable.len() as u64,
        own: Own { dismissed: connection.dismissed.clone(), ..read.own },
        known: read.cards,
        answers: read.answers,
        ..Order::default()
    };
    // No card has more than a search takes.
    let lookup = Lookup::begin(connection, order);
    lookup.map_or(CardState::ReadingStopped, |lookup| CardState::Searched(Box::new(lookup)))
}
