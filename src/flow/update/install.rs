//! The installation: look at what is bound, then change it, one call after the other.

use std::collections::VecDeque;

use crate::flow::model::{
    Connection, Doing, Face, Install, InstallStep, Known, Model, Page, Reach, Stage, Tab,
};
use crate::flow::{Effect, InstallIntent, Timer};
use crate::i18n::Language;
use crate::protocol::frame::FrameCall;
use crate::protocol::install::{BoundPlacement, bound};
use crate::protocol::{Command, Reason, Refusal, RestCall};
use crate::scheduler::{CallId, Response, ResponseBody};

use super::{Effects, run};

/// So long the portal may take to reload the page after the end of the installation.
pub(super) const FINISH_MS: u32 = 15_000;

/// Asks what is bound.
pub(super) fn look(install: &mut Install, connection: &mut Connection) {
    install.refusal = None;
    install.doing = Doing::Looking(connection.enqueue(RestCall::Single(Command::PlacementsBound)));
}

/// What an administrator wants.
pub(super) fn wanted(model: &mut Model, intent: &InstallIntent, effects: &mut Effects) {
    let address = &model.card_address;
    match &mut model.stage {
        Stage::Installing(installing) => match intent {
            InstallIntent::Finish => finish(&mut installing.install, effects),
            _ => change(&mut installing.install, &mut installing.connection, address, intent),
        },
        Stage::Page(page) => {
            let Page { reach: Reach::Connected(connection), face: Face::Install(install), .. } = &mut **page
            else {
                return;
            };
            if connection.frame().is_some_and(|frame| frame.is_admin) {
                change(install, connection, address, intent);
            }
        }
        _ => {}
    }
}

/// Shows the installation on the page, or goes back from it.
pub(super) fn show(page: &mut Page, shown: bool, effects: &mut Effects) {
    let Reach::Connected(connection) = &mut page.reach else { return };
    match (&mut page.face, shown) {
        (Face::Search, true) => {
            let mut install = Install::default();
            if connection.frame().is_some_and(|frame| frame.is_admin) {
                look(&mut install, connection);
            }
            page.face = Face::Install(Box::new(install));
        }
        // A change that is under way is carried to its end first: half of it would be worse.
        (Face::Install(install), false) if !matches!(install.doing, Doing::Changing { .. }) => {
            if let Doing::Looking(call_id) = install.doing {
                effects.extend(connection.cancel(call_id).map(Effect::Abort));
            }
            page.face = Face::Search;
        }
        _ => {}
    }
}

/// The last message of an installation; the portal reloads the page and does not answer.
fn finish(install: &mut Install, effects: &mut Effects) {
    if is_free(install) {
        install.doing = Doing::Finished;
        effects.push(Effect::Frame(FrameCall::SetInstallFinish));
        effects.push(Effect::Wake { timer: Timer::Finish, after_ms: FINISH_MS });
    }
}

/// The portal has not reloaded the page.
pub(super) fn finish_expired(model: &mut Model) {
    if let Stage::Installing(installing) = &mut model.stage
        && matches!(installing.install.doing, Doing::Finished)
    {
        installing.install.doing = Doing::Unheard;
    }
}

const fn is_free(install: &Install) -> bool {
    matches!(install.doing, Doing::Nothing | Doing::Confirming)
}

fn change(install: &mut Install, connection: &mut Connection, address: &str, intent: &InstallIntent) {
    if !is_free(install) {
        return;
    }
    let steps = match (intent, std::mem::take(&mut install.doing)) {
        (InstallIntent::RemoveAll, _) => {
            install.doing = Doing::Confirming;
            return;
        }
        (InstallIntent::RemoveForSure, Doing::Confirming) => steps_to_remove(install),
        (InstallIntent::RemoveForSure | InstallIntent::Keep, _) => return,
        (InstallIntent::BindAll, _) => steps_to_bind(install, address),
        (InstallIntent::Check | InstallIntent::Finish, _) => VecDeque::new(),
    };
    connection.resume();
    for row in &mut install.rows {
        row.refusal = None;
    }
    go_on(install, connection, address, steps);
}

/// Binds what is missing and mends what is stale. The new address is bound before an old one is removed: a
/// portal that refuses it leaves the card with the tab that it has.
fn steps_to_bind(install: &Install, address: &str) -> VecDeque<InstallStep> {
    let mut steps = VecDeque::new();
    for (tab, row) in install.tabs() {
        let Known::Handlers(handlers) = &row.known else { continue };
        if !handlers.iter().any(|handler| handler == address) {
            steps.push_back(InstallStep::Bind(tab));
        }
        let stale = handlers.iter().filter(|handler| *handler != address);
        steps.extend(stale.map(|handler| InstallStep::Unbind(tab, handler.clone())));
    }
    steps
}

fn steps_to_remove(install: &Install) -> VecDeque<InstallStep> {
    let mut steps = VecDeque::new();
    for (tab, row) in install.tabs() {
        if let Known::Handlers(handlers) = &row.known {
            steps.extend(handlers.iter().map(|handler| InstallStep::Unbind(tab, handler.clone())));
        }
    }
    steps
}

/// Takes the next step; after the last one, looks at what came of it.
fn go_on(
    install: &mut Install,
    connection: &mut Connection,
    address: &str,
    mut steps: VecDeque<InstallStep>,
) {
    match steps.pop_front() {
        Some(step) => {
            let call_id = connection.enqueue(RestCall::Single(command(&step, address)));
            install.doing = Doing::Changing { call_id, step, left: steps };
        }
        None => look(install, connection),
    }
}

fn command(step: &InstallStep, address: &str) -> Command {
    match step {
        InstallStep::Bind(tab) => Command::Bind {
            placement: tab.code().to_owned(),
            handler: address.to_owned(),
            titles: Language::ALL
                .map(|language| (language.portal_code().to_owned(), language.app_name().to_owned()))
                .to_vec(),
        },
        InstallStep::Unbind(tab, handler) => {
            Command::Unbind { placement: tab.code().to_owned(), handler: handler.clone() }
        }
    }
}

/// Whether this is an answer for the installation.
pub(super) fn expects(install: &Install, call_id: CallId) -> bool {
    match &install.doing {
        Doing::Looking(awaited) | Doing::Changing { call_id: awaited, .. } => *awaited == call_id,
        Doing::Nothing | Doing::Confirming | Doing::Finished | Doing::Unheard => false,
    }
}

/// Takes an answer of the portal.
pub(super) fn responded(
    install: &mut Install,
    connection: &mut Connection,
    address: &str,
    response: Response,
) {
    if !expects(install, response.call_id) {
        return;
    }
    match std::mem::take(&mut install.doing) {
        Doing::Looking(_) => looked(install, response.outcome),
        Doing::Changing { step, mut left, .. } => {
            if let Err(refusal) = response.outcome
                && refusal.reason != Reason::AlreadyBound
            {
                let tab = step.tab();
                if matches!(step, InstallStep::Bind(_)) {
                    left.retain(|later| later.tab() != tab);
                }
                if let Some(row) = install.row_mut(tab) {
                    row.refusal = Some(refusal);
                }
            }
            go_on(install, connection, address, left);
        }
        other => install.doing = other,
    }
}

fn looked(install: &mut Install, outcome: Result<ResponseBody, Refusal>) {
    match run::single(outcome).and_then(|result| Ok(bound(&result)?)) {
        Ok(placements) => {
            for (tab, row) in Tab::ALL.into_iter().zip(&mut install.rows) {
                row.known = Known::Handlers(handlers_of(tab, &placements));
            }
        }
        Err(refusal) => install.refusal = Some(refusal),
    }
}

fn handlers_of(tab: Tab, placements: &[BoundPlacement]) -> Vec<String> {
    let of_tab = placements.iter().filter(|bound| bound.placement == tab.code());
    of_tab.map(|bound| bound.handler.clone()).collect()
}
