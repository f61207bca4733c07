//! The names of people and of lead stages. They are a courtesy: without them ids are shown.
//!
//! Of a short search they are asked along with the records: by reference to the lists that tell who is responsible.
//! What that did not prove is asked for by itself.

use crate::domain::{EntityType, UserId};
use crate::protocol::limits::ROWS_A_LIST;
use crate::protocol::{
    Batch, BatchReply, Class, Command, CommandName, CommandReply, MAX_COMMANDS, Part, Reference, cards,
};
use crate::session::Connection;

/// The lists of a short search: one of each type. With more of them, few of the names would be new.
const LISTS: usize = 3;

/// Names of people and of lead stages.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Names {
    users: Vec<(UserId, String)>,
    stages: Vec<(String, String)>,
    /// Whose names were asked for, told or not.
    asked: Vec<UserId>,
    are_stages_asked: bool,
    /// What is out.
    out: Vec<(CommandName, Command)>,
}

impl Names {
    /// The name of a user.
    pub(crate) fn user(&self, id: UserId) -> Option<&str> {
        self.users.iter().find(|(of, _)| *of == id).map(|(_, name)| name.as_str())
    }

    /// The name of a lead stage.
    pub(crate) fn stage(&self, id: &str) -> Option<&str> {
        self.stages.iter().find(|(of, _)| of == id).map(|(_, name)| name.as_str())
    }

    /// Asks for the names of whoever is responsible for the records that a batch loads, and for the stages of its
    /// leads.
    pub(super) fn go_along(&mut self, connection: &mut Connection, batch: &mut Batch) {
        let mut questions = Vec::new();
        let mut lists = 0;
        for (list, command) in &batch.commands {
            let Command::ListRecords { entity, ids } = command else { continue };
            lists += 1;
            let responsible = |row| Reference { of: *list, part: Part::Responsible(row) };
            questions.push(Command::UsersReferred((0..ids.len()).map(responsible).collect()));
            if *entity == EntityType::Lead && !self.are_stages_asked {
                questions.push(Command::LeadStages);
            }
        }
        if lists <= LISTS && batch.commands.len() + questions.len() <= MAX_COMMANDS {
            batch.commands.extend(self.sent(connection, questions));
        }
    }

    /// Asks for the names of these people, and for the stages of leads, unless that was done.
    pub(super) fn ask(
        &mut self,
        connection: &mut Connection,
        people: impl Iterator<Item = UserId>,
        has_leads: bool,
    ) -> Option<Batch> {
        let mut distinct: Vec<UserId> = Vec::new();
        for person in people {
            if !distinct.contains(&person) && !self.asked.contains(&person) {
                distinct.push(person);
            }
        }
        let chunks = distinct.chunks(ROWS_A_LIST);
        let mut questions: Vec<Command> = chunks.map(|some| Command::Users(some.to_vec())).collect();
        if has_leads && !self.are_stages_asked {
            questions.push(Command::LeadStages);
        }
        let commands = self.sent(connection, questions);
        (!commands.is_empty()).then_some(Batch { commands })
    }

    fn sent(&mut self, connection: &mut Connection, questions: Vec<Command>) -> Vec<(CommandName, Command)> {
        let named: Vec<_> = questions.into_iter().map(|command| (connection.name(), command)).collect();
        self.out.extend(named.iter().cloned());
        named
    }

    /// Takes the answers to questions for names, whatever else was answered with them.
    pub(super) fn learn(&mut self, reply: &BatchReply) {
        let answered = self.out.extract_if(.., |(name, _)| reply.of(*name).is_some());
        for (name, command) in answered.collect::<Vec<_>>() {
            let Some(answer) = reply.of(name) else { continue };
            match command {
                Command::LeadStages => {
                    self.are_stages_asked = is_final(answer);
                    self.stages.extend(answer.iter().flat_map(cards::lead_stages).flatten());
                }
                Command::UsersReferred(references) => self.learn_users(answer, referred(&references, reply)),
                Command::Users(people) => self.learn_users(answer, people),
                _ => {}
            }
        }
    }

    /// Whoever is not among those that a portal names has no name, unless it names nobody who was asked for: then it
    /// may not have been asked for them at all.
    fn learn_users(&mut self, answer: &CommandReply, people: Vec<UserId>) {
        let named = answer.iter().flat_map(cards::users).flatten().collect::<Vec<_>>();
        if named.iter().any(|(user, _)| people.contains(user)) || (answer.is_err() && is_final(answer)) {
            self.asked.extend(people);
        }
        self.users.extend(named);
    }
}

/// Whether asking again would bring nothing else.
fn is_final(answer: &CommandReply) -> bool {
    answer.as_ref().err().is_none_or(|refusal| refusal.reason.class() == Class::Stop)
}

/// Whom the references named, by the lists that came back.
fn referred(references: &[Reference], reply: &BatchReply) -> Vec<UserId> {
    let id = |reference: &Reference| {
        let list = reply.of(reference.of)?.as_ref().ok()?;
        reference.follow(list)?.as_id().map(UserId)
    };
    references.iter().filter_map(id).collect()
}
