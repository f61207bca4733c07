//! The methods that the portal knows.

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

const METHODS: [(&str, Method, Scope); 25] = [
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
