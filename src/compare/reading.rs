//! The reading of the records: two batches, of which the second asks for the names of what the first brought.

use crate::domain::{Chosen, EntityType};
use crate::protocol::fields::{self, Field};
use crate::protocol::{
    Batch, BatchReply, Command, CommandName, CommandReply, Reason, Refusal, RestCall, cards,
};
use crate::scheduler::{CallId, Response, ResponseBody};
use crate::session::Connection;

use super::names::{Names, Sought, questions};
use super::sheet::{Column, Found, OpenDeals, Sheet, Whole};

/// A reading that is under way.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Reading {
    pub(super) call_id: CallId,
    asked: Asked,
    chosen: Chosen,
}

#[derive(Clone, PartialEq, Debug)]
enum Asked {
    /// The records, what their fields are called, their open deals.
    Records(Vec<(CommandName, Question)>),
    /// What they point to.
    Names(Vec<(CommandName, Sought)>, Sheet),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Question {
    /// The record at this place.
    Record(usize),
    Fields(EntityType),
    /// Of the record at this place.
    OpenDeals(usize),
}

/// What an answer brought.
pub(super) enum Step {
    /// More is asked.
    Further,
    Refused(Refusal),
    Done(Sheet),
}

impl Reading {
    /// Asks for the records.
    pub(super) fn begin(connection: &mut Connection, chosen: &Chosen) -> Self {
        let mut questions = Vec::new();
        for (place, record) in chosen.records().iter().enumerate() {
            questions.push((Question::Record(place), Command::GetRecord(*record)));
            questions
                .extend(fields::ask_open_deals(*record).map(|deals| (Question::OpenDeals(place), deals)));
        }
        for entity in types(chosen) {
            questions.push((Question::Fields(entity), fields::ask(entity)));
        }
        let (call_id, asked) = ask(connection, questions);
        Self { call_id, asked: Asked::Records(asked), chosen: chosen.clone() }
    }

    /// Takes the answer.
    pub(super) fn responded(&mut self, connection: &mut Connection, response: Response) -> Step {
        let reply = match response.outcome {
            Ok(ResponseBody::Batch(reply)) => reply,
            Ok(ResponseBody::Single(_)) => {
                return Step::Refused(Refusal::bare(Reason::AnswerUnreadable, 200));
            }
            Err(refusal) => match &mut self.asked {
                Asked::Records(_) => return Step::Refused(refusal),
                // Names are a courtesy.
                Asked::Names(_, sheet) => return Step::Done(sheet.clone()),
            },
        };
        match &mut self.asked {
            Asked::Records(asked) => {
                let sheet = sheet(&self.chosen, asked, &reply);
                let questions = questions(&sheet.columns, |entity| sheet.fields(entity).to_vec());
                if questions.is_empty() {
                    return Step::Done(sheet);
                }
                let (call_id, asked) = ask(connection, questions);
                self.call_id = call_id;
                self.asked = Asked::Names(asked, sheet);
                Step::Further
            }
            Asked::Names(asked, sheet) => {
                let names = Names::read(asked, &reply);
                Step::Done(Sheet { names, ..sheet.clone() })
            }
        }
    }
}

fn ask<Q>(connection: &mut Connection, questions: Vec<(Q, Command)>) -> (CallId, Vec<(CommandName, Q)>) {
    let (mut batch, mut asked) = (Batch::default(), Vec::new());
    for (question, command) in questions {
        let name = connection.name();
        batch.commands.push((name, command));
        asked.push((name, question));
    }
    (connection.enqueue(RestCall::Batch(batch)), asked)
}

fn types(chosen: &Chosen) -> impl Iterator<Item = EntityType> {
    EntityType::ALL
        .into_iter()
        .filter(|entity| chosen.records().iter().any(|record| record.entity == *entity))
}

fn sheet(chosen: &Chosen, asked: &[(CommandName, Question)], reply: &BatchReply) -> Sheet {
    let of = |question: Question| {
        let name = asked.iter().find(|(_, of)| *of == question).map(|(name, _)| *name)?;
        reply.of(name).cloned()
    };
    let column = |(place, reference): (usize, &_)| Column {
        reference: *reference,
        found: found(reference.entity, of(Question::Record(place))),
        open_deals: match (reference.entity, of(Question::OpenDeals(place))) {
            (EntityType::Lead, _) => OpenDeals::OfNoClient,
            (_, Some(Ok(rows))) => fields::count(&rows).map_or(OpenDeals::Unknown, OpenDeals::Count),
            (_, Some(Err(_)) | None) => OpenDeals::Unknown,
        },
    };
    Sheet {
        columns: chosen.records().iter().enumerate().map(column).collect(),
        fields: types(chosen).map(|entity| (entity, fields_of(of(Question::Fields(entity))))).collect(),
        names: Names::default(),
    }
}

fn found(entity: EntityType, reply: Option<CommandReply>) -> Found {
    let read = |reply: CommandReply| {
        let row = reply?;
        let card = cards::record(entity, &row)?;
        Ok::<_, Refusal>(Whole { card, values: fields::values(&row)? })
    };
    match reply.map_or_else(|| Err(not_answered()), read) {
        Ok(whole) => Found::Whole(Box::new(whole)),
        Err(refusal) => Found::Not(refusal),
    }
}

fn fields_of(reply: Option<CommandReply>) -> Result<Vec<Field>, Refusal> {
    Ok(fields::read(&reply.unwrap_or_else(|| Err(not_answered()))?)?)
}

const fn not_answered() -> Refusal {
    Refusal::bare(Reason::NotAnswered, 200)
}
