//! What is left to do for a list, a slice at a time. Between two slices what was pressed meanwhile comes first.

use std::collections::BTreeSet;

use crate::app::{Effect, Effects};
use crate::domain::{UserId, Visibility};
use crate::list::{Evidence, ListGrouping};
use crate::page::model::Stage;
use crate::page::model::list::{Checked, Run};
use crate::page::{App, Extra};
use crate::session::Connection;

/// So many rows are judged in one slice: some milliseconds.
const JUDGED: usize = 1_000;

/// So many rows are asked who is responsible for their records.
const TALLIED: usize = 1_000;

/// A list of more rows is arranged less often while it is checked, if rows are to stand together.
const LONG: usize = 20_000;

/// So often, about.
const PARTS: usize = 20;

/// So many rows are put together to be saved.
const GATHERED: usize = 500;

/// The next slice.
pub(super) const fn next() -> Effect<Extra> {
    Effect::Extra(Extra::LetOthersGoFirst)
}

impl App {
    /// Does a slice of what is left.
    pub(in crate::page) fn list_slice(&mut self, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let Some(connection) = self.session.connection_mut() else { return };
        if page.list.as_mut().is_some_and(|list| list.resume_slice(connection, effects)) {
            return self.after_list(effects);
        }
        let Some(checked) = page.checked_mut() else { return };
        if !checked.chore(connection) {
            let portal = connection.origin.clone();
            checked.gather(GATHERED, self.session.texts(), &portal, effects);
        }
        self.after_list(effects);
    }
}

impl Checked {
    /// Whether anything is left to do.
    pub(super) fn has_chore(&self, connection: &Connection) -> bool {
        !self.dirty.is_empty()
            || self.is_arranging_due()
            || self.export.is_due()
            || self.has_untallied()
            || self.wants_portion(connection)
    }

    fn has_untallied(&self) -> bool {
        self.run.is_over() && self.people.next < self.read.list.rows().len()
    }

    /// Does the most urgent thing. False if there was nothing but rows to be put together.
    fn chore(&mut self, connection: &mut Connection) -> bool {
        if self.wants_portion(connection) {
            self.check.open_next(&self.read.list);
            self.ask(connection);
        } else if !self.dirty.is_empty() {
            self.judge();
        } else if self.is_arranging_due() {
            self.arrange();
        } else if !self.export.is_due() && self.has_untallied() {
            self.tally();
            if matches!(self.run, Run::Counting) && !self.has_untallied() {
                self.ask_names(connection);
            }
        } else {
            return false;
        }
        true
    }

    fn judge(&mut self) {
        for _ in 0..JUDGED {
            let Some(row) = self.dirty.pop_front() else { break };
            if let Some(is_dirty) = self.is_dirty.get_mut(row as usize) {
                *is_dirty = false;
            }
            self.standings.judge(&self.read.list, &self.check, row as usize);
        }
        self.shown.is_stale = true;
        self.shown.judged += JUDGED;
    }

    /// Whether the rows are to be put in order anew. To put those of one record together takes some hundredths of a second
    /// where there are very many: while they are checked that is not done after each answer.
    fn is_arranging_due(&self) -> bool {
        let rows = self.read.list.rows().len();
        let is_long = self.shown.wanted.grouping == ListGrouping::ByRecord && rows > LONG;
        let goes_on = matches!(self.run, Run::Asking(_) | Run::Pausing(_));
        self.shown.is_stale && !(is_long && goes_on && self.shown.judged < rows / PARTS)
    }

    /// Counts for each person the rows that lead to a record for which that person is responsible.
    fn tally(&mut self) {
        let rows = self.read.list.rows().iter().skip(self.people.next).take(TALLIED);
        for row in rows {
            let (_, evidence) = self.check.verdict(&self.read.list, row);
            let found = evidence.iter().flat_map(Evidence::records);
            let cards = found
                .filter(|(_, visibility, _)| *visibility == Visibility::Visible)
                .filter_map(|(record, ..)| self.check.card(record));
            let people: BTreeSet<UserId> = cards.filter_map(|card| card.responsible).collect();
            for person in people {
                *self.people.rows.entry(person).or_default() += 1;
            }
        }
        self.people.next += TALLIED;
    }
}
