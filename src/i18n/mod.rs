//! Message keys, plurals and the choice of a language. Texts are in `locales/`; code knows keys.

mod catalogue;
mod language;
mod message;

pub use catalogue::{Catalogue, CatalogueError};
pub use language::Language;
pub use message::{Arg, Formats, Key, Message, Plural, RELEASE, TextSet};
