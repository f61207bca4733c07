//! How much is read at most. A file above them was made to do harm, or is no list of contacts.

/// The bytes of a file: twice of what a list of 200,000 rows has.
pub const MAX_BYTES: usize = 100 * 1024 * 1024;

/// The rows of a table: as many as a sheet of a spreadsheet has.
pub const MAX_ROWS: usize = 1_048_576;

/// The cells of a row.
pub const MAX_COLUMNS: usize = 1_000;

/// The lines of one row of text. What is longer begins with a quotation mark that nobody closed.
pub const MAX_CELL_LINES: usize = 100;

/// The bytes that a packed file holds, unpacked: four times of what a sheet of 200,000 rows has.
pub const MAX_INFLATED: u64 = 512 * 1024 * 1024;

/// The cells of a table, those that are empty before the last one of a row with them.
pub const MAX_CELLS: usize = 32_000_000;

/// The bytes of all cells of a table: a text may be written once and stand in every cell.
pub const MAX_TEXT: usize = 256 * 1024 * 1024;
