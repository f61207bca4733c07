//! The names of people and of lead stages. They are a courtesy: without them ids are shown.
//!
//! Of a short search they are asked along with the records: by reference to the lists that tell who is responsible.
//! What that did not prove is asked for by itself.

use crate::domain::{EntityType, UserId};
use crate::protocol::cards::LeadStage;
use crate::protocol::limits::ROWS_A_LIST;
use crate::protocol::{Batch, BatchReply, Class, Command, CommandName, MAX_COMMANDS, Part, Reference, cards};
use crate::session::Connection;

/// The lists of a short search: one of each type. With more of them, few of the names would be new.
const LISTS: usize = 3;

/// Names of people and of lead stages.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Names {
    users: Vec<(UserId, String)>,
    stages: Vec<LeadStage>,
    /// What is asked for and not told.
    out: Vec<(CommandName, Sought)>,
    /// The portal does not tell the names of people to this user.
    is_refused: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sought {
    Users,
    Stages,
}

impl Names {
    /// The name of a user.
    pub(crate) fn user(&self, id: UserId) -> Option<&str> {
        self.users.iter().find(|(of, _)| *of == id).map(|(_, name)| name.as_str())
    }

    /// A lead stage.
    pub(crate) fn stage(&self, id: &str) -> Option<&LeadStage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// What an earlier search was told is known.
    pub(crate) fn know(&mut self, earlier: Self) {
        self.users.extend(earlier.users);
        self.stages.extend(earlier.stages);
        self.is_refused |= earlier.is_refused;
    }

    /// Asks for the names of whoever is responsible for the records that a batch loads, and for the stages of its
    /// leads.
    pub(super) fn go_along(&mut self, connection: &mut Connection, batch: &mut Batch) {
        let list = |(name, command): &(CommandName, Command)| match command {
            Command::ListRecords { entity, ids } => Some((*name, *entity, ids.len())),
            _ => None,
        };
        let lists: Vec<_> = batch.commands.iter().filter_map(list).collect();
        if lists.len() > LISTS || batch.commands.len() + lists.len() >= MAX_COMMANDS {
            return;
        }
        for (of, entity, rows) in lists {
            let responsible = |row| Reference { of, part: Part::Responsible(row) };
            let users = (0..rows).map(responsible).collect();
            self.send(connection, batch, Sought::Users, Command::UsersReferred(users));
            if entity == EntityType::Lead {
                self.send(connection, batch, Sought::Stages, Command::LeadStages);
            }
        }
    }

    /// Asks for the names of these people, and for the stages of leads, as far as they are not known. Whoever is not
    /// among those that the portal named has no name, unless it named none of them: then it may not have been asked
    /// for them at all.
    pub(crate) fn ask(
        &mut self,
        connection: &mut Connection,
        people: impl Iterator<Item = UserId>,
        has_leads: bool,
    ) -> Option<Batch> {
        let is_told = self.out.is_empty();
        let mut is_known = self.is_refused;
        let mut unnamed: Vec<UserId> = Vec::new();
        for person in people {
            if self.user(person).is_some() {
                is_known = true;
            } else if !unnamed.contains(&person) {
                unnamed.push(person);
            }
        }
        if is_told && is_known {
            unnamed.clear();
        }
        let mut batch = Batch::default();
        for some in unnamed.chunks(ROWS_A_LIST) {
            self.send(connection, &mut batch, Sought::Users, Command::Users(some.to_vec()));
        }
        if has_leads && self.stages.is_empty() && !self.is_refused {
            self.send(connection, &mut batch, Sought::Stages, Command::LeadStages);
        }
        (!batch.commands.is_empty()).then_some(batch)
    }

    fn send(&mut self, connection: &mut Connection, batch: &mut Batch, sought: Sought, command: Command) {
        let name = connection.name();
        self.out.push((name, sought));
        batch.commands.push((name, command));
    }

    /// Takes the answers to questions for names, whatever else was answered with them.
    pub(crate) fn learn(&mut self, reply: &BatchReply) {
        let Self { users, stages, out, is_refused } = self;
        out.retain(|(name, sought)| match (reply.of(*name), sought) {
            (None, _) => true,
            (Some(Ok(answer)), Sought::Users) => {
                users.extend(cards::users(answer).into_iter().flatten());
                false
            }
            (Some(Ok(answer)), Sought::Stages) => {
                stages.extend(cards::lead_stages(answer).into_iter().flatten());
                false
            }
            (Some(Err(refusal)), _) => {
                let is_final = refusal.reason.class() == Class::Stop;
                *is_refused |= is_final;
                !is_final
            }
        });
    }
}
