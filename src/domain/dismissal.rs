//! What somebody has said to be no duplicate. It is kept in the portal, an option each, so that two people who say so at
//! the same time take nothing from each other (`docs/dismissals.md`).

use super::{MatchKey, RecordRef};

/// The name of an option under which something is dismissed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dismissal(String);

/// Every option of ours begins so.
const BEGINNING: &str = "nd-";

impl Dismissal {
    /// Two records that are not the same, from whichever of them it is said.
    pub fn of_pair(one: RecordRef, other: RecordRef) -> Self {
        let (first, second) = if one < other { (one, other) } else { (other, one) };
        let named = |record: RecordRef| [record.entity.word(), &record.id.get().to_string()].concat();
        Self([BEGINNING, &named(first), "-", &named(second)].concat())
    }

    /// A value that says nothing of who has it. `None` for one that no option can be named after.
    pub fn of_value(key: &MatchKey) -> Option<Self> {
        let is_plain = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '@' | '.' | '+' | '-' | '_' | '*' | '#' | ',' | ';')
                || !(c.is_ascii() || c.is_whitespace())
        };
        let text = key.text();
        let is_name = text.len() <= 100 && text.chars().all(is_plain);
        is_name.then(|| Self([BEGINNING, key.kind().wire(), "-", text].concat()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// All that is dismissed, as far as this user sees.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dismissals(Vec<Dismissal>);

impl Dismissals {
    /// So many can be kept.
    pub const LIMIT: usize = 500;

    /// Takes an option of the application's, if it is one of these and is set.
    pub fn read(&mut self, name: &str, value: &str) {
        if name.starts_with(BEGINNING) && value == "1" {
            self.put(Dismissal(name.to_owned()));
        }
    }

    /// Whether something is dismissed.
    pub fn has(&self, dismissal: &Dismissal) -> bool {
        self.0.contains(dismissal)
    }

    /// Dismisses something. False where there is no room.
    pub fn put(&mut self, dismissal: Dismissal) -> bool {
        if !self.has(&dismissal) && self.0.len() < Self::LIMIT {
            self.0.push(dismissal);
            return true;
        }
        false
    }

    /// Brings it back.
    pub fn remove(&mut self, dismissal: &Dismissal) {
        self.0.retain(|known| known != dismissal);
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::{CommKind, EntityType, RecordId};

    fn record(entity: EntityType, id: u64) -> RecordRef {
        RecordRef::new(entity, RecordId::new(id).unwrap())
    }

    #[test]
    fn a_pair_has_one_name_from_both_sides() {
        let (lead, contact) = (record(EntityType::Lead, 20), record(EntityType::Contact, 10));
        assert_eq!(Dismissal::of_pair(lead, contact).name(), "nd-lead20-contact10");
        assert_eq!(Dismissal::of_pair(lead, contact), Dismissal::of_pair(contact, lead));
    }

    #[test]
    fn a_value_is_named_by_its_match_key_if_it_can_be() {
        let of = |kind, spelling| Dismissal::of_value(&MatchKey::of(kind, spelling).unwrap());
        assert_eq!(of(CommKind::Phone, "8 (916) 123-45-67").unwrap().name(), "nd-PHONE-79161234567");
        assert_eq!(of(CommKind::Email, "Info@Example.com").unwrap().name(), "nd-EMAIL-info@example.com");
        assert_eq!(of(CommKind::Email, "a[b]=c@example.com"), None);
    }

    #[test]
    fn what_is_unset_is_none_and_there_is_an_end_of_room() {
        let mut dismissals = Dismissals::default();
        dismissals.read("nd-lead1-lead2", "");
        dismissals.read("theme", "1");
        assert_eq!(dismissals, Dismissals::default());
        for id in 0..600 {
            dismissals.read(&format!("nd-lead1-lead{id}"), "1");
        }
        let one_more = Dismissal::of_pair(record(EntityType::Lead, 1), record(EntityType::Lead, 5_000));
        assert!(!dismissals.put(one_more.clone()));
        dismissals.remove(&Dismissal("nd-lead1-lead7".to_owned()));
        assert!(dismissals.put(one_more.clone()) && dismissals.has(&one_more));
    }
}
