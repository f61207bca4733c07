//! `bench [--quick] [search] [engine]`: both parts if none is named. `bench list --rows 1000,10000`: what other clients make
//! of the values of lists. Set up by `cargo xtask bench`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use bench::list::{self, Asked};
use bench::matrix::{self, Extent};
use bench::row::Row;
use bench::tables::tables;
use bench::{app, engine};
use pico_args::Arguments;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = Arguments::from_env();
    let extent = if arguments.contains("--quick") { Extent::Quick } else { Extent::Whole };
    let rows: Option<String> = arguments.opt_value_from_str("--rows")?;
    let parts: Vec<String> = arguments.finish().into_iter().map(|part| part.display().to_string()).collect();
    if let Some(unknown) = parts.iter().find(|part| !["search", "engine", "list"].contains(&part.as_str())) {
        bail!("there is no part `{unknown}`; there are: search, engine, list");
    }
    if parts.iter().any(|part| part == "list") {
        return ask_lists(rows.as_deref().unwrap_or_default()).await;
    }
    let is_wanted = |part: &str| parts.is_empty() || parts.iter().any(|named| named == part);
    if is_wanted("engine") {
        measure_engine(extent)?;
    }
    if is_wanted("search") {
        let folder = folder()?;
        println!("\nThe search over HTTPS, on sandboxes with the same records, limits on\n{}", Row::HEAD);
        let file = folder.join("search.json");
        let measured = matrix::run(extent, &folder, &file, |row| println!("{row}")).await?;
        println!("\n{}\nAlso in {}", tables(&measured.rows), shown(&file).display());
        measured.ended?;
    }
    Ok(())
}

async fn ask_lists(rows: &str) -> Result<()> {
    let folder = folder()?;
    println!("\nThe same phones and e-mails, asked by other clients\n\n{}", Asked::HEAD);
    for rows in rows.split(',') {
        let rows = rows.parse().with_context(|| format!("`{rows}` is no number of rows"))?;
        list::ask(rows, &folder, |asked| println!("{asked}")).await?;
    }
    Ok(())
}

fn measure_engine(extent: Extent) -> Result<()> {
    let sizes: &[usize] = match extent {
        Extent::Quick => &[1_000, 2_000],
        Extent::Whole => &[10_000, 20_000, 50_000, 100_000, 200_000],
    };
    println!("\nThe search alone, natively: processor time and memory, one value in ten found");
    for values in sizes {
        let engine::Engine { requests, gauge, .. } = engine::run(*values)?;
        println!("{values:>9} values {requests:>4} requests {gauge}");
    }
    println!("\nThe application without its browser, natively: pasted, searched, shown");
    for values in sizes {
        let app::App { gauge, .. } = app::run(*values)?;
        println!("{values:>9} values {gauge}");
    }
    Ok(())
}

/// Where results go: into Cargo's output folder, which `cargo xtask bench` names.
fn folder() -> Result<PathBuf> {
    let target = env::var_os("BENCH_TARGET").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}

fn shown(file: &Path) -> &Path {
    let here = env::current_dir().ok();
    here.as_deref().and_then(|here| file.strip_prefix(here).ok()).unwrap_or(file)
}
