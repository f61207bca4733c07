//! What was measured, as the tables of `docs/search.md`.

use std::collections::BTreeSet;

use crate::Phases;
use crate::case::Who;
use crate::row::Row;

/// All tables, with the line that stands above each in the document.
#[must_use]
pub fn tables(rows: &[Row]) -> String {
    let portals: BTreeSet<(usize, u64)> = rows.iter().map(|row| (row.workers, row.ms_per_value)).collect();
    let mut parts: Vec<String> = portals.into_iter().rev().map(|portal| costs(rows, portal)).collect();
    parts.extend([accounts(rows), missing(rows), phases(rows), lost(rows)]);
    parts.join("\n")
}

/// What a cell is about. Clients are compared where it is the same.
#[derive(Clone, Copy, PartialEq)]
struct Terms {
    values: usize,
    hit_rate: f64,
    ms_per_value: u64,
    workers: usize,
    hidden: u64,
    goes_wrong: Option<&'static str>,
}

impl Row {
    const fn terms(&self) -> Terms {
        let Self { values, hit_rate, ms_per_value, workers, hidden, goes_wrong, .. } = *self;
        Terms { values, hit_rate, ms_per_value, workers, hidden, goes_wrong }
    }

    const fn is_plain(&self) -> bool {
        self.goes_wrong.is_none() && self.hidden == 0
    }
}

fn costs(rows: &[Row], (workers, speed): (usize, u64)) -> String {
    let cost = |row: &Row| {
        let (requests, commands) = (grouped(row.requests), grouped(row.commands));
        format!("{requests} · {commands} · {}", seconds(row.wall_s))
    };
    let compared =
        compared(rows, |row| row.is_plain() && (row.workers, row.ms_per_value) == (workers, speed), cost);
    let lines = compared.iter().map(|(terms, cells)| format!("{} | {cells}", values_and_hits(terms)));
    table(
        &format!(
            "The portal looks {speed} ms for one value, and works on so many requests at once: {workers}."
        ),
        &format!("values | found | {}", names()),
        lines,
    )
}

fn accounts(rows: &[Row]) -> String {
    let lines = Who::all().map(|who| {
        let own: Vec<&Row> =
            rows.iter().filter(|row| row.client == who.name() && row.goes_wrong.is_none()).collect();
        let sum = |number: fn(&Row) -> usize| size(own.iter().map(|row| number(row)).sum());
        let is_known = !own.is_empty() && own.iter().all(|row| row.completeness_known);
        let known = if is_known { "yes" } else { "no" };
        let refused: u64 = own.iter().map(|row| row.too_often).sum();
        let (wrong, missing, lost) = (sum(|row| row.wrong), sum(|row| row.missing), sum(|row| row.lost));
        format!(
            "{} | {} | {wrong} | {missing} | {lost} | {known} | {}",
            who.name(),
            own.len(),
            grouped(refused)
        )
    });
    table(
        "All cells in which nothing goes wrong, added up:",
        "client | cells | wrong | missing | lost | completeness known | refused as too often",
        lines,
    )
}

fn missing(rows: &[Row]) -> String {
    let is_left_out = |row: &Row| {
        let same = |other: &&Row| other.terms() == row.terms();
        row.is_plain() && rows.iter().filter(same).any(|row| row.missing > 0)
    };
    let mut lines = Vec::new();
    for (terms, cells) in compared(rows, is_left_out, |row| size(row.missing)) {
        let line = format!("{} | {cells}", values_and_hits(&terms));
        // How quick the portal is makes no difference.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    table("Records left out without a word:", &format!("values | found | {}", names()), lines)
}

fn phases(rows: &[Row]) -> String {
    let most = rows.iter().map(|row| row.values).max().unwrap_or_default();
    let lines = rows.iter().filter(|row| row.values == most).filter_map(|row| {
        let Phases { pools, records, columns, single, probes, retries } = row.phases?;
        let Terms { hit_rate, ms_per_value, workers, hidden, goes_wrong, .. } = row.terms();
        Some(format!(
            "{hit_rate} % | {ms_per_value} | {workers} | {hidden} % | {} | {pools} | {records} | {columns} | {single} | {probes} | \
             {retries} | {}",
            goes_wrong.unwrap_or_default(),
            row.requests
        ))
    });
    table(
        &format!("Requests of ours by their purpose, for {} values:", size(most)),
        "found | ms a value | workers | hidden | goes wrong | pools | records | columns | single | probes | retries | all",
        lines,
    )
}

fn lost(rows: &[Row]) -> String {
    let cell =
        |row: &Row| format!("{} ({} · {})", size(row.lost), grouped(row.requests), seconds(row.wall_s));
    let mut compared = compared(rows, |row| row.goes_wrong.is_some(), cell);
    compared.sort_by_key(|(terms, _)| terms.values);
    let lines = compared.iter().map(|(terms, cells)| {
        format!("{} | {} | {cells}", size(terms.values), terms.goes_wrong.unwrap_or_default())
    });
    table(
        "Values about which nothing was found out, when every tenth request fails (requests · seconds):",
        &format!("values | goes wrong | {}", names()),
        lines,
    )
}

/// The cells of all clients side by side, for the terms of the wanted rows, the longest lists first.
fn compared(
    rows: &[Row],
    is_wanted: impl Fn(&Row) -> bool,
    cell: impl Fn(&Row) -> String,
) -> Vec<(Terms, String)> {
    let mut all: Vec<Terms> = Vec::new();
    for row in rows.iter().filter(|row| is_wanted(row)) {
        if !all.contains(&row.terms()) {
            all.push(row.terms());
        }
    }
    all.sort_by_key(|terms| std::cmp::Reverse(terms.values));
    let cell_of = |terms: Terms, who: Who| {
        let row = rows.iter().find(|row| row.client == who.name() && row.terms() == terms);
        row.map_or_else(|| "not run".to_owned(), &cell)
    };
    let cells = |terms: Terms| Who::all().map(|who| cell_of(terms, who)).collect::<Vec<_>>().join(" | ");
    all.into_iter().map(|terms| (terms, cells(terms))).collect()
}

fn table(title: &str, head: &str, lines: impl IntoIterator<Item = String>) -> String {
    let rule = vec!["---"; head.split('|').count()].join(" | ");
    let lines = [head.to_owned(), rule].into_iter().chain(lines).map(|line| format!("| {line} |\n"));
    format!("{title}\n\n{}", lines.collect::<Vec<_>>().concat())
}

fn names() -> String {
    Who::all().map(Who::name).collect::<Vec<_>>().join(" | ")
}

fn values_and_hits(terms: &Terms) -> String {
    format!("{} | {} %", size(terms.values), terms.hit_rate)
}

fn size(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}

/// With a comma before each three digits.
fn grouped(number: u64) -> String {
    if number < 1_000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1_000), number % 1_000)
}

fn seconds(seconds: f64) -> String {
    if seconds < 9.95 { format!("{seconds:.1}") } else { format!("{seconds:.0}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(client: &'static str, values: usize) -> Row {
        let (requests, commands) = if client == "ours" { (3, 56) } else { (1_020, 12_000) };
        let missing = if client == "ours" { 0 } else { values / 100 };
        let completeness_known = client == "ours";
        let row = Row { client, values, hit_rate: 0.1, ms_per_value: 5, workers: 20, ..Row::default() };
        Row { requests, commands, missing, completeness_known, wall_s: 5.25, ..row }
    }

    #[test]
    fn each_table_has_the_clients_side_by_side_and_says_what_was_not_run() {
        let faulty = Row { goes_wrong: Some("reset"), lost: 100, wall_s: 90.2, ..row("plain loop", 1_000) };
        let phases = Phases { pools: 2, records: 1, ..Phases::default() };
        let hidden = Row { hidden: 10, phases: Some(phases), ..row("ours", 1_000) };
        let refused = Row { too_often: 7, ..row("fast_bitrix24", 100) };
        let rows = [refused, row("ours", 1_000), row("fast_bitrix24", 1_000), hidden, faulty];
        let expected = "\
The portal looks 5 ms for one value, and works on so many requests at once: 20.

| values | found | ours | fast_bitrix24 | b24jssdk | plain loop |
| --- | --- | --- | --- | --- | --- |
| 1,000 | 0.1 % | 3 · 56 · 5.2 | 1,020 · 12,000 · 5.2 | not run | not run |
| 100 | 0.1 % | not run | 1,020 · 12,000 · 5.2 | not run | not run |

All cells in which nothing goes wrong, added up:

| client | cells | wrong | missing | lost | completeness known | refused as too often |
| --- | --- | --- | --- | --- | --- | --- |
| ours | 2 | 0 | 0 | 0 | yes | 0 |
| fast_bitrix24 | 2 | 0 | 11 | 0 | no | 7 |
| b24jssdk | 0 | 0 | 0 | 0 | no | 0 |
| plain loop | 0 | 0 | 0 | 0 | no | 0 |

Records left out without a word:

| values | found | ours | fast_bitrix24 | b24jssdk | plain loop |
| --- | --- | --- | --- | --- | --- |
| 1,000 | 0.1 % | 0 | 10 | not run | not run |
| 100 | 0.1 % | not run | 1 | not run | not run |

Requests of ours by their purpose, for 1,000 values:

| found | ms a value | workers | hidden | goes wrong | pools | records | columns | single | probes | retries | all |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 0.1 % | 5 | 20 | 10 % |  | 2 | 1 | 0 | 0 | 0 | 0 | 3 |

Values about which nothing was found out, when every tenth request fails (requests · seconds):

| values | goes wrong | ours | fast_bitrix24 | b24jssdk | plain loop |
| --- | --- | --- | --- | --- | --- |
| 1,000 | reset | not run | not run | not run | 100 (1,020 · 90) |
";
        assert_eq!(tables(&rows), expected);
    }
}
