//! The portal's own figures on which the search rests (`docs/portal.md`). Each stands here and nowhere else.

/// `crm.duplicate.findbycomm` takes at most this many distinct values in one command, and silently ignores the rest.
pub(super) const VALUES_A_COMMAND: usize = 20;

/// It names at most this many records for each value. An answer of fewer is whole.
pub(super) const RECORDS_A_VALUE: usize = 20;

/// A list command gives at most this many rows.
pub(super) const ROWS_A_LIST: usize = 50;
