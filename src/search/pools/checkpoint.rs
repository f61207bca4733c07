//! Checkpoints: a search as it can be kept and gone on with, in another page and on another day.
//!
//! There is no credential in one, because a search has none, and no input: whoever goes on brings it along.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::{Communication, PortalOrigin};
use crate::search::options::SearchOptions;
use crate::search::plan::Plan;
use crate::search::search::Search;

use super::{PoolKind, Pools};

/// Changes with what a checkpoint means: one of another version is not gone on with.
const VERSION: u32 = 6;

/// A search that can be kept, bound to its input, its options and its portal.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    version: u32,
    portal: String,
    input: u64,
    plan: Plan<PoolKind>,
    pools: Pools,
}

/// Why a checkpoint is not one of this search.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum NotThisSearch {
    /// It was kept by another version of this program.
    #[error("kept by another version")]
    Version,
    /// It was kept about another portal.
    #[error("kept about another portal")]
    Portal,
    /// Other values were searched, or other types.
    #[error("kept about another input")]
    Input,
}

impl Search<Pools> {
    /// Keeps the search as it is. What is out counts as not yet asked; what was parked begins anew.
    pub fn checkpoint(&self, portal: &PortalOrigin) -> Checkpoint {
        let mut plan = self.plan.clone();
        plan.queue.requeue_out();
        plan.queue.renew_parked();
        Checkpoint {
            version: VERSION,
            portal: portal.as_str(),
            input: fingerprint(self.keys().filter_map(|key| self.asked(key))),
            plan,
            pools: self.strategy.clone(),
        }
    }

    /// Goes on with a search that was kept.
    ///
    /// # Errors
    /// If it is another search.
    pub fn resumed(
        checkpoint: Checkpoint,
        asked: Vec<Communication>,
        options: &SearchOptions,
        portal: &PortalOrigin,
    ) -> Result<Self, NotThisSearch> {
        let Checkpoint { version, portal: of, input, mut plan, pools } = checkpoint;
        if version != VERSION {
            return Err(NotThisSearch::Version);
        }
        if of != portal.as_str() {
            return Err(NotThisSearch::Portal);
        }
        if plan.types != options.types || input != fingerprint(&asked) {
            return Err(NotThisSearch::Input);
        }
        plan.ledger = plan.ledger.with_input(asked).ok_or(NotThisSearch::Input)?;
        Ok(Self::with(plan, pools))
    }
}

/// A number by which an input is recognised (FNV-1a, 64 bits): its spellings in their order. It keeps inputs
/// apart that are different by mistake; nobody gains by making two alike.
fn fingerprint<'a>(asked: impl IntoIterator<Item = &'a Communication>) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = START;
    for communication in asked {
        let kind = communication.kind().wire().bytes();
        for byte in kind.chain(communication.spelling().bytes()).chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}
