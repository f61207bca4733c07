//! The REST commands that the widget sends. There are no others.

use crate::domain::{CommKind, EntityType, RecordId, RecordRef, UserId};

use super::form::Params;

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

/// One question or order to the portal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// `crm.duplicate.findbycomm` with one to twenty spellings; without a type all three are searched.
    Find {
        /// `type`.
        kind: CommKind,
        /// `values`, as strings.
        spellings: Vec<String>,
        /// `entity_type`.
        entity: Option<EntityType>,
    },
    /// `crm.{lead,contact,company}.get`.
    GetRecord(RecordRef),
    /// `crm.deal.get`.
    GetDeal(RecordId),
    /// `crm.deal.contact.items.get`.
    GetDealContacts(RecordId),
    /// `crm.{lead,contact,company}.list` by up to 50 ids, with phones and e-mails, without counting.
    ListRecords {
        /// The type.
        entity: EntityType,
        /// Up to 50 ids.
        ids: Vec<RecordId>,
    },
    /// `user.get` by ids: names of responsibles.
    Users(Vec<UserId>),
    /// `crm.status.list` of lead stages.
    LeadStages,
    /// `profile`: who am I, administrator or not.
    Profile,
    /// `placement.get`: what is bound.
    PlacementsBound,
    /// `placement.bind`.
    Bind {
        /// A placement code, `CRM_LEAD_DETAIL_TAB` and the like.
        placement: String,
        /// The address of this page.
        handler: String,
        /// The tab's title in each language, by Bitrix24's language code.
        titles: Vec<(String, String)>,
    },
    /// `placement.unbind` of one handler.
    Unbind {
        /// A placement code.
        placement: String,
        /// The handler as `placement.get` named it.
        handler: String,
    },
}

impl Command {
    /// The REST method.
    pub fn method(&self) -> &'static str {
        ""
    }

    /// Its parameters, without credentials.
    pub fn params(&self) -> Params {
        Params::default()
    }
}

/// One HTTP request: a single command, or a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RestCall {
    /// A command by itself (placements are bound one by one).
    Single(Command),
    /// A batch.
    Batch(super::Batch),
}

impl RestCall {
    /// The REST method: the command's, or `batch`.
    pub fn method(&self) -> &'static str {
        match self {
            Self::Single(command) => command.method(),
            Self::Batch(_) => "batch",
        }
    }

    /// The body as `application/x-www-form-urlencoded`, without credentials.
    pub fn body(&self) -> String {
        String::new()
    }
}
