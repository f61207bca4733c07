//! The texts of the languages.

use super::http;
use crate::i18n::{Catalogue, CatalogueError, Language, RELEASE, TextSet};

/// Fetches the texts of a language from beside the page.
pub(super) async fn load(language: Language, set: TextSet) -> Result<Catalogue, CatalogueError> {
    let address = ["locales/", RELEASE, "/", set.folder(), "/", language.tag(), ".txt"].concat();
    let texts = http::own_file(&address).await.ok_or(CatalogueError::NotReached)?;
    Catalogue::read(language, set, &texts)
}
