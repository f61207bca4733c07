//! What a search takes: requests, time, truth, against other clients; processor time and memory; how long the
//! page keeps a person waiting, and how long a card's tab takes to start.

mod vue;

use anyhow::{Context as _, Result, bail};

use crate::{
    dist, process,
    setup::{self, Clients, Journeys},
    workspace,
};

/// The parts that are measured in a browser. The others are those of the crate `bench`.
const PAGE: &str = "page";
const LIST: &str = "list";

/// The part that opens the built widget beside another page. What follows it is its own.
const START: &str = "start";

/// Measures the named parts, or all of them.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some((part, own)) = arguments.split_first()
        && part == START
    {
        return start(own);
    }
    if let Some((part, own)) = arguments.split_first()
        && part == LIST
    {
        return list(own);
    }
    let is_browsers = |argument: &&String| [PAGE, LIST].contains(&argument.as_str());
    let (browsers, others): (Vec<_>, Vec<_>) = arguments.iter().partition(is_browsers);
    let names_no_part = others.iter().all(|argument| argument.starts_with('-'));
    if browsers.is_empty() || !names_no_part {
        natively(&setup::for_comparison()?, &others)?;
    }
    let is_all = browsers.is_empty() && names_no_part;
    for part in [PAGE, LIST] {
        if is_all || browsers.iter().any(|named| *named == part) {
            if part == LIST {
                list(&[])?;
            } else {
                in_a_browser(&setup::for_journeys()?, part, &[])?;
            }
        }
    }
    if is_all {
        start(arguments)?;
    }
    Ok(())
}

/// Lists of the sizes that are named, or of all of them: on the page, and the values of the shorter ones asked by other
/// clients. `--rows 1000,200000` names them.
fn list(arguments: &[String]) -> Result<()> {
    let rows = rows(arguments)?;
    let joined = |rows: &[usize]| rows.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    in_a_browser(&setup::for_journeys()?, LIST, &[("BENCH_ROWS", joined(&rows))])?;
    let short: Vec<usize> = rows.into_iter().filter(|rows| *rows <= MOST_ROWS_OF_OTHERS).collect();
    if short.is_empty() {
        return Ok(());
    }
    let order = [LIST.to_owned(), "--rows".to_owned(), joined(&short)];
    natively(&setup::for_comparison()?, &order.iter().collect::<Vec<_>>())
}

/// With more rows another client waits for the portal for the greater part of an hour.
const MOST_ROWS_OF_OTHERS: usize = 10_000;

fn rows(arguments: &[String]) -> Result<Vec<usize>> {
    const ALL: &str = "1000,10000,100000,200000";
    let named = match arguments {
        [] => ALL,
        [option, rows] if option == "--rows" => rows,
        [option] if option.starts_with("--rows=") => option.trim_start_matches("--rows="),
        _ => bail!("`bench list` takes `--rows 1000,200000`"),
    };
    let number = |rows: &str| rows.parse().with_context(|| format!("`{rows}` is no number of rows"));
    named.split(',').map(number).collect()
}

/// Finds the clients that the search is held against by what their set-up says.
fn natively(clients: &Clients, arguments: &[&String]) -> Result<()> {
    let mut cargo = clients.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments);
    process::run(cargo.env("BENCH_TARGET", workspace::target()))
}

/// The measures of a part, one after the other, each in a browser of its own.
fn in_a_browser(journeys: &Journeys, part: &str, told: &[(&str, String)]) -> Result<()> {
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    let mut cargo = journeys.cargo();
    cargo.args(["test", "--quiet", "--package", "e2e", "--test", "measures"]);
    // The measures of a list stand in a file of that name, and those of the page in none.
    let which = if part == LIST { ["list::", ""] } else { ["--skip", "list::"] };
    let which = which.into_iter().filter(|argument| !argument.is_empty());
    cargo.arg("--").args(which).args(["--ignored", "--nocapture", "--test-threads", "1"]);
    cargo.envs(told.iter().map(|(name, value)| (name, value)));
    process::run(cargo.env("E2E_DIST", workspace::dist()))
}

/// The start of a card's tab, beside a page of the kind that people build today.
fn start(arguments: &[String]) -> Result<()> {
    let (journeys, modules) = setup::for_start()?;
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    let vue = vue::build(&journeys.tools, &modules)?;
    let mut cargo = journeys.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "e2e", "--bin", "start", "--", "--ours"]);
    cargo.arg(workspace::dist()).arg("--vue").arg(vue).args(arguments);
    process::run(cargo.env("BENCH_TARGET", workspace::target()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<usize>> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        rows(&words)
    }

    #[test]
    fn sizes_of_lists_are_named_or_all_of_them() {
        assert_eq!(read("").unwrap(), [1_000, 10_000, 100_000, 200_000]);
        assert_eq!(read("--rows 200000").unwrap(), [200_000]);
        assert_eq!(read("--rows=1000,10000").unwrap(), [1_000, 10_000]);
        assert_eq!(read("--row 5").unwrap_err().to_string(), "`bench list` takes `--rows 1000,200000`");
        assert_eq!(read("--rows many").unwrap_err().to_string(), "`many` is no number of rows");
    }
}
