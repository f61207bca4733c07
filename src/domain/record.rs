//! Records: the leads, contacts and companies that a search can find.

use serde::{Deserialize, Serialize};

use super::Communication;

/// What `crm.duplicate.findbycomm` can return. A deal is an owner of cards, never a result.
///
/// The order is the portal's own (by entity type id: 1, 3, 4), in which it fills its 20 rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EntityType {
    /// Entity type id 1.
    Lead,
    /// Entity type id 3.
    Contact,
    /// Entity type id 4.
    Company,
}

impl EntityType {
    /// Every type, in the portal's order.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Contact, Self::Company];

    /// The name on the wire: `LEAD`, `CONTACT`, `COMPANY`.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Lead => "LEAD",
            Self::Contact => "CONTACT",
            Self::Company => "COMPANY",
        }
    }

    /// The word in method names and addresses: `lead`, `contact`, `company`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Company => "company",
        }
    }

    /// Reads the name on the wire; anything else is `None`.
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.wire() == name)
    }
}

/// The largest whole number that a JSON number carries without doubt: 2^53 is what 2^53 + 1 is read as.
pub(crate) const LARGEST_WHOLE: u64 = (1 << 53) - 1;

/// A record's id: a positive whole number that a JSON number carries without loss.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub struct RecordId(u64);

impl RecordId {
    /// `None` for zero and for 2^53 or more.
    pub const fn new(id: u64) -> Option<Self> {
        if id == 0 || id > LARGEST_WHOLE { None } else { Some(Self(id)) }
    }

    /// The number itself.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for RecordId {
    type Error = &'static str;

    fn try_from(id: u64) -> Result<Self, Self::Error> {
        Self::new(id).ok_or("a number that is no id")
    }
}

/// A user of the portal, by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct UserId(pub RecordId);

/// One lead, contact or company, by type and id. Sorts in the portal's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RecordRef {
    /// Its type.
    pub entity: EntityType,
    /// Its id within the type.
    pub id: RecordId,
}

impl RecordRef {
    /// Joins type and id.
    pub const fn new(entity: EntityType, id: RecordId) -> Self {
        Self { entity, id }
    }

    /// The record's card in the portal, relative to the portal's origin.
    pub fn card_path(self) -> String {
        ["/crm/", self.entity.word(), "/details/", &self.id.get().to_string(), "/"].concat()
    }
}

/// How a lead's stage is meant: `STATUS_SEMANTIC_ID` on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum StageSemantic {
    /// `P`: being worked on.
    Open,
    /// `S`: converted.
    Won,
    /// `F`: junk.
    Lost,
}

/// What is shown of a record once it is loaded. All texts are the portal's, cleaned of control and
/// bidirectional marks and cut to 300 characters: they become text nodes and nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordCard {
    /// Which record it is.
    pub reference: RecordRef,
    /// Title of a lead or company, name of a contact; may be empty, then the interface names type and id.
    pub title: String,
    /// Name of the person in a lead; may be empty.
    pub person: String,
    /// Name of the company in a lead, as text.
    pub company_title: String,
    /// All its phones and e-mails that have a match key.
    pub communications: Vec<Communication>,
    /// Its phones that have none, as they are stored: what has no digit (`n/a`) cannot be searched.
    pub unusable: Vec<String>,
    /// A lead's stage: its id (`STATUS_ID`) and how it is meant.
    pub stage: Option<(String, StageSemantic)>,
    /// Who is responsible (`ASSIGNED_BY_ID`).
    pub responsible: Option<UserId>,
    /// When it was created, as the portal wrote it (ISO 8601 with offset).
    pub created: Option<String>,
    /// When somebody last had to do with it, as the portal wrote it; where it does not tell, when it was last changed.
    pub active: Option<String>,
    /// The contact that a lead is tied to.
    pub contact: Option<RecordId>,
    /// The company that a lead or contact is tied to.
    pub company: Option<RecordId>,
    /// The lead that a contact or company was made of.
    pub lead: Option<RecordId>,
    /// One of the portal owner's own companies (`IS_MY_COMPANY`).
    pub my_company: bool,
}
