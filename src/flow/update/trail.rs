//! The trail of a search: its first question and what the portal said to it, for *show the call*.

use crate::flow::model::{Answer, Run, Trail};
use crate::protocol::{Batch, BatchReply, Command, Refusal};

/// The first question is the one that is shown to integrators. Asked again, it has another name.
pub(super) fn remember_call(run: &mut Run, batch: &Batch) {
    let mut finds = batch.commands.iter().filter(|(_, command)| matches!(command, Command::Find { .. }));
    if let Some(trail) = &mut run.trail {
        if let Some((name, _)) = finds.find(|(_, command)| *command == trail.command) {
            trail.name = *name;
        }
    } else if let Some((name, command)) = finds.next() {
        let of = finds.count() as u64 + 1;
        run.trail = Some(Trail { name: *name, command: command.clone(), of, answer: None });
    }
}

/// What the portal said to it.
pub(super) fn keep_answer(run: &mut Run, reply: &BatchReply) {
    let Some(trail) = &mut run.trail else { return };
    match reply.of(trail.name) {
        Some(Ok(result)) => {
            let time = reply.time(trail.name).cloned().unwrap_or_default();
            trail.answer = Some(Answer::Result { result: result.clone(), time });
        }
        Some(Err(refusal)) => trail.answer = Some(Answer::Refused(refusal.clone())),
        None => {}
    }
}

/// The portal refused the whole.
pub(super) fn keep_refusal(run: &mut Run, refusal: &Refusal) {
    if let Some(trail) = &mut run.trail {
        trail.answer.get_or_insert_with(|| Answer::Refused(refusal.clone()));
    }
}
