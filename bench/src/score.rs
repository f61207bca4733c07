//! What an account is worth: held against the portal's own records.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    CommKind, Communication, Completeness, EntityType, KeyReport, KeyStatus, RecordId, RecordRef,
    SearchReport,
};
use sandbox::crm::{self, Crm};
use serde_json::Value;

/// How far an account is from the truth.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// Records that are named and do not match.
    pub wrong: usize,
    /// Records that match, and are neither named nor said to be possibly missing.
    pub missing: usize,
    /// Values about which nothing was found out.
    pub lost: usize,
}

/// What a client says about some values together: the records that have at least one of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// The values, by their places in the input.
    pub values: Vec<usize>,
    /// The portal's `result`; `None` if there was none.
    pub found: Option<Value>,
}

/// What is true: for each value the records that have it.
#[derive(Clone, Debug)]
pub struct Truth(Vec<BTreeSet<RecordRef>>);

impl Truth {
    /// Looks it up.
    pub fn of(crm: &Crm, asked: &[Communication]) -> Self {
        Self(asked.iter().map(|value| holders(crm, value)).collect())
    }

    /// The score of our own report.
    pub fn score(&self, report: &SearchReport) -> Score {
        let mut score = Score { lost: self.0.len().saturating_sub(report.keys.len()), ..Score::default() };
        for (key, truth) in report.keys.iter().zip(&self.0) {
            let found: BTreeSet<RecordRef> = key.matches.iter().map(|(record, _)| *record).collect();
            score.wrong += found.difference(truth).count();
            let is_announced = |record: &RecordRef| said(key, record.entity) != Some(Completeness::Complete);
            let missing = truth.difference(&found).filter(|record| !is_announced(record));
            score.missing += missing.count();
            let is_open = |entity| matches!(said(key, entity), None | Some(Completeness::Unknown));
            score.lost += usize::from(EntityType::ALL.into_iter().any(is_open));
        }
        score
    }

    /// The score of what another client says. No client says whether its answer is complete.
    pub fn score_groups(&self, groups: &[Group]) -> Score {
        let mut score = Score::default();
        let mut told = 0;
        for group in groups {
            let Some(found) = group.found.as_ref().and_then(records) else { continue };
            told += group.values.len();
            let truth: BTreeSet<RecordRef> =
                group.values.iter().filter_map(|place| self.0.get(*place)).flatten().copied().collect();
            score.wrong += found.difference(&truth).count();
            score.missing += truth.difference(&found).count();
        }
        score.lost = self.0.len().saturating_sub(told);
        score
    }
}

fn said(key: &KeyReport, entity: EntityType) -> Option<Completeness> {
    match &key.status {
        KeyStatus::NotChecked(_) => None,
        KeyStatus::Checked(completeness) => Some(*completeness.get(entity)),
    }
}

fn holders(crm: &Crm, value: &Communication) -> BTreeSet<RecordRef> {
    let kind = match value.kind() {
        CommKind::Phone => crm::CommKind::Phone,
        CommKind::Email => crm::CommKind::Email,
    };
    let found = crm.holders(kind, value.spelling());
    found.filter_map(|(entity, id)| record(entity.name(), id.into())).collect()
}

/// `{"CONTACT":[275]}`, or `[]` for nothing. `None` if it is neither.
fn records(found: &Value) -> Option<BTreeSet<RecordRef>> {
    match found {
        Value::Array(nothing) if nothing.is_empty() => Some(BTreeSet::new()),
        Value::Object(types) => {
            let ids = types.iter().flat_map(|(name, ids)| {
                ids.as_array().into_iter().flatten().map(move |id| record(name, id.as_u64()?))
            });
            ids.collect()
        }
        _ => None,
    }
}

fn record(entity: &str, id: u64) -> Option<RecordRef> {
    Some(RecordRef::new(EntityType::from_wire(entity)?, RecordId::new(id)?))
}

#[cfg(test)]
mod tests {
    use sandbox::crm::{MultiField, Record};
    use serde_json::json;

    use super::*;

    fn truth() -> Truth {
        let mut crm = Crm::default();
        for (id, phone) in [(1, "112"), (2, "112"), (3, "113")] {
            let value = phone.to_owned();
            let field = MultiField { id: 0, kind: crm::CommKind::Phone, value_type: String::new(), value };
            crm.save(Record { communications: vec![field], ..Record::new(crm::EntityType::Lead, id) });
        }
        let asked = ["112", "113", "114"].map(|phone| Communication::new(CommKind::Phone, phone).unwrap());
        Truth::of(&crm, &asked)
    }

    fn group(values: &[usize], found: Value) -> Group {
        Group { values: values.to_vec(), found: (!found.is_null()).then_some(found) }
    }

    #[test]
    fn what_is_wrong_missing_and_lost_is_counted() {
        let score = |groups: &[Group]| {
            let Score { wrong, missing, lost } = truth().score_groups(groups);
            (wrong, missing, lost)
        };
        let all = json!({ "LEAD": [1, 2] });
        let groups = [group(&[0], all.clone()), group(&[1], json!({ "LEAD": [3] })), group(&[2], json!([]))];
        assert_eq!(score(&groups), (0, 0, 0));
        let groups =
            [group(&[0], json!({ "LEAD": [1, 3] })), group(&[1], json!([])), group(&[2], json!(null))];
        assert_eq!(score(&groups), (1, 2, 1));
        assert_eq!(score(&[group(&[0, 1, 2], all)]), (0, 1, 0));
        assert_eq!(score(&[group(&[0], json!("LEAD"))]), (0, 0, 3));
    }
}
