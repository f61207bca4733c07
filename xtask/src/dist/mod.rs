//! The release build of the widget: two pages, each with a module of its own.
//!
//! `index.html` is the whole application. `card.html` is what opens in a card's tab a hundred times a day, and
//! has nothing that only the other needs. `page.html` is `index.html` for a web host of one's own. Two more modules read texts
//! and files beside the page.

mod beside;
mod finish;
mod glue;
mod html;
mod pack;
mod seal;
pub(crate) mod sizes;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    slice,
};

use anyhow::{Context as _, Result};
pub(crate) use finish::keep;
use locales::TextSet;
pub(crate) use pack::pack;
pub(crate) use seal::after_trunk;

use crate::{
    notices, process,
    setup::{self, Tools},
    workspace,
};

/// The page.
pub(super) const INDEX: &str = "index.html";

/// What a card's tab opens.
pub(super) const CARD: &str = "card.html";

/// The page for any web host.
pub(super) const PAGE: &str = "page.html";

/// What a build is made of, below the root, and by which compiler: [`COMPILER`].
const INPUTS: [&str; 20] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "dist.toml",
    "Trunk.toml",
    "index.html",
    "card.html",
    "html",
    "src",
    "reader",
    "reader-worker",
    "table",
    "files-worker",
    "style",
    "locales",
    "patches",
    "xtask/src/dist",
    "xtask/npm/build",
    "xtask/src/setup/crates.rs",
    "xtask/tools",
];

/// The file that names the compiler of a build, beside it.
const COMPILER: &str = "compiler.txt";

/// Says of the build beside it that pinned tools made it.
const PINNED: &str = "pinned.txt";

/// Builds into `dist/` what is not there yet, prints the sizes and holds the budget.
pub(crate) fn run() -> Result<()> {
    let tools = setup::for_release()?;
    if is_current(&tools)? {
        println!("dist/ is younger than all that it is made of; remove it to build it anew.");
    } else {
        build(&tools, process::run)?;
    }
    let sizes = sizes::report(&workspace::dist())?;
    print!("{}", sizes.table);
    sizes.hold_budget()
}

/// Builds unless there is a build that is younger than all it is made of.
pub(crate) fn build_if_older(tools: &Tools, run: fn(&mut Command) -> Result<()>) -> Result<()> {
    if is_current(tools)? { Ok(()) } else { build(tools, run) }
}

fn build(tools: &Tools, run: fn(&mut Command) -> Result<()>) -> Result<()> {
    // Trunk hands its `--offline` on to cargo. The standard library is built too, of crates of its own.
    run(with_own_std(tools.cargo().args(["fetch", "--locked", "--target", WASM])))?;
    let made = workspace::target().join("dist");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    let finished = made.join("finished");
    fs::create_dir_all(&finished)?;
    for (page, texts) in [(INDEX, TextSet::Page), (CARD, TextSet::Card)] {
        let built = made.join(page).with_extension("");
        run(&mut trunk(tools, &built, page))?;
        finish::finish(tools, &built, &finished, page, texts)?;
    }
    write_locales(&finished)?;
    notices::write(&finished)?;
    seal::add_open_page(&finished)?;
    pack(&finished)?;
    fs::copy(finished.join(CARD), made.join(CARD))?;
    fs::write(made.join(COMPILER), compiler()?)?;
    if tools.are_pinned() {
        fs::write(made.join(PINNED), "")?;
    }
    put_into_place(&finished)
}

const WASM: &str = "wasm32-unknown-unknown";

fn trunk(tools: &Tools, into: &Path, page: &str) -> Command {
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--config", "dist.toml", "--dist"]).arg(into).arg(page);
    with_own_std(&mut trunk);
    trunk
}

/// The standard library that comes with the compiler is built for speed and can say of a panic where and why it
/// was. Built here, it is small and says nothing: a tenth of the module. The compiler calls this unstable, so a build
/// without it, by Trunk alone, is a build like any other, only bigger; `docs/size.md` has the figures.
fn with_own_std(command: &mut Command) -> &mut Command {
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags())
}

fn flags() -> String {
    let small = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
    [small.to_owned()].into_iter().chain(neutral_paths()).collect::<Vec<_>>().join(" ")
}

/// Whoever builds, the module names source files alike, and no folder of theirs.
fn neutral_paths() -> impl Iterator<Item = String> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let compiler = process::first_line("rustc", &["--print", "sysroot"]).unwrap_or_default();
    [(cargo_home, "cargo"), (PathBuf::from(compiler), "rust"), (workspace::root(), "source")]
        .into_iter()
        .filter(|(folder, _)| folder.is_absolute())
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
}

/// Writes the texts to where the modules look for them.
fn write_locales(folder: &Path) -> Result<()> {
    let catalogues = locales::read(&workspace::root().join("locales"))?;
    let release = folder.join("locales").join(&catalogues.release);
    for file in catalogues.files() {
        let path = release.join(file.path());
        fs::create_dir_all(path.parent().unwrap_or(&release))?;
        fs::write(path, file.text)?;
    }
    Ok(())
}

/// Replaces `dist/` as a whole: a server that is reading it never sees half of two builds for long.
fn put_into_place(finished: &Path) -> Result<()> {
    let dist = workspace::dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot empty {}", dist.display()))?;
    }
    fs::rename(finished, &dist).with_context(|| format!("cannot create {}", dist.display()))
}

/// Whether `dist/` is what [`build`] put there, by this compiler, and younger than all that it is made of. Trunk
/// alone, or a person, may have put something else there since: the card's page, which names its files by their
/// contents, tells. What others will open is built anew unless pinned tools made it.
fn is_current(tools: &Tools) -> Result<bool> {
    let card = workspace::dist().join(CARD);
    let made = workspace::target().join("dist");
    if tools.are_pinned() && !made.join(PINNED).exists() {
        return Ok(false);
    }
    let inputs = INPUTS.map(|input| workspace::root().join(input));
    let is_younger = match (workspace::newest(slice::from_ref(&card))?, workspace::newest(&inputs)?) {
        (Some(built), Some(changed)) => built > changed,
        _ => false,
    };
    let is_ours = fs::read(card).ok() == fs::read(made.join(CARD)).ok();
    Ok(is_younger && is_ours && fs::read_to_string(made.join(COMPILER)).ok() == Some(compiler()?))
}

/// What the compiler says of itself: its version, commit and system.
fn compiler() -> Result<String> {
    process::output(Command::new("rustc").arg("-vV").current_dir(workspace::root()))
}
