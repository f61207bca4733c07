//! Where the records of a sandbox come from.

pub mod story;
