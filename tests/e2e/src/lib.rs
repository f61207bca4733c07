//! Drives a real browser through the built widget in the sandbox portal.
//!
//! - [`Stage`]: what one journey needs: a sandbox of its own and a browser of its own;
//! - [`Portal`]: the portal's pages, as a person walks through them;
//! - [`Widget`]: our widget in its frame or on its page, read by roles and `data-` attributes;
//! - [`Browser`]: the `WebDriver` session: waiting, pictures, the console, the accessibility checker.
//!
//! A journey waits for what it expects to see, never for a time. When it ends, the browser's console must hold
//! nothing that the journey did not announce.

mod axe;
mod browser;
mod console;
mod driver;
mod place;
mod portal;
mod stage;
mod wait;
mod widget;

pub use browser::{Browser, Colours, Look};
pub use place::{dist, gallery};
pub use portal::{Card, Portal};
pub use stage::{Stage, journey, journey_noted, journey_with, journey_without};
pub use wait::until;
pub use widget::{Group, Notice, Record, Snapshot, Widget};
