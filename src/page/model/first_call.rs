//! The first question of a search and what the portal said to it, and how much else was asked: for *show the call*.

use std::collections::BTreeMap;

use crate::domain::Communication;
use crate::lookup::{EarlyAnswer, Trace};
use crate::protocol::{Batch, BatchReply, Command, CommandName, Node, Refusal};

/// The first question is the one that is shown to integrators.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct FirstCall {
    name: CommandName,
    pub(in crate::page) command: Command,
    /// How many questions its batch asked.
    pub(in crate::page) of: u64,
    /// How often each method was asked by the whole search.
    pub(in crate::page) methods: BTreeMap<&'static str, u64>,
    pub(in crate::page) answer: Option<Answer>,
}

/// What the portal said to a question.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum Answer {
    /// It answered.
    Result {
        /// What.
        result: Node,
        /// `Null` where the portal told no time.
        time: Node,
    },
    /// It refused.
    Refused(Refusal),
}

impl FirstCall {
    /// What the portal has answered to a value by itself: nobody has to ask that again.
    pub(in crate::page) fn told(&self) -> Option<EarlyAnswer> {
        let Some(Answer::Result { result, time }) = &self.answer else { return None };
        match &self.command {
            Command::Find { kind, spellings, .. } if let [spelling] = spellings.as_slice() => {
                let value = Communication::new(*kind, spelling)?;
                Some(EarlyAnswer { value, found: result.clone(), time: time.clone() })
            }
            _ => None,
        }
    }
}

impl Trace for Option<FirstCall> {
    /// Asked again, the first question has another name.
    fn asked(&mut self, batch: &Batch) {
        let mut finds = batch.commands.iter().filter(|(_, command)| matches!(command, Command::Find { .. }));
        if let Some(first) = self {
            if let Some((name, _)) = finds.find(|(_, command)| *command == first.command) {
                first.name = *name;
            }
        } else if let Some((name, command)) = finds.next() {
            let of = finds.count() as u64 + 1;
            *self = Some(FirstCall {
                name: *name,
                command: command.clone(),
                of,
                methods: BTreeMap::new(),
                answer: None,
            });
        }
    }

    fn sent(&mut self, batch: &Batch) {
        let Some(first) = self else { return };
        for (_, command) in &batch.commands {
            *first.methods.entry(command.method()).or_default() += 1;
        }
    }

    fn answered(&mut self, reply: &BatchReply) {
        let Some(first) = self else { return };
        match reply.of(first.name) {
            Some(Ok(result)) => {
                let time = reply.time(first.name).cloned().unwrap_or_default();
                first.answer = Some(Answer::Result { result: result.clone(), time });
            }
            Some(Err(refusal)) => first.answer = Some(Answer::Refused(refusal.clone())),
            None => {}
        }
    }

    fn refused(&mut self, refusal: &Refusal) {
        if let Some(first) = self {
            first.answer.get_or_insert_with(|| Answer::Refused(refusal.clone()));
        }
    }
}
