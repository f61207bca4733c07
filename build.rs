//! Makes the message keys and the catalogues from `locales/`, so that a key without a text does not compile.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use locales::{Catalogues, Shape};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=locales");
    let shape = if env::var_os("CARGO_FEATURE_PAGE").is_some() { Shape::Page } else { Shape::Card };
    let catalogues = locales::read(Path::new("locales"), shape)?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("keys.rs"), keys(&catalogues)?)?;
    for (language, file) in &catalogues.files {
        fs::write(out.join(language).with_extension("txt"), file)?;
    }
    Ok(())
}

fn keys(catalogues: &Catalogues) -> Result<String, Failure> {
    let mut variants = String::new();
    for name in &catalogues.keys {
        writeln!(variants, "    /// `{name}`\n    {},", variant_of(name))?;
    }
    let Catalogues { keys, release, .. } = catalogues;
    Ok(format!(
        "/// A message of the interface, by its name in `locales/`.\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n\
         pub enum Key {{\n{variants}}}\n\n\
         /// How many keys there are: the lines of a catalogue.\n\
         pub(super) const COUNT: usize = {};\n\n\
         /// Names these keys and their texts in every language: the folder of the catalogues.\n\
         pub const RELEASE: &str = {release:?};\n",
        keys.len()
    ))
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
