//! The account of a search, at any moment: how far it is, and what is known.

use crate::domain::{Communication, KeyReport, KeyStatus, RecordCard, RecordRef, SearchReport, Visibility};
use crate::protocol::Refusal;

use super::ledger::KeyIndex;
use super::plan::Search;
use super::terms::Progress;

impl Search {
    /// How far it is. Of a long search, a hundredth may be settled and not counted yet.
    pub fn progress(&self) -> Progress {
        #[cfg(feature = "page")]
        return self.surveyed();
        #[cfg(not(feature = "page"))]
        return Progress { keys: self.len(), settled: self.count_settled() };
    }

    /// How many keys were asked for by themselves because the answers about them contradicted each other.
    pub const fn contradicted(&self) -> usize {
        #[cfg(feature = "page")]
        return self.pools.contradicted();
        #[cfg(not(feature = "page"))]
        return 0;
    }

    pub(super) fn count_settled(&self) -> usize {
        let mut is_open = vec![false; self.ledger.len()];
        let unconfirmed = self.unconfirmed.iter().map(|(key, _)| *key);
        let open = self.desk.keys().chain(unconfirmed);
        #[cfg(feature = "page")]
        let open = open.chain(self.pools.keys());
        for key in open {
            if let Some(is_open) = is_open.get_mut(key.place()) {
                *is_open = true;
            }
        }
        let records = self.ledger.records();
        let is_loading = |key| self.ledger.matches(key).iter().any(|record| !records.is_settled(*record));
        self.ledger.keys().zip(is_open).filter(|(key, is_open)| !is_open && !is_loading(*key)).count()
    }

    /// How many keys are searched.
    pub const fn len(&self) -> usize {
        self.ledger.len()
    }

    /// Never: a search has at least one key.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every key, in the order of the input.
    pub fn keys(&self) -> impl Iterator<Item = KeyIndex> + use<> {
        self.ledger.keys()
    }

    /// The spelling that is sent for a key.
    pub fn asked(&self, key: KeyIndex) -> Option<&Communication> {
        self.ledger.communication(key)
    }

    /// What can be said about a key.
    pub fn status(&self, key: KeyIndex) -> KeyStatus {
        self.ledger.status(key)
    }

    /// The records that have a key.
    pub fn matches(&self, key: KeyIndex) -> impl Iterator<Item = (RecordRef, Visibility)> {
        self.ledger.visibilities(key)
    }

    /// Every record that has a key, in the portal's order, with its keys in the order of the input.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = (RecordRef, Visibility, &[KeyIndex])> {
        self.ledger.records().matched()
    }

    /// The keys that a record has, in the order of the input.
    pub fn keys_of(&self, record: RecordRef) -> &[KeyIndex] {
        self.ledger.records().keys_of(record)
    }

    /// The card of a record, once it is loaded.
    pub fn card(&self, record: RecordRef) -> Option<&RecordCard> {
        self.ledger.records().card_of(record)
    }

    /// The account so far, as a whole.
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

    /// The last refusal because of which a key was not checked or a record not loaded.
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }
}
