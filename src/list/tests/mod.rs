//! What is said of the rows of a list.

mod run;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    CommKind, Communication, EntityType, Form, InvalidCommunication, RecordId, RecordRef, Value, Variant,
    Visibility,
};
use crate::lookup::Hit;

fn phone(spelling: &str) -> Communication {
    Communication::new(CommKind::Phone, spelling).unwrap()
}

fn value(spelling: &str) -> Piece {
    Piece::Value(phone(spelling).into())
}

fn invalid() -> Piece {
    Piece::Invalid("12".to_owned(), InvalidCommunication::TooFewDigits)
}

fn record(id: u64) -> RecordRef {
    RecordRef { entity: EntityType::Contact, id: RecordId::new(id).unwrap() }
}

fn complete(records: &[(u64, Visibility, Hit)]) -> Evidence {
    known(Extent::Complete, records)
}

fn known(extent: Extent, records: &[(u64, Visibility, Hit)]) -> Evidence {
    let mut evidence = Evidence { extent, ..Evidence::default() };
    for (id, visibility, hit) in records {
        evidence.add(record(*id), *visibility, *hit);
    }
    evidence
}

/// A list of these rows, numbered from 2, because the first one of a file names its columns.
fn list(rows: &[&[Piece]]) -> List {
    let mut list = List::default();
    for (place, row) in rows.iter().enumerate() {
        list.add(place + 2, row.iter().cloned());
    }
    list
}

fn verdicts(list: &List, evidence: &[Evidence]) -> Vec<Verdict> {
    list.rows().iter().map(|row| list.verdict(row, |id| &evidence[id.place()])).collect()
}

const VISIBLE: Visibility = Visibility::Visible;
const HIDDEN: Visibility = Visibility::Hidden;

#[test]
fn a_value_that_stands_in_two_rows_is_asked_once_and_the_second_row_repeats_the_first() {
    let international = Variant { form: Form::International, communication: phone("+79161234567") };
    let national = Piece::Value(Value::new(phone("9161234567"), [international]));
    let rows: [&[Piece]; 3] = [&[value("+7 916 123-45-67")], &[value("+7 916 765-43-21")], &[national]];
    let list = list(&rows);
    assert_eq!(list.values().len(), 2);
    let spellings = |place| list.values().nth(place).unwrap().1.spellings().count();
    assert_eq!((spellings(0), spellings(1)), (2, 1), "how it stands elsewhere is asked as well");
    let none = [complete(&[]), complete(&[])];
    assert_eq!(verdicts(&list, &none), [Verdict::New, Verdict::New, Verdict::RepeatedIn(2)]);
}

#[test]
fn a_row_is_new_only_if_all_of_it_was_checked() {
    let row: &[Piece] = &[value("+7 916 123-45-67"), value("+7 916 765-43-21")];
    let list = list(&[row]);
    let of = |second| verdicts(&list, &[complete(&[]), second])[0];
    assert_eq!(of(complete(&[])), Verdict::New);
    assert_eq!(of(Evidence::default()), Verdict::NotChecked);
    assert_eq!(of(known(Extent::Capped, &[])), Verdict::NotChecked);
    let found = known(Extent::NotChecked, &[(1, VISIBLE, Hit::Written)]);
    assert_eq!(of(found), Verdict::PossiblyIncomplete { visible: 1, hidden: 0, cut: Cut::NotChecked });
}

#[test]
fn what_cannot_be_asked_makes_no_row_new_and_hides_no_record() {
    let rows: [&[Piece]; 3] = [&[invalid()], &[value("+7 916 123-45-67"), invalid()], &[]];
    let list = list(&rows);
    assert_eq!(verdicts(&list, &[complete(&[])]), [Verdict::NotValid; 3]);
    let found = [complete(&[(5, VISIBLE, Hit::Written)])];
    assert_eq!(verdicts(&list, &found), [Verdict::NotValid, Verdict::Once(record(5)), Verdict::NotValid]);
}

#[test]
fn a_record_that_has_two_values_of_a_row_is_one_record() {
    let row: &[Piece] = &[value("+7 916 123-45-67"), value("+7 916 765-43-21")];
    let list = list(&[row]);
    let one = (7, VISIBLE, Hit::Written);
    assert_eq!(verdicts(&list, &[complete(&[one]), complete(&[one])]), [Verdict::Once(record(7))]);
    let two = [complete(&[one, (8, HIDDEN, Hit::Written)]), complete(&[one, (9, VISIBLE, Hit::Derived)])];
    assert_eq!(verdicts(&list, &two), [Verdict::Several { visible: 2, hidden: 1 }]);
}

#[test]
fn hidden_records_and_other_spellings_are_verdicts_of_their_own() {
    let row: &[Piece] = &[value("+7 916 123-45-67")];
    let list = list(&[row]);
    let of = |records: &[_]| verdicts(&list, &[complete(records)])[0];
    assert_eq!(of(&[(1, HIDDEN, Hit::Written), (2, HIDDEN, Hit::Derived)]), Verdict::HiddenOnly(2));
    let derived = (1, VISIBLE, Hit::Derived);
    assert_eq!(of(&[derived]), Verdict::OnlyAnotherSpelling { visible: 1, hidden: 0 });
    let both = Verdict::OnlyAnotherSpelling { visible: 1, hidden: 1 };
    assert_eq!(of(&[derived, (2, HIDDEN, Hit::Derived)]), both);
    let written = of(&[derived, (2, HIDDEN, Hit::Written)]);
    assert_eq!(written, Verdict::Several { visible: 1, hidden: 1 }, "a hidden one has it as it is written");
    assert_eq!(of(&[(1, VISIBLE, Hit::Written), (2, HIDDEN, Hit::Derived)]), written);
    let unloaded = of(&[(1, Visibility::Unloaded, Hit::Written)]);
    assert_eq!(unloaded, Verdict::PossiblyIncomplete { visible: 0, hidden: 0, cut: Cut::NotChecked });
    let capped = known(Extent::Capped, &[(1, VISIBLE, Hit::Written)]);
    let expected = Verdict::PossiblyIncomplete { visible: 1, hidden: 0, cut: Cut::Cap };
    assert_eq!(verdicts(&list, &[capped]), [expected]);
}

#[test]
fn more_spellings_than_a_search_takes_are_several_portions() {
    let with_variant = |number: usize| {
        let other = phone(&format!("8916000{number:04}"));
        let variant = Variant { form: Form::National, communication: other };
        Piece::Value(Value::new(phone(&format!("+49 30 1000{number:04}")), [variant]))
    };
    let mut list = List::default();
    list.add(1, (0..5).map(with_variant));
    let portions = |most| -> Vec<Vec<usize>> {
        let portions = list.portions(list.values().map(|(id, _)| id), most);
        portions.iter().map(|portion| portion.iter().map(|id| id.place()).collect()).collect()
    };
    assert_eq!(portions(4), [vec![0, 1], vec![2, 3], vec![4]]);
    assert_eq!(portions(5), [vec![0, 1], vec![2, 3], vec![4]]);
    assert_eq!(portions(9), [vec![0, 1, 2, 3], vec![4]]);
    assert_eq!(portions(1), [[0], [1], [2], [3], [4]]);
    assert!(list.portions(std::iter::empty(), 4).is_empty());
}

/// What a CRM holds of a value, and how much of it a search has seen.
#[derive(Clone, Debug)]
struct Truth {
    records: Vec<(u64, Visibility, Hit)>,
    /// How many of the records are known.
    seen: usize,
    is_checked: bool,
}

impl Truth {
    fn evidence(&self) -> Evidence {
        if self.is_checked {
            return complete(&self.records);
        }
        known(Extent::NotChecked, &self.records[..self.seen.min(self.records.len())])
    }
}

/// In a CRM a record is hidden or it is not, whichever value finds it.
fn truth() -> impl Strategy<Value = Truth> {
    let record = (1..6_u64, any::<bool>()).prop_map(|(id, is_written)| {
        let hit = if is_written { Hit::Written } else { Hit::Derived };
        (id, if id > 3 { HIDDEN } else { VISIBLE }, hit)
    });
    let records = prop::collection::vec(record, 0..3);
    (records, 0..3_usize, prop::bool::weighted(0.7)).prop_map(|(records, seen, is_checked)| Truth {
        records,
        seen,
        is_checked,
    })
}

proptest! {
    #[test]
    fn every_row_has_the_verdict_that_is_true(
        values in prop::collection::vec(truth(), 6),
        rows in prop::collection::vec((prop::collection::vec(0..6_usize, 0..4), prop::bool::weighted(0.2)), 1..8),
    ) {
        let mut list = List::default();
        // The places of the values in the list are those of their first row.
        let mut order: Vec<usize> = Vec::new();
        for (place, (row, is_bad)) in rows.iter().enumerate() {
            for id in row {
                if !order.contains(id) {
                    order.push(*id);
                }
            }
            let pieces = row.iter().map(|id| value(&format!("+4930100000{id}")));
            list.add(place + 1, pieces.chain(is_bad.then(invalid)));
        }
        let evidence: Vec<Evidence> = order.iter().map(|id| values[*id].evidence()).collect();
        for (place, verdict) in verdicts(&list, &evidence).into_iter().enumerate() {
            let (row, is_bad) = &rows[place];
            let truths: Vec<&Truth> = row.iter().map(|id| &values[*id]).collect();
            let mut all: Vec<_> = truths.iter().flat_map(|truth| &truth.records).collect();
            all.sort_by_key(|(id, ..)| *id);
            let derived_only = |id: u64| all.iter().all(|one| one.0 != id || one.2 == Hit::Derived);
            let other_spellings = all.iter().all(|one| derived_only(one.0));
            let mut ids: Vec<u64> = all.iter().map(|one| one.0).collect();
            ids.dedup();
            let (visible, hidden): (Vec<u64>, Vec<u64>) = ids.iter().partition(|id| **id <= 3);
            let is_checked = truths.iter().all(|truth| truth.is_checked);
            let is_seen = |truth: &&Truth| !truth.evidence().records.is_empty();
            let earlier = (0..place).find(|earlier| rows[*earlier].0.iter().any(|id| row.contains(id)));
            let expected = match (visible.as_slice(), hidden.as_slice()) {
                _ if row.is_empty() => Verdict::NotValid,
                _ if !is_checked && !truths.iter().any(is_seen) => Verdict::NotChecked,
                _ if !is_checked => {
                    let Verdict::PossiblyIncomplete { visible: v, hidden: h, cut: Cut::NotChecked } = verdict else {
                        return Err(TestCaseError::fail(format!("{verdict:?}")));
                    };
                    prop_assert!(v + h > 0 && v <= visible.len() && h <= hidden.len());
                    continue;
                }
                ([], []) if *is_bad => Verdict::NotValid,
                ([], []) => earlier.map_or(Verdict::New, |earlier| Verdict::RepeatedIn(earlier + 1)),
                ([], hidden) => Verdict::HiddenOnly(hidden.len()),
                (visible, hidden) if other_spellings => {
                    Verdict::OnlyAnotherSpelling { visible: visible.len(), hidden: hidden.len() }
                }
                ([id], []) => Verdict::Once(record(*id)),
                (visible, hidden) => Verdict::Several { visible: visible.len(), hidden: hidden.len() },
            };
            prop_assert_eq!(verdict, expected, "row {}", place + 1);
        }
    }
}
