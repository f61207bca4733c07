//! The language, and its texts.

use crate::app::{Effect, Effects, Timer};
use crate::i18n::{Catalogue, CatalogueError, Language};

/// At most this long the texts of a language may take. Until there are some, nothing can be shown.
const TEXTS_MS: u32 = 10_000;

/// The languages that are asked for, and the texts that are there: none or those of another language while they are
/// on their way.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Words {
    /// The language to speak. Its texts are taken whenever they come.
    preferred: Option<Language>,
    /// The language whose texts are waited for: another one where those of the preferred one hang or are missing.
    wanted: Option<Language>,
    pub(super) catalogue: Catalogue,
}

impl Words {
    /// Chooses a language; its texts are shown once they are there.
    pub(super) fn speak<X>(&mut self, language: Language, effects: &mut Effects<X>) {
        if self.preferred != Some(language) {
            self.preferred = Some(language);
            self.ask(language, effects);
        }
    }

    /// The texts of a language are here, or not to be had.
    pub(super) fn loaded<X>(
        &mut self,
        language: Language,
        loaded: Result<Catalogue, CatalogueError>,
        effects: &mut Effects<X>,
    ) {
        let is_late = self.preferred == Some(language) && loaded.is_ok();
        if self.wanted == Some(language) || is_late {
            effects.push(Effect::StopTimer(Timer::Texts));
            self.take(language, loaded, effects);
        }
    }

    /// The texts that are waited for did not come in time: a server that hangs would be waited for without an end.
    pub(super) fn expired<X>(&mut self, effects: &mut Effects<X>) {
        if let Some(language) = self.wanted.filter(|_| !self.arrived()) {
            self.go_on_without(language, effects);
        }
    }

    fn ask<X>(&mut self, language: Language, effects: &mut Effects<X>) {
        self.wanted = Some(language);
        effects.push(Effect::LoadLanguage(language));
        effects.push(Effect::StartTimer { timer: Timer::Texts, after_ms: TEXTS_MS });
    }

    fn take<X>(
        &mut self,
        language: Language,
        loaded: Result<Catalogue, CatalogueError>,
        effects: &mut Effects<X>,
    ) {
        if let Ok(catalogue) = loaded {
            self.catalogue = catalogue;
            self.wanted = Some(language);
        } else {
            // What is not to be had may be asked for again; what hangs comes by itself.
            self.preferred = self.preferred.filter(|preferred| *preferred != language);
            self.go_on_without(language, effects);
        }
    }

    /// Without the texts of a language, those that are there stay.
    fn go_on_without<X>(&mut self, language: Language, effects: &mut Effects<X>) {
        if self.catalogue.speaks() {
            self.wanted = Some(self.catalogue.language());
        } else if language == Language::default() {
            effects.push(Effect::Stop);
        } else {
            self.ask(Language::default(), effects);
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
