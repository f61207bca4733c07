//! Whole searches against the sandbox portal, each a function of its seed: the widget's own plan, scheduler and
//! protocol on one side, the portal's core on the other, and between them a clock that is passed in, a network
//! that fails, a page that goes away, and neighbours behind the same address.
//!
//! [`Setting::of`] makes a seed into a portal, an input and a measure of trouble; [`run`] carries the search
//! through; [`check`] compares the report with what was true in the portal; [`prove`] does all of it. [`open`] does the
//! same with a card, which is the whole application of a tab.

mod account;
mod chance;
mod faults;
mod happening;
mod killed;
mod network;
mod open;
mod opened;
mod outcome;
mod page;
mod past;
mod prove;
mod records;
mod replay;
mod run;
mod said;
mod setting;
mod share;
mod truth;

pub use account::{Account, Unbalanced};
pub use chance::Chance;
pub use happening::{Happening, Happenings};
pub use killed::Unharmed;
pub use open::{Cause, LeftOpen, TooMuchOpen};
pub use opened::{Opened, open};
pub use outcome::{Broken, Outcome};
pub use page::Page;
pub use past::Past;
pub use prove::{Disproved, Proved, prove, prove_setting};
pub use run::run;
pub use setting::{Cards, Setting, Size, Way, World};
pub use share::Share;
pub use truth::{Verdicts, Wrong, check};
