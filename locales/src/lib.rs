//! The texts of the widget in every language, as the widget reads them: a file a language, a line a key.
//!
//! The build of the widget takes the keys from here, `cargo xtask dist` the files, so that both speak of the
//! same lines. What has no text in some language, or a text that would not fit into its line, builds nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The languages that there are texts in, by BCP 47 tag. The keys are those of the first.
pub const LANGUAGES: [&str; 3] = ["en", "de", "ru"];

/// The texts that a build of the widget can say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Those of a card's tab.
    Card,
    /// These and those of the page, the installation and the shown call.
    Page,
}

impl Shape {
    /// The folders that have its texts.
    const fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Card => &["card"],
            Self::Page => &["card", "page"],
        }
    }
}

/// The texts of one shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalogues {
    /// The names of the messages, in the order of the lines.
    pub keys: Vec<String>,
    /// The file of each of [`LANGUAGES`]: a line a key. A line is the text, or each plural category and its
    /// text; tabs stand between them.
    pub files: Vec<(&'static str, String)>,
    /// Names exactly these keys and texts. The files lie in a folder of this name, so that no widget ever
    /// reads those of another release.
    pub release: String,
}

/// Why texts cannot be built.
#[derive(Debug, Error)]
pub enum LocaleError {
    /// A file cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is not a JSON object.
    #[error("{}: {error}", path.display())]
    NotJson {
        /// Which.
        path: PathBuf,
        /// Where.
        error: serde_json::Error,
    },
    /// A language lacks the text of a key, or has one too many.
    #[error("{language}: {key} is not in every language")]
    NotEverywhere {
        /// The language that differs from the first.
        language: &'static str,
        /// The key.
        key: String,
    },
    /// A text is no line, or neither a text nor plural forms with `other` among them.
    #[error("{key}: expected one line of text without tabs, or such texts by plural category with `other`")]
    NotALine {
        /// The key.
        key: String,
    },
}

/// Reads the texts below a folder.
///
/// # Errors
/// If a file is missing or malformed, or if the languages do not have the same keys.
pub fn read(folder: &Path, shape: Shape) -> Result<Catalogues, LocaleError> {
    let texts = LANGUAGES
        .into_iter()
        .map(|language| Ok((language, texts_of(folder, shape, language)?)))
        .collect::<Result<Vec<_>, LocaleError>>()?;
    let keys: Vec<String> = texts.first().into_iter().flat_map(|(_, texts)| texts.keys().cloned()).collect();
    let files = texts
        .iter()
        .map(|(language, texts)| Ok((*language, file_of(language, texts, &keys)?)))
        .collect::<Result<Vec<_>, LocaleError>>()?;
    let release = release_of(&keys, &files);
    Ok(Catalogues { keys, files, release })
}

fn texts_of(folder: &Path, shape: Shape, language: &str) -> Result<Map<String, Value>, LocaleError> {
    let mut texts = Map::new();
    for part in shape.folders() {
        let path = folder.join(part).join(language).with_extension("json");
        let json = fs::read_to_string(&path)
            .map_err(|error| LocaleError::Unreadable { path: path.clone(), error })?;
        let part: Map<String, Value> =
            serde_json::from_str(&json).map_err(|error| LocaleError::NotJson { path, error })?;
        texts.extend(part);
    }
    Ok(texts)
}

fn file_of(
    language: &'static str,
    texts: &Map<String, Value>,
    keys: &[String],
) -> Result<String, LocaleError> {
    let not_everywhere = |key: &String| LocaleError::NotEverywhere { language, key: key.clone() };
    if let Some(extra) = texts.keys().find(|key| !keys.contains(key)) {
        return Err(not_everywhere(extra));
    }
    let mut file = String::new();
    for key in keys {
        let text = texts.get(key).ok_or_else(|| not_everywhere(key))?;
        let line = line_of(text).ok_or_else(|| LocaleError::NotALine { key: key.clone() })?;
        file.push_str(&line);
        file.push('\n');
    }
    Ok(file)
}

fn line_of(text: &Value) -> Option<String> {
    let fields: Vec<&str> = match text {
        Value::String(text) => vec![text],
        Value::Object(forms) if forms.contains_key("other") => {
            let mut fields = Vec::new();
            for (category, text) in forms {
                fields.extend([category.as_str(), text.as_str()?]);
            }
            fields
        }
        _ => return None,
    };
    let fits = !fields.iter().any(|field| field.contains(['\t', '\n', '\r']));
    fits.then(|| fields.join("\t"))
}

/// The first 32 bits of what they hash to, in hexadecimal.
fn release_of(keys: &[String], files: &[(&str, String)]) -> String {
    let mut hash = Sha256::new();
    for part in keys.iter().chain(files.iter().map(|(_, file)| file)) {
        hash.update(part);
    }
    let [first, second, third, fourth, ..] = <[u8; 32]>::from(hash.finalize());
    format!("{:08x}", u32::from_be_bytes([first, second, third, fourth]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_text_is_a_line_and_so_are_plural_forms() {
        assert_eq!(line_of(&json!("one line")).as_deref(), Some("one line"));
        let forms = json!({ "one": "{count} lead", "other": "{count} leads" });
        assert_eq!(line_of(&forms).as_deref(), Some("one\t{count} lead\tother\t{count} leads"));
    }

    #[test]
    fn what_fits_into_no_line_is_refused() {
        for bad in [json!("a\tb"), json!("a\nb"), json!(1), json!({ "one": "x" }), json!({ "other": 1 })] {
            assert_eq!(line_of(&bad), None, "{bad}");
        }
    }

    #[test]
    fn the_lines_are_in_the_order_of_the_keys_and_none_may_be_missing_or_extra() {
        let keys = ["b".to_owned(), "a".to_owned()];
        let file = |texts| file_of("de", &map(texts), &keys).map_err(|error| error.to_string());
        assert_eq!(file(json!({ "a": "A", "b": "B" })).unwrap(), "B\nA\n");
        assert_eq!(file(json!({ "b": "B" })).unwrap_err(), "de: a is not in every language");
        assert_eq!(file(json!({ "a": "", "b": "", "c": "" })).unwrap_err(), "de: c is not in every language");
    }

    #[test]
    fn a_release_is_named_by_its_keys_and_texts() {
        let name = |key: &str, text: &str| release_of(&[key.to_owned()], &[("en", text.to_owned())]);
        assert_eq!(name("a", "A").len(), 8);
        assert_eq!(name("a", "A"), name("a", "A"));
        assert_ne!(name("a", "A"), name("a", "B"));
        assert_ne!(name("a", "A"), name("b", "A"));
    }

    #[test]
    fn the_page_says_all_that_the_card_says() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (card, page) = (read(here, Shape::Card).unwrap(), read(here, Shape::Page).unwrap());
        assert!(page.keys.starts_with(&card.keys) && page.keys.len() > card.keys.len());
        for (_, file) in &page.files {
            assert_eq!(file.lines().count(), page.keys.len());
        }
    }
}
