//! A search: question by question, then the names of what it found.

use crate::app::{Effect, Effects};
use crate::domain::{Communication, Dismissals, EntityType, RecordCard, TypeChoice};
use crate::protocol::{BatchReply, Command, CommandName, MAX_COMMANDS, Node, Reason, Refusal, RestCall};
use crate::scheduler::{CallId, RequestId, Response, ResponseBody};
use crate::search::{Search, SearchOptions, SearchRefused};
use crate::session::Connection;

use super::findings::Understood;
use super::names::Names;
use super::{Findings, Input, Mode, Own, Spellings, Trace};

/// One search and what came of it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Lookup<M: Mode> {
    pub(crate) search: Search<M::Strategy>,
    pub(crate) spellings: M::Spellings,
    /// The input as it was when the search began, values that cannot be asked included.
    pub(crate) input: Input,
    pub(crate) scope: Scope,
    pub(crate) types: TypeChoice,
    /// The card itself and its clients.
    pub(crate) own: Own,
    /// How many of them the user may not read.
    pub(crate) unreadable: u64,
    pub(crate) phase: Phase,
    pub(crate) findings: Findings,
    pub(crate) names: Names,
    pub(crate) trace: M::Trace,
    /// The last request before it began.
    pub(crate) begun_after: RequestId,
}

/// How much of the input is searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Scope {
    /// All that can be.
    #[default]
    Whole,
    /// As many of the first values as one search takes.
    FirstPart,
}

/// How far a search is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Phase {
    /// Batches are out.
    Asking {
        /// Their calls, each with the name of the batch.
        calls: Vec<(CallId, CommandName)>,
    },
    /// Nothing is asked until the user goes on.
    Paused(PausedBy),
    /// Everything is found; names of people and stages are still asked for.
    Naming {
        /// The call.
        call_id: CallId,
    },
    /// Finished.
    Finished,
    /// Stopped by the user.
    Cancelled,
    /// Stopped by a refusal that no repetition mends.
    Stopped(Refusal),
}

/// What has paused a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PausedBy {
    /// The user wanted it.
    User,
    /// What is left to ask was not answered, however often it was asked.
    Silence,
}

/// What a lookup is begun with.
#[derive(Default)]
pub(crate) struct Order {
    pub(crate) input: Input,
    pub(crate) scope: Scope,
    pub(crate) types: TypeChoice,
    pub(crate) own: Own,
    /// Cards that need not be loaded.
    pub(crate) known: Vec<RecordCard>,
    /// Answers that need not be asked for.
    pub(crate) answers: Vec<EarlyAnswer>,
    pub(crate) unreadable: u64,
}

/// The portal's answer to a value, which was there before the search began.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct EarlyAnswer {
    pub(crate) value: Communication,
    pub(crate) found: Node,
    /// `Null` where the portal told no time.
    pub(crate) time: Node,
}

impl<M: Mode> Lookup<M> {
    /// Begins a search.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    pub(crate) fn begin(connection: &mut Connection, order: Order) -> Result<Self, SearchRefused> {
        let options = SearchOptions { types: order.types };
        let (search, spellings) = M::Spellings::begin(order.input.askable(), &options)?;
        let findings = Findings::before(&search, &spellings);
        let mut lookup = Self {
            search,
            spellings,
            input: order.input,
            scope: order.scope,
            types: order.types,
            own: order.own,
            unreadable: order.unreadable,
            phase: Phase::Finished,
            findings,
            names: Names::default(),
            trace: M::Trace::default(),
            begun_after: connection.last_request(),
        };
        lookup.search.know(order.known);
        lookup.take(order.answers);
        lookup.ask(connection, Vec::new());
        Ok(lookup)
    }

    /// Takes answers that are there already. An answer is one only to the spelling that the search itself would send;
    /// what that leaves open was asked once without an answer.
    fn take(&mut self, answers: Vec<EarlyAnswer>) {
        if answers.is_empty() {
            return;
        }
        let Some(batch) = self.search.next_batch(1) else { return };
        let Some(first) = batch.name() else { return };
        self.trace.asked(&batch);
        self.trace.sent(&batch);
        let mut reply = BatchReply::default();
        for EarlyAnswer { value, found, time } in answers {
            let is_to = |(_, command): &&(_, Command)| match command {
                Command::Find { kind, spellings, .. } => {
                    value.kind() == *kind && *spellings == [value.spelling()]
                }
                _ => false,
            };
            if let Some((name, _)) = batch.commands.iter().find(is_to) {
                reply.replies.push((*name, Ok(found)));
                reply.times.push((*name, time));
            }
        }
        self.trace.answered(&reply);
        self.search.answered(first, &reply);
    }

    /// Asks as much of what is to be asked next as may be under way beside these calls; when nothing is, the names.
    fn ask(&mut self, connection: &mut Connection, mut calls: Vec<(CallId, CommandName)>) {
        while let Some(mut batch) = self.search.next_batch(connection.room()) {
            self.trace.asked(&batch);
            if let Some(name) = batch.name() {
                if self.search.len() <= MAX_COMMANDS {
                    self.names.go_along(connection, &mut batch);
                }
                self.trace.sent(&batch);
                calls.push((connection.enqueue(RestCall::Batch(batch)), name));
            }
        }
        self.take_stock();
        self.phase = if !calls.is_empty() {
            Phase::Asking { calls }
        } else if self.search.stuck().is_some() {
            Phase::Paused(PausedBy::Silence)
        } else {
            self.ask_names(connection)
        };
    }

    fn ask_names(&mut self, connection: &mut Connection) -> Phase {
        if self.findings.found() == 0 {
            return Phase::Finished;
        }
        let others = self.search.records().filter(|(record, ..)| !self.own.contains(*record));
        let people = others.filter_map(|(record, ..)| self.search.card(record)?.responsible);
        let has_leads = !self.findings.records.get(EntityType::Lead).is_empty();
        match self.names.ask(connection, people, has_leads) {
            Some(batch) => {
                self.trace.sent(&batch);
                Phase::Naming { call_id: connection.enqueue(RestCall::Batch(batch)) }
            }
            None => Phase::Finished,
        }
    }

    /// Something was dismissed, or brought back.
    pub(crate) fn dismiss(&mut self, dismissed: &Dismissals) {
        self.own.dismissed.clone_from(dismissed);
        self.take_stock();
    }

    /// Takes in what has changed.
    fn take_stock(&mut self) {
        let changes = self.search.take_changes();
        let Self { search, spellings, types, own, findings, .. } = self;
        findings.follow(&Understood { search, spellings, types: *types, own }, &changes);
    }

    /// Takes the answer to one of the search's own calls; others are not its concern.
    pub(crate) fn responded(&mut self, connection: &mut Connection, response: Response) {
        if !self.awaits(response.call_id) {
            return;
        }
        match std::mem::replace(&mut self.phase, Phase::Finished) {
            Phase::Asking { calls } => self.answered(connection, calls, response),
            Phase::Naming { .. } => {
                if let Ok(reply) = batch_reply(response) {
                    self.names.learn(&reply);
                }
            }
            Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
        }
    }

    fn answered(
        &mut self,
        connection: &mut Connection,
        mut calls: Vec<(CallId, CommandName)>,
        response: Response,
    ) {
        let answered = calls.extract_if(.., |(call_id, _)| *call_id == response.call_id).next();
        let Some((_, name)) = answered else { return };
        match batch_reply(response) {
            Ok(reply) => {
                self.trace.answered(&reply);
                self.names.learn(&reply);
                self.search.answered(name, &reply);
                self.ask(connection, calls);
            }
            Err(refusal) => {
                self.trace.refused(&refusal);
                self.search.fail();
                // Their answers fit nothing any more.
                for (call_id, _) in calls {
                    connection.cancel(call_id);
                }
                self.take_stock();
                self.phase = Phase::Stopped(refusal);
            }
        }
    }

    /// The user pauses the search. What is under way is given up and asked again, so that from now on the portal
    /// hears nothing of it.
    pub(crate) fn pause<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        if let Phase::Asking { .. } = self.phase {
            self.abort(connection, effects);
            self.search.requeue();
            self.phase = Phase::Paused(PausedBy::User);
        }
    }

    /// Nobody waits for what is out any more.
    fn abort<X>(&self, connection: &mut Connection, effects: &mut Effects<X>) {
        let mut abort = |call_id| effects.extend(connection.cancel(call_id).map(Effect::Abort));
        match &self.phase {
            Phase::Asking { calls } => calls.iter().for_each(|(call_id, _)| abort(*call_id)),
            Phase::Naming { call_id, .. } => abort(*call_id),
            Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
        }
    }

    /// Goes on after a pause.
    pub(crate) fn go_on(&mut self, connection: &mut Connection) {
        match self.phase {
            Phase::Paused(PausedBy::User) => {}
            Phase::Paused(PausedBy::Silence) => self.search.go_on(),
            _ => return,
        }
        // Whatever has halted the scheduler meanwhile, the user wants it to go on.
        connection.resume();
        self.ask(connection, Vec::new());
    }

    /// Goes on after a pause, unless it is the user who paused.
    pub(crate) fn go_on_after_silence(&mut self, connection: &mut Connection) {
        if let Phase::Paused(PausedBy::Silence) = self.phase {
            self.go_on(connection);
        }
    }

    /// The user stops the search; what was found stays.
    pub(crate) fn cancel<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.abort(connection, effects);
        match self.phase {
            Phase::Asking { .. } | Phase::Paused(_) => {
                self.search.cancel();
                self.take_stock();
                self.phase = Phase::Cancelled;
            }
            Phase::Naming { .. } => self.phase = Phase::Finished,
            Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
        }
    }

    /// Nothing more will be found.
    pub(crate) const fn is_over(&self) -> bool {
        !matches!(self.phase, Phase::Asking { .. } | Phase::Paused(_))
    }

    /// Whether this call is out.
    pub(crate) fn awaits(&self, call_id: CallId) -> bool {
        match &self.phase {
            Phase::Asking { calls } => calls.iter().any(|(of, _)| *of == call_id),
            Phase::Naming { call_id: of } => *of == call_id,
            Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => false,
        }
    }

    /// Whether a call is out.
    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.phase, Phase::Asking { .. } | Phase::Naming { .. })
    }
}

/// The answers to a batch.
///
/// # Errors
/// If the portal refused the whole, or answered something else.
pub(crate) fn batch_reply(response: Response) -> Result<BatchReply, Refusal> {
    match response.outcome? {
        ResponseBody::Batch(reply) => Ok(reply),
        ResponseBody::Single(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
