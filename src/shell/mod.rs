//! Carries out effects in the browser and says what came of them. An adapter translates and nothing more:
//! an `if` about meaning belongs in an application.
//!
//! [`Runtime`] owns everything: dropping it aborts what is under way, stops the timers, detaches the
//! listeners and forgets the credential.

mod clipboard;
mod credential;
mod decode;
mod files;
mod http;
mod languages;
mod launch;
mod page;
mod parent;
mod reader;
mod runtime;
pub mod store;
mod timers;
mod turn;
mod worker;

pub use page::announce_crash;
pub use runtime::{InBrowser, Runtime};
