//! Whether what is said of a value is what is true of all of its spellings.

use std::collections::{BTreeMap, BTreeSet};

use b24_duplicates::domain::{Communication, Completeness, KeyReport, KeyStatus, MatchKey, RecordRef, Value};
use b24_duplicates::lookup::Verdict;

use crate::past::{OfValue, theirs_of};
use crate::{Cause, Outcome, Setting, Wrong};

/// Compares what is said of the values with what was true meanwhile.
///
/// # Errors
/// The first verdict that is not true.
pub(crate) fn check_said(setting: &Setting, outcome: &Outcome) -> Result<(), Wrong> {
    let keys = outcome.report.keys.iter().zip(outcome.past.values());
    let keys: BTreeMap<&MatchKey, (&KeyReport, &OfValue)> =
        keys.map(|(key, past)| (key.asked.key(), (key, past))).collect();
    if outcome.said.len() != setting.values.len() {
        return Err(Wrong { asked: String::new(), claim: "a value is lost".to_owned() });
    }
    let doubt = Cause::of(setting, outcome).is_some();
    for (value, said) in setting.values.iter().zip(&outcome.said) {
        let of_value = OfSpellings::new(value, &keys, setting);
        if !of_value.is_true(*said, setting, doubt) {
            let claim = format!("{said:?}, of {} spellings", value.spellings().count());
            return Err(Wrong { asked: value.written().spelling().to_owned(), claim });
        }
    }
    Ok(())
}

/// What is true of all spellings of a value together.
#[derive(Default)]
struct OfSpellings {
    ever: BTreeSet<RecordRef>,
    always: BTreeSet<RecordRef>,
    /// Every list of every spelling is proved to be complete.
    is_complete: bool,
    /// Some spelling has some match.
    has_match: bool,
}

impl OfSpellings {
    fn new(value: &Value, keys: &BTreeMap<&MatchKey, (&KeyReport, &OfValue)>, setting: &Setting) -> Self {
        let mut all = Self { is_complete: true, ..Self::default() };
        for (key, past) in value.spellings().map(Communication::key).filter_map(|key| keys.get(key)) {
            let wanted = |record: &&RecordRef| setting.types.includes(record.entity);
            all.ever.extend(past.ever.iter().filter(wanted));
            all.always.extend(past.always.iter().filter(wanted));
            all.has_match |= !key.matches.is_empty();
            all.is_complete &= match &key.status {
                KeyStatus::NotChecked(_) => false,
                KeyStatus::Checked(lists) => {
                    setting.types.wanted().all(|entity| *lists.get(entity) == Completeness::Complete)
                }
            };
        }
        all
    }

    fn is_true(&self, said: Verdict, setting: &Setting, doubt: bool) -> bool {
        let changes = setting.change_percent > 0;
        let readable = self.ever.iter().filter(|record| may_read(setting, **record)).count() as u64;
        let hidden = self.ever.len() as u64 - readable;
        match said {
            Verdict::Found { count, more, hidden: told } => {
                let is_all = more || (self.is_complete && count + told >= self.always.len() as u64);
                let is_right = if more { count <= readable } else { (count, told) == (readable, hidden) };
                self.has_match && is_all && (changes || is_right)
            }
            Verdict::Absent => self.is_complete && !self.has_match && self.always.is_empty(),
            // Nobody is related to a search without a card.
            Verdict::Related => false,
            Verdict::HiddenOnly => self.has_match && (changes || hidden > 0),
            Verdict::Unloaded(count) => {
                doubt && self.has_match && (changes || count <= self.ever.len() as u64)
            }
            Verdict::NotChecked => doubt && !self.has_match && !self.is_complete,
        }
    }
}

fn may_read(setting: &Setting, record: RecordRef) -> bool {
    let id = u32::try_from(record.id.get()).unwrap_or_default();
    setting.portal.can_read(setting.user, theirs_of(record.entity), id)
}
