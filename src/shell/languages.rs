//! The texts of the languages that are not built in.

use super::http;
use crate::i18n::{Catalogue, CatalogueError, Language};

/// Fetches the texts of a language from beside the page.
pub(super) async fn load(language: Language) -> Result<Catalogue, CatalogueError> {
    let address = ["locales/", language.tag(), ".json"].concat();
    let texts = http::own_file(&address).await.ok_or(CatalogueError::NotReached)?;
    Catalogue::from_node(language, texts)
}
