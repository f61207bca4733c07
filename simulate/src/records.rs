//! What stands in the portal, and what is asked about it.

use std::collections::BTreeSet;

use b24_duplicates::domain::{CommKind, Communication, Form, MatchKey, Value, Variant};
use b24_duplicates::lookup::{EverySpelling, Spellings};
use b24_duplicates::search::{Pools, SearchOptions};
use sandbox::crm::{self, MultiField, Record};

use crate::setting::{ADMINISTRATOR, READER, Size};
use crate::{Chance, Share};

/// How far from simple a CRM is.
#[derive(Clone, Copy)]
pub(crate) struct Mess {
    /// The share of records that the searching user may not read.
    pub(crate) hidden_percent: u64,
    /// How often a record holds one more of the searched values, and one more after that.
    pub(crate) shared_percent: u64,
    /// Whether values are asked that differ by an accent only.
    pub(crate) accents: Accents,
}

/// What is asked in a CRM.
pub(crate) struct Input {
    /// Distinct values.
    pub(crate) values: Vec<Value>,
    /// All of their spellings, in the order of the search's keys.
    pub(crate) asked: Vec<Communication>,
}

impl From<Vec<Value>> for Input {
    fn from(values: Vec<Value>) -> Self {
        let begun = EverySpelling::begin::<Pools>(values.iter(), &SearchOptions::default());
        let asked =
            begun.map(|(search, _)| search.keys().filter_map(|key| search.asked(key).cloned()).collect());
        Self { values, asked: asked.unwrap_or_default() }
    }
}

/// Whether values differ by an accent only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accents {
    /// None does.
    Apart,
    /// Some do.
    Alike,
}

/// A CRM in which some of the values stand, in whichever of their spellings, some of them on many records; and the
/// values.
pub(crate) fn fill(crm: &mut crm::Crm, size: Size, mess: Mess, chance: &mut Chance) -> Input {
    let hits = size.hits.unwrap_or_else(|| Share::percent(chance.pick(&[0, 1, 10, 50])));
    let values = Values::new(size, mess.accents).take_all(chance);
    for value in &values {
        let copies = match (chance.share(hits), chance.below(200)) {
            (false, _) => 0,
            (true, 0) => 20 + chance.below(181),
            (true, _) => one_or_more(chance),
        };
        for _ in 0..copies {
            let mut held = vec![one_spelling(value, chance)];
            while chance.percent(mess.shared_percent) {
                held.push(one_spelling(&chance.pick(&values), chance));
            }
            let assigned_by = if chance.percent(mess.hidden_percent) { ADMINISTRATOR } else { READER };
            save(crm, held, assigned_by, chance);
        }
    }
    values.into()
}

/// The sandbox's own CRM with the mess of a real one; what is asked stands on some of its records, as it is
/// written there, or nowhere.
pub(crate) fn ask_about_generated(crm: &mut crm::Crm, size: Size, chance: &mut Chance) -> Input {
    *crm = sandbox::data::generate(chance.any(), 300);
    let types = [crm::EntityType::Lead, crm::EntityType::Contact, crm::EntityType::Company];
    let written: Vec<Communication> = types
        .into_iter()
        .flat_map(|entity| crm.records(entity))
        .flat_map(|record| &record.communications)
        .filter_map(|field| Communication::new(ours(field.kind)?, &field.value))
        .collect();
    let hits = size.hits.unwrap_or(Share::percent(50));
    let mut values = Values::new(size, Accents::Apart);
    while !values.are_enough() {
        // There are fewer values in it than a long list asks for.
        if !(chance.share(hits) && values.take(Some(chance.pick(&written)), chance)) {
            values.take_one(chance);
        }
    }
    values.taken.into()
}

/// Distinct values, until there are enough.
struct Values {
    size: Size,
    accents: Accents,
    seen: BTreeSet<MatchKey>,
    taken: Vec<Value>,
}

impl Values {
    const fn new(size: Size, accents: Accents) -> Self {
        Self { size, accents, seen: BTreeSet::new(), taken: Vec::new() }
    }

    const fn are_enough(&self) -> bool {
        self.taken.len() >= self.size.values
    }

    fn take_all(mut self, chance: &mut Chance) -> Vec<Value> {
        while !self.are_enough() {
            self.take_one(chance);
        }
        self.taken
    }

    fn take_one(&mut self, chance: &mut Chance) {
        let value = value(self.size.values, self.accents, chance);
        self.take(value, chance);
    }

    /// `false` if it was there already.
    fn take(&mut self, written: Option<Communication>, chance: &mut Chance) -> bool {
        let with_variant = self.size.variants_percent.is_some_and(|percent| chance.percent(percent));
        let value = written.map(|written| match other_form(&written).filter(|_| with_variant) {
            Some(variant) => Value::new(written, [variant]),
            None => written.into(),
        });
        let new = value.filter(|value| self.seen.insert(value.identity().clone()));
        let is_new = new.is_some();
        self.taken.extend(new);
        is_new
    }
}

/// A phone with its country if it has none, and without if it has one.
fn other_form(written: &Communication) -> Option<Variant> {
    let spelling = written.spelling();
    let (form, other) = if let Some(national) = spelling.strip_prefix("+7 ") {
        (Form::National, national.to_owned())
    } else if spelling.starts_with('+') {
        let (_, national) = spelling.split_once(' ')?;
        (Form::National, format!("0{national}"))
    } else {
        (Form::International, format!("+7{}", spelling.strip_prefix("8 ").unwrap_or(spelling)))
    };
    let communication = Communication::new(written.kind(), &other)?;
    (written.kind() == CommKind::Phone).then_some(Variant { form, communication })
}

/// A value as a record holds it.
fn one_spelling(value: &Value, chance: &mut Chance) -> MultiField {
    let spellings: Vec<&Communication> = value.spellings().collect();
    let spelling = if spellings.len() > 1 { chance.pick(&spellings) } else { value.written() };
    spelled(spelling, chance)
}

/// A value from a range in which some look alike and are not.
fn value(values: usize, accents: Accents, chance: &mut Chance) -> Option<Communication> {
    let subscriber = 1_000_000 + chance.below(4 * values as u64 + 10);
    let (kind, spelling) = match chance.below(8) {
        0 => (CommKind::Email, format!("Anna{subscriber}+crm@Example.com")),
        1 if accents == Accents::Alike => {
            // From a narrow range, so that both spellings are asked.
            let subscriber = subscriber % (values as u64 / 4 + 4);
            (CommKind::Email, format!("m{}ller{subscriber}@example.com", chance.pick(&["ü", "u", "ú"])))
        }
        1 => (CommKind::Email, format!("müller{subscriber}@example.com")),
        2 => (CommKind::Phone, format!("916{subscriber}")),
        3 => (CommKind::Phone, format!("+49 (170) {subscriber}")),
        4 => (CommKind::Phone, format!("+86 10 {subscriber}")),
        5 => (CommKind::Phone, format!("8 916 {subscriber};12")),
        _ => (CommKind::Phone, format!("+7 (916) {subscriber}")),
    };
    Communication::new(kind, &spelling)
}

pub(crate) fn spelled(value: &Communication, chance: &mut Chance) -> MultiField {
    let written = value.spelling();
    let otherwise = match value.kind() {
        CommKind::Email => written.to_uppercase(),
        CommKind::Phone => written.replacen("+7 (", "8-(", 1).replacen("+49", "0049", 1),
    };
    let value_type = "WORK".to_owned();
    let kind = theirs(value.kind());
    MultiField { id: 0, kind, value_type, value: chance.pick(&[written.to_owned(), otherwise]) }
}

/// Each further record has a chance of one in four.
fn one_or_more(chance: &mut Chance) -> u64 {
    let mut records = 1;
    while chance.percent(25) {
        records += 1;
    }
    records
}

fn save(crm: &mut crm::Crm, communications: Vec<MultiField>, assigned_by: u32, chance: &mut Chance) {
    let entity = chance.pick(&[crm::EntityType::Lead, crm::EntityType::Contact, crm::EntityType::Company]);
    crm.save(Record { communications, assigned_by, ..Record::new(entity, 0) });
}

/// What a search can ask for; web sites and the like are none of it.
pub(crate) const fn ours(kind: crm::CommKind) -> Option<CommKind> {
    match kind {
        crm::CommKind::Phone => Some(CommKind::Phone),
        crm::CommKind::Email => Some(CommKind::Email),
        crm::CommKind::Web | crm::CommKind::Im | crm::CommKind::Link => None,
    }
}

/// The kind in the sandbox's words.
pub(crate) const fn theirs(kind: CommKind) -> crm::CommKind {
    match kind {
        CommKind::Phone => crm::CommKind::Phone,
        CommKind::Email => crm::CommKind::Email,
    }
}
