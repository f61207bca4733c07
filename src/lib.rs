//! *Who else in this CRM has these phones and e-mails?*
//!
//! A browser widget that asks a Bitrix24 portal `crm.duplicate.findbycomm` and shows the leads,
//! contacts and companies that it names, with an honest statement of completeness.
//!
//! Where to start reading, in the direction in which the rooms depend on each other:
//!
//! 1. [`domain`]: what a communication, a match key, a record and a verdict are.
//! 2. [`protocol`]: what goes over the wire, to the portal's REST service and to the parent window.
//! 3. [`search`]: which questions are asked, in which order and at what pace, and what the answers prove.
//! 4. [`flow`]: the application as a state machine. [`flow::Effect`] is the complete list of what it may
//!    ask of the world, [`flow::Event`] of what it may be told.
//! 5. [`i18n`]: message keys, plurals and the choice of a language.
//! 6. `shell`: carries out effects in the browser.
//! 7. `ui`: Leptos components; a view model goes in, events come out.
//! 8. `entry`: mounts the application into a page.
//!
//! The first five are pure: they know no browser, no clock and no randomness, and build natively. The
//! last three exist for the browser's target only.

pub mod domain;
pub mod flow;
pub mod i18n;
pub mod protocol;
pub mod scheduler;
pub mod search;

#[cfg(target_arch = "wasm32")]
pub mod entry;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod ui;
