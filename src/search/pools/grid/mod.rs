//! A grid: cross pools laid across primary ones. A record that a row and a column name belongs to the key where they
//! meet, whether or not the user may read it.
//!
//! Rows and columns are asked one after the other. A hidden record that loses one of the keys and gets another
//! one in the seconds between can be taken for a match of a third key; a record that can be read cannot.

mod cells;
mod classify;

use serde::{Deserialize, Serialize};

use crate::domain::Completeness;
use crate::search::ledger::{CapReading, KeyIndex, Ledger, Named, RecordIndex, sets};

use super::pool::{AnsweredPool, Next};
use cells::{Cells, Concluded};
use classify::{Sighting, classify};

/// At most twenty primary pools of one type as rows, and the cross pools as columns.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Grid {
    rows: Vec<AnsweredPool>,
    columns: Vec<Column>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Column {
    Asked,
    Answered(Named),
    /// The answer could have been cut as a whole: its keys are to be asked alone.
    Cut,
    /// There was no answer: its keys have been asked alone.
    Failed,
}

impl Grid {
    /// Lays columns across rows, which it keeps.
    pub(super) fn new(rows: Vec<AnsweredPool>) -> Self {
        let width = rows.iter().map(|row| row.keys.len()).max().unwrap_or_default();
        Self { rows, columns: vec![Column::Asked; width] }
    }

    /// The keys of each column.
    pub(super) fn columns(&self) -> impl Iterator<Item = Vec<KeyIndex>> {
        (0..self.columns.len())
            .map(|column| self.rows.iter().filter_map(|row| row.keys.get(column).copied()).collect())
    }

    /// Its rows, for good.
    pub(super) fn into_rows(self) -> Vec<AnsweredPool> {
        self.rows
    }

    /// Takes the answer to a column. `true` if it was the last one.
    pub(super) fn answered(&mut self, column: usize, found: Named) -> bool {
        self.tell(column, Column::Answered(found))
    }

    /// A column was not answered. `true` if it was the last one.
    pub(super) fn failed(&mut self, column: usize) -> bool {
        self.tell(column, Column::Failed)
    }

    fn tell(&mut self, index: usize, told: Column) -> bool {
        let Some(column) = self.columns.get_mut(index) else { return false };
        let is_news = *column == Column::Asked;
        *column = told;
        is_news && !self.columns.contains(&Column::Asked)
    }

    /// The records that its columns have brought, as a set.
    pub(super) fn found(&self) -> Vec<RecordIndex> {
        let mut records = Vec::new();
        for record in self.columns.iter().filter_map(Column::found).flatten() {
            sets::insert(&mut records, *record);
        }
        records
    }

    /// Finds the keys of each record, and leaves the grid empty. A record in a row and in no column, or the other way
    /// round, contradicts what we know of the portal: those keys are asked alone.
    pub(super) fn conclude(&mut self, cap: CapReading, ledger: &Ledger) -> Concluded {
        for column in &mut self.columns {
            if matches!(column, Column::Answered(found) if cap.may_cut(found.rows)) {
                *column = Column::Cut;
            }
        }
        let unanswered = indices(&self.columns, |column| !matches!(column, Column::Answered(_)));
        let mut cells = Cells::new(&self.rows, |column| match self.columns.get(column)? {
            Column::Answered(_) => Some(Next::Proved(Completeness::Complete)),
            Column::Failed => None,
            Column::Asked | Column::Cut => Some(Next::Alone),
        });
        for record in self.records() {
            let sighting = self.sighting(record);
            let class = classify(&sighting, &unanswered, |row, column| cells.has_key(row, column));
            cells.apply(class, &sighting, record, ledger);
        }
        let entity = self.rows.first().and_then(|row| row.entity);
        self.rows.clear();
        self.columns.clear();
        cells.conclude(entity)
    }

    fn records(&self) -> Vec<RecordIndex> {
        let mut records = self.found();
        for record in self.rows.iter().flat_map(|row| &row.found.records) {
            sets::insert(&mut records, *record);
        }
        records
    }

    fn sighting(&self, record: RecordIndex) -> Sighting {
        let in_column = |column: &Column| column.found().is_some_and(|found| sets::contains(found, &record));
        Sighting {
            rows: indices(&self.rows, |row| sets::contains(&row.found.records, &record)),
            columns: indices(&self.columns, in_column),
        }
    }
}

impl Column {
    const fn found(&self) -> Option<&Vec<RecordIndex>> {
        match self {
            Self::Answered(found) => Some(&found.records),
            Self::Asked | Self::Cut | Self::Failed => None,
        }
    }
}

/// The indices of those of which something holds.
fn indices<T>(lines: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests;
