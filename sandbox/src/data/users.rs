//! Users as the control interface changes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::crm::{Access, Rights, Standing, TypeRights, User};

/// A change of one user. What is missing stays; a new user begins without any rights.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    id: u32,
    name: Option<String>,
    last_name: Option<String>,
    position: Option<String>,
    email: Option<String>,
    is_admin: Option<bool>,
    has_app_access: Option<bool>,
    standing: Option<Standing>,
    #[serde(default)]
    rights: RightsChange,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RightsChange {
    lead: Option<TypeChange>,
    deal: Option<TypeChange>,
    contact: Option<TypeChange>,
    company: Option<TypeChange>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct TypeChange {
    read: Option<Access>,
    write: Option<Access>,
}

impl UserChange {
    /// The change that makes any user this one.
    pub fn of(user: &User) -> Self {
        let rights = |rights: TypeRights| TypeChange { read: Some(rights.read), write: Some(rights.write) };
        Self {
            id: user.id,
            name: Some(user.name.clone()),
            last_name: Some(user.last_name.clone()),
            position: Some(user.position.clone()),
            email: Some(user.email.clone()),
            is_admin: Some(user.is_admin),
            has_app_access: Some(user.has_app_access),
            standing: Some(user.standing),
            rights: RightsChange {
                lead: Some(rights(user.rights.lead)),
                deal: Some(rights(user.rights.deal)),
                contact: Some(rights(user.rights.contact)),
                company: Some(rights(user.rights.company)),
            },
        }
    }

    /// Changes the user of this id, or adds one.
    pub fn apply(self, users: &mut BTreeMap<u32, User>) {
        let user = users.entry(self.id).or_insert_with(|| stranger(self.id));
        let texts = [
            (&mut user.name, self.name),
            (&mut user.last_name, self.last_name),
            (&mut user.position, self.position),
            (&mut user.email, self.email),
        ];
        for (text, change) in texts {
            if let Some(change) = change {
                *text = change;
            }
        }
        user.is_admin = self.is_admin.unwrap_or(user.is_admin);
        user.has_app_access = self.has_app_access.unwrap_or(user.has_app_access);
        user.standing = self.standing.unwrap_or(user.standing);
        let rights = [
            (&mut user.rights.lead, self.rights.lead),
            (&mut user.rights.deal, self.rights.deal),
            (&mut user.rights.contact, self.rights.contact),
            (&mut user.rights.company, self.rights.company),
        ];
        for (rights, change) in rights {
            if let Some(change) = change {
                *rights = change.over(*rights);
            }
        }
    }
}

impl TypeChange {
    fn over(self, before: TypeRights) -> TypeRights {
        TypeRights { read: self.read.unwrap_or(before.read), write: self.write.unwrap_or(before.write) }
    }
}

fn stranger(id: u32) -> User {
    User {
        id,
        name: "User".to_owned(),
        last_name: id.to_string(),
        position: String::new(),
        email: format!("user{id}@portal.example"),
        is_admin: false,
        has_app_access: true,
        standing: Standing::default(),
        rights: Rights::NO_CRM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::EntityType;

    #[test]
    fn what_is_not_named_stays() {
        let mut users = BTreeMap::from([(7, stranger(7))]);
        let change = r#"{"id":7,"name":"Ben","rights":{"lead":{"read":"own"}}}"#;
        serde_json::from_str::<UserChange>(change).unwrap().apply(&mut users);
        let user = &users[&7];
        assert_eq!((user.name.as_str(), user.last_name.as_str()), ("Ben", "7"));
        assert_eq!(user.rights.on(EntityType::Lead).read, Access::Own);
        assert_eq!(user.rights.on(EntityType::Lead).write, Access::None);
        assert_eq!(user.rights.on(EntityType::Contact).read, Access::None);
    }
}
