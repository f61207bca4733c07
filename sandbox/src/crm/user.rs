//! Users and what they may read.

use serde::{Deserialize, Serialize};

use super::{EntityType, Record};

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Not at all.
    None,
    /// Only the records whose responsible the user is.
    Own,
    /// Every record of the type.
    All,
}

impl Access {
    /// Whether the right covers a record with this responsible.
    pub fn covers(self, user_id: u32, assigned_by: u32) -> bool {
        match self {
            Self::None => false,
            Self::Own => user_id == assigned_by,
            Self::All => true,
        }
    }
}

/// The rights on one CRM type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeRights {
    /// Seeing records.
    pub read: Access,
    /// Adding, changing, deleting and merging them.
    pub write: Access,
}

impl TypeRights {
    const NONE: Self = Self { read: Access::None, write: Access::None };
    const OWN: Self = Self { read: Access::Own, write: Access::Own };
    const READ_ALL: Self = Self { read: Access::All, write: Access::None };
    const ALL: Self = Self { read: Access::All, write: Access::All };
}

/// The rights of one user on all CRM types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// On leads.
    pub lead: TypeRights,
    /// On deals.
    pub deal: TypeRights,
    /// On contacts.
    pub contact: TypeRights,
    /// On companies.
    pub company: TypeRights,
}

impl Rights {
    /// Everything, as administrators have it.
    pub const ADMINISTRATOR: Self = Self::same(TypeRights::ALL);
    /// Own records only, of every type.
    pub const OWN_RECORDS: Self = Self::same(TypeRights::OWN);
    /// All contacts, and nothing else.
    pub const CONTACTS_ONLY: Self = Self { contact: TypeRights::READ_ALL, ..Self::same(TypeRights::NONE) };
    /// No access to the CRM.
    pub const NO_CRM: Self = Self::same(TypeRights::NONE);

    /// The rights on one type.
    pub fn on(&self, entity_type: EntityType) -> TypeRights {
        match entity_type {
            EntityType::Lead => self.lead,
            EntityType::Deal => self.deal,
            EntityType::Contact => self.contact,
            EntityType::Company => self.company,
        }
    }

    const fn same(rights: TypeRights) -> Self {
        Self { lead: rights, deal: rights, contact: rights, company: rights }
    }
}

/// How a user belongs to the company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// One of the company.
    #[default]
    Employee,
    /// Somebody from outside, who sees the extranet only.
    Extranet,
    /// Nobody any more: the user may not sign in, and every credential is void.
    Dismissed,
}

/// A user of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's id.
    pub id: u32,
    /// First name.
    pub name: String,
    /// Family name.
    pub last_name: String,
    /// What the user does, as `WORK_POSITION` shows it.
    pub position: String,
    /// E-mail at work.
    pub email: String,
    /// Whether the user administers the portal.
    pub is_admin: bool,
    /// Whether the user may open the application.
    pub has_app_access: bool,
    /// How the user belongs to the company.
    pub standing: Standing,
    /// What the user may do in the CRM.
    pub rights: Rights,
}

impl User {
    /// Whether the user may sign in.
    pub fn is_active(&self) -> bool {
        self.standing != Standing::Dismissed
    }

    /// First and family name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.name, self.last_name)
    }

    /// Whether the user may read any record of a type at all.
    pub fn reads_some(&self, entity_type: EntityType) -> bool {
        self.is_admin || self.rights.on(entity_type).read != Access::None
    }

    /// Whether the user may read every record of a type.
    pub fn reads_all(&self, entity_type: EntityType) -> bool {
        self.is_admin || self.rights.on(entity_type).read == Access::All
    }

    /// Whether the user may see a record.
    pub fn can_read(&self, record: &Record) -> bool {
        self.reaches(record, self.rights.on(record.entity_type).read)
    }

    /// Whether the user may change a record.
    pub fn can_write(&self, record: &Record) -> bool {
        self.reaches(record, self.rights.on(record.entity_type).write)
    }

    /// Categories have rights of their own, and only administrators have any on the hidden ones.
    fn reaches(&self, record: &Record, access: Access) -> bool {
        self.is_admin || !record.in_hidden_category && access.covers(self.id, record.assigned_by)
    }
}
