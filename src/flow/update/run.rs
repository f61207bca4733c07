//! A search: question by question, then the names of what it found.

use crate::domain::{EntityType, RecordRef, TypeChoice, UserId};
use crate::flow::Effect;
use crate::flow::model::{Extent, Findings, Input, Link, Names, Pause, Phase, Run};
#[cfg(feature = "page")]
use crate::protocol::Node;
use crate::protocol::{Batch, BatchReply, Command, Reason, Refusal, RestCall, cards};
use crate::search::{Delivered, Delivery, Search, SearchOptions, SearchRefused};

use super::Effects;
#[cfg(feature = "page")]
use super::trail;

/// `user.get` answers 50 people at most.
const USERS_A_COMMAND: usize = 50;

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
pub(super) fn begin(link: &mut Link, order: Order) -> Result<Run, SearchRefused> {
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
        requests_before: link.courier.requests(),
    };
    ask(&mut run, link);
    Ok(run)
}

/// Asks what is to be asked next; when nothing is, the names.
fn ask(run: &mut Run, link: &mut Link) {
    let batch = run.search.next_batch();
    take_stock(run);
    run.phase = match batch {
        Some(batch) => {
            #[cfg(feature = "page")]
            trail::remember_call(run, &batch);
            Phase::Asking { errand: link.give(RestCall::Batch(batch)) }
        }
        None if run.search.stuck().is_some() => Phase::Paused(Pause::Unanswered),
        None => ask_names(run, link),
    };
}

/// The user pauses the search. What is under way is given up and asked again, so that from now on the portal
/// hears nothing of it.
#[cfg(feature = "page")]
pub(super) fn pause(run: &mut Run, link: &mut Link, effects: &mut Effects) {
    if let Phase::Asking { errand } = run.phase {
        effects.extend(link.withdraw(errand).map(Effect::Abort));
        run.search.take_back();
        run.phase = Phase::Paused(Pause::ByUser);
    }
}

/// Goes on after a pause.
pub(super) fn go_on(run: &mut Run, link: &mut Link) {
    match run.phase {
        #[cfg(feature = "page")]
        Phase::Paused(Pause::ByUser) => {}
        Phase::Paused(Pause::Unanswered) => run.search.go_on(),
        _ => return,
    }
    // Whatever has halted the courier meanwhile, the user wants it to go on.
    link.resume();
    ask(run, link);
}

/// Takes the answer to one of the search's own errands; others are not its concern.
pub(super) fn delivered(run: &mut Run, link: &mut Link, delivery: Delivery) {
    if run.errand() != Some(delivery.errand) {
        return;
    }
    match std::mem::replace(&mut run.phase, Phase::Finished) {
        Phase::Asking { .. } => match batch_reply(delivery) {
            Ok(reply) => {
                #[cfg(feature = "page")]
                trail::keep_answer(run, &reply);
                run.search.answered(&reply);
                ask(run, link);
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
            if let Ok(reply) = batch_reply(delivery) {
                learn_names(&mut run.names, &batch, &reply);
            }
        }
        Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => {}
    }
}

/// The user stops the search; what was found stays.
pub(super) fn cancel(run: &mut Run, link: &mut Link, effects: &mut Effects) {
    if let Some(id) = run.errand().and_then(|errand| link.withdraw(errand)) {
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
pub(super) fn batch_reply(delivery: Delivery) -> Result<BatchReply, Refusal> {
    match delivery.outcome? {
        Delivered::Batch(reply) => Ok(reply),
        Delivered::Single(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}

/// The answer to a single command.
#[cfg(feature = "page")]
pub(super) fn single(outcome: Result<Delivered, Refusal>) -> Result<Node, Refusal> {
    match outcome? {
        Delivered::Single(result) => Ok(result),
        Delivered::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}

fn take_stock(run: &mut Run) {
    run.findings = Findings::of(&run.search, run.types, &run.own);
}

fn ask_names(run: &Run, link: &mut Link) -> Phase {
    let mut people: Vec<UserId> = Vec::new();
    let cards = run.search.records().filter_map(|(record, ..)| run.search.card(record));
    for person in cards.filter_map(|card| card.responsible) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    let mut commands: Vec<Command> =
        people.chunks(USERS_A_COMMAND).map(|some| Command::Users(some.to_vec())).collect();
    if !run.findings.records.get(EntityType::Lead).is_empty() {
        commands.push(Command::LeadStages);
    }
    if commands.is_empty() || run.findings.found() == 0 {
        return Phase::Finished;
    }
    let commands = commands.into_iter().map(|command| (link.name(), command)).collect();
    let batch = Batch { commands };
    Phase::Naming { errand: link.give(RestCall::Batch(batch.clone())), batch }
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
