//! A card's tab.

use crate::domain::{InputValue, InvalidCommunication, RecordCard, RecordId, RecordRef};
use crate::protocol::{CardOwner, CommandName, Refusal};
use crate::scheduler::CallId;

use super::{Connection, Display, Run};

/// A card's tab.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Card {
    pub(in crate::flow) connection: Connection,
    pub(in crate::flow) owner: CardOwner,
    pub(in crate::flow) state: CardState,
    /// The same card as it is read and searched again without a word, while `state` is shown. What failed stays
    /// here: then nobody knows what has changed.
    pub(in crate::flow) renewal: Option<Box<CardState>>,
    pub(in crate::flow) display: Display,
}

/// What a card's tab is doing.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum CardState {
    /// Its phones and e-mails are being read.
    Reading(Reading),
    /// The user stopped the reading.
    ReadingStopped,
    /// They could not be read.
    Unread(Refusal),
    /// There are none that could be searched.
    Empty(ReadCards),
    /// They were searched, or are being searched.
    Searched(Box<Run>),
}

/// The reading of a card.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Reading {
    pub(in crate::flow) call_id: CallId,
    pub(in crate::flow) step: Step,
    pub(in crate::flow) read: ReadCards,
    /// How often the portal put off a part of this step.
    pub(in crate::flow) put_off: u8,
}

/// What is being read, each command under its name.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Step {
    /// The card of a contact or a company.
    Record {
        /// `crm.*.get`.
        get: CommandName,
        /// Which.
        reference: RecordRef,
    },
    /// The card of a lead.
    Lead {
        /// `crm.lead.get`.
        get: CommandName,
        /// `crm.lead.contact.items.get`.
        contacts: CommandName,
        /// Which lead.
        reference: RecordRef,
    },
    /// The card of a deal.
    Deal {
        /// `crm.deal.get`.
        get: CommandName,
        /// `crm.deal.contact.items.get`.
        contacts: CommandName,
        /// Which deal.
        deal: RecordId,
    },
    /// The contacts and the company of a deal or a lead.
    Clients {
        /// One `crm.*.get` each.
        asked: Vec<(CommandName, RecordRef)>,
        /// Those that did not fit into the batch.
        left: Vec<RecordRef>,
    },
}

/// The records whose phones and e-mails are those of the card.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct ReadCards {
    /// All of them, read or not: none is a duplicate of itself.
    pub(in crate::flow) own: Vec<RecordRef>,
    /// Those that were read.
    pub(in crate::flow) cards: Vec<RecordCard>,
    /// Those that the user may not read.
    pub(in crate::flow) unreadable: Vec<RecordRef>,
}

impl ReadCards {
    /// The first communication of each distinct match key, then what cannot be asked.
    pub(in crate::flow) fn values(&self) -> Vec<InputValue> {
        let mut values: Vec<InputValue> = Vec::new();
        for communication in self.cards.iter().flat_map(|card| &card.communications) {
            let is_it = |known: &InputValue| {
                known.reading.as_ref().is_ok_and(|known| known.key() == communication.key())
            };
            if !values.iter().any(is_it) {
                let (line, raw) = (values.len() + 1, communication.spelling().to_owned());
                values.push(InputValue { line, raw, reading: Ok(communication.clone()) });
            }
        }
        for raw in self.unusable() {
            // Only what has no digit at all has no match key.
            let reading = Err(InvalidCommunication::TooFewDigits);
            values.push(InputValue { line: values.len() + 1, raw: raw.to_owned(), reading });
        }
        values
    }

    /// Phones that have no match key, each spelling once.
    pub(in crate::flow) fn unusable(&self) -> Vec<&str> {
        let mut distinct: Vec<&str> = Vec::new();
        for raw in self.cards.iter().flat_map(|card| &card.unusable) {
            if !distinct.contains(&raw.as_str()) {
                distinct.push(raw);
            }
        }
        distinct
    }
}
