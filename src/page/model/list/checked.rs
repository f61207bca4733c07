//! A list that is being checked, or was.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::domain::{Millis, TypeChoice, UserId};
use crate::list::{Check, Standings};
use crate::lookup::Names;
use crate::protocol::files::{FileChoices, FileId, Turn};

use super::{Export, Keeping, Read, Run, Shown};

/// A list that is being checked, or was.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Checked {
    pub(in crate::page) read: Read,
    pub(in crate::page) check: Check,
    pub(in crate::page) standings: Standings,
    pub(in crate::page) run: Run,
    /// How many requests it has sent, those that were sent again among them. What a search beside it sends is not its own.
    pub(in crate::page) requests: u64,
    /// When it began, on the page's clock.
    pub(in crate::page) begun: Millis,
    pub(in crate::page) names: Names,
    /// The people whose names were asked for.
    pub(in crate::page) named: BTreeSet<UserId>,
    /// The rows of which something has become known, and whether a row is among them.
    pub(in crate::page) dirty: VecDeque<u32>,
    pub(in crate::page) is_dirty: Vec<bool>,
    pub(in crate::page) people: People,
    pub(in crate::page) shown: Shown,
    pub(in crate::page) at_hand: AtHand,
    pub(in crate::page) export: Export,
    /// The last time that it was saved.
    pub(in crate::page) saved: Turn,
    pub(in crate::page) keeping: Keeping,
}

/// How many rows lead to records for which somebody is responsible.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct People {
    pub(in crate::page) rows: BTreeMap<UserId, u64>,
    /// The first row that is not counted.
    pub(in crate::page) next: usize,
}

/// Whether the file is at hand.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum AtHand {
    /// It is.
    Here,
    /// The module that kept it has failed. Whether another file was chosen for it.
    Lost { is_other: bool },
    /// It is being read once more.
    ComingAgain(Box<Reopening>),
}

/// A file that is compared with the rows that were checked.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Reopening {
    pub(in crate::page) file: FileId,
    /// How it is still to be read.
    pub(in crate::page) choices: Option<FileChoices>,
    pub(in crate::page) next: u32,
    pub(in crate::page) print: u64,
}

impl Checked {
    /// A check of rows of which nothing is asked.
    pub(in crate::page) fn new(read: Read, types: TypeChoice, begun: Millis) -> Self {
        let check = Check::of(&read.list, types);
        Self::going_on(read, check, begun)
    }

    /// A check of rows that goes on.
    pub(in crate::page) fn going_on(read: Read, check: Check, begun: Millis) -> Self {
        let rows = read.list.rows().len();
        Self {
            check,
            standings: Standings::before(&read.list),
            read,
            run: Run::Asking(Vec::new()),
            requests: 0,
            begun,
            names: Names::default(),
            named: BTreeSet::new(),
            dirty: VecDeque::new(),
            is_dirty: vec![false; rows],
            people: People::default(),
            shown: Shown::new(),
            at_hand: AtHand::Here,
            export: Export::default(),
            saved: Turn::default(),
            keeping: Keeping::Not,
        }
    }

    /// Something has become known of these rows.
    pub(in crate::page) fn look_again(&mut self, rows: impl IntoIterator<Item = usize>) {
        for row in rows {
            let (Some(is_dirty), Ok(place)) = (self.is_dirty.get_mut(row), u32::try_from(row)) else {
                continue;
            };
            if !std::mem::replace(is_dirty, true) {
                self.dirty.push_back(place);
            }
        }
    }
}
