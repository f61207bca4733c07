//! What the records point to: people, companies, contacts, entries of catalogues. Without a name, a number is shown.

use std::collections::BTreeSet;

use crate::domain::{EntityType, RecordId, RecordRef, UserId};
use crate::protocol::fields::{self, Entry, Field, FieldKind};
use crate::protocol::limits::ROWS_A_LIST;
use crate::protocol::{BatchReply, Command, CommandName, cards};

use super::sheet::Column;

/// The names of what records point to.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Names {
    users: Vec<(UserId, String)>,
    records: Vec<(RecordRef, String)>,
    entries: Vec<Entry>,
}

/// What is asked, and how its answer is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sought {
    Users,
    Records(EntityType),
    Entries,
}

/// The questions about what these records point to. Nobody chooses so many records that one list would not do.
pub(super) fn questions(
    columns: &[Column],
    fields: impl Fn(EntityType) -> Vec<Field>,
) -> Vec<(Sought, Command)> {
    let (mut users, mut companies, mut contacts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut catalogues = BTreeSet::new();
    for column in columns {
        let Some(whole) = column.whole() else { continue };
        for field in fields(column.reference.entity) {
            let ids = || whole.of(&field.code).iter().filter_map(|text| fields::id(text));
            match field.kind {
                FieldKind::User => users.extend(ids()),
                FieldKind::Company => companies.extend(ids()),
                FieldKind::Contact => contacts.extend(ids()),
                FieldKind::Entry(catalogue) if !whole.of(&field.code).is_empty() => {
                    catalogues.insert(catalogue);
                }
                _ => {}
            }
        }
        users.extend(whole.card.responsible.map(|user| user.0));
    }
    let some = |ids: BTreeSet<RecordId>| {
        let ids: Vec<RecordId> = ids.into_iter().take(ROWS_A_LIST).collect();
        (!ids.is_empty()).then_some(ids)
    };
    let list = |entity, ids| (Sought::Records(entity), Command::ListRecords { entity, ids });
    let users = some(users).map(|ids| (Sought::Users, Command::Users(ids.into_iter().map(UserId).collect())));
    let companies = some(companies).map(|ids| list(EntityType::Company, ids));
    let contacts = some(contacts).map(|ids| list(EntityType::Contact, ids));
    let entries = (!catalogues.is_empty())
        .then(|| (Sought::Entries, fields::ask_entries(catalogues.into_iter().collect())));
    users.into_iter().chain(companies).chain(contacts).chain(entries).collect()
}

impl Names {
    /// Takes the answers. What was not told keeps its number.
    pub(super) fn read(asked: &[(CommandName, Sought)], reply: &BatchReply) -> Self {
        let mut names = Self::default();
        for (name, sought) in asked {
            let Some(Ok(answer)) = reply.of(*name) else { continue };
            match sought {
                Sought::Users => names.users.extend(cards::users(answer).unwrap_or_default()),
                Sought::Records(entity) => {
                    let cards = cards::records(*entity, answer).unwrap_or_default();
                    let titled = cards.into_iter().filter(|card| !card.title.is_empty());
                    names.records.extend(titled.map(|card| (card.reference, card.title)));
                }
                Sought::Entries => names.entries.extend(fields::entries(answer).unwrap_or_default()),
            }
        }
        names
    }

    /// The name of a user.
    pub(crate) fn user(&self, user: UserId) -> Option<&str> {
        self.users.iter().find(|(of, _)| *of == user).map(|(_, name)| name.as_str())
    }

    /// What a stored value is called; the value itself where it has no name.
    pub(super) fn called(&self, kind: &FieldKind, stored: &str) -> String {
        let record = |entity| {
            let reference = RecordRef::new(entity, fields::id(stored)?);
            self.records.iter().find(|(of, _)| *of == reference).map(|(_, title)| title.as_str())
        };
        let name = match kind {
            FieldKind::User => fields::id(stored).and_then(|id| self.user(UserId(id))),
            FieldKind::Company => record(EntityType::Company),
            FieldKind::Contact => record(EntityType::Contact),
            FieldKind::Entry(catalogue) => {
                let entry = |entry: &&Entry| entry.catalogue == *catalogue && entry.code == stored;
                self.entries.iter().find(entry).map(|entry| entry.name.as_str())
            }
            FieldKind::Choice(choices) => {
                choices.iter().find(|(id, _)| id == stored).map(|(_, name)| name.as_str())
            }
            FieldKind::Plain
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::Communications
            | FieldKind::Opaque => None,
        };
        name.unwrap_or(stored).to_owned()
    }
}
