//! Carries out effects in the browser and says what came of them. An adapter translates and nothing more:
//! an `if` about meaning belongs in [`crate::flow`].
//!
//! [`Runtime`] owns everything: dropping it aborts what is under way, stops the timers, detaches the
//! listeners and forgets the credential.

mod clipboard;
mod credential;
mod decode;
mod host;
mod http;
mod languages;
mod launch;
mod page;
mod runtime;
mod timers;
#[cfg(feature = "page")]
mod turn;

pub use page::announce_crash;
pub use runtime::Runtime;
