//! What was read of a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{MatchKey, Value};

use super::{Evidence, Piece, Row, Verdict};

/// A list: its rows, and the distinct values in them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct List {
    rows: Vec<Row>,
    values: Vec<Listed>,
    /// Each value by what it is recognised by. It grows evenly: a hash table would be built anew in one step now and then.
    known: BTreeMap<MatchKey, ValueId>,
    /// Each time that a row has a value, linked with the time before.
    times: Vec<Time>,
}

/// One time that a row has a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Time {
    /// The row's place.
    row: u32,
    /// The time before, if there is one.
    before: Option<u32>,
}

/// A distinct value of a list.
#[derive(Clone, PartialEq, Debug)]
struct Listed {
    value: Value,
    /// The number of the first row that has it.
    first: usize,
    /// The last time that a row has it.
    last: Option<u32>,
}

/// A distinct value's place in a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ValueId(usize);

impl List {
    /// Adds the row with this number in the file. Rows come in the order of the file.
    pub fn add(&mut self, number: usize, pieces: impl IntoIterator<Item = Piece>) {
        let place = self.rows.len();
        let mut row = Row { number, values: Vec::new(), unusable: Vec::new() };
        for piece in pieces {
            match piece {
                Piece::Value(value) => self.give(&mut row, place, value),
                piece => row.unusable.push(piece),
            }
        }
        self.rows.push(row);
    }

    /// A piece of a row that cannot be asked should have been these. False if there is no such piece.
    pub fn correct(&mut self, place: usize, piece: &Piece, by: Vec<Piece>) -> bool {
        let Some(mut row) = self.rows.get(place).cloned() else { return false };
        let Some(at) = row.unusable.iter().position(|known| known == piece) else { return false };
        row.unusable.remove(at);
        for piece in by {
            match piece {
                Piece::Value(value) => self.give(&mut row, place, value),
                piece => row.unusable.insert(at.min(row.unusable.len()), piece),
            }
        }
        if let Some(known) = self.rows.get_mut(place) {
            *known = row;
        }
        true
    }

    fn give(&mut self, row: &mut Row, place: usize, value: Value) {
        let id = self.recognise(value, row.number);
        let last = self.values.get(id.0).and_then(|listed| listed.last);
        let last = last.and_then(|at| self.times.get(at as usize)).map(|time| time.row as usize);
        // A long row that is added is not looked through for each of its values: what it has already, it had last.
        let is_added = place == self.rows.len();
        if last == Some(place) || (!is_added && row.values.contains(&id)) {
            return;
        }
        row.values.push(id);
        if let (Some(listed), Ok(row), Ok(time)) =
            (self.values.get_mut(id.0), u32::try_from(place), u32::try_from(self.times.len()))
        {
            self.times.push(Time { row, before: listed.last.replace(time) });
        }
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

    /// The value at this place.
    pub fn value(&self, id: ValueId) -> Option<&Value> {
        self.values.get(id.0).map(|listed| &listed.value)
    }

    /// The places of the rows that have a value, the last one first.
    pub fn rows_with(&self, id: ValueId) -> impl Iterator<Item = usize> {
        let time = |at: u32| self.times.get(at as usize);
        let last = self.values.get(id.0).and_then(|listed| listed.last).and_then(time);
        std::iter::successors(last, move |of| of.before.and_then(time)).map(|of| of.row as usize)
    }

    /// Values in portions with at most so many spellings together, because a search takes no more. A value is in one
    /// portion with all of its spellings, even if they are more than that.
    pub fn portions(&self, values: impl Iterator<Item = ValueId>, spellings: usize) -> Vec<Vec<ValueId>> {
        let mut portions: Vec<Vec<ValueId>> = Vec::new();
        let mut room = 0;
        for id in values {
            let count = self.value(id).map_or(0, |value| value.spellings().count());
            if let Some(portion) = portions.last_mut().filter(|_| count <= room) {
                portion.push(id);
                room -= count;
            } else {
                portions.push(vec![id]);
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
            Some(listed) => {
                // A correction gives it to a row before those that had it.
                listed.first = listed.first.min(number);
                if listed.value.learns_of(&value) {
                    listed.value.join(&value);
                }
            }
            None => self.values.push(Listed { value, first: number, last: None }),
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
