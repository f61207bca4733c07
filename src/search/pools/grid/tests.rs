//! A grid of two rows and two columns, one situation at a time.

use super::*;
use crate::domain::{CommKind, Communication, EntityType, RecordCard, RecordId, RecordRef, TypeChoice};
use crate::search::ledger::Tick;

/// Four keys in two rows and two columns: `0 1` above `2 3`.
struct Situation {
    ledger: Ledger,
    grid: Grid,
}

/// The records of a key, and whether it is to be asked alone.
#[derive(PartialEq, Debug)]
enum Fate {
    Sure(Vec<u64>),
    Alone(Vec<u64>),
    AskedBefore,
}

const SPELLINGS: [&str; 4] = ["+7 916 1000000", "+7 916 1000001", "+7 916 1000002", "9161000000"];

fn lead(id: u64) -> RecordRef {
    RecordRef::new(EntityType::Lead, RecordId::new(id).unwrap())
}

impl Situation {
    fn new(rows: [&[u64]; 2]) -> Self {
        let asked = SPELLINGS.map(|spelling| Communication::new(CommKind::Phone, spelling).unwrap());
        let mut ledger = Ledger::new(asked.to_vec(), TypeChoice::All);
        let mut row = |keys: [u32; 2], found: &[u64]| AnsweredPool {
            keys: keys.map(KeyIndex).to_vec(),
            entity: None,
            found: named(&mut ledger, found),
        };
        let [first, second] = rows;
        let grid = Grid::new(vec![row([0, 1], first), row([2, 3], second)]);
        Self { ledger, grid }
    }

    /// A record that the user may read, with these of the spellings.
    fn card(mut self, id: u64, held: &[usize]) -> Self {
        let communications =
            held.iter().map(|n| Communication::new(CommKind::Phone, SPELLINGS[*n]).unwrap()).collect();
        let card = RecordCard {
            unusable: Vec::new(),
            reference: lead(id),
            title: String::new(),
            person: String::new(),
            company_title: String::new(),
            communications,
            stage: None,
            responsible: None,
            created: None,
            active: None,
            contact: None,
            company: None,
            lead: None,
            my_company: false,
        };
        let records = self.ledger.records_mut();
        records.listed(Tick::default(), EntityType::Lead, &[lead(id).id], vec![card]);
        self
    }

    /// What becomes of each key.
    fn conclude(self, columns: [Option<&[u64]>; 2], cap: CapReading) -> [Fate; 4] {
        self.concluded(columns, cap).0
    }

    /// The same, and how many keys are contradicted.
    fn concluded(mut self, columns: [Option<&[u64]>; 2], cap: CapReading) -> ([Fate; 4], usize) {
        for (place, column) in columns.into_iter().enumerate() {
            let is_last = match column {
                Some(found) => self.grid.answered(place, named(&mut self.ledger, found)),
                None => self.grid.failed(place),
            };
            assert_eq!(is_last, place == 1);
        }
        // No other card can be read.
        self.ledger.records_mut().give_up();
        let Concluded { conclusions, contradicted } = self.grid.conclude(cap, &self.ledger);
        let fates = [0, 1, 2, 3].map(|key| {
            let of_key = conclusions.iter().find(|conclusion| conclusion.key == KeyIndex(key));
            let Some(of_key) = of_key else { return Fate::AskedBefore };
            let ids = of_key.records.iter().filter_map(|record| self.ledger.records().visibility(*record));
            let ids = ids.map(|(record, _)| record.id.get()).collect();
            if of_key.next == Next::Alone { Fate::Alone(ids) } else { Fate::Sure(ids) }
        });
        (fates, contradicted.len())
    }
}

fn named(ledger: &mut Ledger, ids: &[u64]) -> Named {
    let records: Vec<RecordRef> = ids.iter().map(|id| lead(*id)).collect();
    ledger.named(&records)
}

fn sure(ids: &[u64]) -> Fate {
    Fate::Sure(ids.to_vec())
}

fn alone(ids: &[u64]) -> Fate {
    Fate::Alone(ids.to_vec())
}

#[test]
fn a_hidden_record_belongs_where_its_row_meets_its_column() {
    let situation = Situation::new([&[7], &[8]]);
    let found = situation.conclude([Some(&[8]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [sure(&[]), sure(&[7]), sure(&[8]), sure(&[])]);
}

#[test]
fn in_one_row_or_one_column_it_belongs_wherever_it_is_named() {
    let situation = Situation::new([&[7, 8], &[8]]);
    let found = situation.conclude([Some(&[7, 8]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [sure(&[7, 8]), sure(&[7]), sure(&[8]), sure(&[])]);
}

#[test]
fn in_two_rows_and_two_columns_a_hidden_record_is_asked_for() {
    let situation = Situation::new([&[7], &[7]]);
    let found = situation.conclude([Some(&[7]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [alone(&[]), alone(&[]), alone(&[]), alone(&[])]);
}

#[test]
fn a_card_that_explains_them_all_decides_but_for_what_looks_alike() {
    let situation = Situation::new([&[7], &[7]]).card(7, &[1, 2]);
    let found = situation.conclude([Some(&[7]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [sure(&[]), sure(&[7]), sure(&[7]), sure(&[])]);
    // The last spelling looks like the first.
    let situation = Situation::new([&[7], &[7]]).card(7, &[0, 1, 2]);
    let found = situation.conclude([Some(&[7]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [sure(&[7]), sure(&[7]), sure(&[7]), alone(&[])]);
}

#[test]
fn a_card_that_explains_only_some_of_them_does_not_decide() {
    let situation = Situation::new([&[7], &[7]]).card(7, &[0, 1]);
    let found = situation.conclude([Some(&[7]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [alone(&[]), alone(&[]), alone(&[]), alone(&[])]);
}

#[test]
fn a_card_that_contradicts_row_and_column_makes_the_key_a_question() {
    let situation = Situation::new([&[7], &[]]).card(7, &[0]);
    let found = situation.conclude([Some(&[]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, [sure(&[]), alone(&[]), sure(&[]), sure(&[])]);
}

#[test]
fn a_record_in_a_row_and_in_no_column_makes_the_row_questions_and_the_other_way_round() {
    let situation = Situation::new([&[7], &[]]);
    let found = situation.concluded([Some(&[]), Some(&[])], CapReading::PerValue);
    assert_eq!(found, ([alone(&[]), alone(&[]), sure(&[]), sure(&[])], 2));
    let situation = Situation::new([&[], &[]]);
    let found = situation.concluded([Some(&[7]), Some(&[])], CapReading::PerValue);
    assert_eq!(found, ([alone(&[]), sure(&[]), alone(&[]), sure(&[])], 2));
}

#[test]
fn a_place_without_a_key_fits_nothing() {
    let mut situation = Situation::new([&[], &[7]]);
    situation.grid.rows[1].keys.truncate(1);
    let found = situation.concluded([Some(&[]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, ([sure(&[]), alone(&[]), alone(&[]), Fate::AskedBefore], 2));
}

/// The last row of a kind is short. A record in it and in another row, and in a column that it does not reach, is
/// where it can be.
#[test]
fn a_place_that_a_short_row_lacks_is_no_contradiction() {
    let mut situation = Situation::new([&[7], &[7]]);
    situation.grid.rows[1].keys.truncate(1);
    let found = situation.concluded([Some(&[7]), Some(&[7])], CapReading::PerValue);
    assert_eq!(found, ([alone(&[]), alone(&[]), alone(&[]), Fate::AskedBefore], 0));
}

#[test]
fn the_keys_of_a_column_that_failed_are_asked_already_and_the_others_stay_sure() {
    let situation = Situation::new([&[7], &[8]]);
    let found = situation.conclude([Some(&[8]), None], CapReading::PerValue);
    assert_eq!(found, [sure(&[]), Fate::AskedBefore, sure(&[8]), Fate::AskedBefore]);
    // In two rows and one column that is known: it could belong in the other one as well.
    let situation = Situation::new([&[7], &[7]]);
    let found = situation.conclude([Some(&[7]), None], CapReading::PerValue);
    assert_eq!(found, [alone(&[]), Fate::AskedBefore, alone(&[]), Fate::AskedBefore]);
}

/// What a column that failed would have shown is not known, and what is not known contradicts nothing.
#[test]
fn a_record_in_two_rows_and_a_column_that_failed_is_no_contradiction() {
    let situation = Situation::new([&[7], &[7]]);
    let found = situation.concluded([Some(&[]), None], CapReading::PerValue);
    assert_eq!(found, ([sure(&[]), Fate::AskedBefore, sure(&[]), Fate::AskedBefore], 0));
}

#[test]
fn a_column_that_could_be_cut_as_a_whole_is_not_relied_on() {
    let twenty: Vec<u64> = (1..=20).collect();
    let situation = Situation::new([&twenty, &[]]);
    let found = situation.conclude([Some(&twenty), Some(&[])], CapReading::Unproved);
    assert_eq!(found, [alone(&[]), sure(&[]), alone(&[]), sure(&[])]);
    let situation = Situation::new([&twenty, &[]]);
    let [first, ..] = situation.conclude([Some(&twenty), Some(&[])], CapReading::PerValue);
    assert_eq!(first, sure(&twenty));
}
