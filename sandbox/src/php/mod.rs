//! PHP's data on the wire: arrays that are lists or maps by their keys, query strings, JSON text.

mod array;
mod json;
mod query;
mod value;

pub use array::{Array, Key};
pub use json::{from_json, to_json};
pub use query::{form_url_encode, parse_query};
pub use value::Value;
