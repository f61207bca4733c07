//! What was measured, as the tables of `docs/start.md`.

use std::fmt::{self, Write as _};

use serde::Serialize;

use crate::cell::{Cell, Page};
use crate::request::Request;
use crate::visit::Visit;

/// An opening and its terms.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) cell: Cell,
    pub(crate) page: Page,
    /// `cold` or `warm`.
    pub(crate) cache: &'static str,
    pub(crate) visit: Visit,
}

/// A row of `start.json`.
#[derive(Serialize)]
pub(crate) struct Row {
    page: &'static str,
    profile: &'static str,
    cpu: u32,
    cache: &'static str,
    /// Until named results, rounded.
    ms: f64,
    /// Until anything was painted, rounded.
    painted_ms: Option<f64>,
    /// What moved, as browsers add it up.
    cls: f64,
    bytes: u64,
    requests: usize,
}

/// Of each page and cache the opening in the middle, by its time. Its requests and movements are its own.
pub(crate) fn medians(measured: Vec<Measured>) -> Vec<Measured> {
    let mut kinds: Vec<(Page, &str, Vec<Measured>)> = Vec::new();
    for one in measured {
        match kinds.iter_mut().find(|(page, cache, _)| (*page, *cache) == (one.page, one.cache)) {
            Some((.., all)) => all.push(one),
            None => kinds.push((one.page, one.cache, vec![one])),
        }
    }
    let middle = |(.., mut all): (Page, &str, Vec<Measured>)| {
        all.sort_by(|one, other| one.visit.ms.total_cmp(&other.visit.ms));
        let middle = all.len() / 2;
        all.into_iter().nth(middle)
    };
    kinds.into_iter().filter_map(middle).collect()
}

impl Measured {
    fn cls(&self) -> f64 {
        self.visit.moved.iter().map(|moved| moved.value).fold(0.0, |sum, value| sum + value)
    }

    fn sent(&self) -> impl Iterator<Item = &Request> {
        self.visit.requests.iter().filter(|request| !request.from_cache)
    }

    fn bytes(&self) -> u64 {
        self.sent().map(|request| request.bytes).sum()
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cell, page, cache, visit } = self;
        let painted = visit.painted.map_or_else(|| "-".to_owned(), |painted| format!("{painted:.0}"));
        write!(
            formatter,
            "{:12} {:4} {cache}: {:>5.0} ms, painted at {painted:>5}, CLS {:.3}, {:>7} bytes in {} requests",
            cell.to_string(),
            page.name(),
            visit.ms,
            self.cls(),
            self.bytes(),
            self.sent().count(),
        )
    }
}

/// The rows of `start.json`.
pub(crate) fn rows(measured: &[Measured]) -> Vec<Row> {
    let row = |one: &Measured| Row {
        page: one.page.name(),
        profile: one.cell.profile.name(),
        cpu: one.cell.cpu,
        cache: one.cache,
        ms: one.visit.ms.round(),
        painted_ms: one.visit.painted.map(f64::round),
        cls: (one.cls() * 1_000.0).round() / 1_000.0,
        bytes: one.bytes(),
        requests: one.sent().count(),
    };
    measured.iter().map(row).collect()
}

/// A line for both pages under the same terms, then when each of the last cell asked for what.
pub(crate) fn tables(measured: &[Measured]) -> String {
    let mut out = "line | processor | cache | ours | Vue | ours painted | Vue painted | ours CLS | Vue CLS | ours bytes · requests | Vue bytes · requests\n".to_owned();
    out += "--- | --- | --- | --- | --- | --- | --- | --- | --- | --- | ---\n";
    let of = |page| measured.iter().filter(move |one: &&Measured| one.page == page);
    for ours in of(Page::Ours) {
        let Some(vue) = of(Page::Vue).find(|vue| (vue.cell, vue.cache) == (ours.cell, ours.cache)) else {
            continue;
        };
        let both = |cell: &dyn Fn(&Measured) -> String| format!("{} | {}", cell(ours), cell(vue));
        let painted =
            |one: &Measured| one.visit.painted.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.0} ms"));
        let wire = |one: &Measured| format!("{} · {}", one.bytes(), one.sent().count());
        let _written = writeln!(
            out,
            "{} | {} | {} | {} | {} | {} | {}",
            ours.cell.profile.name(),
            ours.cell.cpu,
            ours.cache,
            both(&|one| format!("{:.0} ms", one.visit.ms)),
            both(&painted),
            both(&|one| format!("{:.3}", one.cls())),
            both(&wire),
        );
    }
    let last = measured.last().map(|one| one.cell);
    for one in measured.iter().filter(|one| Some(one.cell) == last) {
        out += &waterfall(one);
    }
    out
}

fn waterfall(one: &Measured) -> String {
    const MS_A_SIGN: f64 = 25.0;
    let mut out = format!("\n{one}\n");
    for request in &one.visit.requests {
        let ended = request.ended.unwrap_or(one.visit.ms);
        let answered = request.answered.unwrap_or(ended);
        let sign = |ms: f64| whole(ms / MS_A_SIGN);
        let (begun, answered, ended) = (sign(request.begun), sign(answered), sign(ended));
        let waits = "-".repeat(answered.saturating_sub(begun));
        let loads = "=".repeat(ended.saturating_sub(answered).max(1));
        let from = if request.from_cache { "cache".to_owned() } else { request.bytes.to_string() };
        let _written = writeln!(
            out,
            "{:32} {:>7} {:>5.0} {:>5.0} {:>5.0}  {}{waits}{loads}",
            request.name,
            from,
            request.begun,
            request.answered.unwrap_or_default(),
            request.ended.unwrap_or_default(),
            " ".repeat(begun),
        );
    }
    for moved in &one.visit.moved {
        let _written =
            writeln!(out, "moved at {:.0} ms by {:.3}: {}", moved.at, moved.value, moved.what.join("; "));
    }
    out
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of signs")]
fn whole(signs: f64) -> usize {
    signs.max(0.0) as usize
}
