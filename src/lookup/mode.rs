//! What an application brings along to its lookups.

use std::fmt::Debug;

use crate::domain::TypeChoice;
use crate::i18n::{Key, Message};
use crate::protocol::{Batch, BatchReply, Refusal};
use crate::search::Strategy;
use crate::session::Connection;

use super::view::LongSearchView;
use super::{Lookup, Spellings};

/// What differs between the lookups of applications.
pub(crate) trait Mode: Clone + PartialEq + Debug + 'static {
    /// How its keys are asked.
    type Strategy: Strategy;

    /// In which spellings a value is asked.
    type Spellings: Spellings;

    /// What is kept of what a lookup asks and hears, beside its results.
    type Trace: Trace;

    /// The words for a search of one type only, where there is such a search.
    fn narrowed(types: TypeChoice) -> Option<Narrowed>;

    /// What else is to be said about the completeness of the results.
    fn remarks(lookup: &Lookup<Self>) -> Vec<Message>;

    /// What is told of a lookup that takes a while, where there is such a one.
    fn long(lookup: &Lookup<Self>, connection: &Connection) -> Option<LongSearchView>;
}

/// What is kept of what a lookup asks and hears.
pub(crate) trait Trace: Clone + PartialEq + Debug + Default {
    /// This is asked.
    fn asked(&mut self, batch: &Batch);

    /// This is sent, all of it: what is asked beside the search as well.
    fn sent(&mut self, _: &Batch) {}

    /// The portal has answered.
    fn answered(&mut self, reply: &BatchReply);

    /// The portal has refused the whole.
    fn refused(&mut self, refusal: &Refusal);
}

/// Nothing is kept.
impl Trace for () {
    fn asked(&mut self, _: &Batch) {}

    fn answered(&mut self, _: &BatchReply) {}

    fn refused(&mut self, _: &Refusal) {}
}

/// The words for a search of one type only.
pub(crate) struct Narrowed {
    /// Nobody has any of the values.
    pub(crate) none: Key,
    /// Nobody has this value.
    pub(crate) absent: Key,
    /// Which type was searched.
    pub(crate) remark: Key,
}
