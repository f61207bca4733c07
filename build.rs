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
    let (mut variants, mut lines) = (String::new(), String::new());
    for (name, text) in catalogue {
        let variant = variant_of(name);
        writeln!(variants, "    /// `{name}`\n    {variant},")?;
        let fields = fields_of(name, text)?.join("\t");
        if fields.contains(['\n', '\r']) {
            return Err(format!("{name}: a text is one line").into());
        }
        writeln!(lines, "{name}\t{fields}")?;
    }
    let count = catalogue.len();
    Ok(format!(
        "/// A message of the interface, by its name in `locales/en.json`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n\
         pub enum Key {{\n{variants}}}\n\n\
         /// How many keys there are.\n\
         pub(super) const COUNT: usize = {count};\n\n\
         /// A line for each key, in the order of the keys, with tabs between its fields: the name, and the\n\
         /// text or each plural category with its text. One string is much smaller than a table of them.\n\
         pub(super) const ENGLISH: &str = {lines:?};\n"
    ))
}

/// The text, or each plural category and its text.
fn fields_of<'a>(name: &str, text: &'a Value) -> Result<Vec<&'a str>, Failure> {
    let fields = match text {
        Value::String(text) => vec![text.as_str()],
        Value::Object(forms) if forms.contains_key("other") => forms
            .iter()
            .map(|(category, text)| Some([category.as_str(), text.as_str()?]))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| format!("{name}: a plural form is a text"))?
            .concat(),
        Value::Object(_) => return Err(format!("{name}: the plural form `other` is missing").into()),
        other => return Err(format!("{name}: a text or plural forms, not {other}").into()),
    };
    if fields.iter().any(|field| field.contains('\t')) {
        return Err(format!("{name}: a text without tabs").into());
    }
    Ok(fields)
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
