//! The rows of a list, as they were read.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::domain::Unread;
use crate::list::{List, Piece};
use crate::page::model::value_of;
use crate::page::view::ListPieceView;
use crate::protocol::files::{CellWhat, FileId, FilesAnswer, RowRead, Turn};

use super::{Corrected, TableOf};

/// Rows that are being read.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Reading {
    pub(in crate::page) read: Read,
    /// From this row on is asked next.
    pub(in crate::page) next: u32,
    /// Which time.
    pub(in crate::page) turn: Turn,
}

/// Rows that are read.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Read {
    pub(in crate::page) table: TableOf,
    pub(in crate::page) list: List,
    /// By this they are recognised when they are read once more.
    pub(in crate::page) print: u64,
    /// How many rows have a value that an earlier row has.
    pub(in crate::page) repeated: u64,
    /// How many rows have no value.
    pub(in crate::page) without: u64,
    /// How many pieces cannot be asked.
    pub(in crate::page) unusable: u64,
    /// The first of them, by their places.
    pub(in crate::page) pieces: BTreeMap<u32, UnusableAt>,
    /// The same, as they are shown.
    pub(in crate::page) shown: Arc<[ListPieceView]>,
    /// How many spellings are asked.
    pub(in crate::page) spellings: u64,
    /// Pieces that are being corrected.
    pub(in crate::page) corrections: Vec<Correction>,
    /// What was corrected, in its order.
    pub(in crate::page) corrected: Vec<Corrected>,
    /// What was left of the correction before, if anything cannot be asked in that either.
    pub(in crate::page) not_corrected: Option<Piece>,
}

/// A piece that cannot be asked, and its row.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct UnusableAt {
    /// The place of its row.
    pub(in crate::page) row: usize,
    /// The number of its row.
    pub(in crate::page) number: usize,
    pub(in crate::page) piece: Piece,
}

/// A piece that is being corrected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) struct Correction {
    /// The number of the text that the module reads.
    pub(in crate::page) text: u32,
    /// The place of the piece.
    pub(in crate::page) place: u32,
    /// What it should have been.
    pub(in crate::page) by: String,
}

impl Reading {
    /// A table of which no row is read.
    pub(in crate::page) fn new(table: TableOf, turn: Turn) -> Self {
        Self { read: Read::new(table), next: 0, turn }
    }
}

impl Read {
    /// At most so many pieces that cannot be asked are kept to be listed.
    const KEPT: u64 = 1_000;

    /// A table of which no row is read.
    pub(in crate::page) fn new(table: TableOf) -> Self {
        Self {
            table,
            list: List::default(),
            print: 0,
            repeated: 0,
            without: 0,
            unusable: 0,
            spellings: 0,
            pieces: BTreeMap::new(),
            shown: Arc::default(),
            corrections: Vec::new(),
            corrected: Vec::new(),
            not_corrected: None,
        }
    }

    /// Adds rows.
    pub(in crate::page) fn add(&mut self, from: u32, rows: Vec<RowRead>) {
        self.print = print(self.print, from, &rows);
        for RowRead { number, pieces } in rows {
            let place = self.list.rows().len();
            let pieces = pieces.into_iter().map(|piece| read(piece.what));
            self.list.add(number as usize, pieces);
            let Some(row) = self.list.rows().get(place) else { continue };
            self.repeated += u64::from(self.list.repeats(row).is_some());
            self.without += u64::from(row.values.is_empty());
            for piece in &row.unusable {
                let is_kept = self.unusable < Self::KEPT && !matches!(piece, Piece::More(_));
                if let Some(at) = u32::try_from(self.unusable).ok().filter(|_| is_kept) {
                    let piece = UnusableAt { row: place, number: row.number, piece: piece.clone() };
                    self.pieces.insert(at, piece);
                }
                self.unusable += 1;
            }
        }
    }
}

/// A number by which rows are recognised, read in the same steps.
pub(in crate::page) fn print(before: u64, from: u32, rows: &[RowRead]) -> u64 {
    let mut hasher = DefaultHasher::new();
    before.hash(&mut hasher);
    let answer =
        FilesAnswer::Rows { file: FileId::default(), turn: Turn::default(), from, rows: rows.to_vec() };
    hasher.write(&answer.to_bytes());
    hasher.finish()
}

fn read(what: CellWhat) -> Piece {
    match what {
        CellWhat::Found { kind, spelling, variants } => match value_of(kind, &spelling, variants) {
            Some(value) => Piece::Value(value),
            None => Piece::Unread(spelling, Unread::NoSuchNumber),
        },
        CellWhat::Unread { why, text } => Piece::Unread(text, why),
        CellWhat::More(more) => Piece::More(more),
    }
}
