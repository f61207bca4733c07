//! Builds, tests and measures the project: `cargo xtask <command>`.
//!
//! Each command first asks [`setup`] for the tools that it uses, which brings those that are missing and is fast when
//! none is.

mod bench;
mod demo;
mod deny;
mod dist;
mod fuzz;
mod gallery;
mod lint;
mod notices;
mod process;
mod setup;
mod simulate;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <command>

  setup            install ahead what `dist` and `test` use: the wasm target, the pinned
                   tools, a browser, other clients, web servers; each command brings
                   what itself needs, `fuzz` too
  demo             build the widget, start the sandbox portal, say what to open
  dist             release build of the widget into dist/, with its sizes
  lint             formatting, clippy for this machine and for the browser, and the
                   licences and sources of all crates
  advisories       fetch the list of known faults of crates and hold ours against it;
                   from then on `lint` does so too
  test [level...]  format, lint, native, hosting, simulate, node, headless, dist,
                   e2e, clients; all of them without a level
  bench [part...]  what a search takes: search (against other clients, for some
                   twenty minutes; --quick: for half a minute), engine, page;
                   list: how a list is checked (--rows 1000,200000), and its values
                   asked by other clients;
                   start: what a card's tab takes to open, beside a page made
                   with Vue (--rounds N, --quick)
  simulate [...]   whole searches from seeds: --seeds N --values N, and what a
                   failed seed prints to be run again
  fuzz [--seconds N] [--keep] [target...]
                   attack what reads foreign text, each target for 600 seconds;
                   --keep renews the committed corpus

Trunk calls `seal` after each of its builds; nobody else needs to.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    };
    if !matches!(command.as_str(), "test" | "bench" | "simulate" | "fuzz") && !rest.is_empty() {
        bail!("`{command}` takes no arguments\n\n{USAGE}");
    }
    match command.as_str() {
        "setup" => test::set_up(),
        "demo" => demo::run(),
        "dist" => dist::run(),
        "lint" => lint::run(),
        "advisories" => deny::advisories(),
        "seal" => dist::after_trunk(),
        "bench" => bench::run(rest),
        "simulate" => simulate::run(rest),
        "test" => return test::run(rest),
        "fuzz" => return fuzz::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => bail!("there is no command `{unknown}`\n\n{USAGE}"),
    }?;
    Ok(ExitCode::SUCCESS)
}
