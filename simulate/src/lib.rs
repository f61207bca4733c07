//! Whole searches against the sandbox portal, each a function of its seed: the widget's own plan, courier and
//! protocol on one side, the portal's core on the other, and between them a clock that is passed in, a network
//! that fails, and neighbours behind the same address.
//!
//! [`Setting::of`] makes a seed into a portal, an input and a measure of trouble; [`run`] carries the search
//! through; [`check`] compares the report with what is true in the portal.

mod chance;
mod network;
mod run;
mod setting;
mod truth;

pub use chance::Chance;
pub use run::{Outcome, run};
pub use setting::{Interruption, Setting, Size, World};
pub use truth::{Verdicts, Wrong, check};
