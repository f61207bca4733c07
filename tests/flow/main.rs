//! The application's state machine, told as stories: events go in, the screen and the effects come out.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a story that cannot be told has to fail")]

mod app;
#[path = "../applications/mod.rs"]
mod applications;
mod beside;
mod card;
mod compare;
mod deciding;
mod dismissing;
mod disorder;
mod files;
mod focus;
mod installation;
mod kept;
mod list;
mod list_honest;
mod list_kept;
mod list_large;
mod list_late;
mod list_truth;
mod list_types;
mod merge;
mod one_request;
mod page;
mod pause;
mod portal;
mod reading;
mod related;
mod shared;
mod start;
mod store;
mod stored;
mod trouble;
