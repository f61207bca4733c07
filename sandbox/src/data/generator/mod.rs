//! A CRM with the mess of a real one, the same for the same seed.

mod names;
mod phones;

use std::collections::HashSet;

use fastrand::Rng;

use super::draft::{company, contact, deal, lead};
use super::story::FIRST_GENERATED_ID;
use crate::crm::{Crm, EntityType, Record};

pub(super) use names::{pick_last_name, pick_name};
pub(super) use phones::Number;

/// Adds about this many records to a CRM. No new record has a match key that is there already, unless
/// it is meant to share one with another new record.
pub(super) fn fill(crm: &mut Crm, seed: u64, records: usize) {
    let taken = EntityType::ALL
        .into_iter()
        .flat_map(|entity_type| crm.records(entity_type).flat_map(Crm::keys).map(|(_, key)| key))
        .collect();
    let mut town = Town { rng: Rng::with_seed(seed), taken, next_id: FIRST_GENERATED_ID, new: Vec::new() };
    while town.new.len() < records {
        town.move_in();
    }
    town.new.truncate(records);
    for record in town.new {
        crm.save(record);
    }
}

/// The people being invented.
struct Town {
    rng: Rng,
    taken: HashSet<String>,
    next_id: u32,
    new: Vec<Record>,
}

/// A person with one number of their own.
#[derive(Clone)]
struct Person {
    name: &'static str,
    last_name: &'static str,
    number: Number,
    email: String,
}

impl Town {
    /// Adds the records of one story, picked by how often such a story happens.
    fn move_in(&mut self) {
        match self.rng.u32(0..100) {
            0..35 => self.single_contact(),
            35..50 => self.fresh_lead(),
            50..65 => self.converted_lead(),
            65..75 => self.company_with_people(),
            75..80 => self.family(),
            80..88 => self.look_alikes(),
            88..98 => self.typed_twice(),
            _ => self.shared_switchboard(),
        }
    }

    fn single_contact(&mut self) {
        let person = self.person();
        let contact = self.contact(&person);
        self.add(contact.email(&person.email));
    }

    fn fresh_lead(&mut self) {
        let person = self.person();
        let stage = self.pick(&["NEW", "IN_PROCESS", "PROCESSED", "JUNK"]);
        let lead = self.lead(&person).in_stage(stage);
        self.add(lead);
    }

    /// A lead that became a contact and a deal; the portal keeps all three.
    fn converted_lead(&mut self) {
        let person = self.person();
        let lead = self.lead(&person).in_stage("CONVERTED").email(&person.email);
        self.add(lead);
        let contact = self.contact(&person).email(&person.email);
        let contact_id = contact.id;
        self.add(contact);
        let amount = self.rng.i64(100..90_000);
        let stage = self.pick(&["NEW", "PREPARATION", "EXECUTING", "WON", "LOSE"]);
        let subject = names::pick_subject(&mut self.rng);
        let deal = deal(self.id(), subject, amount).in_stage(stage).of_client(&[contact_id], None);
        self.add(deal);
    }

    fn company_with_people(&mut self) {
        let board = self.number();
        let (title, host) = names::company(&mut self.rng);
        let company_id = self.id();
        let notation = board.spelled(&mut self.rng);
        self.add(company(company_id, &title).phone("WORK", &notation).email(&format!("info@{host}")));
        for _ in 0..self.rng.u32(1..4) {
            let person = self.person();
            let at_work = board.spelled(&mut self.rng);
            let contact = self.contact(&person).phone("WORK", &at_work).of_client(&[], Some(company_id));
            self.add(contact.email(&format!("{}@{host}", person.name.to_lowercase())));
        }
    }

    fn family(&mut self) {
        let first = self.person();
        for _ in 0..self.rng.u32(2..5) {
            let person = Person { name: names::pick_name(&mut self.rng), ..first.clone() };
            let contact = self.contact(&person);
            self.add(contact);
        }
    }

    /// Numbers that look alike to a person and are not the same to the portal.
    fn look_alikes(&mut self) {
        let person = self.person();
        let first = self.contact(&person);
        self.add(first);
        let other = self.person();
        let spelling = person.number.look_alike(&mut self.rng);
        let id = self.id();
        self.add(contact(id, other.name, other.last_name).phone("WORK", &spelling));
    }

    fn typed_twice(&mut self) {
        let person = self.person();
        let contact = self.contact(&person).email(&person.email);
        self.add(contact);
        let again = if self.rng.bool() { self.contact(&person) } else { self.lead(&person) };
        self.add(again.email(&names::in_another_case(&person.email)));
    }

    /// One number for a whole building: the cap of twenty is reached.
    fn shared_switchboard(&mut self) {
        let board = self.number();
        for _ in 0..self.rng.u32(8..32) {
            let person = Person { number: board.clone(), ..self.person() };
            let lead = if self.rng.u32(0..4) == 0 { self.contact(&person) } else { self.lead(&person) };
            self.add(lead);
        }
    }

    fn contact(&mut self, person: &Person) -> Record {
        let notation = person.number.spelled(&mut self.rng);
        let kind = self.pick(&["MOBILE", "WORK", "HOME"]);
        let owner = self.owner();
        contact(self.id(), person.name, person.last_name).phone(kind, &notation).owned_by(owner)
    }

    fn lead(&mut self, person: &Person) -> Record {
        let notation = person.number.spelled(&mut self.rng);
        let owner = self.owner();
        let title = names::pick_subject(&mut self.rng);
        lead(self.id(), title, person.name, person.last_name).phone("WORK", &notation).owned_by(owner)
    }

    fn person(&mut self) -> Person {
        let number = self.number();
        let name = names::pick_name(&mut self.rng);
        let last_name = names::pick_last_name(&mut self.rng);
        let email = format!("{}.{}{}@mail.example", name, last_name, self.next_id).to_lowercase();
        Person { name, last_name, number, email }
    }

    /// A number whose keys, and those of its look-alikes, nobody has yet.
    fn number(&mut self) -> Number {
        loop {
            let number = Number::random(&mut self.rng);
            let keys = number.keys();
            if keys.iter().all(|key| !self.taken.contains(key)) {
                self.taken.extend(keys);
                return number;
            }
        }
    }

    fn owner(&mut self) -> u32 {
        self.pick(&[1, 1, 7, 7, 13])
    }

    fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        self.rng.choice(choices).copied().unwrap_or_default()
    }

    fn id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    fn add(&mut self, record: Record) {
        self.new.push(record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::CommKind;

    fn generated(seed: u64, records: usize) -> Vec<Record> {
        let mut crm = Crm::default();
        fill(&mut crm, seed, records);
        EntityType::ALL
            .into_iter()
            .flat_map(|entity_type| crm.records(entity_type).cloned().collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn a_seed_gives_the_same_crm_and_another_seed_another() {
        assert_eq!(generated(7, 300), generated(7, 300));
        assert_ne!(generated(7, 300), generated(8, 300));
        assert_eq!(generated(7, 2000).len(), 2000);
    }

    #[test]
    fn the_mess_of_a_real_crm_is_there() {
        let mut crm = Crm::default();
        fill(&mut crm, 1, 3000);
        let contacts: Vec<&Record> = crm.records(EntityType::Contact).collect();
        let shared = contacts.iter().filter(|contact| {
            contact
                .of_kind(CommKind::Phone)
                .any(|field| crm.holders(CommKind::Phone, &field.value).count() > 1)
        });
        let share = shared.count() * 100 / contacts.len();
        assert!((20..80).contains(&share), "{share} % of the contacts share a phone");
        let widest = crm.records(EntityType::Lead).flat_map(|lead| lead.of_kind(CommKind::Phone));
        let widest = widest.map(|field| crm.holders(CommKind::Phone, &field.value).count()).max();
        assert!(widest.is_some_and(|count| count > 20), "the widest number has {widest:?} records");
        assert!(crm.records(EntityType::Lead).any(|lead| lead.stage == "CONVERTED"));
        assert!(crm.records(EntityType::Deal).any(|deal| !deal.contact_ids.is_empty()));
    }
}
