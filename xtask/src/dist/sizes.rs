//! The sizes of what is built, and the budget of a card tab.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use locales::TextSet;
use serde::Serialize;

use super::{
    CARD,
    beside::{self, FILES, Module, READER},
    pack,
};
use crate::workspace;

/// What opening a card tab loads at most, in bytes on the wire. A build above it fails.
const BUDGET: usize = 140_000;

/// One file of the build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Size {
    /// Path below the build's folder, with forward slashes.
    file: String,
    /// Bytes as they are.
    raw: usize,
    /// Bytes after gzip.
    gzip: usize,
    /// Bytes after brotli: what the servers of `docs/hosting` send.
    brotli: usize,
    /// Whether opening a card tab loads it; true for one locale only, the biggest.
    card_tab: bool,
}

/// Measures a build, writes the sizes to `target/dist-sizes.json` and returns them as a table.
pub(crate) fn report(folder: &Path) -> Result<Report> {
    let release = locales::read(&workspace::root().join("locales"))?.release;
    let sizes = measure(folder, &format!("locales/{release}/{}/", TextSet::Card.folder()))?;
    let target = workspace::target();
    fs::create_dir_all(&target)?;
    fs::write(target.join("dist-sizes.json"), serde_json::to_string_pretty(&sizes)?)?;
    let plans = brotli_and_raw(&beside::plans()?)?;
    let told = table(&sizes) + &of_modules(&sizes, plans);
    Ok(Report { table: told, card_tab: card_tab_total(&sizes) })
}

fn brotli_and_raw(file: &Path) -> Result<[usize; 2]> {
    let bytes = fs::read(file)?;
    Ok([pack::brotli(&bytes)?.len(), bytes.len()])
}

/// What the page loads once it is shown, or when it needs it: the modules beside it, which have the numbering plans in them.
fn of_modules(sizes: &[Size], [packed, raw]: [usize; 2]) -> String {
    let bytes = |module: Module| -> usize {
        sizes.iter().filter(|size| module.has(&size.file)).map(|size| size.brotli).sum()
    };
    format!(
        "The module that reads texts takes {} bytes on the wire, by brotli. The numbering plans in it are {raw}, by \
         themselves {packed} packed.\n\
         The module that reads files takes {} bytes, with the same plans in it. The page loads it when a file needs it.\n",
        bytes(READER),
        bytes(FILES),
    )
}

/// The sizes of one build.
pub(crate) struct Report {
    /// One line a file, the sum of a card tab last.
    pub(crate) table: String,
    /// Bytes that a card tab loads, on the wire.
    card_tab: usize,
}

impl Report {
    /// # Errors
    /// If a card tab is over its budget.
    pub(crate) fn hold_budget(&self) -> Result<()> {
        match self.card_tab.checked_sub(BUDGET) {
            Some(excess @ 1..) => bail!("a card tab loads {excess} bytes more than its budget of {BUDGET}"),
            _ => Ok(()),
        }
    }
}

fn measure(folder: &Path, texts: &str) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for path in workspace::files_below(folder)?.into_iter().filter(|path| is_served(path)) {
        let bytes = fs::read(&path)?;
        let below = path.strip_prefix(folder).context("a file below the folder")?;
        sizes.push(Size {
            file: below.to_string_lossy().replace('\\', "/"),
            raw: bytes.len(),
            gzip: pack::gzip(&bytes)?.len(),
            brotli: if pack::is_page(&path) { pack::brotli_as_sent(&bytes)? } else { pack::brotli(&bytes)? }
                .len(),
            card_tab: false,
        });
    }
    mark_card_tab(&mut sizes, &fs::read_to_string(folder.join(CARD))?, texts);
    Ok(sizes)
}

/// Trunk leaves its lock file behind; it is served to nobody. What is packed is the same file once more.
fn is_served(path: &Path) -> bool {
    let is_dotfile = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !is_dotfile && !pack::is_packed(path)
}

/// A card tab loads its page, what that names, and the texts of one language.
fn mark_card_tab(sizes: &mut [Size], page: &str, texts: &str) {
    let biggest = sizes.iter().filter(|size| size.file.starts_with(texts)).max_by_key(|size| size.brotli);
    let biggest = biggest.map(|size| size.file.clone());
    for size in sizes {
        let is_named = page.contains(&format!("\"{}\"", size.file));
        size.card_tab = size.file == CARD || is_named || biggest.as_ref() == Some(&size.file);
    }
}

fn card_tab_total(sizes: &[Size]) -> usize {
    sum(sizes, |size| size.brotli)
}

fn sum(sizes: &[Size], bytes: impl Fn(&Size) -> usize) -> usize {
    sizes.iter().filter(|size| size.card_tab).map(bytes).sum()
}

fn table(sizes: &[Size]) -> String {
    let width = sizes.iter().map(|size| size.file.len()).max().unwrap_or(0).max("card tab".len());
    let row = |name: &str, [raw, gzip, brotli]: [usize; 3], mark: &str| {
        let row = format!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}  {mark}");
        row.trim_end().to_owned()
    };
    let head = format!("{:width$}  {:>9}  {:>9}  {:>9}  card tab", "file", "raw", "gzip", "brotli");
    let rows = sizes.iter().map(|size| {
        row(&size.file, [size.raw, size.gzip, size.brotli], if size.card_tab { "yes" } else { "" })
    });
    let total = card_tab_total(sizes);
    let sums = [sum(sizes, |size| size.raw), sum(sizes, |size| size.gzip), total];
    let wire = format!("A card tab takes {total} bytes on the wire, by brotli: its budget is {BUDGET}.\n");
    std::iter::once(head).chain(rows).chain([row("card tab", sums, ""), wire]).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(file: &str, raw: usize, brotli: usize) -> Size {
        Size { file: file.to_owned(), raw, gzip: brotli + 200, brotli, card_tab: false }
    }

    fn build() -> Vec<Size> {
        let mut sizes = vec![
            size("card.html", 3000, 1000),
            size("index.html", 3000, 1000),
            size("locales/0a/card/de.txt", 9000, 3100),
            size("locales/0a/card/ru.txt", 8000, 3200),
            size("locales/0a/page/ru.txt", 18_000, 6200),
            size("start-1a.js", 12_000, 4000),
            size("start-2b.js", 12_000, 4000),
            size("widget-3c.wasm", 200_000, 70_000),
            size("style-4d.css", 8000, 2000),
        ];
        let page =
            "<link href=\"style-4d.css\"><script src=\"start-1a.js\"></script><link href=\"widget-3c.wasm\">";
        mark_card_tab(&mut sizes, page, "locales/0a/card/");
        sizes
    }

    #[test]
    fn a_card_tab_loads_its_page_what_that_names_and_the_biggest_locale() {
        let files: Vec<String> =
            build().into_iter().filter(|size| size.card_tab).map(|size| size.file).collect();
        assert_eq!(
            files,
            ["card.html", "locales/0a/card/ru.txt", "start-1a.js", "widget-3c.wasm", "style-4d.css"]
        );
        assert_eq!(card_tab_total(&build()), 80_200);
    }

    #[test]
    fn the_table_ends_with_the_sum_of_a_card_tab() {
        let table = table(&build());
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("file                          raw       gzip     brotli  card tab"));
        assert!(table.contains("index.html                   3000       1200       1000\n"), "{table}");
        assert!(table.contains("card tab                   231000      81200      80200\n"), "{table}");
        assert!(lines.last().is_some_and(|line| line.starts_with("A card tab takes 80200 bytes")), "{table}");
    }

    #[test]
    fn the_modules_beside_the_page_are_told_and_are_none_of_a_card_tab() {
        let mut sizes = build();
        let without = card_tab_total(&sizes);
        sizes.extend([size("reader-5e.js", 9000, 2000), size("reader-6f.wasm", 480_000, 140_000)]);
        sizes.extend([size("files-7a.js", 9000, 3000), size("files-8b.wasm", 900_000, 330_000)]);
        assert_eq!(card_tab_total(&sizes), without);
        let told = of_modules(&sizes, [46_000, 90_000]);
        for bytes in ["142000 bytes", "333000 bytes", "90000", "46000"] {
            assert!(told.contains(bytes), "{told}");
        }
    }

    #[test]
    fn a_card_tab_over_its_budget_is_an_error() {
        let held = |card_tab| Report { table: String::new(), card_tab }.hold_budget();
        assert!(held(BUDGET).is_ok());
        let error = held(BUDGET + 7).unwrap_err().to_string();
        assert_eq!(error, "a card tab loads 7 bytes more than its budget of 140000");
    }
}
