//! A small Bitrix24 portal: REST, CRM pages, the parent side of the frame protocol, limits and faults.
//!
//! Read it in this order:
//!
//! - [`crm`]: users, records and the duplicate index, without any wire format;
//! - [`portal`]: the state of one portal: CRM, application, tokens, limits, clock;
//! - [`php`]: PHP's arrays, query strings and JSON text, which the wire format is made of;
//! - [`rest`]: a REST request in, a REST response out, with neither HTTP nor a system clock;
//! - [`data`]: the generated CRM, the fixed story records, and one's own data file;
//! - [`server`]: the thin HTTP shell, and [`pages`]: what a person sees in a browser.
//!
//! Nothing here is shared with the widget: the same mistake on both sides would hide itself.

pub mod crm;
pub mod data;
pub mod pages;
pub mod php;
pub mod portal;
pub mod rest;
pub mod server;

pub use data::story;

/// Runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
