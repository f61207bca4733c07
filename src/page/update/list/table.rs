//! Which rows are shown, and their cells.

use crate::app::Effects;
use crate::list::{Arrangement, ListGrouping, ListSort, VerdictKind};
use crate::page::model::list::{AtHand, Checked, Shown};
use crate::page::{Extra, MAX_WINDOW};
use crate::protocol::files::{FilesAnswer, FilesCall};

use super::files::call;

impl Checked {
    pub(super) fn toggle(&mut self, kind: VerdictKind) {
        let kinds = &mut self.shown.wanted.kinds;
        if !kinds.remove(&kind) {
            kinds.insert(kind);
        }
        self.rearrange();
    }

    pub(super) fn clear_filters(&mut self) {
        self.shown.wanted.kinds.clear();
        self.rearrange();
    }

    pub(super) fn sort(&mut self, sort: ListSort) {
        self.shown.wanted.sort = sort;
        self.rearrange();
    }

    pub(super) fn group(&mut self, grouping: ListGrouping) {
        self.shown.wanted.grouping = grouping;
        self.rearrange();
    }

    /// Only the module has the cells in which a text can stand.
    pub(super) fn search(&mut self, text: String) {
        let is_empty = text.trim().is_empty();
        if !is_empty && self.at_hand != AtHand::Here {
            return;
        }
        self.shown.text = text;
        if is_empty {
            self.shown.found_for = None;
            self.shown.wanted.found = None;
            self.rearrange();
        }
    }

    /// Asks for the rows in which the text stands, once the module has answered for the one before.
    pub(super) fn ask_for_text(&mut self, effects: &mut Effects<Extra>) {
        if self.at_hand != AtHand::Here || self.shown.finding.is_some() {
            return;
        }
        if let Some(text) = self.shown.wanted_text().map(str::to_owned) {
            self.shown.finding = Some(text.clone());
            effects.push(call(FilesCall::Find { file: self.read.table.file.id, text }));
        }
    }

    pub(super) fn show_rows(&mut self, first: u32, count: u32) {
        self.shown.window = (first, count.min(MAX_WINDOW));
    }

    pub(super) fn open(&mut self, row: u32) {
        if (row as usize) < self.read.list.rows().len() {
            self.shown.opened = Some(row);
        }
    }

    /// Other rows are wanted: they are shown from the first on.
    fn rearrange(&mut self) {
        self.shown.window.0 = 0;
        self.arrange();
    }

    /// Puts the rows in order, as their verdicts are now.
    pub(super) fn arrange(&mut self) {
        self.shown.arrangement = Arrangement::of(&self.standings, &self.shown.wanted);
        self.shown.is_stale = false;
        self.shown.judged = 0;
    }

    /// What the module says of rows that are shown.
    pub(super) fn told(&mut self, answer: FilesAnswer) {
        match answer {
            FilesAnswer::Cells { rows, .. } => {
                self.shown.are_cells_out = false;
                self.shown.cells.extend(rows);
            }
            FilesAnswer::Found { text, mut rows, .. } => {
                self.shown.finding = None;
                if self.shown.wanted_text() == Some(text.as_str()) {
                    rows.sort_unstable();
                    self.shown.found_for = Some(text);
                    self.shown.wanted.found = Some(rows);
                    self.rearrange();
                }
            }
            FilesAnswer::Writing { .. } | FilesAnswer::Written { .. } | FilesAnswer::NotWritten { .. } => {
                self.written(&answer);
            }
            // Of how the file was read before, or of nothing that is waited for.
            FilesAnswer::ReadAgain { .. }
            | FilesAnswer::Rows { .. }
            | FilesAnswer::Opened(..)
            | FilesAnswer::Refused(..) => {}
        }
    }

    /// Asks for the cells of the rows that are shown, as far as they are not there.
    pub(super) fn ask_for_cells(&mut self, effects: &mut Effects<Extra>) {
        if self.at_hand != AtHand::Here || self.shown.are_cells_out {
            return;
        }
        let mut rows = self.shown.rows(self.read.list.rows().len());
        rows.extend(self.shown.opened);
        let is_missing = |row: &u32| !self.shown.cells.contains_key(row);
        let missing: Vec<u32> = rows.iter().copied().filter(is_missing).collect();
        if missing.is_empty() {
            return;
        }
        if self.shown.cells.len() + missing.len() > Shown::KEPT_CELLS {
            self.shown.cells.retain(|row, _| rows.contains(row));
        }
        self.shown.are_cells_out = true;
        effects.push(call(FilesCall::Cells { file: self.read.table.file.id, rows: missing }));
    }
}
