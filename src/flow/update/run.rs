//! A search: question by question, then the names of what it found.

use crate::domain::{EntityType, RecordRef, TypeChoice, UserId};
use crate::flow::Effect;
use crate::flow::model::{Connection, Extent, Findings, Input, Names, Pause, Phase, Run, Search};
#[cfg(feature = "page")]
use crate::protocol::Node;
use crate::protocol::limits::ROWS_A_LIST;
use crate::protocol::{Batch, BatchReply, Command, Reason, Refusal, RestCall, cards};
use crate::scheduler::{Response, ResponseBody};
use crate::search::{SearchOptions, SearchRefused};

use super::Effects;
#[cfg(feature = "page")]
use super::trail;

/// What a search is begun with.
#[derive(Default)]
pub(super) struct Order {
    pub(super) input: Input,
    pub(super) extent: Extent,
    pub(super) types: TypeChoice,
    pub(super) own: Vec<RecordRef>,
    pub(super) unreadable: u64,
}

/// Begins a search.
pub(super) fn begin(connection: &mut Connection, order: Order) -> Result<Run, SearchRefused> {
    let asked = order.input.communications(order.extent).cloned().collect();
    let search = Search::new(asked, &SearchOptions { types: order.types })?;
    let mut run = Run {
        search,
        input: order.input,
        extent: order.extent,
        types: order.types,
        own: order.own,
        unreadable: order.unreadable,
        phase: Phase::Finished,
        findings: Findings::default(),
        names: Names::default(),
        #[cfg(feature = "page")]
        trail: None,
        #[cfg(feature = "page")]
        requests_before: connection.scheduler.requests(),
    };
    ask(&mut run, connection);
    Ok(run)
}

/// Asks what is to be asked next; when nothing is, the names.
fn ask(run: &mut Run, connection: &mut Connection) {
    let batch = run.search.next_batch();
    take_stock(run);
    run.phase = match batch {
        Some(batch) => {
            #[cfg(feature = "page")]
            trail::remember_call(run, &batch);
            Phase::Asking { call_id: connection.enqueue(RestCall::Batch(batch)) }
        }
        None if run.search.stuck().is_some() => Phase::Paused(Pause::Unanswered),
        None => ask_names(run, connection),
    };
}

/// The user pauses the search. What is under way is given up and asked again, so that from now on the portal
/// hears nothing of it.
#[cfg(feature = "page")]
pub(super) fn pause(run: &mut Run, connection: &mut Connection, effects: &mut Effects) {
    if let Phase::Asking { call_id } = run.phase {
        effects.extend(connection.cancel(call_id).map(Effect::Abort));
        run.search.take_back();
        run.phase = Phase::Paused(Pause::ByUser);
    }
}

/// Goes on after a pause.
pub(super) fn go_on(run: &mut Run, connection: &mut Connection) {
    match run.phase {
        #[cfg(feature = "page")]
        Phase::Paused(Pause::ByUser) => {}
        Phase::Paused(Pause::Unanswered) => run.search.go_on(),
        _ => return,
    }
    // Whatever has halted the scheduler meanwhile, the user wants it to go on.
    connection.resume();
    ask(run, connection);
}

/// Takes the answer to one of the search's own calls; others are not its concern.
pub(super) fn responded(run: &mut Run, connection: &mut Connection, response: Response) {
    if run.call_id() != Some(response.call_id) {
        return;
    }
    match std::mem::replace(&mut run.phase, Phase::Finished) {
        Phase::Asking { .. } => match batch_reply(response) {
            Ok(reply) => {
                #[cfg(feature = "page")]
                trail::keep_answer(run, &reply);
                run.search.answered(&reply);
                ask(run, connection);
            }
            Err(refusal) => {
                #[cfg(feature = "page")]
                trail::keep_refusal(run, &refusal);
                run.search.fail();
                take_stock(run);
                run.phase = Phase::Stopped(refusal);
            }
        },
        // Names are a courtesy: without them ids are shown.
        Phase::Naming { batch, .. } => {
            if let Ok(reply) = batch_reply(response) {
                learn_names(&mut run.names, &batch, &reply);
            }
        }
        Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
    }
}

/// The user stops the search; what was found stays.
pub(super) fn cancel(run: &mut Run, connection: &mut Connection, effects: &mut Effects) {
    if let Some(id) = run.call_id().and_then(|call_id| connection.cancel(call_id)) {
        effects.push(Effect::Abort(id));
    }
    match run.phase {
        Phase::Asking { .. } | Phase::Paused(_) => {
            run.search.cancel();
            take_stock(run);
            run.phase = Phase::Cancelled;
        }
        Phase::Naming { .. } => run.phase = Phase::Finished,
        Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
    }
}

/// The answers to a batch.
pub(super) fn batch_reply(response: Response) -> Result<BatchReply, Refusal> {
    match response.outcome? {
        ResponseBody::Batch(reply) => Ok(reply),
        ResponseBody::Single(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}

/// The answer to a single command.
#[cfg(feature = "page")]
pub(super) fn single(outcome: Result<ResponseBody, Refusal>) -> Result<Node, Refusal> {
    match outcome? {
        ResponseBody::Single(result) => Ok(result),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}

fn take_stock(run: &mut Run) {
    run.findings = Findings::of(&run.search, run.types, &run.own);
}

fn ask_names(run: &Run, connection: &mut Connection) -> Phase {
    let mut people: Vec<UserId> = Vec::new();
    let cards = run.search.records().filter_map(|(record, ..)| run.search.card(record));
    for person in cards.filter_map(|card| card.responsible) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let mut commands: Vec<Command> =
        people.chunks(ROWS_A_LIST).map(|some| Command::Users(some.to_vec())).collect();
    if !run.findings.records.get(EntityType::Lead).is_empty() {
        commands.push(Command::LeadStages);
    }
    if commands.is_empty() || run.findings.found() == 0 {
        return Phase::Finished;
    }
    let commands = commands.into_iter().map(|command| (connection.name(), command)).collect();
    let batch = Batch { commands };
    Phase::Naming { call_id: connection.enqueue(RestCall::Batch(batch.clone())), batch }
}

fn learn_names(names: &mut Names, batch: &Batch, reply: &BatchReply) {
    for (name, command) in &batch.commands {
        let Some(Ok(answer)) = reply.of(*name) else { continue };
        match command {
            Command::Users(_) => names.users.extend(cards::users(answer).into_iter().flatten()),
            Command::LeadStages => names.stages.extend(cards::lead_stages(answer).into_iter().flatten()),
            _ => {}
        }
    }
}
