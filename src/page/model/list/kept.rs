//! A list that is kept in the browser, to go on after a reload.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::domain::{Country, Millis, TypeChoice};
use crate::list::{KeptCheck, KeptStamp, Piece};
use crate::protocol::files::{FileChoices, Holds};
use crate::protocol::store::{Held, Holder, KeptId, StoreFault};

use super::{How, Read};

/// Changes with what is kept: what another version has kept is not read, but erased.
const VERSION: u8 = 1;

/// So long it is kept.
const KEPT_MS: Millis = 24 * 60 * 60 * 1_000;

/// What the list is, and how it was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::page) struct Head {
    /// The number of the run: what is kept of another one is not taken for this.
    pub(in crate::page) run: u64,
    /// Since when it is kept.
    pub(in crate::page) since: Millis,
    /// When the check began.
    pub(in crate::page) begun: Millis,
    /// Which types the portal is asked for.
    pub(in crate::page) types: TypeChoice,
    /// The name of the file; `None` of what was pasted.
    pub(in crate::page) name: Option<String>,
    choices: FileChoices,
    columns: Vec<Holds>,
    country: Option<String>,
    /// By this the rows are recognised.
    pub(in crate::page) print: u64,
    /// How many there are.
    pub(in crate::page) rows: u64,
    /// What was corrected, in its order.
    pub(in crate::page) corrected: Vec<Corrected>,
}

/// A correction that was made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::page) struct Corrected {
    /// Of which piece.
    pub(in crate::page) place: u32,
    /// What was written.
    pub(in crate::page) text: String,
    /// What was read of that.
    pub(in crate::page) by: Vec<Piece>,
}

impl Head {
    pub(in crate::page) fn of(
        read: &Read,
        types: TypeChoice,
        run: u64,
        since: Millis,
        begun: Millis,
    ) -> Self {
        let How { choices, columns, country } = read.table.how.clone();
        Self {
            run,
            since,
            begun,
            types,
            name: read.table.file.name.clone(),
            choices,
            columns,
            country: country.map(|country| country.code().to_owned()),
            print: read.print,
            rows: read.list.rows().len() as u64,
            corrected: read.corrected.clone(),
        }
    }

    /// How its rows are read.
    pub(in crate::page) fn how(&self) -> How {
        let country = self.country.as_deref().and_then(Country::from_code);
        How { choices: self.choices.clone(), columns: self.columns.clone(), country }
    }

    pub(in crate::page) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default()
    }

    /// `None` if another version has kept it, or it is damaged.
    pub(in crate::page) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (version, head) = bytes.split_first()?;
        if *version == VERSION { postcard::from_bytes(head).ok() } else { None }
    }

    /// Whether it was kept too long ago, or in the future.
    pub(in crate::page) fn is_old(&self, now: Millis) -> bool {
        is_old(self.since, now)
    }
}

/// A clock that was put back since makes it too old as well: nobody knows how long it was kept.
pub(in crate::page) const fn is_old(since: Millis, now: Millis) -> bool {
    match now.checked_sub(since) {
        Some(kept) => kept >= KEPT_MS,
        None => true,
    }
}

/// Whether the user wants the list to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) enum KeepWish {
    #[default]
    No,
    Yes,
}

/// Whether a list is kept.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Keeping {
    /// Nobody wanted it.
    #[default]
    Not,
    /// It is to be, as soon as it is known who the user is.
    Wanted,
    /// It is.
    Kept(Box<Kept>),
    /// It is being erased, for this reason.
    Erasing(NotKept),
    /// It is not any more.
    Ended(NotKept),
}

impl Keeping {
    /// Whether something of it is kept, or is to be.
    pub(in crate::page) const fn is_on(&self) -> bool {
        matches!(self, Self::Wanted | Self::Kept(_))
    }

    /// Whether the next check of the same rows is kept: in the place of this one, if this one is.
    pub(in crate::page) fn of_next(&self) -> Self {
        if self.is_on() { Self::Wanted } else { self.clone() }
    }
}

/// How much of a list is kept.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Kept {
    pub(in crate::page) of: KeptId,
    /// Who holds it: this tab, until another one takes it over.
    pub(in crate::page) by: Holder,
    /// The number of its run, which another tab can have begun.
    pub(in crate::page) run: u64,
    pub(in crate::page) since: Millis,
    /// How far each search was when it was kept.
    pub(in crate::page) stamps: BTreeMap<u32, KeptStamp>,
    /// So many corrections are kept.
    pub(in crate::page) corrected: usize,
    /// When something was kept last of a search that goes on.
    pub(in crate::page) last: Millis,
    /// The browser has not said yet that it is kept.
    pub(in crate::page) is_out: bool,
}

impl Kept {
    /// As long as this tab holds it.
    pub(in crate::page) fn held(&self) -> Held {
        Held { of: self.of.clone(), by: Some(self.by) }
    }
}

/// Why a list is not kept any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum NotKept {
    /// The check is over, and what came of it is saved.
    Saved,
    /// The user wanted it.
    Wanted,
    /// A day is over.
    Old,
    /// The portal does not say who the user is.
    Nobody,
    /// The browser does not keep it.
    Fault(StoreFault),
    /// It could not be erased.
    NotErased,
}

/// A list that is gone on with.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Resuming {
    pub(in crate::page) of: KeptId,
    pub(in crate::page) by: Holder,
    pub(in crate::page) head: Head,
    /// The file is not read yet as it was.
    pub(in crate::page) choices: Option<FileChoices>,
    pub(in crate::page) step: ResumeStep,
}

/// How far that is.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum ResumeStep {
    /// The browser is asked for it.
    Taking,
    /// The file is read anew. What was kept of its searches, the last one first.
    Reading(Vec<Vec<u8>>),
    /// The rows are those that there were. What is corrected in them, and the searches that are still to be taken up.
    Applying { corrected: VecDeque<Corrected>, searches: Vec<Vec<u8>>, taken: KeptCheck },
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::EntityType;

    fn head() -> Head {
        Head {
            run: 7,
            since: 1_000,
            begun: 900,
            types: TypeChoice::Only(EntityType::Contact),
            name: Some("people.csv".to_owned()),
            choices: FileChoices::default(),
            columns: vec![Holds::Phones],
            country: Some("DE".to_owned()),
            print: u64::MAX,
            rows: 3,
            corrected: vec![Corrected { place: 0, text: "112".to_owned(), by: vec![Piece::More(2)] }],
        }
    }

    #[test]
    fn a_head_comes_back_as_it_was_kept_and_one_of_another_version_or_a_part_of_one_does_not() {
        let bytes = head().to_bytes();
        assert_eq!(Head::from_bytes(&bytes), Some(head()));
        let mut other = bytes.clone();
        other[0] = VERSION + 1;
        assert_eq!(Head::from_bytes(&other), None);
        for end in 0..bytes.len() {
            assert_eq!(Head::from_bytes(&bytes[..end]), None, "{end} bytes of it");
        }
    }

    #[test]
    fn a_list_is_old_after_a_day_and_when_the_clock_was_put_back() {
        assert!(!head().is_old(1_000) && !head().is_old(1_000 + KEPT_MS - 1));
        assert!(head().is_old(1_000 + KEPT_MS) && head().is_old(999));
    }
}
