//! A file is chosen, opened and read.

use crate::app::{Effect, Effects};
use crate::domain::Country;
use crate::page::Extra;
use crate::page::model::Checking;
use crate::page::model::list::{
    AtHand, Export, File, NotKept, NotSaved, Reading, Step, TableOf, refused_by_name,
};
use crate::protocol::files::{FileChoices, FilesAnswer, FilesCall, Opened, Refused, RowRead, Turn};
use crate::session::Connection;

use super::heading;

/// So many rows are read in one step: some milliseconds to take in.
pub(super) const STEP: u32 = 1_000;

/// So many steps are on their way, so that the module is never idle.
const AT_ONCE: u32 = 2;

/// So long the module may take to read a whole file, or to write one.
const FILE_PATIENCE_MS: u32 = 180_000;

/// So long it may take for anything else: it may be at a whole file before.
const PATIENCE_MS: u32 = 60_000;

/// A call of the module.
pub(super) fn call(call: FilesCall) -> Effect<Extra> {
    saving_as(call, String::new())
}

/// The same of one whose answer is saved under this name.
pub(super) const fn saving_as(call: FilesCall, save_as: String) -> Effect<Extra> {
    let patience_ms = match call {
        FilesCall::Open(_)
        | FilesCall::OpenText { .. }
        | FilesCall::ReadAgain { .. }
        | FilesCall::WriteEnd { .. } => FILE_PATIENCE_MS,
        FilesCall::Rows { .. }
        | FilesCall::Cells { .. }
        | FilesCall::Find { .. }
        | FilesCall::WriteBegin { .. }
        | FilesCall::WriteRows { .. }
        | FilesCall::WriteStop { .. } => PATIENCE_MS,
    };
    Effect::Extra(Extra::Files { call, save_as, patience_ms })
}

impl Checking {
    /// A file was chosen, or a text pasted. While rows are checked, only the same file once more is of use.
    pub(super) fn choose(&mut self, text: Option<String>, effects: &mut Effects<Extra>) {
        if self.checked().is_some() {
            return self.choose_again(text, effects);
        }
        self.is_lost = false;
        let id = self.next_file();
        self.step = match text {
            None => {
                effects.push(Effect::Extra(Extra::TakeFile(id)));
                Step::Taking
            }
            Some(text) => {
                effects.push(call(FilesCall::OpenText { file: id, text }));
                Step::Opening(File { id, name: None })
            }
        };
    }

    /// The browser has the file, or has none.
    pub(super) fn taken(&mut self, name: Option<String>, effects: &mut Effects<Extra>) {
        let id = self.last;
        match (&self.step, name) {
            (Step::Taking, Some(name)) => {
                if let Some(why) = refused_by_name(&name) {
                    self.step = Step::Refused(File { id, name: Some(name) }, why);
                    return effects.push(heading());
                }
                self.step = Step::Opening(File { id, name: Some(name) });
                effects.push(call(FilesCall::Open(id)));
            }
            (Step::Taking, None) => self.step = Step::Idle,
            (_, name) => self.taken_again(name, effects),
        }
    }

    /// The module has answered about the file that was opened last.
    pub(super) fn answered(
        &mut self,
        answer: FilesAnswer,
        country: Option<Country>,
        effects: &mut Effects<Extra>,
    ) {
        if self.is_coming_again() {
            return self.compare(answer, effects);
        }
        let Some(answer) = self.read_for_resuming(answer, effects) else { return };
        match (std::mem::take(&mut self.step), answer) {
            (Step::Opening(file), FilesAnswer::Opened(_, opened)) => {
                let table = TableOf::new(file, FileChoices::default(), country, opened);
                self.step = Step::Preview(Box::new(table));
                effects.push(heading());
            }
            (Step::Opening(file), FilesAnswer::Refused(_, why)) => {
                self.step = Step::Refused(file, why);
                effects.push(heading());
            }
            (Step::Preview(table), FilesAnswer::ReadAgain { turn, read, .. })
                if table.is_reading && turn == self.turn =>
            {
                self.read_again(table, read, effects);
            }
            (Step::Reading(reading), FilesAnswer::Rows { turn, from, rows, .. }) if turn == reading.turn => {
                self.rows_read(reading, from, rows, effects);
            }
            (step, answer) => {
                self.step = step;
                if let Some(checked) = self.checked_mut() {
                    checked.told(answer);
                }
            }
        }
    }

    /// The file was read otherwise. Where it cannot be, it is read as it was before, and what was checked of it stays.
    fn read_again(
        &mut self,
        mut table: Box<TableOf>,
        read: Result<Opened, Refused>,
        effects: &mut Effects<Extra>,
    ) {
        self.step = match (read, table.before.take()) {
            (Ok(opened), _) => Step::Preview(Box::new(table.read_anew(opened))),
            (Err(why), Some(before)) => {
                table.how.choices = before;
                table.refused = Some(why);
                effects.push(self.again(&table));
                Step::Preview(table)
            }
            (Err(why), None) => {
                effects.push(heading());
                Step::Refused(table.file, why)
            }
        };
    }

    /// Reads the file once more as it is to be read.
    pub(super) fn again(&mut self, table: &TableOf) -> Effect<Extra> {
        let (file, choices) = (table.file.id, table.how.choices.clone());
        call(FilesCall::ReadAgain { file, turn: self.next_turn(), choices })
    }

    /// Reads phones and e-mails. What was checked before is given up.
    pub(super) fn read_rows(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        let Step::Preview(table) = &self.step else { return };
        if !table.can_read() {
            return;
        }
        if self.behind.as_ref().is_some_and(|behind| behind.read.table.how == table.how) {
            return self.show_results(effects);
        }
        if let Some(read) = self.read_behind.take().filter(|read| read.table.how == table.how) {
            self.step = Step::Ready(read);
            return effects.push(heading());
        }
        if let Some(mut behind) = self.behind.take() {
            behind.stop(connection, effects);
            behind.stop_keeping(NotKept::Wanted, effects);
        }
        let table = table.as_ref().clone();
        self.step = Step::Reading(Box::new(Reading::new(table, self.next_turn()).begun(effects)));
        effects.push(heading());
    }

    fn rows_read(
        &mut self,
        mut reading: Box<Reading>,
        from: u32,
        rows: Vec<RowRead>,
        effects: &mut Effects<Extra>,
    ) {
        if from as usize != reading.read.list.rows().len() {
            self.step = Step::Reading(reading);
            return;
        }
        let is_last = rows.len() < STEP as usize;
        reading.read.add(from, rows);
        if is_last {
            reading.read.list_pieces();
            if self.resuming.is_some() {
                return self.rows_read_again(reading, effects);
            }
        }
        self.step = if is_last {
            effects.push(heading());
            Step::Ready(Box::new(reading.read))
        } else {
            reading.ask(effects);
            Step::Reading(reading)
        };
    }

    /// Gives everything up for another file.
    pub(super) fn another(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        if let Some(checked) = self.checked_mut() {
            checked.stop(connection, effects);
            checked.stop_keeping(NotKept::Wanted, effects);
        }
        *self = Self { last: self.last, turn: self.turn, ..Self::default() };
        // What comes of the old file is not heard any more.
        self.next_file();
        effects.push(Effect::Extra(Extra::EndFiles));
        effects.push(heading());
    }

    /// The module has failed. What was read of the rows, and what was found out about them, is here and stays.
    pub(super) fn lost(&mut self) {
        if let Some(checked) = self.checked_mut() {
            checked.at_hand = AtHand::Lost { is_other: false };
            checked.shown.are_cells_out = false;
            checked.shown.forget_search();
            if checked.export.is_busy() {
                checked.export = Export::Failed(NotSaved::Lost);
            }
        }
        // What is kept stays, and can be gone on with once the module is there again.
        self.resuming = None;
        let (behind, read_behind) = (self.behind.take(), self.read_behind.take());
        self.step = match (std::mem::take(&mut self.step), behind, read_behind) {
            (_, Some(behind), _) => Step::Checked(behind),
            (Step::Ready(read), None, _) | (_, None, Some(read)) => {
                self.is_lost = true;
                Step::Ready(read)
            }
            (Step::Taking | Step::Opening(_) | Step::Preview(_) | Step::Reading(_), None, None) => {
                self.is_lost = true;
                Step::Idle
            }
            (step, None, None) => step,
        };
    }
}

impl Reading {
    /// Asks for the first rows.
    pub(super) fn begun(mut self, effects: &mut Effects<Extra>) -> Self {
        for _ in 0..AT_ONCE {
            self.ask(effects);
        }
        self
    }

    /// Asks for the next rows.
    fn ask(&mut self, effects: &mut Effects<Extra>) {
        let table = &self.read.table;
        effects.push(rows_of(table, self.turn, self.next));
        self.next = self.next.saturating_add(STEP);
    }
}

/// The rows from this one on.
pub(super) fn rows_of(table: &TableOf, turn: Turn, from: u32) -> Effect<Extra> {
    call(FilesCall::Rows {
        file: table.file.id,
        turn,
        columns: table.how.columns.clone(),
        country: table.how.country.map(|country| country.code().to_owned()),
        from,
        most: STEP,
    })
}
