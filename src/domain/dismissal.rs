//! What somebody has said to be no duplicate. It is kept in the portal, an option each, so that two people who say so at
//! the same time take nothing from each other (`docs/dismissals.md`).

use super::{MatchKey, RecordRef};

/// The names of the options under which something is dismissed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dismissal(Vec<String>);

/// Every option of ours begins so.
const BEGINNING: &str = "nd-";

impl Dismissal {
    /// A record that is none of these: a pair with each, which has one name from whichever of its two it is said.
    pub fn of_pairs(these: &[RecordRef], other: RecordRef) -> Self {
        let named = |record: RecordRef| [record.entity.word(), &record.id.get().to_string()].concat();
        let pair = |one: &RecordRef| {
            let (first, second) = if *one < other { (*one, other) } else { (other, *one) };
            [BEGINNING, &named(first), "-", &named(second)].concat()
        };
        Self(these.iter().map(pair).collect())
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
        is_name.then(|| Self(vec![[BEGINNING, key.kind().wire(), "-", text].concat()]))
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

/// The names of all that is dismissed, as far as this user sees.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dismissals(Vec<String>);

impl Dismissals {
    /// So many can be kept.
    pub const LIMIT: usize = 500;

    /// Takes an option of the application's, if it is one of these and is set.
    pub fn read(&mut self, name: &str, value: &str) {
        if name.starts_with(BEGINNING) && value == "1" {
            self.put(Dismissal(vec![name.to_owned()]));
        }
    }

    /// Whether something is dismissed, all of it.
    pub fn has(&self, dismissal: &Dismissal) -> bool {
        dismissal.0.iter().all(|name| self.0.contains(name))
    }

    /// Dismisses something. False where there is no room.
    pub fn put(&mut self, dismissal: Dismissal) -> bool {
        let has_room = self.0.len() + dismissal.0.len() <= Self::LIMIT;
        if has_room {
            self.remove(&dismissal);
            self.0.extend(dismissal.0);
        }
        has_room
    }

    /// Brings it back.
    pub fn remove(&mut self, dismissal: &Dismissal) {
        self.0.retain(|known| !dismissal.0.contains(known));
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
        assert_eq!(Dismissal::of_pairs(&[lead], contact).names(), ["nd-lead20-contact10"]);
        assert_eq!(Dismissal::of_pairs(&[lead], contact), Dismissal::of_pairs(&[contact], lead));
    }

    /// The client of a deal and its company have the same phone: a record that is only not the one may be the other.
    #[test]
    fn of_several_each_pair_has_to_be_dismissed() {
        let these = [record(EntityType::Contact, 10), record(EntityType::Company, 7)];
        let both = Dismissal::of_pairs(&these, record(EntityType::Lead, 20));
        assert_eq!(both.names(), ["nd-lead20-contact10", "nd-lead20-company7"]);
        let mut dismissals = Dismissals::default();
        dismissals.read("nd-lead20-contact10", "1");
        assert!(!dismissals.has(&both));
        assert!(dismissals.put(both.clone()) && dismissals.has(&both));
        dismissals.remove(&both);
        assert_eq!(dismissals, Dismissals::default());
    }

    #[test]
    fn a_value_is_named_by_its_match_key_if_it_can_be() {
        let of = |kind, spelling| Dismissal::of_value(&MatchKey::of(kind, spelling).unwrap());
        assert_eq!(of(CommKind::Phone, "8 (916) 123-45-67").unwrap().names(), ["nd-PHONE-79161234567"]);
        assert_eq!(of(CommKind::Email, "Info@Example.com").unwrap().names(), ["nd-EMAIL-info@example.com"]);
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
        let one_more = Dismissal::of_pairs(&[record(EntityType::Lead, 1)], record(EntityType::Lead, 5_000));
        assert!(!dismissals.put(one_more.clone()));
        dismissals.remove(&Dismissal(vec!["nd-lead1-lead7".to_owned()]));
        assert!(dismissals.put(one_more.clone()) && dismissals.has(&one_more));
    }
}
