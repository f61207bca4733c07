//! The places of the portal in which the widget can stand, by their codes.

use crate::domain::{EntityType, RecordId};

/// What owns a card in which the tab can stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OwnerKind {
    /// A record that can itself be found.
    Record(EntityType),
    /// A deal: its phones and e-mails are those of its contacts and company.
    Deal,
}

/// The card in which the tab was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CardOwner {
    /// What it is.
    pub kind: OwnerKind,
    /// Its id.
    pub id: RecordId,
}

/// What the code of a placement means to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PlacementCode {
    /// The app's own page.
    Page,
    /// The card of a call.
    Call,
    /// The card of a record or a deal.
    Card(OwnerKind),
}

impl OwnerKind {
    /// Every kind, in the order in which tabs are installed.
    pub const ALL: [Self; 4] = [
        Self::Record(EntityType::Lead),
        Self::Record(EntityType::Contact),
        Self::Record(EntityType::Company),
        Self::Deal,
    ];

    /// The placement of a tab in its card.
    pub const fn tab(self) -> &'static str {
        self.codes().0
    }

    /// The placements of a tab and of a button in its card; the button opens a page beside it.
    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Record(EntityType::Lead) => ("CRM_LEAD_DETAIL_TAB", "CRM_LEAD_DETAIL_TOOLBAR"),
            Self::Record(EntityType::Contact) => ("CRM_CONTACT_DETAIL_TAB", "CRM_CONTACT_DETAIL_TOOLBAR"),
            Self::Record(EntityType::Company) => ("CRM_COMPANY_DETAIL_TAB", "CRM_COMPANY_DETAIL_TOOLBAR"),
            Self::Deal => ("CRM_DEAL_DETAIL_TAB", "CRM_DEAL_DETAIL_TOOLBAR"),
        }
    }
}

impl PlacementCode {
    /// Reads a code in upper case; `None` for places that we do not know. A frame without one is a page.
    pub(super) fn of(code: &str) -> Option<Self> {
        match code {
            "" | "DEFAULT" | "LEFT_MENU" => Some(Self::Page),
            "CALL_CARD" => Some(Self::Call),
            _ => {
                let is_of = |kind: &OwnerKind| code == kind.codes().0 || code == kind.codes().1;
                OwnerKind::ALL.into_iter().find(is_of).map(Self::Card)
            }
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    /// The kind that is installed after another: a new one has no place here, and does not compile.
    const fn after(kind: OwnerKind) -> Option<OwnerKind> {
        match kind {
            OwnerKind::Record(EntityType::Lead) => Some(OwnerKind::Record(EntityType::Contact)),
            OwnerKind::Record(EntityType::Contact) => Some(OwnerKind::Record(EntityType::Company)),
            OwnerKind::Record(EntityType::Company) => Some(OwnerKind::Deal),
            OwnerKind::Deal => None,
        }
    }

    #[test]
    fn every_kind_of_card_is_known_by_its_codes() {
        let first = Some(OwnerKind::Record(EntityType::Lead));
        assert!(std::iter::successors(first, |kind| after(*kind)).eq(OwnerKind::ALL));
        for kind in OwnerKind::ALL {
            let (tab, button) = kind.codes();
            assert_eq!([tab, button].map(PlacementCode::of), [Some(PlacementCode::Card(kind)); 2]);
        }
    }
}
