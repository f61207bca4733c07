//! The fixed users of the sandbox.

use std::collections::BTreeMap;

use crate::crm::{Rights, Standing, User};

/// One user for each kind of rights. The ids are the same in every sandbox.
pub(super) fn fixed() -> BTreeMap<u32, User> {
    [
        user(1, "Anna", "Adler", "Administrator", Rights::ADMINISTRATOR),
        user(7, "Boris", "Berg", "Sales, own records only", Rights::OWN_RECORDS),
        user(9, "Clara", "Conti", "Support, reads contacts only", Rights::CONTACTS_ONLY),
        user(11, "David", "Dahl", "Accounting, no CRM", Rights::NO_CRM),
        user(13, "Elena", "Engel", "Marketing, no access to the application", Rights::OWN_RECORDS),
    ]
    .into_iter()
    .map(|user| (user.id, user))
    .collect()
}

fn user(id: u32, name: &str, last_name: &str, position: &str, rights: Rights) -> User {
    User {
        id,
        name: name.to_owned(),
        last_name: last_name.to_owned(),
        position: position.to_owned(),
        email: format!("{}@portal.example", name.to_lowercase()),
        is_admin: id == 1,
        has_app_access: id != 13,
        standing: Standing::default(),
        rights,
    }
}
