//! Which record should stay, with reasons.

use crate::compare::view::title;
use crate::compare::{Cell, Laid, OpenDeals};
use crate::domain::RecordRef;
use crate::i18n::Message;
use crate::protocol::limits::ROWS_A_LIST;

/// A record that could stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    pub(super) reference: RecordRef,
    /// What it is called.
    pub(super) title: Message,
    pub(super) reasons: Vec<Reason>,
}

/// What speaks for a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Reason {
    /// It has so many open deals.
    OpenDeals(usize),
    /// It has at least so many: a list of the portal's ends there.
    OpenDealsAtLeast(usize),
    /// Somebody did something about it last, at this moment.
    LatestActivity(String),
    /// It has the most fields filled, so many.
    MostFilled(usize),
    /// It was created first, at this moment.
    Oldest(String),
}

/// What is weighed of a record.
struct Facts {
    created: Option<String>,
    last_activity: Option<String>,
    filled: usize,
}

/// What speaks for each of the records. What holds for all of them is no reason.
pub(super) fn candidates(laid: &Laid) -> Vec<Candidate> {
    let facts: Vec<Facts> = (0..laid.sheet.columns.len()).map(|place| Facts::of(laid, place)).collect();
    let latest = best(&facts, |facts| facts.last_activity.as_ref(), Ord::max);
    let oldest = best(&facts, |facts| facts.created.as_ref(), Ord::min);
    let most = facts.iter().map(|facts| facts.filled).max();
    let most = most.filter(|most| facts.iter().any(|facts| facts.filled != *most));
    let reasons = |deals: OpenDeals, facts: &Facts| {
        let deals = match deals {
            OpenDeals::Count(count @ ROWS_A_LIST..) => Some(Reason::OpenDealsAtLeast(count)),
            OpenDeals::Count(count @ 1..) => Some(Reason::OpenDeals(count)),
            OpenDeals::Count(_) | OpenDeals::Unknown | OpenDeals::OfNoClient => None,
        };
        let is_latest = latest.is_some() && facts.last_activity == latest;
        let is_oldest = oldest.is_some() && facts.created == oldest;
        let latest = latest.clone().filter(|_| is_latest).map(Reason::LatestActivity);
        let filled = most.filter(|most| facts.filled == *most).map(Reason::MostFilled);
        let oldest = oldest.clone().filter(|_| is_oldest).map(Reason::Oldest);
        deals.into_iter().chain(latest).chain(filled).chain(oldest).collect()
    };
    let columns = laid.sheet.columns.iter().zip(&facts);
    columns
        .map(|(column, facts)| Candidate {
            reference: column.reference,
            title: title(column),
            reasons: reasons(column.open_deals, facts),
        })
        .collect()
}

/// The candidate for which most speaks; of equals one with open deals, then the first one.
pub(super) fn proposed(candidates: &[Candidate]) -> Option<RecordRef> {
    let weight = |candidate: &Candidate| {
        let is_deals = |reason: &Reason| matches!(reason, Reason::OpenDeals(_) | Reason::OpenDealsAtLeast(_));
        (candidate.reasons.len(), candidate.reasons.iter().any(is_deals))
    };
    let best = candidates.iter().map(weight).max()?;
    candidates.iter().find(|candidate| weight(candidate) == best).map(|candidate| candidate.reference)
}

impl Facts {
    fn of(laid: &Laid, place: usize) -> Self {
        let whole = laid.sheet.columns.get(place).and_then(|column| column.whole());
        let moment = |code| whole.and_then(|whole| whole.of(code).first().cloned());
        let is_filled = |cells: &[Cell]| matches!(cells.get(place), Some(Cell::Filled(_)));
        Self {
            created: moment("DATE_CREATE"),
            // Not every portal tells the last activity; the last change is what comes nearest.
            last_activity: moment("LAST_ACTIVITY_TIME").or_else(|| moment("DATE_MODIFY")),
            filled: laid.rows.iter().filter(|row| is_filled(&row.cells)).count(),
        }
    }
}

/// The best of some moments, all of which one portal writes in one way, so that they sort as texts; `None` if it is that
/// of all.
fn best(
    facts: &[Facts],
    moment: fn(&Facts) -> Option<&String>,
    better: fn(String, String) -> String,
) -> Option<String> {
    let best = facts.iter().filter_map(moment).cloned().reduce(better)?;
    facts.iter().any(|facts| moment(facts) != Some(&best)).then_some(best)
}
