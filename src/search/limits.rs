//! The portal's own figures on which the search rests.

pub(super) use crate::protocol::limits::{RECORDS_A_VALUE, ROWS_A_LIST, VALUES_A_COMMAND};
