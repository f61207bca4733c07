//! The state of the application.

use crate::i18n::Catalogue;

/// Everything that the application remembers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Model {
    catalogue: Catalogue,
}

impl Model {
    /// The texts of the chosen language.
    pub(super) const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }
}
