//! The methods that the portal knows.

use super::options::Owner;
use crate::crm::EntityType;

/// A method of REST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Several calls in one request.
    Batch,
    /// `crm.duplicate.findbycomm`.
    FindByComm,
    /// `crm.<type>.get`.
    Get(EntityType),
    /// `crm.<type>.list`.
    List(EntityType),
    /// `crm.<type>.fields`.
    Fields(EntityType),
    /// `crm.item.fields`.
    ItemFields,
    /// `crm.<type>.add`.
    Add(EntityType),
    /// `crm.<type>.update`.
    Update(EntityType),
    /// `crm.<type>.delete`.
    Delete(EntityType),
    /// `crm.item.get`.
    ItemGet,
    /// `crm.item.list`.
    ItemList,
    /// `crm.entity.mergeBatch`.
    MergeBatch,
    /// `app.option.get` and `user.option.get`.
    OptionGet(Owner),
    /// `app.option.set` and `user.option.set`.
    OptionSet(Owner),
    /// `crm.<type>.contact.items.get`, of a lead or a deal.
    ContactsOf(EntityType),
    /// `crm.status.list`.
    StatusList,
    /// `user.get`.
    UserGet,
    /// `user.current`.
    UserCurrent,
    /// `user.admin`.
    UserAdmin,
    /// `profile`.
    Profile,
    /// `app.info`.
    AppInfo,
    /// `scope`.
    Scope,
    /// `server.time`.
    ServerTime,
    /// `method.get`.
    MethodGet,
    /// `placement.bind`.
    PlacementBind,
    /// `placement.unbind`.
    PlacementUnbind,
    /// `placement.get`.
    PlacementGet,
    /// `placement.list`.
    PlacementList,
}

/// What a credential must hold for a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Nothing: every credential may call it.
    Basic,
    /// `crm`.
    Crm,
    /// One of `user`, `user_brief`, `user_basic`.
    User,
    /// `placement`.
    Placement,
}

impl Scope {
    /// Whether a list of scopes holds this one.
    pub(super) fn is_in(self, scopes: &[String]) -> bool {
        let any = |names: &[&str]| scopes.iter().any(|scope| names.contains(&scope.as_str()));
        match self {
            Self::Basic => true,
            Self::Crm => any(&["crm"]),
            Self::User => any(&["user", "user_brief", "user_basic"]),
            Self::Placement => any(&["placement"]),
        }
    }
}

const METHODS: [(&str, Method, Scope); 49] = [
    ("batch", Method::Batch, Scope::Basic),
    ("crm.duplicate.findbycomm", Method::FindByComm, Scope::Crm),
    ("crm.lead.get", Method::Get(EntityType::Lead), Scope::Crm),
    ("crm.lead.list", Method::List(EntityType::Lead), Scope::Crm),
    ("crm.deal.get", Method::Get(EntityType::Deal), Scope::Crm),
    ("crm.deal.list", Method::List(EntityType::Deal), Scope::Crm),
    ("crm.contact.get", Method::Get(EntityType::Contact), Scope::Crm),
    ("crm.contact.list", Method::List(EntityType::Contact), Scope::Crm),
    ("crm.company.get", Method::Get(EntityType::Company), Scope::Crm),
    ("crm.company.list", Method::List(EntityType::Company), Scope::Crm),
    ("crm.lead.contact.items.get", Method::ContactsOf(EntityType::Lead), Scope::Crm),
    ("crm.deal.contact.items.get", Method::ContactsOf(EntityType::Deal), Scope::Crm),
    ("crm.lead.add", Method::Add(EntityType::Lead), Scope::Crm),
    ("crm.lead.update", Method::Update(EntityType::Lead), Scope::Crm),
    ("crm.lead.delete", Method::Delete(EntityType::Lead), Scope::Crm),
    ("crm.deal.add", Method::Add(EntityType::Deal), Scope::Crm),
    ("crm.deal.update", Method::Update(EntityType::Deal), Scope::Crm),
    ("crm.deal.delete", Method::Delete(EntityType::Deal), Scope::Crm),
    ("crm.contact.add", Method::Add(EntityType::Contact), Scope::Crm),
    ("crm.contact.update", Method::Update(EntityType::Contact), Scope::Crm),
    ("crm.contact.delete", Method::Delete(EntityType::Contact), Scope::Crm),
    ("crm.company.add", Method::Add(EntityType::Company), Scope::Crm),
    ("crm.company.update", Method::Update(EntityType::Company), Scope::Crm),
    ("crm.company.delete", Method::Delete(EntityType::Company), Scope::Crm),
    ("crm.lead.fields", Method::Fields(EntityType::Lead), Scope::Crm),
    ("crm.deal.fields", Method::Fields(EntityType::Deal), Scope::Crm),
    ("crm.contact.fields", Method::Fields(EntityType::Contact), Scope::Crm),
    ("crm.company.fields", Method::Fields(EntityType::Company), Scope::Crm),
    ("crm.item.fields", Method::ItemFields, Scope::Crm),
    ("crm.item.get", Method::ItemGet, Scope::Crm),
    ("crm.item.list", Method::ItemList, Scope::Crm),
    ("crm.entity.mergebatch", Method::MergeBatch, Scope::Crm),
    ("app.option.get", Method::OptionGet(Owner::App), Scope::Basic),
    ("app.option.set", Method::OptionSet(Owner::App), Scope::Basic),
    ("user.option.get", Method::OptionGet(Owner::User), Scope::Basic),
    ("user.option.set", Method::OptionSet(Owner::User), Scope::Basic),
    ("crm.status.list", Method::StatusList, Scope::Crm),
    ("user.get", Method::UserGet, Scope::User),
    ("user.current", Method::UserCurrent, Scope::User),
    ("user.admin", Method::UserAdmin, Scope::Basic),
    ("profile", Method::Profile, Scope::Basic),
    ("app.info", Method::AppInfo, Scope::Basic),
    ("scope", Method::Scope, Scope::Basic),
    ("server.time", Method::ServerTime, Scope::Basic),
    ("method.get", Method::MethodGet, Scope::Basic),
    ("placement.bind", Method::PlacementBind, Scope::Placement),
    ("placement.unbind", Method::PlacementUnbind, Scope::Placement),
    ("placement.get", Method::PlacementGet, Scope::Placement),
    ("placement.list", Method::PlacementList, Scope::Placement),
];

impl Method {
    /// The method of a name in any case.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let (_, method, _) = METHODS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
        Some(*method)
    }

    /// The scope that a credential needs for it.
    pub(super) fn scope(self) -> Scope {
        self.entry().map_or(Scope::Basic, |(_, _, scope)| *scope)
    }

    /// The name in lower case.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |(name, ..)| name)
    }

    fn entry(self) -> Option<&'static (&'static str, Self, Scope)> {
        METHODS.iter().find(|(_, method, _)| *method == self)
    }
}
