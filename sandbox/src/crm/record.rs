//! Leads, deals, contacts and companies.

use std::collections::BTreeMap;

use super::{EntityType, Moment};

/// A kind of communication, as `TYPE_ID` of a multi-field names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web site. Like the two below, it is kept and shown, and no search finds it.
    Web,
    /// A messenger.
    Im,
    /// A link to a user of the network.
    Link,
}

impl CommKind {
    /// All kinds, in the order of a card.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Web, Self::Im, Self::Link];

    /// The kind of a name on the wire.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
            Self::Web => "WEB",
            Self::Im => "IM",
            Self::Link => "LINK",
        }
    }
}

/// One phone, e-mail or the like of a record, stored as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiField {
    /// Number of the entry, unique in the portal. Zero asks the store to give one.
    pub id: u32,
    /// Which kind it is.
    pub kind: CommKind,
    /// `WORK`, `MOBILE`, `HOME` and so on.
    pub value_type: String,
    /// The spelling, as typed.
    pub value: String,
}

/// One record of any type. A field that the type does not have stays empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which type it is.
    pub entity_type: EntityType,
    /// Its id, unique in its type. Zero asks the store to give one.
    pub id: u32,
    /// Title of a lead, deal or company. Contacts have none.
    pub title: String,
    /// First name of a lead or contact.
    pub name: String,
    /// Middle name of a lead or contact.
    pub second_name: String,
    /// Family name of a lead or contact.
    pub last_name: String,
    /// Name of the company that a lead comes from, as text.
    pub company_title: String,
    /// `STATUS_ID` of a lead, `STAGE_ID` of a deal, `TYPE_ID` of a contact, `COMPANY_TYPE` of a company.
    pub stage: String,
    /// The responsible user.
    pub assigned_by: u32,
    /// When it was created.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// The amount of a lead or deal, in hundredths.
    pub opportunity_cents: i64,
    /// Contacts tied to a lead or deal; the first one is the main one.
    pub contact_ids: Vec<u32>,
    /// Company tied to a lead, deal or contact.
    pub company_id: Option<u32>,
    /// The lead that a contact, company or deal was made of.
    pub lead_id: Option<u32>,
    /// Phones, e-mails and the like in their order on the card.
    pub communications: Vec<MultiField>,
    /// Whether a company is one of the portal's own ("my company").
    pub is_my_company: bool,
    /// Whether a contact or company is in a category that the CRM's lists do not offer, such as suppliers.
    pub in_hidden_category: bool,
    /// The free text field.
    pub comments: String,
    /// The position of a person.
    pub post: String,
    /// Street and number.
    pub address: String,
    /// Town.
    pub city: String,
    /// When somebody last did something about it, as its timeline tells; without one, when it was changed.
    pub last_activity: Option<Moment>,
    /// Values of the fields that were added, by their codes. An empty field has no entry.
    pub custom: BTreeMap<String, Vec<String>>,
}

impl Record {
    /// An empty record of a type, whose responsible is the administrator.
    pub fn new(entity_type: EntityType, id: u32) -> Self {
        Self {
            entity_type,
            id,
            title: String::new(),
            name: String::new(),
            second_name: String::new(),
            last_name: String::new(),
            company_title: String::new(),
            stage: default_stage(entity_type).to_owned(),
            assigned_by: 1,
            created: Moment::default(),
            modified: Moment::default(),
            opportunity_cents: 0,
            contact_ids: Vec::new(),
            company_id: None,
            lead_id: None,
            communications: Vec::new(),
            is_my_company: false,
            in_hidden_category: false,
            comments: String::new(),
            post: String::new(),
            address: String::new(),
            city: String::new(),
            last_activity: None,
            custom: BTreeMap::new(),
        }
    }

    /// What a person calls the record: its title, or the names, or its type and id.
    pub fn display_name(&self) -> String {
        let parts = [&self.name, &self.second_name, &self.last_name];
        let full_name = parts.map(String::as_str).into_iter().filter(|part| !part.is_empty());
        let full_name = full_name.collect::<Vec<_>>().join(" ");
        [self.title.trim(), full_name.as_str()]
            .into_iter()
            .find(|text| !text.is_empty())
            .map_or_else(|| format!("{} #{}", self.entity_type.name(), self.id), str::to_owned)
    }

    /// The values of an added field.
    pub fn custom(&self, code: &str) -> &[String] {
        self.custom.get(code).map_or(&[], Vec::as_slice)
    }

    /// The phones or the e-mails of the record.
    pub fn of_kind(&self, kind: CommKind) -> impl Iterator<Item = &MultiField> {
        self.communications.iter().filter(move |field| field.kind == kind)
    }
}

fn default_stage(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Lead | EntityType::Deal => "NEW",
        EntityType::Contact => "CLIENT",
        EntityType::Company => "CUSTOMER",
    }
}
