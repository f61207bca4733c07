//! Cells that come one after the other, to rows.

use crate::{
    Flaw, Refusal, Table,
    limits::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT},
};

/// Rows, of which the last is not whole yet.
#[derive(Default)]
pub(super) struct Rows {
    table: Table,
    /// The number of the row that is being read, from 1.
    number: usize,
    cells: Vec<String>,
    /// The bytes of its cells.
    bytes: usize,
    flaw: Option<Flaw>,
    was_too_wide: bool,
}

impl Rows {
    /// Puts a value into a cell, whose row and column count from 0. Rows come in their order.
    pub(super) fn put(&mut self, row: usize, column: usize, value: String) -> Result<(), Refusal> {
        self.go_to(row)?;
        if column >= MAX_COLUMNS {
            self.flaw = Some(Flaw::TooManyCells);
            return Ok(());
        }
        self.bytes += value.len();
        if self.bytes > MAX_TEXT {
            return Err(Refusal::Inflated);
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = value;
        }
        Ok(())
    }

    /// Tells the row that is being read.
    pub(super) fn tell(&mut self, flaw: Flaw) {
        self.flaw.get_or_insert(flaw);
    }

    fn go_to(&mut self, row: usize) -> Result<(), Refusal> {
        let number = row.saturating_add(1);
        if number > MAX_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if number < self.number {
            return Err(Refusal::Damaged);
        }
        if number > self.number {
            self.end_row()?;
            self.number = number;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let flaw = self.flaw.take();
        if let Some(flaw) = flaw {
            self.table.tell(self.number.max(1), flaw);
        }
        if flaw == Some(Flaw::TooManyCells) {
            self.was_too_wide = true;
        } else {
            self.table.push(self.number, self.cells.iter().map(String::as_str))?;
        }
        self.cells.clear();
        self.bytes = 0;
        Ok(())
    }

    /// The sheet as it was read.
    pub(super) fn finish(mut self) -> Result<Table, Refusal> {
        self.end_row()?;
        if self.table.rows().len() > 0 {
            return Ok(self.table);
        }
        Err(match self.table.broken() {
            _ if self.was_too_wide => Refusal::TooManyColumns,
            [] => Refusal::Empty,
            _ => Refusal::Damaged,
        })
    }
}
