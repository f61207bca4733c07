//! The texts of the widget in every language, as the widget reads them: a file a language, a line a key.
//!
//! The build of the widget takes the keys from here, `cargo xtask dist` the files, so that both speak of the
//! same lines. What has no text in some language, or a text that would not fit into its line, builds nothing.

mod languages;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

pub use languages::{Direction, LANGUAGES, Language};

/// The texts that an application can say. Each set has those of the one before, and then its own: a key is the
/// same line in every file that has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextSet {
    /// Those of a card's tab.
    Card,
    /// These and those of the page, the installation and the shown call.
    Page,
}

impl TextSet {
    /// Each of them, the smallest first.
    pub const ALL: [Self; 2] = [Self::Card, Self::Page];

    /// Its name in code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::Page => "Page",
        }
    }

    /// The folder of what it says beyond the set before, and of its files in a release.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Page => "page",
        }
    }
}

/// All texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalogues {
    /// The names of the messages, in the order of the lines.
    pub keys: Vec<String>,
    /// How many of the lines each set has.
    pub lines: Vec<(TextSet, usize)>,
    /// The texts of each language.
    pub texts: Vec<Texts>,
    /// Names exactly these keys and texts. The files lie in a folder of this name, so that no widget ever
    /// reads those of another release.
    pub release: String,
}

/// The texts of a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Texts {
    /// Which language.
    pub language: Language,
    /// A line a key. A line is the text, or each plural category and its text; tabs stand between them. A category whose
    /// text is that of `other` is left out: whoever looks for it takes that one.
    pub lines: Vec<String>,
}

impl Catalogues {
    /// The files of a release.
    pub fn files(&self) -> Vec<File> {
        let file = |set: TextSet, count: usize, texts: &Texts| File {
            set,
            language: texts.language,
            text: texts.lines.iter().take(count).flat_map(|line| [line, "\n"]).collect(),
        };
        self.lines
            .iter()
            .flat_map(|(set, count)| self.texts.iter().map(|texts| file(*set, *count, texts)))
            .collect()
    }

    /// A message that is one text, in a language.
    pub fn text(&self, language: Language, key: &str) -> Option<&str> {
        let line = self.keys.iter().position(|name| name == key)?;
        let texts = self.texts.iter().find(|texts| texts.language == language)?;
        texts.lines.get(line).map(String::as_str).filter(|text| !text.contains('\t'))
    }
}

/// What an application says in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Which application.
    pub set: TextSet,
    /// Which language.
    pub language: Language,
    /// What is in it.
    pub text: String,
}

impl File {
    /// Where it lies, below the folder of its release.
    pub fn path(&self) -> PathBuf {
        Path::new(self.set.folder()).join(self.language.tag).with_extension("txt")
    }

    /// What a browser holds it to: the `integrity` of a request for it.
    pub fn integrity(&self) -> String {
        ["sha256-", &STANDARD.encode(Sha256::digest(&self.text))].concat()
    }
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
    /// Two sets say the same key.
    #[error("{key} is the key of two texts")]
    Twice {
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
pub fn read(folder: &Path) -> Result<Catalogues, LocaleError> {
    let mut keys: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let mut texts = LANGUAGES.map(|language| Texts { language, lines: Vec::new() });
    for set in TextSet::ALL {
        let mut own_keys = None;
        for Texts { language, lines } in &mut texts {
            let own = texts_of(folder, set, language.tag)?;
            let own_keys = own_keys.get_or_insert_with(|| own.keys().cloned().collect::<Vec<_>>());
            lines.extend(lines_of(language.tag, &own, own_keys)?);
        }
        for key in own_keys.into_iter().flatten() {
            if keys.contains(&key) {
                return Err(LocaleError::Twice { key });
            }
            keys.push(key);
        }
        lines.push((set, keys.len()));
    }
    let release = release_of(&keys, &texts);
    Ok(Catalogues { keys, lines, texts: texts.into(), release })
}

fn texts_of(folder: &Path, set: TextSet, language: &str) -> Result<Map<String, Value>, LocaleError> {
    let path = folder.join(set.folder()).join(language).with_extension("json");
    let json =
        fs::read_to_string(&path).map_err(|error| LocaleError::Unreadable { path: path.clone(), error })?;
    serde_json::from_str(&json).map_err(|error| LocaleError::NotJson { path, error })
}

fn lines_of(
    language: &'static str,
    texts: &Map<String, Value>,
    keys: &[String],
) -> Result<Vec<String>, LocaleError> {
    let not_everywhere = |key: &String| LocaleError::NotEverywhere { language, key: key.clone() };
    if let Some(extra) = texts.keys().find(|key| !keys.contains(key)) {
        return Err(not_everywhere(extra));
    }
    keys.iter()
        .map(|key| {
            let text = texts.get(key).ok_or_else(|| not_everywhere(key))?;
            line_of(text).ok_or_else(|| LocaleError::NotALine { key: key.clone() })
        })
        .collect()
}

fn line_of(text: &Value) -> Option<String> {
    let fields: Vec<&str> = match text {
        Value::String(text) => vec![text],
        Value::Object(forms) => {
            let other = forms.get("other")?;
            let mut fields = Vec::new();
            for (category, text) in forms {
                if category == "other" || text != other {
                    fields.extend([category.as_str(), text.as_str()?]);
                }
            }
            fields
        }
        _ => return None,
    };
    let fits = !fields.iter().any(|field| field.contains(['\t', '\n', '\r']));
    fits.then(|| fields.join("\t"))
}

/// The first 32 bits of what they hash to, in hexadecimal.
fn release_of(keys: &[String], texts: &[Texts]) -> String {
    let mut hash = Sha256::new();
    for part in keys.iter().chain(texts.iter().flat_map(|texts| &texts.lines)) {
        hash.update(part);
        hash.update("\n");
    }
    let [first, second, third, fourth, ..] = <[u8; 32]>::from(hash.finalize());
    format!("{:08x}", u32::from_be_bytes([first, second, third, fourth]))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
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
        let forms = json!({ "one": "{count}+ leads", "other": "{count}+ leads" });
        assert_eq!(line_of(&forms).as_deref(), Some("other\t{count}+ leads"));
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
        let lines = |texts| lines_of("de", &map(texts), &keys).map_err(|error| error.to_string());
        assert_eq!(lines(json!({ "a": "A", "b": "B" })).unwrap(), ["B", "A"]);
        assert_eq!(lines(json!({ "b": "B" })).unwrap_err(), "de: a is not in every language");
        assert_eq!(
            lines(json!({ "a": "", "b": "", "c": "" })).unwrap_err(),
            "de: c is not in every language"
        );
    }

    #[test]
    fn a_release_is_named_by_its_keys_and_texts() {
        let name = |key: &str, text: &str| {
            let texts = Texts { language: LANGUAGES[0], lines: vec![text.to_owned()] };
            release_of(&[key.to_owned()], &[texts])
        };
        assert_eq!(name("a", "A").len(), 8);
        assert_eq!(name("a", "A"), name("a", "A"));
        assert_ne!(name("a", "A"), name("a", "B"));
        assert_ne!(name("a", "A"), name("b", "A"));
    }

    #[test]
    fn a_key_is_the_same_line_in_every_file_that_has_it() {
        let all = read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let [(TextSet::Card, card), (TextSet::Page, page)] = all.lines[..] else { panic!("{:?}", all.lines) };
        assert!(0 < card && card < page && page == all.keys.len());
        let files = all.files();
        assert_eq!(files.len(), TextSet::ALL.len() * LANGUAGES.len());
        for file in &files {
            let of_page = File { set: TextSet::Page, ..file.clone() }.path();
            let whole = files.iter().find(|other| other.path() == of_page).unwrap();
            assert!(whole.text.starts_with(&file.text), "{}", file.path().display());
            assert_eq!(file.text.lines().count(), if file.set == TextSet::Card { card } else { page });
        }
    }

    #[test]
    fn a_file_is_held_to_what_a_browser_computes() {
        let file = File { set: TextSet::Card, language: LANGUAGES[1], text: "eins\nzwei\n".to_owned() };
        assert_eq!(file.path(), Path::new("card/de.txt"));
        // printf 'eins\nzwei\n' | openssl dgst -sha256 -binary | base64
        assert_eq!(file.integrity(), "sha256-zqdYlIF5WpnMi3mJzCRwb9JtRs3p/DgdB9tWLeCLLhg=");
    }

    #[test]
    fn no_two_languages_are_taken_for_each_other() {
        for (place, one) in LANGUAGES.iter().enumerate() {
            for other in &LANGUAGES[..place] {
                assert_ne!(one.name, other.name);
                assert_ne!(one.tag, other.tag);
                assert_ne!(one.portal_code, other.portal_code);
            }
        }
    }
}
