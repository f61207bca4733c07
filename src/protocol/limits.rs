//! The portal's own figures (`docs/portal.md`). Each stands here and nowhere else.

use crate::domain::Millis;

/// The portal runs at most this many commands of a batch.
pub const MAX_COMMANDS: usize = 50;

/// `crm.duplicate.findbycomm` takes at most this many distinct values in one command, and silently ignores the rest.
pub const VALUES_A_COMMAND: usize = 20;

/// It names at most this many records for each value. An answer of fewer is whole.
pub const RECORDS_A_VALUE: usize = 20;

/// A list command gives at most this many rows, and so does `user.get`.
pub const ROWS_A_LIST: usize = 50;

/// A request is given up after this time: the portal cuts it off after 60 seconds, and a little later nothing
/// comes any more.
pub const DEADLINE: Millis = 65_000;
