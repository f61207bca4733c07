//! The texts of one language.

use thiserror::Error;

use super::{Formats, Message};

/// The texts of one language; a missing one falls back to English.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalogue {}

/// Why a catalogue cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum CatalogueError {
    /// It could not be fetched.
    #[error("catalogue not reached")]
    NotReached,
    /// It is not a map of texts.
    #[error("catalogue not readable")]
    Unreadable,
}

impl Catalogue {
    /// English, built into the module.
    pub fn english() -> Self {
        Self::default()
    }

    /// The text of a message.
    pub fn text(&self, message: &Message, formats: &dyn Formats) -> String {
        let _ = (message, formats);
        String::new()
    }
}
