//! The texts of the languages.

use super::http;
use crate::i18n::{Catalogue, CatalogueError, Language, RELEASE, TextSet};

/// The texts of this application.
const TEXTS: TextSet = if cfg!(feature = "page") { TextSet::Page } else { TextSet::Card };

/// Fetches the texts of a language from beside the page.
pub(super) async fn load(language: Language) -> Result<Catalogue, CatalogueError> {
    let address = ["locales/", RELEASE, "/", TEXTS.folder(), "/", language.tag(), ".txt"].concat();
    let texts = http::own_file(&address).await.ok_or(CatalogueError::NotReached)?;
    Catalogue::read(language, TEXTS, &texts)
}
