//! The CRM types that the sandbox knows.

use std::fmt;

/// A CRM type with the number that the vendor gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A lead, type 1.
    Lead = 1,
    /// A deal, type 2. It owns no phones and is never found by them.
    Deal = 2,
    /// A contact, type 3.
    Contact = 3,
    /// A company, type 4.
    Company = 4,
}

impl EntityType {
    /// All types, by number.
    pub const ALL: [Self; 4] = [Self::Lead, Self::Deal, Self::Contact, Self::Company];

    /// The number that `entityTypeId` carries.
    pub fn id(self) -> u32 {
        self as u32
    }

    /// The type of an `entityTypeId`.
    pub fn from_id(id: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|entity_type| entity_type.id() == id)
    }

    /// The upper-case name, the key of a findbycomm answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "LEAD",
            Self::Deal => "DEAL",
            Self::Contact => "CONTACT",
            Self::Company => "COMPANY",
        }
    }

    /// The lower-case name: a part of method names and page addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Deal => "deal",
            Self::Contact => "contact",
            Self::Company => "company",
        }
    }

    /// The name in a sentence, as error texts have it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Deal => "Deal",
            Self::Contact => "Contact",
            Self::Company => "Company",
        }
    }

    /// The type of a lower-case name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity_type| entity_type.slug() == slug)
    }

    /// Whether records of this type hold phones and e-mails.
    pub fn has_communications(self) -> bool {
        self != Self::Deal
    }
}

impl fmt::Display for EntityType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.slug())
    }
}
