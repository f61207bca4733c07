//! The phones and e-mails of the list that `cargo xtask bench list` drops on the page, asked by what one would use instead.
//! No client reads files, so it is given them.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use b24_duplicates::domain::{CommKind, Communication};
use sandbox::crm::{self, Crm, EntityType, MultiField, Record};

use crate::portal::BenchPortal;
use crate::rival::Rival;
use crate::score::{Score, Truth};

/// So long the portal looks for one value, as in the browser.
const FIND: Duration = Duration::from_millis(1);

/// One in ten of so many rows is of somebody whom a lead has.
const KNOWN_ROWS: usize = 10_000;

/// What a client made of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// Of so many rows.
    pub rows: usize,
    /// Its name.
    pub client: &'static str,
    /// The values that it was given.
    pub values: usize,
    /// HTTP requests that the portal got.
    pub requests: u64,
    /// Seconds from its first question to its last answer.
    pub wall_s: f64,
    /// How far what it said is from the truth.
    pub score: Score,
}

impl Asked {
    /// What stands above the lines.
    pub const HEAD: &str = "\
        | rows | client | values | requests | asked | left out | nothing found out |\n\
        | --: | --- | --: | --: | --: | --: | --: |";
}

impl fmt::Display for Asked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, client, values, requests, wall_s, score } = self;
        let Score { missing, lost, .. } = score;
        write!(
            formatter,
            "| {rows} | {client} | {values} | {requests} | {wall_s:.1} s | {missing} | {lost} |"
        )
    }
}

/// Lets every client ask for the values of a list of so many rows.
///
/// # Errors
/// If a client cannot be run, or names somebody who has none of them.
pub async fn ask(rows: usize, folder: &Path, tell: impl Fn(&Asked)) -> Result<()> {
    let folder = folder.join(format!("list-{rows}"));
    let portal = BenchPortal::secure(&folder).await?;
    for rival in Rival::ALL {
        let asked = of_client(rival, rows, &portal, &folder).with_context(|| format!("{rows} rows"))?;
        tell(&asked);
    }
    portal.stop().await;
    Ok(())
}

fn of_client(rival: Rival, rows: usize, portal: &BenchPortal, folder: &Path) -> Result<Asked> {
    let values = values(rows)?;
    portal.fill(crm(rows), FIND);
    let truth = portal.running().portal().with(|portal| Truth::of(&portal.crm, &values));
    // The client blocks while it waits; the sandbox goes on beside it.
    let answers = tokio::task::block_in_place(|| rival.ask(portal, &values, folder))?;
    let score = truth.score_groups(&answers.groups);
    ensure!(score.wrong == 0, "{} names {} records that have none of them", rival.name(), score.wrong);
    let (requests, wall_s) = (portal.counted().requests, answers.wall_s);
    Ok(Asked { rows, client: rival.name(), values: values.len(), requests, wall_s, score })
}

/// A phone and an e-mail a row, as `tests/e2e/tests/measures/list.rs` writes them.
fn values(rows: usize) -> Result<Vec<Communication>> {
    let of_row = |row: usize| {
        let phone = Communication::new(CommKind::Phone, &phone(row));
        [phone, Communication::new(CommKind::Email, &format!("client{row}@mail.example"))]
    };
    (0..rows).flat_map(of_row).collect::<Option<_>>().context("a value that cannot be asked")
}

fn crm(rows: usize) -> Crm {
    let mut crm = Crm::default();
    for row in (0..rows.min(KNOWN_ROWS)).step_by(10) {
        let field = MultiField {
            id: 0,
            kind: crm::CommKind::Phone,
            value_type: "WORK".to_owned(),
            value: phone(row),
        };
        crm.save(Record { communications: vec![field], ..Record::new(EntityType::Lead, 0) });
    }
    crm
}

fn phone(row: usize) -> String {
    format!("+1 202 {}", 5_550_000 + row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_in_ten_is_of_somebody_whom_the_portal_knows() {
        let (values, crm) = (values(100).unwrap(), crm(100));
        assert_eq!(values.len(), 200);
        let everything_lost = Truth::of(&crm, &values).score_groups(&[]);
        assert_eq!(everything_lost.lost, 200);
        let found = values
            .iter()
            .filter(|value| crm.holders(crm::CommKind::Phone, value.spelling()).next().is_some());
        assert_eq!(found.count(), 10);
    }

    #[test]
    fn a_line_has_as_many_cells_as_the_head() {
        let score = Score { missing: 2, ..Score::default() };
        let asked = Asked { rows: 1_000, client: "one", values: 2_000, requests: 40, wall_s: 12.34, score };
        assert_eq!(asked.to_string(), "| 1000 | one | 2000 | 40 | 12.3 s | 2 | 0 |");
        let cells = |line: &str| line.matches('|').count();
        assert!(Asked::HEAD.lines().all(|line| cells(line) == cells(&asked.to_string())));
    }
}
