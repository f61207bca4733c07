//! Makes the message keys and the built-in English catalogue from `locales/en.json`, so that a key that
//! has no English text does not compile.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use serde_json::{Map, Value};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=locales/en.json");
    let catalogue: Map<String, Value> = serde_json::from_str(&fs::read_to_string("locales/en.json")?)?;
    let target = Path::new(&env::var("OUT_DIR")?).join("keys.rs");
    fs::write(target, generate(&catalogue)?)?;
    Ok(())
}

fn generate(catalogue: &Map<String, Value>) -> Result<String, Failure> {
    let (mut variants, mut names, mut texts) = (String::new(), String::new(), String::new());
    for (name, text) in catalogue {
        let variant = variant_of(name);
        writeln!(variants, "    /// `{name}`\n    {variant},")?;
        writeln!(names, "    {name:?},")?;
        match text {
            Value::String(text) => writeln!(texts, "    Pattern::Plain(Cow::Borrowed({text:?})),")?,
            Value::Object(forms) => {
                writeln!(texts, "    Pattern::Plural(Cow::Borrowed(&[{}])),", plural_forms(name, forms)?)?;
            }
            other => return Err(format!("{name}: a text or plural forms, not {other}").into()),
        }
    }
    let count = catalogue.len();
    Ok(format!(
        "/// A message of the interface, by its name in `locales/en.json`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n\
         pub enum Key {{\n{variants}}}\n\n\
         pub(super) const NAMES: [&str; {count}] = [\n{names}];\n\n\
         pub(super) static ENGLISH: [Pattern; {count}] = [\n{texts}];\n"
    ))
}

fn plural_forms(name: &str, forms: &Map<String, Value>) -> Result<String, Failure> {
    if !forms.contains_key("other") {
        return Err(format!("{name}: the plural form `other` is missing").into());
    }
    let mut written = String::new();
    for (category, text) in forms {
        let text = text.as_str().ok_or_else(|| format!("{name}: a plural form is a text"))?;
        write!(written, "(Plural::{}, Cow::Borrowed({text:?})), ", variant_of(category))?;
    }
    Ok(written)
}

/// `card.empty-title` becomes `CardEmptyTitle`.
fn variant_of(name: &str) -> String {
    name.split(['.', '-', '_'])
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}
