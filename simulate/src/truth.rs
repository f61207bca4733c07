//! Whether a report says what was true in the portal.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    Completeness, EntityType, KeyReport, KeyStatus, RecordRef, SearchReport, Unchecked, Visibility,
};
use thiserror::Error;

use crate::past::{OfValue, Past, theirs_of};
use crate::said::check_said;
use crate::{Cause, Outcome, Setting};

/// So many records the portal gives for one value.
const CAP: usize = 20;

/// How many keys got which verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Verdicts {
    /// Found, and every list is complete.
    pub found: usize,
    /// Found, and a list was cut at twenty.
    pub cut: usize,
    /// Proved to be absent.
    pub absent: usize,
    /// Found something, but not everything was answered.
    pub partly: usize,
    /// Not checked, because the user cancelled.
    pub cancelled: usize,
    /// Not checked, because the portal refused or did not answer.
    pub failed: usize,
}

/// A report that is not the truth.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{claim} for {asked:?}")]
pub struct Wrong {
    /// What was asked.
    pub asked: String,
    /// What is wrong with the answer.
    pub claim: String,
}

/// Compares the report of a search with what was true meanwhile.
///
/// # Errors
/// The first claim that is not true.
pub fn check(setting: &Setting, outcome: &Outcome) -> Result<Verdicts, Wrong> {
    let mut verdicts = Verdicts::default();
    let report = &outcome.report;
    let is_whole = report.keys.iter().map(|key| &key.asked).eq(&setting.asked);
    if !is_whole {
        return Err(Wrong { asked: String::new(), claim: "other keys than were asked".to_owned() });
    }
    // What stands still answers the same, whoever asks in whatever order.
    if setting.change_percent == 0 && report.contradicted > 0 {
        let claim = format!("contradicted about {} values, and nothing has changed", report.contradicted);
        return Err(Wrong { asked: String::new(), claim });
    }
    let judge = Judge { setting, report, past: &outcome.past, doubt: Cause::of(setting, outcome).is_some() };
    for (key, past) in report.keys.iter().zip(outcome.past.values()) {
        let wrong = |claim: String| Wrong { asked: key.asked.spelling().to_owned(), claim };
        judge.count(key, past, &mut verdicts).map_err(wrong)?;
    }
    check_said(setting, outcome)?;
    Ok(verdicts)
}

struct Judge<'a> {
    setting: &'a Setting,
    report: &'a SearchReport,
    past: &'a Past,
    /// Whether something may be left open.
    doubt: bool,
}

/// What a key's lists are like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Whole,
    Cut,
    Open,
}

impl Judge<'_> {
    fn count(&self, key: &KeyReport, past: &OfValue, verdicts: &mut Verdicts) -> Result<(), String> {
        let completeness = match &key.status {
            KeyStatus::Checked(completeness) => completeness,
            KeyStatus::NotChecked(_) if !self.doubt => return Err("not checked".to_owned()),
            KeyStatus::NotChecked(Unchecked::Waiting) => return Err("waits in a finished search".to_owned()),
            KeyStatus::NotChecked(_) if !key.matches.is_empty() => {
                return Err("not checked, and has matches".to_owned());
            }
            KeyStatus::NotChecked(Unchecked::Cancelled) => {
                verdicts.cancelled += 1;
                return Ok(());
            }
            KeyStatus::NotChecked(Unchecked::Failed) => {
                verdicts.failed += 1;
                return Ok(());
            }
        };
        self.check_matches(key, past)?;
        let mut lists = Vec::new();
        for entity in self.setting.types.wanted() {
            lists.push(self.check_list(key, past, entity, *completeness.get(entity))?);
        }
        let tally = if lists.contains(&List::Open) {
            &mut verdicts.partly
        } else if lists.contains(&List::Cut) {
            &mut verdicts.cut
        } else if key.matches.is_empty() {
            &mut verdicts.absent
        } else {
            &mut verdicts.found
        };
        *tally += 1;
        Ok(())
    }

    /// Every match is one, and is readable or hidden as it says.
    fn check_matches(&self, key: &KeyReport, past: &OfValue) -> Result<(), String> {
        for (record, visibility) in &key.matches {
            if !self.setting.types.includes(record.entity) {
                return Err(format!("nobody asked for {record:?}"));
            }
            // While the portal changes, a hidden record can be taken for a match of another key.
            let was_one = match visibility {
                Visibility::Hidden if self.changes() => self.past.knows(*record),
                _ => past.ever.contains(record),
            };
            if !was_one {
                return Err(format!("invented {record:?}"));
            }
            let is_right = match visibility {
                Visibility::Visible => {
                    self.report.cards.contains_key(record) && (self.changes() || self.may_read(*record))
                }
                Visibility::Hidden => self.changes() || !self.may_read(*record),
                Visibility::Unloaded => self.doubt,
            };
            if !is_right {
                return Err(format!("{visibility:?}: {record:?}"));
            }
        }
        Ok(())
    }

    /// A list that is called complete is.
    fn check_list(
        &self,
        key: &KeyReport,
        past: &OfValue,
        entity: EntityType,
        completeness: Completeness,
    ) -> Result<List, String> {
        let of_type = |record: &RecordRef| record.entity == entity;
        let found: BTreeSet<RecordRef> =
            key.matches.iter().map(|(record, _)| *record).filter(of_type).collect();
        let mut true_ones = past.always.iter().copied().filter(of_type);
        let number = past.ever.iter().copied().filter(of_type).count();
        let is_true = match completeness {
            Completeness::Complete => true_ones.all(|record| found.contains(&record)),
            Completeness::Capped => {
                number >= CAP && (self.changes() || true_ones.take(CAP).all(|record| found.contains(&record)))
            }
            Completeness::Unknown => self.doubt,
        };
        if !is_true {
            return Err(format!("{completeness:?} with {} of {number} {entity:?}", found.len()));
        }
        Ok(match completeness {
            Completeness::Complete => List::Whole,
            Completeness::Capped => List::Cut,
            Completeness::Unknown => List::Open,
        })
    }

    const fn changes(&self) -> bool {
        self.setting.change_percent > 0
    }

    fn may_read(&self, record: RecordRef) -> bool {
        let id = u32::try_from(record.id.get()).unwrap_or_default();
        self.setting.portal.can_read(self.setting.user, theirs_of(record.entity), id)
    }
}
