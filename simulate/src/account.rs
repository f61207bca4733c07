//! The account of a search at one moment, counted value by value and without its own word on how far it is.

use std::collections::BTreeMap;

use b24_duplicates::domain::{CommKind, Communication, KeyStatus, Unchecked};
use b24_duplicates::protocol::{Batch, BatchReply, Command};
use b24_duplicates::search::{Progress, Search, Strategy};
use thiserror::Error;

/// How many values are in which state: each of them in one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Account {
    waiting: usize,
    found: usize,
    absent: usize,
    cancelled: usize,
    failed: usize,
}

/// An account that does not add up.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{why}: {account:?}, {progress:?}")]
pub struct Unbalanced {
    why: &'static str,
    account: Account,
    progress: Progress,
}

/// What is known about one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct State<'a> {
    asked: Option<&'a Communication>,
    status: KeyStatus,
    has_match: bool,
}

/// Keeps the account of one search, from what is asked and from what the portal was heard to answer.
#[derive(Clone, Debug)]
pub(crate) struct Auditor {
    asked: Vec<Communication>,
    places: BTreeMap<(CommKind, String), usize>,
    /// Whether the portal has answered a question for the value.
    is_answered: Vec<bool>,
}

impl Auditor {
    pub(crate) fn new(asked: &[Communication]) -> Self {
        let spellings = asked.iter().map(|value| (value.kind(), value.spelling().to_owned()));
        Self {
            asked: asked.to_vec(),
            places: spellings.zip(0..).collect(),
            is_answered: vec![false; asked.len()],
        }
    }

    /// A batch comes back to the search.
    pub(crate) fn responded(&mut self, batch: &Batch, reply: &BatchReply) {
        for (name, command) in &batch.commands {
            let (Command::Find { kind, spellings, .. }, Some(Ok(_))) = (command, reply.of(*name)) else {
                continue;
            };
            for spelling in spellings {
                let place = self.places.get(&(*kind, spelling.clone()));
                if let Some(is_answered) = place.and_then(|place| self.is_answered.get_mut(*place)) {
                    *is_answered = true;
                }
            }
        }
    }

    /// Counts the values of a search, and holds the sums against the input and against the search's own word.
    pub(crate) fn check<S: Strategy>(
        &self,
        search: &Search<S>,
        has_stopped: bool,
    ) -> Result<Account, Unbalanced> {
        let states = search.keys().map(|key| State {
            asked: search.asked(key),
            status: search.status(key),
            has_match: search.matches(key).next().is_some(),
        });
        self.audit(states, search.progress(), search.is_finished(), has_stopped)
    }

    fn audit<'a>(
        &self,
        states: impl Iterator<Item = State<'a>>,
        progress: Progress,
        is_finished: bool,
        has_stopped: bool,
    ) -> Result<Account, Unbalanced> {
        let mut account = Account::default();
        let mut unfounded = 0;
        let values = self.asked.iter().zip(&self.is_answered);
        for (state, (_, is_answered)) in
            states.zip(values).filter(|(state, (asked, _))| state.asked == Some(asked))
        {
            *account.of(state) += 1;
            unfounded += usize::from(matches!(state.status, KeyStatus::Checked(_)) && !is_answered);
        }
        let Account { waiting, found, absent, cancelled, failed } = account;
        let settled = progress.settled;
        let why = if waiting + found + absent + cancelled + failed != self.asked.len() {
            "a value of the input is not where it was"
        } else if unfounded > 0 {
            "a value is called checked for which the portal has not answered"
        } else if cancelled > 0 && !has_stopped {
            "a value is called cancelled, and nobody has cancelled"
        } else if progress.keys != self.asked.len() || settled + waiting > progress.keys {
            "a value that waits is called settled"
        } else if is_finished != (settled == progress.keys) {
            "it is finished with values that are not settled, or not finished without any"
        } else {
            return Ok(account);
        };
        Err(Unbalanced { why, account, progress })
    }
}

impl Account {
    const fn of(&mut self, state: State<'_>) -> &mut usize {
        match state.status {
            KeyStatus::NotChecked(Unchecked::Waiting) => &mut self.waiting,
            KeyStatus::NotChecked(Unchecked::Cancelled) => &mut self.cancelled,
            KeyStatus::NotChecked(Unchecked::Failed) => &mut self.failed,
            KeyStatus::Checked(_) if state.has_match => &mut self.found,
            KeyStatus::Checked(_) => &mut self.absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use b24_duplicates::domain::{Completeness, PerType};

    use super::*;

    const WAITS: KeyStatus = KeyStatus::NotChecked(Unchecked::Waiting);

    const CHECKED: KeyStatus = {
        let whole = Completeness::Complete;
        KeyStatus::Checked(PerType { lead: whole, contact: whole, company: whole })
    };

    fn values() -> Vec<Communication> {
        ["1234567", "1234568", "1234569"]
            .map(|phone| Communication::new(CommKind::Phone, phone).unwrap())
            .into()
    }

    /// Three values, of which the portal has answered for the first two; one is settled.
    fn audit(standings: [(usize, KeyStatus); 3], settled: usize) -> Result<Account, &'static str> {
        let asked = values();
        let mut auditor = Auditor::new(&asked);
        auditor.is_answered = vec![true, true, false];
        let state = |(place, status): (usize, KeyStatus)| State {
            asked: asked.get(place),
            status,
            has_match: place == 0,
        };
        let progress = Progress { keys: 3, settled, ..Progress::default() };
        let states = standings.map(state).into_iter();
        auditor.audit(states, progress, settled == 3, false).map_err(|unbalanced| unbalanced.why)
    }

    #[test]
    fn the_states_add_up_to_the_input() {
        let account = Account { found: 1, absent: 1, waiting: 1, ..Account::default() };
        assert_eq!(audit([(0, CHECKED), (1, CHECKED), (2, WAITS)], 2), Ok(account));
    }

    #[test]
    fn a_value_that_is_lost_or_has_another_ones_place_is_noticed() {
        let lost = Err("a value of the input is not where it was");
        assert_eq!(audit([(0, CHECKED), (9, CHECKED), (2, WAITS)], 2), lost);
        assert_eq!(audit([(1, CHECKED), (0, CHECKED), (2, WAITS)], 2), lost);
    }

    #[test]
    fn a_verdict_without_an_answer_is_noticed() {
        let unfounded = Err("a value is called checked for which the portal has not answered");
        assert_eq!(audit([(0, CHECKED), (1, CHECKED), (2, CHECKED)], 2), unfounded);
    }

    #[test]
    fn a_value_that_waits_and_is_called_settled_is_noticed() {
        assert_eq!(
            audit([(0, CHECKED), (1, WAITS), (2, WAITS)], 2),
            Err("a value that waits is called settled")
        );
    }

    #[test]
    fn a_cancellation_by_nobody_is_noticed() {
        let cancelled = KeyStatus::NotChecked(Unchecked::Cancelled);
        assert_eq!(
            audit([(0, CHECKED), (1, CHECKED), (2, cancelled)], 2),
            Err("a value is called cancelled, and nobody has cancelled")
        );
    }
}
