//! The installation: look at what is bound, then change it, one call after the other.

use std::collections::VecDeque;

use crate::app::{Effect, Effects, FocusTarget};
use crate::i18n::Language;
use crate::page::model::{Doing, Install, InstallStep, Known, Page, Question, Screen, Stage};
use crate::page::{App, Extra, InstallIntent};
use crate::protocol::frame::FrameCall;
use crate::protocol::install::{self, BoundPlacement, bound};
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
        let address = &self.card_address;
        let (install, is_first) = match &mut self.stage {
            Stage::Installing(install) => (install, true),
            Stage::Page(page) => match &mut page.screen {
                Screen::Install(install) => (install, false),
                Screen::Search | Screen::List | Screen::Comparing(_) => return,
            },
            Stage::Starting | Stage::NewCard | Stage::Card(_) | Stage::Comparing(_) => return,
        };
        let asked = install.asked();
        match intent {
            InstallIntent::Finish if is_first => install.end(address, effects),
            InstallIntent::ForSure if asked == Some(Question::Finish) => install.finish(effects),
            _ => install.change(connection, address, intent),
        }
        effects.extend(install.place_to_go_on(intent, asked).map(Effect::Focus));
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
        // Nobody else can do anything with it.
        let is_for_user = self.is_connected() && connection.is_admin();
        match (&mut self.screen, shown) {
            (Screen::Search, true) if is_for_user => {
                let mut install = Install::default();
                install.look(connection);
                self.screen = Screen::Install(Box::new(install));
            }
            // A change that is under way is carried to its end first: half of it would be worse.
            (Screen::Install(install), false) if !matches!(install.doing, Doing::Changing { .. }) => {
                if let Doing::Looking(call_id) = install.doing {
                    effects.extend(connection.cancel(call_id).map(Effect::Abort));
                }
                self.screen = Screen::Search;
            }
            (Screen::Search | Screen::List | Screen::Install(_) | Screen::Comparing(_), true | false) => {}
        }
    }
}

impl Install {
    /// Asks what is bound.
    pub(super) fn look(&mut self, connection: &mut Connection) {
        self.refusal = None;
        self.doing = Doing::Looking(connection.enqueue(RestCall::Single(install::ask())));
    }

    /// Ends the installation. Whoever has added no tab is asked first: the cards would show nothing.
    fn end(&mut self, address: &str, effects: &mut Effects<Extra>) {
        if self.has_any(address) {
            self.finish(effects);
        } else if self.is_free() {
            self.doing = Doing::Asking(Question::Finish);
        }
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
        matches!(self.doing, Doing::Nothing | Doing::Asking(_))
    }

    const fn asked(&self) -> Option<Question> {
        if let Doing::Asking(question) = self.doing { Some(question) } else { None }
    }

    fn change(&mut self, connection: &mut Connection, address: &str, intent: InstallIntent) {
        if !self.is_free() {
            return;
        }
        let asked = self.asked();
        self.doing = Doing::Nothing;
        let steps = match (intent, asked) {
            (InstallIntent::RemoveAll, _) => return self.ask(Question::RemoveAll),
            (InstallIntent::Remove(owner), _) => return self.ask(Question::Remove(owner)),
            (InstallIntent::ForSure, Some(question)) => self.steps_to_remove(question),
            (InstallIntent::ForSure | InstallIntent::Keep | InstallIntent::Finish, _) => return,
            (InstallIntent::BindAll, _) => self.steps_to_bind(None, address),
            (InstallIntent::Bind(owner), _) => self.steps_to_bind(Some(owner), address),
            (InstallIntent::Check, _) => VecDeque::new(),
        };
        connection.resume();
        for row in &mut self.rows {
            row.refusal = None;
        }
        self.go_on(connection, address, steps);
    }

    /// Waits for a *yes*, if there is a tab to remove.
    fn ask(&mut self, question: Question) {
        if !self.steps_to_remove(question).is_empty() {
            self.doing = Doing::Asking(question);
        }
    }

    /// Where the user reads on when the button that was pressed is gone.
    fn place_to_go_on(&self, intent: InstallIntent, asked: Option<Question>) -> Option<FocusTarget> {
        match (intent, self.asked(), asked) {
            (InstallIntent::Check, ..) => None,
            (InstallIntent::Keep, _, asked) => asked.map(|question| FocusTarget::Own(question.button())),
            (_, Some(_), _) => Some(FocusTarget::Own(Question::PLACE)),
            (InstallIntent::Bind(owner), ..) | (InstallIntent::ForSure, _, Some(Question::Remove(owner))) => {
                Some(FocusTarget::Own(owner.tab()))
            }
            _ => Some(FocusTarget::Heading),
        }
    }

    /// Binds what is missing and mends what is stale, in all cards or in those of one kind. The new address is bound before an old one is removed: a
    /// portal that refuses it leaves the card with the tab that it has.
    fn steps_to_bind(&self, only: Option<OwnerKind>, address: &str) -> VecDeque<InstallStep> {
        let mut steps = VecDeque::new();
        for (owner, row) in self.tabs().filter(|(owner, _)| only.is_none_or(|only| only == *owner)) {
            let Known::Handlers(handlers) = &row.known else { continue };
            if !handlers.iter().any(|handler| handler == address) {
                steps.push_back(InstallStep::Bind(owner));
            }
            let stale = handlers.iter().filter(|handler| *handler != address);
            steps.extend(stale.map(|handler| InstallStep::Unbind(owner, handler.clone())));
        }
        steps
    }

    fn steps_to_remove(&self, question: Question) -> VecDeque<InstallStep> {
        let mut steps = VecDeque::new();
        for (owner, row) in self.tabs() {
            let is_meant = match question {
                Question::Remove(only) => only == owner,
                Question::RemoveAll => true,
                Question::Finish => false,
            };
            if is_meant && let Known::Handlers(handlers) = &row.known {
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
            Doing::Nothing | Doing::Asking(_) | Doing::Finished | Doing::Unheard => false,
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
        InstallStep::Bind(owner) => {
            let titles = Language::ALL.map(|language| (language.portal_code(), language.app_name()));
            install::bind(owner.tab(), address, &titles)
        }
        InstallStep::Unbind(owner, handler) => install::unbind(owner.tab(), handler),
    }
}

fn handlers_of(owner: OwnerKind, placements: &[BoundPlacement]) -> Vec<String> {
    let of_tab = placements.iter().filter(|bound| bound.placement == owner.tab());
    of_tab.map(|bound| bound.handler.clone()).collect()
}
