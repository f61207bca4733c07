//! Makes the message keys, the languages and the catalogues from `locales/`, so that what is forgotten in one of
//! them does not compile.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use locales::{Catalogues, File, LANGUAGES};

type Failure = Box<dyn std::error::Error>;

/// The message that names the application: a portal stores it in every language, as the title of a tab.
const APP_NAME: &str = "app.name";

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=locales");
    let catalogues = locales::read(Path::new("locales"))?;
    let files = catalogues.files();
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("keys.rs"), keys(&catalogues, &files)?)?;
    fs::write(out.join("languages.rs"), languages(&catalogues)?)?;
    for file in &files {
        let path = out.join(file.path());
        fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
        fs::write(path, &file.text)?;
    }
    Ok(())
}

fn keys(catalogues: &Catalogues, files: &[File]) -> Result<String, Failure> {
    let Catalogues { keys, lines, release, .. } = catalogues;
    let mut code = String::from(
        "/// A message of the interface, by its name in `locales/`. Those of a card come first.\n\
         #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]\n\
         pub enum Key {\n",
    );
    for name in keys {
        writeln!(code, "    /// `{name}`\n    {},", variant_of(name))?;
    }
    code.push_str(
        "}\n\n/// The texts that an application can say.\n\
         #[derive(Clone, Copy, PartialEq, Eq, Debug)]\npub enum TextSet {\n",
    );
    for (set, count) in lines {
        writeln!(code, "    /// The first {count} keys.\n    {},", set.name())?;
    }
    code.push_str("}\n\nimpl TextSet {\n");
    let sets = || lines.iter().map(|(set, _)| set.name());
    constant(
        &mut code,
        "How many lines its files have: one a key",
        "lines(self) -> usize",
        sets().zip(lines.iter().map(|(_, count)| count.to_string())),
    )?;
    constant(
        &mut code,
        "The folder of its files",
        "folder(self) -> &'static str",
        sets().zip(lines.iter().map(|(set, _)| format!("{:?}", set.folder()))),
    )?;
    code.push_str(
        "    /// What a browser holds the file of a language to: the `integrity` of a request for it. The function is \
         chosen\n    /// where the program is built, so that none has the digests of another one\'s files.\n    \
         pub const fn integrity(self) -> fn(Language) -> &\'static str {\n        match self {\n",
    );
    for (set, _) in lines {
        writeln!(code, "            Self::{} => |language| match language {{", set.name())?;
        for file in files.iter().filter(|file| file.set == *set) {
            writeln!(code, "                Language::{} => {:?},", file.language.name, file.integrity())?;
        }
        code.push_str("            },\n");
    }
    code.push_str("        }\n    }\n");
    writeln!(
        code,
        "}}\n\n/// Names these keys and their texts in every language: the folder of the catalogues.\n\
         pub const RELEASE: &str = {release:?};"
    )?;
    Ok(code)
}

fn languages(catalogues: &Catalogues) -> Result<String, Failure> {
    let names = || LANGUAGES.into_iter().map(|language| language.name);
    let mut code = String::from(
        "/// A language that the interface speaks. The first one is the fallback for every language that is not here.\n\
         #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]\npub enum Language {\n    #[default]\n",
    );
    for name in names() {
        writeln!(code, "    /// {name}.\n    {name},")?;
    }
    let all: Vec<_> = names().map(|name| format!("Self::{name}")).collect();
    writeln!(
        code,
        "}}\n\nimpl Language {{\n    /// All of them.\n    pub const ALL: [Self; {}] = [{}];\n",
        all.len(),
        all.join(", ")
    )?;
    let mut table = |what, name, of: &dyn Fn(locales::Language) -> Option<String>| {
        let values: Option<Vec<_>> = LANGUAGES.into_iter().map(of).collect();
        let values = values.ok_or("a language without a name for the application")?;
        constant(&mut code, what, &format!("{name}(self) -> &'static str"), names().zip(values))
    };
    let quoted = |text: &str| Some(format!("{text:?}"));
    table("The BCP 47 tag, for `lang` and `Intl`", "tag", &|language| quoted(language.tag))?;
    table("The direction of writing, for `dir`", "direction", &|language| {
        quoted(language.direction.attribute())
    })?;
    table("The portal's own code", "portal_code", &|language| quoted(language.portal_code))?;
    table("The name of the application", "app_name", &|language| {
        quoted(catalogues.text(language, APP_NAME)?)
    })?;
    code.push_str("}\n");
    Ok(code)
}

/// A constant function with a row a variant.
fn constant(
    code: &mut String,
    what: &str,
    signature: &str,
    rows: impl Iterator<Item = (&'static str, String)>,
) -> Result<(), Failure> {
    writeln!(
        code,
        "    /// {what}.\n    #[allow(clippy::match_same_arms, reason = \"a row a variant\")]\n    \
         pub const fn {signature} {{\n        match self {{"
    )?;
    for (variant, value) in rows {
        writeln!(code, "            Self::{variant} => {value},")?;
    }
    code.push_str("        }\n    }\n");
    Ok(())
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
