//! The report of a search, at any moment: what is known.

use crate::domain::{Communication, KeyReport, KeyStatus, RecordCard, RecordRef, SearchReport, Visibility};
use crate::protocol::Refusal;

use super::ledger::{Changes, KeyIndex, Standing};
use super::search::Search;
use super::strategy::Strategy;

impl<S: Strategy> Search<S> {
    /// How many keys are searched.
    pub const fn len(&self) -> usize {
        self.plan.ledger.len()
    }

    /// Never: a search has at least one key.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every key, in the order of the input.
    pub fn keys(&self) -> impl Iterator<Item = KeyIndex> + use<S> {
        self.plan.ledger.keys()
    }

    /// The spelling that is sent for a key.
    pub fn asked(&self, key: KeyIndex) -> Option<&Communication> {
        self.plan.ledger.communication(key)
    }

    /// What can be said about a key.
    pub fn status(&self, key: KeyIndex) -> KeyStatus {
        self.plan.ledger.status(key)
    }

    /// The records that have a key.
    pub fn matches(&self, key: KeyIndex) -> impl Iterator<Item = (RecordRef, Visibility)> {
        self.plan.ledger.visibilities(key)
    }

    /// Every record that has a key, in the portal's order, with its keys in the order of the input.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = (RecordRef, Visibility, &[KeyIndex])> {
        self.plan.ledger.records().matched()
    }

    /// What is to be said of a record so far; nothing of one that has none of the keys.
    pub fn standing(&self, record: RecordRef) -> Option<Standing> {
        self.plan.ledger.records().standing(record)
    }

    /// Of which keys and records something became known since this was asked last, or since before the last answer if that
    /// was later.
    pub fn take_changes(&mut self) -> Changes {
        self.plan.ledger.take_changes()
    }

    /// All keys and records.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(crate) fn everything(&self) -> Changes {
        self.plan.ledger.everything()
    }

    /// The records that the portal has named beside these, for one of several keys: for which, is not known yet. None,
    /// once the search is finished.
    pub fn unattributed(&self) -> impl Iterator<Item = RecordRef> {
        let is_open = !self.is_finished();
        self.plan.ledger.records().unattributed().filter(move |_| is_open)
    }

    /// Whether the card of a record is still to come.
    pub fn is_awaited(&self, record: RecordRef) -> bool {
        self.plan.ledger.records().is_awaited(record)
    }

    /// The keys that a record has, in the order of the input.
    pub fn keys_of(&self, record: RecordRef) -> &[KeyIndex] {
        self.plan.ledger.records().keys_of(record)
    }

    /// The card of a record, once it is loaded.
    pub fn card(&self, record: RecordRef) -> Option<&RecordCard> {
        self.plan.ledger.records().card_of(record)
    }

    /// How many keys were asked for by themselves because the answers about them contradicted each other.
    pub fn contradicted(&self) -> usize {
        self.strategy.contradicted()
    }

    /// The last refusal because of which a key was not checked or a record not loaded.
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// All that is known so far, as a whole.
    pub fn report(&self) -> SearchReport {
        let key = |key: KeyIndex| {
            let mut matches: Vec<(RecordRef, Visibility)> = self.matches(key).collect();
            matches.sort_unstable_by_key(|(record, _)| *record);
            Some(KeyReport { asked: self.asked(key)?.clone(), status: self.status(key), matches })
        };
        let card =
            |(record, ..): (RecordRef, Visibility, &[KeyIndex])| Some((record, self.card(record)?.clone()));
        SearchReport {
            keys: self.keys().filter_map(key).collect(),
            cards: self.records().filter_map(card).collect(),
            contradicted: self.contradicted(),
        }
    }
}
