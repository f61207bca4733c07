//! The installation: which of the four tabs are bound.

use std::collections::VecDeque;

use crate::domain::EntityType;
use crate::protocol::{OwnerKind, Refusal};
use crate::scheduler::CallId;

/// The installation.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Install {
    pub(in crate::page) rows: [Row; 4],
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
    /// It waits for a *yes*: the tabs are removed for everybody in the portal.
    Confirming,
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

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) enum InstallStep {
    /// Bind a tab to this page.
    Bind(Tab),
    /// Remove one address of a tab.
    Unbind(Tab, String),
}

/// The tabs that the widget has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Tab {
    /// `CRM_LEAD_DETAIL_TAB`.
    Lead,
    /// `CRM_CONTACT_DETAIL_TAB`.
    Contact,
    /// `CRM_COMPANY_DETAIL_TAB`.
    Company,
    /// `CRM_DEAL_DETAIL_TAB`.
    Deal,
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

impl Tab {
    /// In the order in which they are shown, which is the order of [`Install::rows`].
    pub(in crate::page) const ALL: [Self; 4] = [Self::Lead, Self::Contact, Self::Company, Self::Deal];

    /// The code of the placement.
    pub(in crate::page) const fn code(self) -> &'static str {
        self.owner().tab()
    }

    /// Whose card it stands in.
    pub(in crate::page) const fn owner(self) -> OwnerKind {
        match self {
            Self::Lead => OwnerKind::Record(EntityType::Lead),
            Self::Contact => OwnerKind::Record(EntityType::Contact),
            Self::Company => OwnerKind::Record(EntityType::Company),
            Self::Deal => OwnerKind::Deal,
        }
    }
}

impl InstallStep {
    /// Which tab it changes.
    pub(in crate::page) const fn tab(&self) -> Tab {
        match self {
            Self::Bind(tab) | Self::Unbind(tab, _) => *tab,
        }
    }
}

impl Known {
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

impl Install {
    /// The tabs with what is known about them.
    pub(in crate::page) fn tabs(&self) -> impl Iterator<Item = (Tab, &Row)> {
        Tab::ALL.into_iter().zip(&self.rows)
    }

    /// The row of a tab, to change.
    pub(in crate::page) fn row_mut(&mut self, tab: Tab) -> Option<&mut Row> {
        Tab::ALL.into_iter().zip(&mut self.rows).find(|(of, _)| *of == tab).map(|(_, row)| row)
    }
}
