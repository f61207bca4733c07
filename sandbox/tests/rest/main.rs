//! REST against the core, without HTTP: every row of the portal's tables.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod access;
mod batch;
mod change;
mod classic;
mod fields;
mod find;
mod item;
mod limits;
mod nonsense;
mod placement;
mod refusals;
mod service;
mod support;
