//! What is true in the portal, found by looking into it, and whether a report says so.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    CommKind, Completeness, EntityType, KeyReport, Reading, RecordId, RecordRef, SearchReport, Standing,
};
use sandbox::crm;

use crate::Setting;

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
    /// Not checked.
    pub not_checked: usize,
}

/// A report that is not the truth.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// What was asked.
    pub asked: String,
    /// What is wrong with the answer.
    pub claim: String,
}

/// Compares a report with the portal. `doubt` allows it to leave something open.
///
/// # Errors
/// The first claim that is not true.
pub fn check(setting: &Setting, report: &SearchReport, doubt: bool) -> Result<Verdicts, Wrong> {
    let mut verdicts = Verdicts::default();
    if report.keys.len() != setting.asked.len() {
        return Err(Wrong { asked: String::new(), claim: format!("{} keys", report.keys.len()) });
    }
    for key in &report.keys {
        let wrong = |claim: String| Wrong { asked: key.asked.spelling().to_owned(), claim };
        check_key(setting, report, key, doubt, &mut verdicts).map_err(wrong)?;
    }
    Ok(verdicts)
}

fn check_key(
    setting: &Setting,
    report: &SearchReport,
    key: &KeyReport,
    doubt: bool,
    verdicts: &mut Verdicts,
) -> Result<(), String> {
    let Standing::Checked(completeness) = &key.standing else {
        verdicts.not_checked += 1;
        return if doubt { Ok(()) } else { Err("not checked".to_owned()) };
    };
    let truth = truth(setting, key);
    let (mut cut, mut open) = (false, false);
    for entity in EntityType::ALL {
        let true_ones: Vec<RecordRef> =
            truth.iter().copied().filter(|record| record.entity == entity).collect();
        let named = key.matches.iter().map(|(record, _)| *record);
        let found: BTreeSet<RecordRef> = named.filter(|record| record.entity == entity).collect();
        if let Some(invented) = found.iter().find(|record| !true_ones.contains(record)) {
            return Err(format!("invented {invented:?}"));
        }
        let wanted = setting.types.includes(entity);
        match completeness.get(entity) {
            _ if !wanted => {}
            Completeness::Complete if found.len() == true_ones.len() => {}
            Completeness::AtLeast20 if true_ones.iter().take(20).all(|first| found.contains(first)) => {
                cut = true;
            }
            Completeness::Unknown if doubt => open = true,
            claimed => {
                return Err(format!("{claimed:?} with {} of {} {entity:?}", found.len(), true_ones.len()));
            }
        }
    }
    check_rights(setting, report, key)?;
    if let Some(unloaded) = key.records(Reading::Unloaded).next().filter(|_| !doubt) {
        return Err(format!("did not load {unloaded:?}"));
    }
    let tally = match (cut, open, key.matches.is_empty()) {
        (_, true, _) => &mut verdicts.partly,
        (true, ..) => &mut verdicts.cut,
        (_, _, true) => &mut verdicts.absent,
        (_, _, false) => &mut verdicts.found,
    };
    *tally += 1;
    Ok(())
}

fn check_rights(setting: &Setting, report: &SearchReport, key: &KeyReport) -> Result<(), String> {
    let may_read = |record: &RecordRef| {
        let id = u32::try_from(record.id.get()).unwrap_or_default();
        setting.portal.can_read(setting.user, theirs(record.entity), id)
    };
    if let Some(record) = key.records(Reading::Hidden).find(may_read) {
        return Err(format!("called {record:?} hidden"));
    }
    let is_wrong = |record: &RecordRef| !report.cards.contains_key(record) || !may_read(record);
    match key.records(Reading::Visible).find(is_wrong) {
        Some(record) => Err(format!("read {record:?}")),
        None => Ok(()),
    }
}

fn truth(setting: &Setting, key: &KeyReport) -> Vec<RecordRef> {
    let kind = match key.asked.kind() {
        CommKind::Phone => crm::CommKind::Phone,
        CommKind::Email => crm::CommKind::Email,
    };
    let holders = setting.portal.crm.holders(kind, key.asked.spelling());
    holders
        .filter_map(|(entity, id)| Some(RecordRef::new(ours(entity)?, RecordId::new(id.into())?)))
        .collect()
}

fn ours(entity: crm::EntityType) -> Option<EntityType> {
    EntityType::ALL.into_iter().find(|each| theirs(*each) == entity)
}

fn theirs(entity: EntityType) -> crm::EntityType {
    match entity {
        EntityType::Lead => crm::EntityType::Lead,
        EntityType::Contact => crm::EntityType::Contact,
        EntityType::Company => crm::EntityType::Company,
    }
}
