//! What is read of a card, until its phones and e-mails can be searched.

use crate::domain::{EntityType, RecordCard, RecordId, RecordRef, TypeChoice};
use crate::lookup::{Lookup, Mode, Order};
use crate::protocol::{
    Batch, BatchReply, CardOwner, Class, Command, CommandName, MAX_COMMANDS, Node, OwnerKind, Reason,
    Refusal, RestCall, cards,
};
use crate::session::Connection;

use super::card::{CardState, ReadCards, Reader, Step};

/// At most this often a part of a step may be put off by the portal's limits before the reading counts as refused.
const PUT_OFF_LIMIT: u8 = 5;

/// Begins to read a card.
pub(super) fn begin(connection: &mut Connection, owner: CardOwner) -> Reader {
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
    Reader { call_id, step, read, put_off: 0 }
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

/// Takes the answers to one step, and goes over to the next, or to the search.
pub(super) fn go_on<M: Mode>(
    connection: &mut Connection,
    reader: Reader,
    reply: &BatchReply,
) -> CardState<M> {
    let batch = questions(&reader.step);
    if reader.put_off < PUT_OFF_LIMIT && batch.commands.iter().any(|(name, _)| is_put_off(reply, *name)) {
        let call_id = connection.enqueue(RestCall::Batch(batch));
        return CardState::Reading(Reader { call_id, put_off: reader.put_off + 1, ..reader });
    }
    let Reader { step, mut read, .. } = reader;
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

fn read_clients(connection: &mut Connection, mut clients: Vec<RecordRef>, read: ReadCards) -> Reader {
    let left = clients.split_off(clients.len().min(MAX_COMMANDS));
    let asked = clients.into_iter().map(|client| (connection.name(), client)).collect();
    let step = Step::Clients { asked, left };
    let call_id = connection.enqueue(RestCall::Batch(questions(&step)));
    Reader { call_id, step, read, put_off: 0 }
}

fn search<M: Mode>(connection: &mut Connection, read: ReadCards) -> CardState<M> {
    let order = Order {
        input: read.values().into(),
        types: TypeChoice::All,
        unreadable: read.unreadable.len() as u64,
        own: read.own.clone(),
        ..Order::default()
    };
    match Lookup::begin(connection, order) {
        Ok(lookup) => CardState::Searched(Box::new(lookup)),
        // There is nothing to ask; no card has more than a search takes.
        Err(_) => CardState::Empty(read),
    }
}
