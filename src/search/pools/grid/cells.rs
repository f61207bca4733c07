//! The keys of a grid, and what its records say about each of them.

use crate::domain::{Communication, EntityType, RecordCard};
use crate::search::ledger::{KeyIndex, Ledger, RecordIndex};

use super::classify::{Class, Sighting};
use crate::search::pools::look_alike::Appearance;
use crate::search::pools::pool::{AnsweredPool, Conclusion, Next};

/// What a grid shows about one key.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Cell {
    key: KeyIndex,
    records: Vec<RecordIndex>,
    /// `None` if it has been asked alone already.
    next: Option<Next>,
    is_contradicted: bool,
}

/// The keys of a grid, row by row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cells(Vec<Vec<Cell>>);

/// What a grid shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::search::pools) struct Concluded {
    /// About each of its keys.
    pub(in crate::search::pools) conclusions: Vec<Conclusion>,
    /// Those of them that are asked alone because the answers about them contradict each other.
    pub(in crate::search::pools) contradicted: Vec<KeyIndex>,
}

impl Cells {
    /// The keys of these rows. `next` says what is left to do about those of a column before any record is looked at.
    pub(super) fn new(rows: &[AnsweredPool], next: impl Fn(usize) -> Option<Next>) -> Self {
        let cell = |(column, key): (usize, &KeyIndex)| Cell {
            key: *key,
            records: Vec::new(),
            next: next(column),
            is_contradicted: false,
        };
        Self(rows.iter().map(|row| row.keys.iter().enumerate().map(cell).collect()).collect())
    }

    /// Whether there is a key at a row and a column.
    pub(super) fn has_key(&self, row: usize, column: usize) -> bool {
        self.0.get(row).is_some_and(|row| column < row.len())
    }

    /// Takes what the sighting of a record says about the keys.
    pub(super) fn apply(&mut self, class: Class, sighting: &Sighting, record: RecordIndex, ledger: &Ledger) {
        match class {
            Class::Unique => self.belong(sighting, record, ledger),
            Class::Ambiguous => self.choose(sighting, record, ledger),
            // Any key of these rows and columns could have the record.
            Class::Open => self.lines(sighting).for_each(Cell::doubt),
            Class::Elsewhere => {}
            Class::Contradiction => {
                for cell in self.lines(sighting) {
                    cell.doubt();
                    cell.is_contradicted = true;
                }
            }
        }
    }

    /// The record belongs to each of these keys. A card that does not say so was changed between the questions, or is
    /// compared otherwise than we think: then the portal is asked.
    fn belong(&mut self, sighting: &Sighting, record: RecordIndex, ledger: &Ledger) {
        let card = ledger.records().card(record);
        for (_, _, cell) in self.meetings(sighting) {
            if card.is_none_or(|card| cell.is_held(card, ledger)) {
                cell.records.push(record);
            } else {
                cell.doubt();
            }
        }
    }

    /// What the record holds decides, if that explains every row and column that names it; otherwise, and for what
    /// looks like something it holds, the portal is asked.
    fn choose(&mut self, sighting: &Sighting, record: RecordIndex, ledger: &Ledger) {
        let card = ledger.records().card(record);
        let holds = |cell: &Cell| card.is_some_and(|card| cell.is_held(card, ledger));
        let looks_alike = |cell: &Cell| card.is_some_and(|card| cell.looks_alike(card, ledger));
        let held: Vec<(usize, usize)> = self
            .meetings(sighting)
            .filter(|(.., cell)| holds(cell))
            .map(|(row, column, _)| (row, column))
            .collect();
        let is_explained = sighting.rows.iter().all(|row| held.iter().any(|(of, _)| of == row))
            && sighting.columns.iter().all(|column| held.iter().any(|(_, of)| of == column));
        for (_, _, cell) in self.meetings(sighting) {
            if is_explained && holds(cell) {
                cell.records.push(record);
            } else if !is_explained || looks_alike(cell) {
                cell.doubt();
            }
        }
    }

    /// The keys at which its rows and columns meet.
    fn meetings(&mut self, sighting: &Sighting) -> impl Iterator<Item = (usize, usize, &mut Cell)> {
        self.all().filter(|(row, column, _)| sighting.rows.contains(row) && sighting.columns.contains(column))
    }

    /// Every key of its rows and columns.
    fn lines(&mut self, sighting: &Sighting) -> impl Iterator<Item = &mut Cell> {
        self.all()
            .filter(|(row, column, _)| sighting.rows.contains(row) || sighting.columns.contains(column))
            .map(|(.., cell)| cell)
    }

    fn all(&mut self) -> impl Iterator<Item = (usize, usize, &mut Cell)> {
        let rows = self.0.iter_mut().enumerate();
        rows.flat_map(|(row, cells)| {
            cells.iter_mut().enumerate().map(move |(column, cell)| (row, column, cell))
        })
    }

    /// What is known about each key now.
    pub(super) fn conclude(self, entity: Option<EntityType>) -> Concluded {
        let is_contradicted = |cell: &&Cell| cell.is_contradicted;
        let contradicted = self.0.iter().flatten().filter(is_contradicted).map(|cell| cell.key).collect();
        let conclusions = self.0.into_iter().flatten().filter_map(|cell| cell.conclude(entity)).collect();
        Concluded { conclusions, contradicted }
    }
}

impl Cell {
    /// The portal is asked, unless it has been.
    fn doubt(&mut self) {
        self.next = self.next.map(|_| Next::Alone);
    }

    /// Whether a record has the key.
    fn is_held(&self, card: &RecordCard, ledger: &Ledger) -> bool {
        let asked = ledger.communication(self.key).map(Communication::key);
        card.communications.iter().any(|held| Some(held.key()) == asked)
    }

    /// Whether a record has something that looks like it.
    fn looks_alike(&self, card: &RecordCard, ledger: &Ledger) -> bool {
        let asked = ledger.communication(self.key).map(Appearance::of);
        asked.is_some_and(|asked| card.communications.iter().any(|held| Appearance::of(held).is_like(&asked)))
    }

    fn conclude(self, entity: Option<EntityType>) -> Option<Conclusion> {
        let next = match self.next? {
            Next::Alone => Next::Alone,
            Next::Proved(_) => Next::after(self.records.len()),
        };
        Some(Conclusion { key: self.key, entity, records: self.records, next })
    }
}
