//! How far a check is with asking.

use crate::list::PortionId;
use crate::protocol::{CommandName, Refusal};
use crate::scheduler::CallId;

/// How far a check is with asking.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum Run {
    /// Batches are out, or about to be.
    Asking(Vec<Out>),
    /// Nothing more is asked; what is out is still answered.
    Pausing(Vec<Out>),
    /// The user has paused it, and nothing is out.
    Paused,
    /// What is left was not answered, however often it was asked.
    Stuck,
    /// Everything was asked; it is being counted who is responsible for what was found.
    Counting,
    /// Everything was asked; the names of people are still asked for.
    Naming(CallId),
    /// Everything was asked.
    Done,
    /// The user has stopped it, or the portal has refused it for this reason.
    Stopped(Option<Refusal>),
}

/// A batch that is out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) struct Out {
    pub(in crate::page) call_id: CallId,
    /// Of which search.
    pub(in crate::page) of: PortionId,
    pub(in crate::page) name: CommandName,
}

impl Run {
    /// The batches that are out.
    pub(in crate::page) fn out(&self) -> &[Out] {
        match self {
            Self::Asking(out) | Self::Pausing(out) => out,
            Self::Paused | Self::Stuck | Self::Counting | Self::Naming(_) | Self::Done | Self::Stopped(_) => {
                &[]
            }
        }
    }

    /// Whether this call is out.
    pub(in crate::page) fn awaits(&self, call_id: CallId) -> bool {
        matches!(self, Self::Naming(of) if *of == call_id)
            || self.out().iter().any(|out| out.call_id == call_id)
    }

    /// Whether nothing more is asked of the list unless the user says so.
    pub(in crate::page) const fn is_over(&self) -> bool {
        matches!(self, Self::Counting | Self::Naming(_) | Self::Done | Self::Stopped(_))
    }
}
