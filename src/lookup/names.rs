//! The names of people and of lead stages. They are a courtesy: without them ids are shown.

use crate::domain::UserId;
use crate::protocol::limits::ROWS_A_LIST;
use crate::protocol::{Batch, BatchReply, Command, cards};

/// Names of people and of lead stages.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Names {
    users: Vec<(UserId, String)>,
    stages: Vec<(String, String)>,
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

    /// Takes the answers to a batch of questions for names.
    pub(super) fn learn(&mut self, batch: &Batch, reply: &BatchReply) {
        for (name, command) in &batch.commands {
            let Some(Ok(answer)) = reply.of(*name) else { continue };
            match command {
                Command::Users(_) => self.users.extend(cards::users(answer).into_iter().flatten()),
                Command::LeadStages => self.stages.extend(cards::lead_stages(answer).into_iter().flatten()),
                _ => {}
            }
        }
    }
}

/// The questions for the names of these people.
pub(super) fn questions(people: impl Iterator<Item = UserId>) -> Vec<Command> {
    let mut distinct: Vec<UserId> = Vec::new();
    for person in people {
        if !distinct.contains(&person) {
            distinct.push(person);
        }
    }
    distinct.chunks(ROWS_A_LIST).map(|some| Command::Users(some.to_vec())).collect()
}
