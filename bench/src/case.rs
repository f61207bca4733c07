//! One case: who asks how much of what kind of portal, and how it is run.

use std::path::Path;

use anyhow::Result;
use sandbox::portal::{Fault, FaultKind};
use simulate::Share;

use crate::ours;
use crate::portal::{BenchPortal, Load};
use crate::rival::Rival;
use crate::row::Row;
use crate::score::Truth;

/// Who asks, how much, and in what kind of portal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) who: Who,
    pub(crate) values: usize,
    pub(crate) hits: Hits,
    pub(crate) find_ms: u64,
    pub(crate) trouble: Trouble,
    pub(crate) hidden_percent: u64,
    /// How many requests the portal works on at once.
    pub(crate) workers: usize,
}

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Who {
    Ours,
    Rival(Rival),
}

/// A hit rate in tenths of a percent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Hits(pub(crate) u32);

/// What goes wrong with every tenth request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    Nothing,
    /// A gateway answers in the portal's place.
    Gateway,
    /// The connection is closed.
    Reset,
    /// The portal refuses one command of a batch, inside of an answer that is none the worse for it.
    LimitInside,
}

impl Who {
    /// Everybody.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Ours).chain(Rival::ALL.map(Self::Rival))
    }

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Rival(rival) => rival.name(),
        }
    }
}

impl Case {
    /// Fills the portal, lets the client ask, and holds what it says against the truth.
    ///
    /// # Errors
    /// If a client cannot be run, or our own search is refused.
    pub(crate) fn run(self, portal: &BenchPortal, folder: &Path) -> Result<Row> {
        let load = Load {
            values: self.values,
            hits: self.hits.share(),
            find_ms: self.find_ms,
            hidden_percent: self.hidden_percent,
            workers: Some(self.workers),
        };
        let asked = portal.load(load, self.trouble.script());
        let truth = portal.running().portal().with(|portal| Truth::of(&portal.crm, &asked));
        let row = match self.who {
            Who::Ours => {
                let found = ours::search(&portal.webhook(), portal.pem()?.as_deref(), asked)?;
                Row {
                    wall_s: found.wall.as_secs_f64(),
                    first_s: Some(found.first.as_secs_f64()),
                    completeness_known: true,
                    phases: Some(found.phases),
                    waited_s: Some(found.waited.as_secs_f64()),
                    halts: Some(found.halts),
                    ..self.row().scored(truth.score(&found.report))
                }
            }
            Who::Rival(rival) => {
                let answers = rival.ask(portal, &asked, folder)?;
                Row { wall_s: answers.wall_s, ..self.row().scored(truth.score_groups(&answers.groups)) }
            }
        };
        let counted = portal.counted();
        let (requests, commands, too_often) = (counted.requests, counted.commands, counted.too_often);
        Ok(Row { requests, commands, too_often, ..row })
    }

    fn row(self) -> Row {
        Row {
            client: self.who.name(),
            values: self.values,
            hit_rate: self.hits.percent(),
            ms_per_value: self.find_ms,
            faults: if self.trouble == Trouble::Nothing { 0 } else { 10 },
            goes_wrong: self.trouble.name(),
            hidden: self.hidden_percent,
            workers: self.workers,
            ..Row::default()
        }
    }
}

impl Hits {
    fn percent(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    const fn share(self) -> Share {
        Share::per_thousand(self.0 as u64)
    }
}

impl Trouble {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Gateway => Some("gateway"),
            Self::Reset => Some("reset"),
            Self::LimitInside => Some("limit inside"),
        }
    }

    fn script(self) -> Vec<Fault> {
        let every = |every, kind| vec![Fault { every: Some(every), ..Fault::of(kind) }];
        match self {
            Self::Nothing => Vec::new(),
            Self::Gateway => every(10, FaultKind::Html { status: 502 }),
            Self::Reset => every(10, FaultKind::Reset),
            // Every tenth batch of fifty.
            Self::LimitInside => every(
                500,
                FaultKind::CommandError {
                    code: "QUERY_LIMIT_EXCEEDED".to_owned(),
                    text: "Too many requests".to_owned(),
                },
            ),
        }
    }
}
