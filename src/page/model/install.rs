//! The installation: in which cards the tab is bound.

use std::collections::VecDeque;

use crate::domain::EntityType;
use crate::protocol::{OwnerKind, Refusal};
use crate::scheduler::CallId;

/// The installation.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Install {
    /// In the order of [`OwnerKind::ALL`].
    pub(in crate::page) rows: [Row; OwnerKind::ALL.len()],
    pub(in crate::page) doing: Doing,
    /// Why the portal did not tell what is bound.
    pub(in crate::page) refusal: Option<Refusal>,
}

/// One tab, and what is known about it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Row {
    pub(in crate::page) known: Known,
    /// What the portal said about the last attempt.
    pub(in crate::page) refusal: Option<Refusal>,
}

/// What the portal told about one tab.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The addresses to which this app has bound it.
    Handlers(Vec<String>),
}

/// What the installation is doing.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Doing {
    /// Nothing.
    #[default]
    Nothing,
    /// It waits for a *yes*.
    Asking(Question),
    /// It asks what is bound.
    Looking(CallId),
    /// It changes what is bound, one call after the other.
    Changing {
        /// The call that is out.
        call_id: CallId,
        /// What it does.
        step: InstallStep,
        /// What comes after it.
        left: VecDeque<InstallStep>,
    },
    /// The end of the installation was announced; the portal will reload the page.
    Finished,
    /// It was announced, and the portal did nothing. It never says *no*.
    Unheard,
}

/// What is done only when it was confirmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Question {
    /// The tab of these cards is removed for everybody in the portal.
    Remove(OwnerKind),
    /// All tabs are.
    RemoveAll,
    /// The installation ends, and no card has the tab.
    Finish,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) enum InstallStep {
    /// Bind the tab of such a card to this page.
    Bind(OwnerKind),
    /// Remove one address of it.
    Unbind(OwnerKind, String),
}

/// How a tab is bound, for a page at some address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Bound {
    /// Not known.
    Unknown,
    /// Not at all.
    Absent,
    /// To this page.
    Here,
    /// Elsewhere, or elsewhere too.
    Stale,
}

impl Question {
    /// Where it stands, as `data-focus` names it.
    pub(in crate::page) const PLACE: &str = "question";

    /// The button that asks it, as `data-focus` names it.
    pub(in crate::page) const fn button(self) -> &'static str {
        match self {
            Self::Remove(OwnerKind::Record(EntityType::Lead)) => "remove-lead",
            Self::Remove(OwnerKind::Record(EntityType::Contact)) => "remove-contact",
            Self::Remove(OwnerKind::Record(EntityType::Company)) => "remove-company",
            Self::Remove(OwnerKind::Deal) => "remove-deal",
            Self::RemoveAll => "remove-all",
            Self::Finish => "finish",
        }
    }
}

impl InstallStep {
    /// The tab of which card it changes.
    pub(in crate::page) const fn owner(&self) -> OwnerKind {
        match self {
            Self::Bind(owner) | Self::Unbind(owner, _) => *owner,
        }
    }
}

impl Known {
    /// Whether the tab leads to the page at this address, if also elsewhere.
    fn has(&self, address: &str) -> bool {
        matches!(self, Self::Handlers(handlers) if handlers.iter().any(|handler| handler == address))
    }

    /// How the tab is bound, seen from the page at this address.
    pub(in crate::page) fn bound(&self, address: &str) -> Bound {
        match self {
            Self::Nothing => Bound::Unknown,
            Self::Handlers(handlers) if handlers.is_empty() => Bound::Absent,
            Self::Handlers(handlers) if handlers.iter().all(|handler| handler == address) => Bound::Here,
            Self::Handlers(_) => Bound::Stale,
        }
    }
}

impl Row {
    /// Whether there is a tab to remove, wherever it leads.
    pub(in crate::page) const fn is_bound(&self) -> bool {
        matches!(&self.known, Known::Handlers(handlers) if !handlers.is_empty())
    }
}

impl Install {
    /// The cards with what is known about their tabs.
    pub(in crate::page) fn tabs(&self) -> impl Iterator<Item = (OwnerKind, &Row)> {
        OwnerKind::ALL.into_iter().zip(&self.rows)
    }

    /// Whether a card has a tab that leads to the page at this address.
    pub(in crate::page) fn has_any(&self, address: &str) -> bool {
        self.rows.iter().any(|row| row.known.has(address))
    }

    /// The row of a tab, to change.
    pub(in crate::page) fn row_mut(&mut self, owner: OwnerKind) -> Option<&mut Row> {
        OwnerKind::ALL.into_iter().zip(&mut self.rows).find(|(of, _)| *of == owner).map(|(_, row)| row)
    }
}
