//! The installation: look at what is bound, then change it, one call after the other.

use std::collections::VecDeque;

use crate::app::{Effect, Effects};
use crate::i18n::Language;
use crate::page::model::{Doing, Install, InstallStep, Known, Page, Screen, Stage};
use crate::page::{App, Extra, InstallIntent};
use crate::protocol::frame::FrameCall;
use crate::protocol::install::{BoundPlacement, bound};
use crate::protocol::{Command, OwnerKind, Reason, Refusal, RestCall};
use crate::scheduler::{CallId, Response, ResponseBody};
use crate::session::Connection;

use super::account::single;

/// At most this long the portal may take to reload the page after the end of the installation.
const FINISH_MS: u32 = 15_000;

impl App {
    /// Takes what an administrator wants.
    pub(super) fn install_wanted(&mut self, intent: InstallIntent, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else { return };
        match &mut self.stage {
            Stage::Installing(install) if intent == InstallIntent::Finish => install.finish(effects),
            Stage::Installing(install) => install.change(connection, &self.card_address, intent),
            Stage::Page(page) => {
                if let Screen::Install(install) = &mut page.screen
                    && connection.is_admin()
                {
                    install.change(connection, &self.card_address, intent);
                }
            }
            Stage::Starting | Stage::NewCard | Stage::Card(_) | Stage::Comparing(_) => {}
        }
        if intent != InstallIntent::Check {
            effects.push(Effect::Focus(self.place_to_go_on()));
        }
    }

    /// The portal has not reloaded the page.
    pub(in crate::page) fn finish_expired(&mut self) {
        if let Stage::Installing(install) = &mut self.stage
            && matches!(install.doing, Doing::Finished)
        {
            install.doing = Doing::Unheard;
        }
    }
}

impl Page {
    /// Shows the installation, or goes back from it.
    pub(super) fn show_install(
        &mut self,
        connection: &mut Connection,
        shown: bool,
        effects: &mut Effects<Extra>,
    ) {
        if !self.is_connected() {
            return;
        }
        match (&mut self.screen, shown) {
            (Screen::Search, true) => {
                let mut install = Install::default();
                if connection.is_admin() {
                    install.look(connection);
                }
                self.screen = Screen::Install(Box::new(install));
            }
            // A change that is under way is carried to its end first: half of it would be worse.
            (Screen::Install(install), false) if !matches!(install.doing, Doing::Changing { .. }) => {
                if let Doing::Looking(call_id) = install.doing {
                    effects.extend(connection.cancel(call_id).map(Effect::Abort));
                }
                self.screen = Screen::Search;
            }
            (Screen::Search, false) | (Screen::Install(_) | Screen::Comparing(_), true | false) => {}
        }
    }
}

impl Install {
    /// Asks what is bound.
    pub(super) fn look(&mut self, connection: &mut Connection) {
        self.refusal = None;
        self.doing = Doing::Looking(connection.enqueue(RestCall::Single(Command::PlacementsBound)));
    }

    /// The last message of an installation; the portal reloads the page and does not answer.
    fn finish(&mut self, effects: &mut Effects<Extra>) {
        if self.is_free() {
            self.doing = Doing::Finished;
            effects.push(Effect::Frame(FrameCall::SetInstallFinish));
            effects.push(Effect::Extra(Extra::AwaitReload { after_ms: FINISH_MS }));
        }
    }

    const fn is_free(&self) -> bool {
        matches!(self.doing, Doing::Nothing | Doing::Confirming)
    }

    fn change(&mut self, connection: &mut Connection, address: &str, intent: InstallIntent) {
        if !self.is_free() {
            return;
        }
        let steps = match (intent, std::mem::take(&mut self.doing)) {
            (InstallIntent::RemoveAll, _) => {
                self.doing = Doing::Confirming;
                return;
            }
            (InstallIntent::RemoveForSure, Doing::Confirming) => self.steps_to_remove(),
            (InstallIntent::RemoveForSure | InstallIntent::Keep, _) => return,
            (InstallIntent::BindAll, _) => self.steps_to_bind(address),
            (InstallIntent::Check | InstallIntent::Finish, _) => VecDeque::new(),
        };
        connection.resume();
        for row in &mut self.rows {
            row.refusal = None;
        }
        self.go_on(connection, address, steps);
    }

    /// Binds what is missing and mends what is stale. The new address is bound before an old one is removed: a
    /// portal that refuses it leaves the card with the tab that it has.
    fn steps_to_bind(&self, address: &str) -> VecDeque<InstallStep> {
        let mut steps = VecDeque::new();
        for (owner, row) in self.tabs() {
            let Known::Handlers(handlers) = &row.known else { continue };
            if !handlers.iter().any(|handler| handler == address) {
                steps.push_back(InstallStep::Bind(owner));
            }
            let stale = handlers.iter().filter(|handler| *handler != address);
            steps.extend(stale.map(|handler| InstallStep::Unbind(owner, handler.clone())));
        }
        steps
    }

    fn steps_to_remove(&self) -> VecDeque<InstallStep> {
        let mut steps = VecDeque::new();
        for (owner, row) in self.tabs() {
            if let Known::Handlers(handlers) = &row.known {
                steps.extend(handlers.iter().map(|handler| InstallStep::Unbind(owner, handler.clone())));
            }
        }
        steps
    }

    /// Takes the next step; after the last one, looks at what came of it.
    fn go_on(&mut self, connection: &mut Connection, address: &str, mut steps: VecDeque<InstallStep>) {
        match steps.pop_front() {
            Some(step) => {
                let call_id = connection.enqueue(RestCall::Single(command(&step, address)));
                self.doing = Doing::Changing { call_id, step, left: steps };
            }
            None => self.look(connection),
        }
    }

    /// Whether this is an answer for the installation.
    pub(super) fn expects(&self, call_id: CallId) -> bool {
        match &self.doing {
            Doing::Looking(awaited) | Doing::Changing { call_id: awaited, .. } => *awaited == call_id,
            Doing::Nothing | Doing::Confirming | Doing::Finished | Doing::Unheard => false,
        }
    }

    /// Takes an answer of the portal.
    pub(super) fn responded(&mut self, connection: &mut Connection, address: &str, response: Response) {
        if !self.expects(response.call_id) {
            return;
        }
        match std::mem::take(&mut self.doing) {
            Doing::Looking(_) => self.looked(response.outcome),
            Doing::Changing { step, mut left, .. } => {
                if let Err(refusal) = response.outcome
                    && refusal.reason != Reason::AlreadyBound
                {
                    let owner = step.owner();
                    if matches!(step, InstallStep::Bind(_)) {
                        left.retain(|later| later.owner() != owner);
                    }
                    if let Some(row) = self.row_mut(owner) {
                        row.refusal = Some(refusal);
                    }
                }
                self.go_on(connection, address, left);
            }
            other => self.doing = other,
        }
    }

    fn looked(&mut self, outcome: Result<ResponseBody, Refusal>) {
        match single(outcome).and_then(|result| Ok(bound(&result)?)) {
            Ok(placements) => {
                for (owner, row) in OwnerKind::ALL.into_iter().zip(&mut self.rows) {
                    row.known = Known::Handlers(handlers_of(owner, &placements));
                }
            }
            Err(refusal) => self.refusal = Some(refusal),
        }
    }
}

fn command(step: &InstallStep, address: &str) -> Command {
    match step {
        InstallStep::Bind(owner) => Command::Bind {
            placement: owner.tab().to_owned(),
            handler: address.to_owned(),
            titles: Language::ALL
                .map(|language| (language.portal_code().to_owned(), language.app_name().to_owned()))
                .to_vec(),
        },
        InstallStep::Unbind(owner, handler) => {
            Command::Unbind { placement: owner.tab().to_owned(), handler: handler.clone() }
        }
    }
}

fn handlers_of(owner: OwnerKind, placements: &[BoundPlacement]) -> Vec<String> {
    let of_tab = placements.iter().filter(|bound| bound.placement == owner.tab());
    of_tab.map(|bound| bound.handler.clone()).collect()
}
