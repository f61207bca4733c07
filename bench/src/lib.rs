//! Measures the search.
//!
//! - [`portal`]: a sandbox over HTTPS with the records of a simulated world;
//! - [`ours`]: the widget's own search over real HTTP, with a real clock;
//! - [`rival`]: what one would use instead, each from its registry;
//! - [`score`]: what an account is worth, held against the portal's records;
//! - [`matrix`]: which cases are run, `case`: how one is, and [`row`]: how it is told;
//! - [`tables`]: all of them, as `docs/search.md` shows them;
//! - [`list`]: what the others make of the values of a list;
//! - [`engine`]: processor time and memory of the search alone, [`app`]: of the application without its browser.

pub mod app;
mod case;
pub mod engine;
mod gauge;
pub mod list;
pub mod matrix;
pub mod ours;
mod phase;
pub mod portal;
pub mod rival;
pub mod row;
pub mod score;
pub mod tables;
mod unlimited;

pub use gauge::Gauge;
pub use phase::Phases;
