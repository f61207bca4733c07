//! `start --ours FOLDER --vue FOLDER [--rounds N] [--quick]`: how long a card's tab takes from the opening of its frame to
//! named results, beside a page of the kind that people build today. Set up by `cargo xtask bench start`.

mod cell;
mod request;
mod tables;
mod visit;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use pico_args::Arguments;

use cell::{Cell, Page, cells};
use tables::Measured;

/// Which pages are opened, and how often.
struct Order {
    dists: [(Page, PathBuf); 2],
    rounds: usize,
    cells: Vec<Cell>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let order = order()?;
    let mut measured = Vec::new();
    for cell in &order.cells {
        measured.extend(measure(&order, *cell).await?);
    }
    println!("\n{}", tables::tables(&measured));
    let file = folder()?.join("start.json");
    fs::write(&file, serde_json::to_string_pretty(&tables::rows(&measured))?)?;
    println!("Also in {}", file.display());
    Ok(())
}

fn order() -> Result<Order> {
    let mut arguments = Arguments::from_env();
    let is_quick = arguments.contains("--quick");
    let rounds = arguments.opt_value_from_str("--rounds")?.unwrap_or(5);
    let mut dist = |page: Page, option| Ok::<_, pico_args::Error>((page, arguments.value_from_str(option)?));
    let dists = [dist(Page::Ours, "--ours")?, dist(Page::Vue, "--vue")?];
    if let Some(unknown) = arguments.finish().first() {
        anyhow::bail!("bench start takes no {}", Path::new(unknown).display());
    }
    Ok(Order { dists, rounds, cells: cells(is_quick) })
}

/// Both pages in turn, so that what else the machine does meets both alike.
async fn measure(order: &Order, cell: Cell) -> Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for _ in 0..order.rounds {
        for (page, dist) in &order.dists {
            let [cold, warm] = visit::round(cell, *page, dist)
                .await
                .with_context(|| format!("{} with {cell}", page.name()))?;
            measured.push(Measured { cell, page: *page, cache: "cold", visit: cold });
            measured.push(Measured { cell, page: *page, cache: "warm", visit: warm });
        }
    }
    let medians = tables::medians(measured);
    for row in &medians {
        println!("{row}");
    }
    Ok(medians)
}

/// Where results go: into Cargo's output folder, which `cargo xtask bench` names.
fn folder() -> Result<PathBuf> {
    let target = env::var_os("BENCH_TARGET").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
