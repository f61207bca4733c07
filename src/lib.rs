//! *Who else in this CRM has these phones and e-mails?*
//!
//! A browser widget that asks a Bitrix24 portal `crm.duplicate.findbycomm` and shows the leads,
//! contacts and companies that it names, with an honest statement of completeness.
//!
//! Where to start reading, in the direction in which the rooms depend on each other:
//!
//! 1. [`domain`]: what a communication, a match key, a record and a verdict are.
//! 2. [`protocol`]: what goes over the wire, to the portal's REST service and to the parent window.
//! 3. [`search`]: which questions are asked, in which order, and what the answers prove.
//! 4. [`scheduler`]: when calls are sent, sent again, held back and given up.
//! 5. [`i18n`]: message keys, plurals and the choice of a language.
//! 6. [`app`]: what an application is. [`app::Effect`] is the complete list of what it may ask of the world,
//!    [`app::Event`] of what it may be told.
//! 7. [`session`]: what every application has. [`lookup`]: one search and its results. [`list`]: what it proves of the rows
//!    of a list; no application has it yet.
//! 8. [`compare`]: records side by side. [`merge`]: some of them become one.
//! 9. [`card`] and [`page`]: the two applications, put together from these.
//! 10. `shell`: carries out effects in the browser.
//! 11. `ui`: Leptos components; a view model goes in, intents come out.
//! 12. `entry`: mounts an application into a page.
//!
//! The first nine are pure: they know no browser, no clock and no randomness, and build natively. The
//! last three exist for the browser's target only.

pub mod app;
pub mod card;
pub mod compare;
pub mod domain;
pub mod i18n;
pub mod list;
pub mod lookup;
pub mod merge;
pub mod page;
pub mod protocol;
pub mod scheduler;
pub mod search;
pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod entry;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod ui;
