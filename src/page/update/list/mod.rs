//! The check of a list: from the file that is chosen to the verdicts of its rows.
//!
//! No step is long: rows are read a thousand at a time, and what follows from an answer of the portal for many rows is
//! done in slices, between which others go first ([`chores`]).

mod chores;
mod correct;
mod export;
mod files;
mod kept;
mod preview;
mod reopen;
mod run;
mod table;

use crate::app::{Effect, Effects, FocusTarget, Moment};
use crate::page::model::list::{AtHand, Checked, KeepWish, Step};
use crate::page::model::{Checking, Page, Room, Screen, Stage};
use crate::page::{App, Extra, ListIntent};
use crate::protocol::files::{FileId, FilesAnswer};
use crate::scheduler::Response;
use crate::session::Connection;

impl App {
    /// What is wanted of a list.
    pub(in crate::page) fn list_wanted(
        &mut self,
        intent: ListIntent,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        self.session.forget_note();
        let Stage::Page(page) = &mut self.stage else { return };
        if !matches!(intent, ListIntent::ShowRows { .. }) {
            page.store.news = None;
        }
        let Some(connection) = self.session.connection_mut().filter(|_| page.is_connected()) else { return };
        match intent {
            ListIntent::Show => page.show_list(effects),
            ListIntent::Leave => {
                if page.screen == Screen::List {
                    page.screen = Screen::Search;
                    effects.push(heading());
                }
            }
            ListIntent::FileChosen => page.choose_list(None, effects),
            ListIntent::TextPasted(text) => page.choose_list(Some(text), effects),
            ListIntent::ContinueKept => page.continue_kept(at, effects),
            ListIntent::EraseKept => page.erase_kept(effects),
            ListIntent::Correct { place, by } => page.correct(place, by, effects),
            ListIntent::Export { format, rows } => {
                let portal = connection.origin.clone();
                if let Some(checked) = page.checked_mut() {
                    checked.export(format, rows, self.session.texts(), &portal, effects);
                }
            }
            intent => {
                if let Some(list) = &mut page.list {
                    list.wanted(connection, intent, at, effects);
                }
            }
        }
        self.after_list(effects);
    }

    /// The browser has the file, or has none.
    pub(in crate::page) fn file_taken(
        &mut self,
        file: FileId,
        what: Option<(String, u64)>,
        effects: &mut Effects<Extra>,
    ) {
        if let Some(list) = self.list_mut().filter(|list| list.last == file) {
            list.taken(what.map(|(name, _)| name), effects);
        }
    }

    /// The module that reads files has answered.
    pub(in crate::page) fn files_answered(&mut self, answer: FilesAnswer, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let country = page.form.country.country();
        if let Some(list) = page.list.as_mut().filter(|list| list.last == answer.file()) {
            list.answered(answer, country, effects);
        }
        self.after_list(effects);
    }

    /// The module that reads files has failed.
    pub(in crate::page) fn files_lost(&mut self, effects: &mut Effects<Extra>) {
        if let Some(list) = self.list_mut() {
            list.lost();
        }
        self.after_list(effects);
    }

    /// Counts what is sent for a list. What is sent for a search beside it, or for anything else, is not its own.
    pub(in crate::page) fn count_requests(&mut self, effects: &[Effect<Extra>]) {
        let (Stage::Page(page), Some(connection)) = (&mut self.stage, self.session.connection()) else {
            return;
        };
        let Some(checked) = page.checked_mut() else { return };
        let is_own = |effect: &&Effect<Extra>| match effect {
            Effect::Send { id, .. } => {
                connection.carried_by(*id).is_some_and(|call_id| checked.run.awaits(call_id))
            }
            _ => false,
        };
        checked.requests += effects.iter().filter(is_own).count() as u64;
    }

    /// Whatever has happened to the list: what is shown of it is asked for, and what is left to do is done.
    pub(super) fn after_list(&mut self, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        page.after_resuming(effects);
        let Some(list) = &mut page.list else { return };
        if let Step::Checked(checked) = &mut list.step {
            checked.ask_for_text(effects);
            checked.ask_for_cells(effects);
        }
        let Some(connection) = self.session.connection() else { return };
        if list.checked().is_some_and(|checked| checked.has_chore(connection)) {
            effects.push(chores::next());
        }
    }

    fn list_mut(&mut self) -> Option<&mut Checking> {
        match &mut self.stage {
            Stage::Page(page) => page.list.as_deref_mut(),
            _ => None,
        }
    }
}

impl Page {
    fn show_list(&mut self, effects: &mut Effects<Extra>) {
        self.list.get_or_insert_default();
        self.screen = Screen::List;
        if self.store.room == Room::Unknown {
            self.look_for_kept(effects);
        }
        effects.push(heading());
    }

    fn choose_list(&mut self, text: Option<String>, effects: &mut Effects<Extra>) {
        if self.screen != Screen::List {
            self.show_list(effects);
        }
        if let Some(list) = &mut self.list {
            list.choose(text, effects);
        }
    }

    /// What is being checked, or was.
    pub(super) fn checked_mut(&mut self) -> Option<&mut Checked> {
        self.list.as_mut()?.checked_mut()
    }

    /// Takes the portal's answer to a question about a list. False if it is none.
    pub(super) fn list_responded(
        &mut self,
        connection: &mut Connection,
        response: &Response,
        effects: &mut Effects<Extra>,
    ) -> bool {
        let Some(checked) = self.checked_mut().filter(|checked| checked.run.awaits(response.call_id)) else {
            return false;
        };
        checked.responded(connection, response.clone());
        if checked.has_chore(connection) {
            effects.push(chores::next());
        }
        true
    }

    /// The portal is forgotten: what it said of a list goes, what was read of it stays.
    pub(super) fn forget_checked(&mut self) {
        let Some(list) = &mut self.list else { return };
        if list.resuming.take().is_some() && list.step == Step::Taking {
            list.step = Step::Idle;
        }
        list.is_lost |= list.checked().is_some_and(|checked| checked.at_hand != AtHand::Here);
        if let Some(behind) = list.behind.take() {
            list.read_behind = Some(Box::new(behind.read));
        }
        list.step = match std::mem::take(&mut list.step) {
            Step::Checked(checked) => Step::Ready(Box::new(checked.read)),
            step => step,
        };
    }
}

impl Checking {
    fn wanted(
        &mut self,
        connection: &mut Connection,
        intent: ListIntent,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        match intent {
            ListIntent::AnotherFile => self.another(connection, effects),
            ListIntent::Choose(choice) => self.read_otherwise(choice, effects),
            ListIntent::SetColumn(place, holds) => self.set_column(place, holds),
            ListIntent::SetCountry(country) => self.set_country(country),
            ListIntent::ToPreview => self.show_preview(effects),
            ListIntent::ToResults => self.show_results(effects),
            ListIntent::ReadRows => self.read_rows(connection, effects),
            ListIntent::ChooseType(entity) => self.choose_type(entity),
            ListIntent::Begin => self.begin(connection, at, effects),
            ListIntent::ToggleKeep => {
                self.keep = match self.keep {
                    KeepWish::No => KeepWish::Yes,
                    KeepWish::Yes => KeepWish::No,
                };
            }
            intent => {
                if let Step::Checked(checked) = &mut self.step {
                    checked.wanted(connection, intent, effects);
                }
            }
        }
    }
}

impl Checked {
    fn wanted(&mut self, connection: &mut Connection, intent: ListIntent, effects: &mut Effects<Extra>) {
        match intent {
            ListIntent::Pause => self.pause(),
            ListIntent::GoOn => self.go_on(connection),
            ListIntent::Stop => self.stop(connection, effects),
            ListIntent::StopSaving => {
                self.stop_saving(effects);
                effects.push(Effect::Focus(FocusTarget::Own("export")));
            }
            ListIntent::ContinueWithRest => self.go_on_with_rest(connection, effects),
            ListIntent::ToggleFilter(kind) => self.toggle(kind),
            ListIntent::ClearFilters => self.clear_filters(),
            ListIntent::Search(text) => self.search(text),
            ListIntent::Sort(sort) => self.sort(sort),
            ListIntent::Group(grouping) => self.group(grouping),
            ListIntent::ShowRows { first, count } => self.show_rows(first, count),
            ListIntent::OpenRow(row) => self.open(row),
            ListIntent::CloseRow => self.shown.opened = None,
            // What concerns the file, not its rows.
            _ => {}
        }
    }
}

/// The screen is another one: reading goes on at its heading.
const fn heading() -> Effect<Extra> {
    Effect::Focus(FocusTarget::Heading)
}
