//! The sandbox over real HTTP: what only shows on the wire.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod app_site;
mod client;
mod control;
mod rest;
mod start;
mod tls;
