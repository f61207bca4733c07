//! A check that is kept: each of its searches by itself, so that no step is long, and gone on with in another page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Communication, PortalOrigin, TypeChoice};
use crate::lookup::{EverySpelling, Spellings as _};
use crate::search::{Checkpoint, Search, SearchOptions};

use super::check::Portion;
use super::{Check, List, ValueId};

/// The searches that were kept of a check, as they are taken up one after the other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct KeptCheck {
    /// Which types the check asks for.
    types: TypeChoice,
    portions: Vec<Portion>,
}

/// How far a search of a check was when it was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct KeptStamp(u32);

/// One search, with all that it needs of its input: a value that was corrected since may have other spellings now.
#[derive(Serialize, Deserialize)]
struct KeptPortion {
    /// Which check it is of.
    run: u64,
    number: u32,
    values: Vec<ValueId>,
    asked: Vec<Communication>,
    spellings: EverySpelling,
    checkpoint: Checkpoint,
}

impl Check {
    /// The search that has taken the most answers since it was kept, by how far each was then, and how far it is: one that
    /// goes on only if `also_open`.
    pub fn next_to_keep(&self, kept: &BTreeMap<u32, KeptStamp>, also_open: bool) -> Option<(u32, KeptStamp)> {
        let since = |portion: &Portion| {
            let before = kept.get(&portion.number).copied().unwrap_or_default().0;
            let since = portion.answers.saturating_sub(before);
            let is_due = since > 0 && (also_open || portion.search.is_finished());
            is_due.then_some((since, portion.number, KeptStamp(portion.answers)))
        };
        let most = self.portions.iter().filter_map(since).max_by_key(|(since, ..)| *since);
        most.map(|(_, number, stamp)| (number, stamp))
    }

    /// A search as bytes, bound to its portal and to the number of its run. There is no credential in it.
    pub fn kept(&self, number: u32, run: u64, portal: &PortalOrigin) -> Option<Vec<u8>> {
        let portion = self.portions.iter().find(|portion| portion.number == number)?;
        let Portion { values, search, spellings, .. } = portion;
        let asked = search.keys().filter_map(|key| search.asked(key).cloned()).collect();
        let (values, spellings) = (values.clone(), spellings.clone());
        let checkpoint = search.checkpoint(portal);
        postcard::to_allocvec(&KeptPortion { run, number, values, asked, spellings, checkpoint }).ok()
    }
}

impl KeptCheck {
    /// A check for these types of which no search is taken up yet.
    pub fn of(types: TypeChoice) -> Self {
        Self { types, ..Self::default() }
    }

    /// Takes up a search of this run for the same list and types. One that is of another, or cannot be read, is left: its
    /// values are asked anew.
    pub fn take_up(&mut self, list: &List, bytes: &[u8], run: u64, portal: &PortalOrigin) -> bool {
        let portion = postcard::from_bytes(bytes).ok().filter(|kept: &KeptPortion| kept.run == run);
        let portion = portion.and_then(|kept| resumed(kept, list, self.types, portal));
        let portion = portion.filter(|new| self.portions.iter().all(|known| known.number != new.number));
        let is_taken = portion.is_some();
        self.portions.extend(portion);
        is_taken
    }

    /// So far each of them is kept already.
    pub fn stamps(&self) -> BTreeMap<u32, KeptStamp> {
        self.portions.iter().map(|portion| (portion.number, KeptStamp(portion.answers))).collect()
    }

    /// The check goes on: with what was not answered, and with what was not asked at all.
    pub fn go_on(self, list: &List) -> Check {
        let mut check = Check::going_on(list, self.types, self.portions);
        check.plan_rest(list);
        check
    }
}

fn resumed(kept: KeptPortion, list: &List, types: TypeChoice, portal: &PortalOrigin) -> Option<Portion> {
    let KeptPortion { number, values, asked, spellings, checkpoint, .. } = kept;
    let search = Search::resumed(checkpoint, asked, &SearchOptions { types }, portal).ok()?;
    let portion = Portion { values, search, spellings, number, answers: 1 };
    portion.is_of(list).then_some(portion)
}

impl Portion {
    /// Whether its values are those of the list at the same places.
    fn is_of(&self, list: &List) -> bool {
        let Self { values, search, spellings, .. } = self;
        let is_value = |(id, index): (&ValueId, _)| {
            let first = spellings.keys(index).next().and_then(|key| search.asked(key));
            let written = list.value(*id).map(|value| value.written().key());
            first.is_some_and(|first| Some(first.key()) == written)
        };
        let count = spellings.values(search).count();
        count == values.len()
            && values.is_sorted_by(|one, next| one < next)
            && values.iter().zip(spellings.values(search)).all(is_value)
    }
}
