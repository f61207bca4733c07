//! Values that many use: a switchboard, the mailbox of an office. That two records have one says nothing of the people
//! in them.

use crate::domain::{RecordCard, RecordRef, lowercase};
use crate::search::{KeyIndex, Search, Strategy};

use super::Spellings;

/// So many records make a value one that many use, if their names differ.
const MANY: usize = 4;

/// A value that many use, and the records that have nothing else in common with the card.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SharedLine {
    /// By the key of what was written.
    pub(crate) key: KeyIndex,
    /// In the order of the others.
    pub(crate) records: Vec<RecordRef>,
}

/// Takes the records out of `found` that have only values that many use, and puts them under the first of these.
pub(super) fn take<P: Spellings>(
    search: &Search<impl Strategy>,
    spellings: &P,
    found: &mut Vec<(usize, RecordRef)>,
) -> Vec<SharedLine> {
    let of = |record| spellings.values_of(search.keys_of(record)).collect::<Vec<_>>();
    let mut shared = Vec::new();
    for value in spellings.values(search) {
        let mut names = Vec::new();
        for (_, record) in &*found {
            if of(*record).contains(&value) {
                names.extend(search.card(*record).map(name));
            }
        }
        if names.len() >= MANY && are_different(&names) {
            shared.push(value);
        }
    }
    let mut lines = Vec::new();
    for value in &shared {
        let mut records = Vec::new();
        found.retain(|(_, record)| {
            let values = of(*record);
            let is_of = values.contains(value) && values.iter().all(|value| shared.contains(value));
            if is_of {
                records.push(*record);
            }
            !is_of
        });
        // The newest first, as everywhere.
        records.reverse();
        let key = spellings.keys(*value).next().filter(|_| !records.is_empty());
        lines.extend(key.map(|key| SharedLine { key, records }));
    }
    lines
}

/// The person in a record, or what else it is called.
fn name(card: &RecordCard) -> String {
    lowercase(if card.person.is_empty() { &card.title } else { &card.person })
}

/// Whether these are the names of different people: no word stands in more than half of them.
fn are_different(names: &[String]) -> bool {
    let is_rare = |word| {
        let holders = names.iter().filter(|name| name.split(' ').any(|other| other == word));
        holders.count() * 2 <= names.len()
    };
    names.iter().all(|name| name.split(' ').all(is_rare))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_switchboard(&["anna albrecht", "bernd busch", "clara engel", "dirk fuchs"], true)]
    #[case::one_person_in_many_notations(&["maria keller", "keller maria", "m. keller", "mk"], false)]
    #[case::requests_of_one_form(&["request 1", "request 2", "request 3", "request 4"], false)]
    #[case::two_families(&["lena moroz", "mark moroz", "ada abel", "ben abel"], true)]
    fn names_of_different_people(#[case] people: &[&str], #[case] expected: bool) {
        let names: Vec<_> = people.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(are_different(&names), expected);
    }
}
