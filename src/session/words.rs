//! The language, and its texts.

use crate::app::{Effect, Effects, Timer};
use crate::i18n::{Catalogue, CatalogueError, Language};

/// At most this long the texts of a language may take. Until there are some, nothing can be shown.
const TEXTS_MS: u32 = 10_000;

/// The language that is wanted, and the texts that are there: none or those of another language while they
/// are on their way.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Words {
    wanted: Option<Language>,
    pub(super) catalogue: Catalogue,
}

impl Words {
    /// Chooses a language; its texts are shown once they are there.
    pub(super) fn speak<X>(&mut self, language: Language, effects: &mut Effects<X>) {
        if self.wanted != Some(language) {
            self.wanted = Some(language);
            effects.push(Effect::LoadLanguage(language));
            effects.push(Effect::StartTimer { timer: Timer::Texts, after_ms: TEXTS_MS });
        }
    }

    /// The texts of a language are here, or not to be had.
    pub(super) fn loaded<X>(
        &mut self,
        language: Language,
        loaded: Result<Catalogue, CatalogueError>,
        effects: &mut Effects<X>,
    ) {
        if self.wanted != Some(language) {
            return;
        }
        effects.push(Effect::StopTimer(Timer::Texts));
        self.take(language, loaded, effects);
    }

    /// The texts that are waited for did not come in time: a server that hangs would be waited for without an end.
    pub(super) fn expired<X>(&mut self, effects: &mut Effects<X>) {
        if let Some(language) = self.wanted.filter(|_| !self.arrived()) {
            self.take(language, Err(CatalogueError::NotReached), effects);
        }
    }

    fn take<X>(
        &mut self,
        language: Language,
        loaded: Result<Catalogue, CatalogueError>,
        effects: &mut Effects<X>,
    ) {
        match loaded {
            Ok(catalogue) => self.catalogue = catalogue,
            // Without the texts of the wanted language, those that are there stay.
            Err(_) if self.catalogue.speaks() => self.wanted = Some(self.catalogue.language()),
            Err(_) if language != Language::default() => self.speak(Language::default(), effects),
            Err(_) => effects.push(Effect::Stop),
        }
    }

    /// Whether the texts of the wanted language are there.
    pub(super) fn arrived(&self) -> bool {
        self.catalogue.speaks() && self.wanted == Some(self.catalogue.language())
    }

    /// The language of the texts; before there are any, the one that they will be in.
    pub(super) fn language(&self) -> Language {
        let wanted = self.wanted.filter(|_| !self.catalogue.speaks());
        wanted.unwrap_or_else(|| self.catalogue.language())
    }
}
