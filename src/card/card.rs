//! A card's tab.

use crate::domain::{Communication, InputValue, InvalidCommunication, RecordCard, RecordRef, Stored, Value};
use crate::lookup::{EarlyAnswer, Lookup, Mode, Own, ResultsState};
use crate::protocol::{Batch, CardOwner, CommandName, Refusal};
use crate::scheduler::CallId;

use super::dismissing::Dismissing;

/// A card's tab.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Card<M: Mode> {
    pub(super) owner: CardOwner,
    pub(super) state: CardState<M>,
    /// The same card as it is read and searched again without a word, while `state` is shown. What failed stays
    /// here: then nobody knows what has changed.
    pub(super) renewal: Option<Box<CardState<M>>>,
    pub(super) results: ResultsState,
    /// What is told to the portal if the renewal shows something else.
    pub(super) reload: Reload,
    /// Where the keyboard's focus goes once `state` is there.
    pub(super) place: Place,
    /// What was searched beside the card's own phones and e-mails.
    pub(super) beside: Beside<M>,
    /// What was dismissed or brought back last.
    pub(super) dismissing: Vec<Dismissing>,
}

/// Whether the portal reads the card around us again, once something has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reload {
    /// It knows by itself what its own slider has changed.
    ByItself,
    /// Ours may have merged the card with others.
    Told,
}

/// Where the keyboard's focus goes once a card is read and searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Place {
    /// It stays: nobody has asked for that.
    #[default]
    AsItIs,
    /// Back to *Refresh*, which was pressed, and was away meanwhile; unless the user has put it elsewhere.
    Refresh,
}

/// Another phone or e-mail that is searched in a card's tab.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Beside<M: Mode> {
    /// None: what is shown is the card's.
    Nothing,
    /// What was typed is none.
    Invalid,
    /// It is shown in place of the card's.
    Searched(Box<Lookup<M>>),
}

/// What a card's tab is doing.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum CardState<M: Mode> {
    /// Its phones and e-mails are being read.
    Reading(Reader),
    /// The user stopped the reading.
    ReadingStopped,
    /// They could not be read.
    Unread(Refusal),
    /// There are none that could be searched.
    Empty(ReadCards),
    /// They were searched, or are being searched.
    Searched(Box<Lookup<M>>),
}

/// The reading of a card.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Reader {
    pub(super) call_id: CallId,
    /// What was asked, guesses included.
    pub(super) batch: Batch,
    pub(super) step: Step,
    pub(super) read: ReadCards,
    /// Clients of a deal or a lead whose cards are still to be asked for.
    pub(super) left: Vec<RecordRef>,
    /// How often the portal put off a part of this step.
    pub(super) put_off: u8,
}

/// What has to be read, each command under its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
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
    },
    /// The cards of contacts and of the company of a deal or a lead.
    Clients,
}

/// The records whose phones and e-mails are those of the card.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct ReadCards {
    /// All of them, read or not: none is a duplicate of itself.
    pub(super) own: Own,
    /// Those that were read.
    pub(super) cards: Vec<RecordCard>,
    /// Those that the user may not read.
    pub(super) unreadable: Vec<RecordRef>,
    /// What the portal has answered to values of theirs already.
    pub(super) answers: Vec<EarlyAnswer>,
}

impl ReadCards {
    /// The first communication of each distinct match key, with what a person reads in it that is none of the others,
    /// and what cannot be asked.
    pub(super) fn values(&self) -> Vec<InputValue> {
        let mut values = Values::default();
        for one in self.cards.iter().flat_map(|card| &card.communications) {
            values.is_new(one);
        }
        for one in values.asked.clone() {
            values.add(one.spelling().to_owned(), Some(one));
        }
        for raw in self.unusable() {
            values.add(raw.to_owned(), None);
        }
        values.values
    }

    /// Phones that have no match key, each spelling once.
    pub(super) fn unusable(&self) -> Vec<&str> {
        let mut distinct: Vec<&str> = Vec::new();
        for raw in self.cards.iter().flat_map(|card| &card.unusable) {
            if !distinct.contains(&raw.as_str()) {
                distinct.push(raw);
            }
        }
        distinct
    }
}

/// The values of a card, as they are collected.
#[derive(Default)]
pub(super) struct Values {
    pub(super) values: Vec<InputValue>,
    /// All that is asked.
    asked: Vec<Communication>,
}

impl Values {
    /// Whether a communication has another match key than all that are asked. From now on it is one of them.
    fn is_new(&mut self, one: &Communication) -> bool {
        let is_new = !self.asked.iter().any(|known| known.key() == one.key());
        if is_new {
            self.asked.push(one.clone());
        }
        is_new
    }

    /// Adds a stored text, which the portal compares as this, or makes nothing of.
    pub(super) fn add(&mut self, raw: String, written: Option<Communication>) {
        let Stored { mut found, mut left } = Stored::read(&raw);
        found.retain(|part| self.is_new(&part.communication));
        let written = match written {
            None if !found.is_empty() => Some(found.remove(0).communication),
            written => written,
        };
        // Only what has no digit at all has no match key.
        let none = InvalidCommunication::TooFewDigits;
        let reading = written.map(|written| Value::with_parts(written, found)).ok_or(none);
        self.values.push(InputValue { line: 1, raw, reading });
        self.values.append(&mut left);
    }
}

impl<M: Mode> Card<M> {
    /// The search that is shown.
    pub(crate) const fn lookup(&self) -> Option<&Lookup<M>> {
        if let Beside::Searched(lookup) = &self.beside {
            return Some(lookup);
        }
        match &self.state {
            CardState::Searched(lookup) => Some(lookup),
            CardState::Reading(_)
            | CardState::ReadingStopped
            | CardState::Unread(_)
            | CardState::Empty(_) => None,
        }
    }

    /// The search that is shown, and how.
    pub(super) const fn shown(&mut self) -> Option<(&mut Lookup<M>, &mut ResultsState)> {
        if let Beside::Searched(lookup) = &mut self.beside {
            return Some((lookup, &mut self.results));
        }
        match &mut self.state {
            CardState::Searched(lookup) => Some((lookup, &mut self.results)),
            CardState::Reading(_)
            | CardState::ReadingStopped
            | CardState::Unread(_)
            | CardState::Empty(_) => None,
        }
    }
}
