//! Column pools: pools laid across pools. A record that a row and a column name belongs to the key where they
//! meet, whether or not the user may read it.
//!
//! Rows and columns are asked one after the other. A hidden record that loses one of the keys and gets another
//! one in the seconds between can be taken for a match of a third key; a record that can be read cannot.

use serde::{Deserialize, Serialize};

use crate::domain::{Communication, Completeness, EntityType, RecordCard};

use crate::search::ledger::{CapReading, KeyIndex, Ledger, Named, RecordIndex, sets};

use super::look_alike::Look;
use super::pool::{AnsweredPool, Conclusion, Next};

/// Up to twenty rows of one type, and the columns across them.
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

/// The rows and columns that name one record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Seen {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

/// What a block shows about one key.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Cell {
    row: usize,
    column: usize,
    key: KeyIndex,
    records: Vec<RecordIndex>,
    next: Option<Next>,
    /// The answers about it do not fit together.
    is_contradicted: bool,
}

/// What a block shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Concluded {
    /// About each of its keys.
    pub(super) conclusions: Vec<Conclusion>,
    /// Those of them that are asked alone because the answers about them contradict each other.
    pub(super) contradicted: Vec<KeyIndex>,
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

    /// Its rows, until there is a conclusion.
    pub(super) fn rows(&self) -> impl Iterator<Item = &AnsweredPool> {
        self.rows.iter()
    }

    /// Its rows, for good.
    pub(super) fn into_rows(self) -> Vec<AnsweredPool> {
        self.rows
    }

    /// Takes the answer to a column.
    pub(super) fn answered(&mut self, column: usize, found: Named) {
        if let Some(place) = self.columns.get_mut(column) {
            *place = Column::Answered(found);
        }
    }

    /// A column was not answered.
    pub(super) fn failed(&mut self, column: usize) {
        if let Some(place) = self.columns.get_mut(column) {
            *place = Column::Failed;
        }
    }

    /// Whether every column has its answer, and every record is accounted for.
    pub(super) fn is_ripe(&self, ledger: &Ledger) -> bool {
        !self.rows.is_empty()
            && self.columns.iter().all(|column| match column {
                Column::Asked => false,
                Column::Answered(found) => {
                    found.records.iter().all(|record| ledger.records().is_settled(*record))
                }
                Column::Cut | Column::Failed => true,
            })
    }

    /// Finds the key of each record, and leaves the block empty. A record in a row and in no column, or the
    /// other way round, contradicts what we know of the portal: those keys are asked alone.
    pub(super) fn conclude(&mut self, cap: CapReading, ledger: &Ledger) -> Concluded {
        for column in &mut self.columns {
            if matches!(column, Column::Answered(found) if cap.may_cut(found.rows)) {
                *column = Column::Cut;
            }
        }
        let open = places(&self.columns, |column| !matches!(column, Column::Answered(_)));
        let mut cells = self.cells();
        for record in self.records() {
            let seen = self.seen(record);
            let mut candidates = Candidates { cells: &mut cells, record, seen: &seen };
            match (seen.rows.as_slice(), seen.columns.as_slice()) {
                _ if !candidates.are_in_each_column() => candidates.contradict(),
                _ if !candidates.are_in_each_row(&open) => candidates.contradict(),
                // In columns without an answer, whose keys are asked alone.
                (_, []) => {}
                // It can be in a column without an answer as well.
                _ if !candidates.are_in_each_row(&[]) => candidates.doubt_lines(),
                ([_], _) => candidates.belong(ledger),
                (_, [_]) if open.is_empty() => candidates.belong(ledger),
                _ => candidates.choose(ledger),
            }
        }
        let entity = self.rows.first().and_then(|row| row.entity);
        self.rows.clear();
        self.columns.clear();
        let contradicted = cells.iter().filter(|cell| cell.is_contradicted).map(|cell| cell.key).collect();
        let conclusions = cells.into_iter().filter_map(|cell| cell.conclude(entity)).collect();
        Concluded { conclusions, contradicted }
    }

    fn cells(&self) -> Vec<Cell> {
        let next = |column| match self.columns.get(column) {
            Some(Column::Answered(_)) => Some(Next::Proved(Completeness::Complete)),
            Some(Column::Failed) => None,
            Some(Column::Asked | Column::Cut) | None => Some(Next::Alone),
        };
        let cell = |row, column, key| Cell {
            row,
            column,
            key,
            records: Vec::new(),
            next: next(column),
            is_contradicted: false,
        };
        let of_row = |(row, pool): (usize, &AnsweredPool)| -> Vec<Cell> {
            pool.keys.iter().enumerate().map(|(column, key)| cell(row, column, *key)).collect()
        };
        self.rows.iter().enumerate().flat_map(of_row).collect()
    }

    fn records(&self) -> Vec<RecordIndex> {
        let of_rows = self.rows.iter().map(|row| &row.found.records);
        let mut records = Vec::new();
        for record in of_rows.chain(self.columns.iter().filter_map(Column::found)).flatten() {
            sets::insert(&mut records, *record);
        }
        records
    }

    fn seen(&self, record: RecordIndex) -> Seen {
        let in_column = |column: &Column| column.found().is_some_and(|found| sets::contains(found, &record));
        Seen {
            rows: places(&self.rows, |row| sets::contains(&row.found.records, &record)),
            columns: places(&self.columns, in_column),
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

/// The places at which something holds.
fn places<T>(lines: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(place, _)| place).collect()
}

impl Cell {
    /// The portal is asked, unless it has been.
    fn doubt(&mut self) {
        self.next = self.next.map(|_| Next::Alone);
    }

    fn conclude(self, entity: Option<EntityType>) -> Option<Conclusion> {
        let next = match self.next? {
            Next::Alone => Next::Alone,
            Next::Proved(_) => Next::after(self.records.len()),
        };
        Some(Conclusion { key: self.key, entity, records: self.records, next })
    }
}

/// The cells in which a record can belong.
struct Candidates<'a> {
    cells: &'a mut [Cell],
    record: RecordIndex,
    seen: &'a Seen,
}

impl Candidates<'_> {
    fn cells(&mut self) -> impl Iterator<Item = &mut Cell> {
        let seen = self.seen;
        self.cells
            .iter_mut()
            .filter(|cell| seen.rows.contains(&cell.row) && seen.columns.contains(&cell.column))
    }

    /// Whether each of its columns has a place where it can belong: a key of one of its rows. The last rows can be
    /// short, so that not everywhere where two of them meet there is a key.
    fn are_in_each_column(&mut self) -> bool {
        let columns: Vec<usize> = self.cells().map(|cell| cell.column).collect();
        self.seen.columns.iter().all(|column| columns.contains(column))
    }

    /// The same of its rows. A place in one of these columns counts as well, although nothing is known of it.
    fn are_in_each_row(&mut self, open: &[usize]) -> bool {
        let mut rows: Vec<usize> = self.cells().map(|cell| cell.row).collect();
        rows.extend(self.cells.iter().filter(|cell| open.contains(&cell.column)).map(|cell| cell.row));
        self.seen.rows.iter().all(|row| rows.contains(row))
    }

    /// Every key of these rows and columns.
    fn lines(&mut self) -> impl Iterator<Item = &mut Cell> {
        let seen = self.seen;
        let named = |cell: &&mut Cell| seen.rows.contains(&cell.row) || seen.columns.contains(&cell.column);
        self.cells.iter_mut().filter(named)
    }

    /// Any of these keys could have the record: they are asked alone.
    fn doubt_lines(&mut self) {
        self.lines().for_each(Cell::doubt);
    }

    /// Nothing fits.
    fn contradict(&mut self) {
        for cell in self.lines() {
            cell.doubt();
            cell.is_contradicted = true;
        }
    }

    /// One row or one column: the record belongs in each of these places. A card that does not say so was
    /// changed between the questions, or is compared otherwise than we think: then the portal is asked.
    fn belong(&mut self, ledger: &Ledger) {
        let record = self.record;
        let card = ledger.records().card(record);
        for cell in self.cells() {
            if card.is_none_or(|card| holds(card, ledger, cell)) {
                cell.records.push(record);
            } else {
                cell.doubt();
            }
        }
    }

    /// Several rows and several columns: what the record holds decides, if that explains every row and column
    /// that names it; otherwise, and for what looks like something it holds, the portal is asked.
    fn choose(&mut self, ledger: &Ledger) {
        let record = self.record;
        let card = ledger.records().card(record);
        let holds = |cell: &Cell| card.is_some_and(|card| holds(card, ledger, cell));
        let is_alike = |cell: &Cell| card.is_some_and(|card| is_alike(card, ledger, cell));
        let held: Vec<(usize, usize)> =
            self.cells().filter(|cell| holds(cell)).map(|cell| (cell.row, cell.column)).collect();
        let is_explained = self.seen.rows.iter().all(|row| held.iter().any(|(of, _)| of == row))
            && self.seen.columns.iter().all(|column| held.iter().any(|(_, of)| of == column));
        for cell in self.cells() {
            if is_explained && holds(cell) {
                cell.records.push(record);
            } else if !is_explained || is_alike(cell) {
                cell.doubt();
            }
        }
    }
}

fn holds(card: &RecordCard, ledger: &Ledger, cell: &Cell) -> bool {
    let asked = ledger.communication(cell.key).map(Communication::key);
    card.communications.iter().any(|held| Some(held.key()) == asked)
}

fn is_alike(card: &RecordCard, ledger: &Ledger, cell: &Cell) -> bool {
    ledger
        .communication(cell.key)
        .map(Look::of)
        .is_some_and(|asked| card.communications.iter().any(|held| Look::of(held).is_like(&asked)))
}

#[cfg(test)]
mod tests;
