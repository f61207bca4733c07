//! What was read of a list.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::{MatchKey, Value};

use super::{Evidence, Piece, Row, Verdict};

/// A list: its rows, and the distinct values in them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    values: Vec<Listed>,
    /// Each value by what it is recognised by.
    known: HashMap<MatchKey, ValueId>,
}

/// A distinct value of a list.
#[derive(Clone, PartialEq, Debug)]
struct Listed {
    value: Value,
    /// The number of the first row that has it.
    first: usize,
}

/// A distinct value's place in a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ValueId(usize);

impl List {
    /// Adds the row with this number in the file. Rows come in the order of the file.
    pub fn add(&mut self, number: usize, pieces: impl IntoIterator<Item = Piece>) {
        let mut row = Row { number, values: Vec::new(), unusable: Vec::new() };
        for piece in pieces {
            match piece {
                Piece::Value(value) => {
                    let id = self.recognise(value, number);
                    if !row.values.contains(&id) {
                        row.values.push(id);
                    }
                }
                piece => row.unusable.push(piece),
            }
        }
        self.rows.push(row);
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The distinct values, in the order of the file.
    pub fn values(&self) -> impl ExactSizeIterator<Item = (ValueId, &Value)> {
        self.values.iter().enumerate().map(|(place, listed)| (ValueId(place), &listed.value))
    }

    /// The number of an earlier row that has a value of this one: of the earliest.
    pub fn repeats(&self, row: &Row) -> Option<usize> {
        let first = row.values.iter().filter_map(|id| self.values.get(id.0)).map(|listed| listed.first);
        first.min().filter(|first| *first < row.number)
    }

    /// The values in portions with at most so many spellings together, because a search takes no more. A value is in
    /// one portion with all of its spellings, even if they are more than that.
    pub fn portions(&self, spellings: usize) -> Vec<Range<usize>> {
        let mut portions: Vec<Range<usize>> = Vec::new();
        let mut room = 0;
        for (place, listed) in self.values.iter().enumerate() {
            let count = listed.value.spellings().count();
            if let Some(portion) = portions.last_mut().filter(|_| count <= room) {
                portion.end = place + 1;
                room -= count;
            } else {
                portions.push(place..place + 1);
                room = spellings.saturating_sub(count);
            }
        }
        portions
    }

    /// What can be said of a row, by what is known of its values.
    pub fn verdict<'e>(&self, row: &Row, evidence: impl Fn(ValueId) -> &'e Evidence) -> Verdict {
        Verdict::of(row, self.repeats(row), row.values.iter().map(|id| evidence(*id)))
    }

    /// The place of a value, which may be known from an earlier row in another spelling.
    fn recognise(&mut self, value: Value, number: usize) -> ValueId {
        let next = ValueId(self.values.len());
        let id = *self.known.entry(value.identity().clone()).or_insert(next);
        match self.values.get_mut(id.0) {
            Some(listed) if listed.value.learns_of(&value) => listed.value.join(&value),
            Some(_) => {}
            None => self.values.push(Listed { value, first: number }),
        }
        id
    }
}

impl ValueId {
    /// Its place among the values of the list, from 0.
    pub const fn place(self) -> usize {
        self.0
    }
}
