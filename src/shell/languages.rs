//! The texts of the languages.

use super::http;
use crate::app::App;
use crate::i18n::{Catalogue, CatalogueError, Language, RELEASE};

/// Fetches the texts of a language from beside the page: those that the module was built with, or none.
pub(super) async fn load<A: App>(language: Language) -> Result<Catalogue, CatalogueError> {
    let set = A::TEXTS;
    let integrity = const { A::TEXTS.integrity() }(language);
    let address = ["locales/", RELEASE, "/", set.folder(), "/", language.tag(), ".txt"].concat();
    let texts = http::own_file(&address, integrity).await.ok_or(CatalogueError::NotReached)?;
    Catalogue::read(language, set, &texts)
}
