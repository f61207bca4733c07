//! What must hold for any input: properties of everything that reads foreign text.
//!
//! Each function takes bytes of any kind and panics where a property is violated. libFuzzer calls them with
//! bytes that it makes up (`cargo xtask fuzz`), and an ordinary test with those that it kept.

mod answer;
mod frame;
mod key;
mod paste;
mod portal;
mod reader;
mod search;
mod slices;
mod table;

pub use answer::answer;
pub use frame::frame;
pub use key::key;
pub use paste::paste;
pub use portal::portal;
pub use reader::reader;
pub use search::search;
pub use slices::slices;
pub use table::{ods, table, vcard, xls};

/// A property: panics if these bytes violate it.
pub type Property = fn(&[u8]);

/// Every property under the name of its target, which is that of its corpus as well.
pub const TARGETS: [(&str, Property); 12] = [
    ("answer", answer),
    ("key", key),
    ("paste", paste),
    ("slices", slices),
    ("frame", frame),
    ("portal", portal),
    ("reader", reader),
    ("search", search),
    ("table", table),
    ("ods", ods),
    ("xls", xls),
    ("vcard", vcard),
];
