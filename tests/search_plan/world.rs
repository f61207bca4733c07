//! A small model of a portal, written from the fact sheet and from nothing of ours: what stands in it, what
//! `crm.duplicate.findbycomm` and the lists answer, and what is true.

use std::collections::{BTreeMap, BTreeSet};

use b24_duplicates::domain::{CommKind, Communication, EntityType, RecordId, RecordRef};
use b24_duplicates::protocol::{Command, Node, Reason, Refusal};

use super::chance::Chance;

/// How many rows the portal gives for one value, and how many values it takes.
pub(crate) const CAP: usize = 20;

/// How the portal compares spellings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Comparison {
    /// By the rules that we know.
    AsWeThink,
    /// It takes phones with the same last seven digits for equal, and folds an accent: ours splits them.
    Joining,
    /// It knows no trunk prefix: ours joins what it splits.
    Splitting,
}

/// Whether the cap is one for each value, as we think, or one for each command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cap {
    PerValue,
    PerCommand,
}

/// Whether a find shows records that the user may not read, as we think, or takes them away after the cap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Filter {
    Never,
    AfterTheCap,
}

#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) spellings: Vec<(CommKind, String)>,
    pub(crate) hidden: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) records: BTreeMap<RecordRef, Record>,
    pub(crate) refused: BTreeSet<EntityType>,
    pub(crate) comparison: Comparison,
    pub(crate) cap: Cap,
    pub(crate) filter: Filter,
}

impl World {
    pub(crate) fn is_hidden(&self, record: RecordRef) -> bool {
        self.refused.contains(&record.entity) || self.records.get(&record).is_some_and(|each| each.hidden)
    }

    /// Every record that has a communication, in the portal's order.
    pub(crate) fn truth(&self, asked: &Communication) -> Vec<RecordRef> {
        self.matching(asked.kind(), asked.spelling(), None)
    }

    pub(crate) fn answer(&self, command: &Command) -> Result<Node, Refusal> {
        match command {
            Command::Find { kind, spellings, entity } => Ok(self.find(*kind, spellings, *entity)),
            Command::ListRecords { entity, ids } => self.list(*entity, ids),
            other => panic!("a search does not ask {other:?}"),
        }
    }

    fn find(&self, kind: CommKind, spellings: &[String], entity: Option<EntityType>) -> Node {
        let mut distinct = BTreeSet::new();
        let mut found = Vec::new();
        for spelling in spellings.iter().filter(|each| distinct.insert(self.compared(kind, each))).take(CAP) {
            for record in self.matching(kind, spelling, entity).into_iter().take(CAP) {
                if !found.contains(&record) {
                    found.push(record);
                }
            }
        }
        if self.cap == Cap::PerCommand {
            found.sort();
            found.truncate(CAP);
        }
        if self.filter == Filter::AfterTheCap {
            found.retain(|record| !self.is_hidden(*record));
        }
        let mut types: Vec<(String, Node)> = Vec::new();
        for record in found {
            let id = Node::Number(f64::from(u32::try_from(record.id.get()).expect("small")));
            match types.iter_mut().find(|(name, _)| name == record.entity.wire()) {
                Some((_, Node::List(ids))) => ids.push(id),
                _ => types.push((record.entity.wire().to_owned(), Node::List(vec![id]))),
            }
        }
        if types.is_empty() { Node::List(Vec::new()) } else { Node::Map(types) }
    }

    fn list(&self, entity: EntityType, ids: &[RecordId]) -> Result<Node, Refusal> {
        assert!((1..=50).contains(&ids.len()), "a list takes 1 to 50 ids, not {}", ids.len());
        if self.refused.contains(&entity) {
            return Err(Refusal::bare(Reason::NoCrmAccess, 400));
        }
        let rows = ids.iter().map(|id| RecordRef::new(entity, *id)).filter(|record| !self.is_hidden(*record));
        Ok(Node::List(
            rows.filter_map(|record| self.records.get(&record).map(|each| row(record, each))).collect(),
        ))
    }

    fn matching(&self, kind: CommKind, spelling: &str, entity: Option<EntityType>) -> Vec<RecordRef> {
        let asked = self.compared(kind, spelling);
        let has = |record: &Record| {
            record.spellings.iter().any(|(of, stored)| *of == kind && self.compared(kind, stored) == asked)
        };
        let of_type = |record: &RecordRef| entity.is_none_or(|only| only == record.entity);
        self.records.iter().filter(|(key, each)| of_type(key) && has(each)).map(|(key, _)| *key).collect()
    }

    /// A short version of the portal's rules, enough for the spellings of these worlds.
    fn compared(&self, kind: CommKind, spelling: &str) -> String {
        let digits = || spelling.chars().filter(char::is_ascii_digit).collect::<String>();
        match (kind, self.comparison) {
            (CommKind::Phone, Comparison::AsWeThink) => match digits() {
                long if long.len() == 11 && long.starts_with('8') => format!("7{}", &long[1..]),
                other => other,
            },
            (CommKind::Phone, Comparison::Joining) => {
                let digits = digits();
                digits[digits.len().saturating_sub(7)..].to_owned()
            }
            (CommKind::Phone, Comparison::Splitting) => digits(),
            (CommKind::Email, Comparison::AsWeThink | Comparison::Splitting) => spelling.to_lowercase(),
            (CommKind::Email, Comparison::Joining) => spelling.to_lowercase().replace('ü', "u"),
        }
    }
}

fn row(record: RecordRef, each: &Record) -> Node {
    let text = |text: &str| Node::Text(text.to_owned());
    let multi = |wanted: CommKind| {
        let values = each.spellings.iter().filter(|(kind, _)| *kind == wanted);
        Node::List(
            values
                .map(|(_, value)| {
                    Node::Map(vec![("VALUE_TYPE".into(), text("WORK")), ("VALUE".into(), text(value))])
                })
                .collect(),
        )
    };
    let mut row =
        vec![("ID".to_owned(), text(&record.id.get().to_string())), ("TITLE".to_owned(), text("T"))];
    for kind in CommKind::ALL {
        if each.spellings.iter().any(|(of, _)| *of == kind) {
            row.push((kind.wire().to_owned(), multi(kind)));
        }
    }
    Node::Map(row)
}

/// What a world is like; everything else is chance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) keys: usize,
    pub(crate) hit_percent: u64,
    pub(crate) hidden_percent: u64,
    pub(crate) switchboards: usize,
    pub(crate) refused: usize,
}

/// A world, and what is asked in it.
pub(crate) fn build(shape: Shape, chance: &mut Chance) -> (World, Vec<Communication>) {
    let mut seen = BTreeSet::new();
    let asked = (0..shape.keys).filter_map(|n| communication(n, chance));
    let asked: Vec<Communication> = asked.filter(|one| seen.insert(one.key().clone())).collect();
    let mut records = BTreeMap::new();
    let mut next_id = 1;
    let mut put = |spellings: Vec<(CommKind, String)>, chance: &mut Chance| {
        let entity = chance.pick(&EntityType::ALL);
        next_id += 1 + chance.below(3);
        let reference = RecordRef::new(entity, RecordId::new(next_id).expect("small"));
        records.insert(reference, Record { spellings, hidden: chance.percent(shape.hidden_percent) });
    };
    for communication in &asked {
        while chance.percent(shape.hit_percent) {
            let mut spellings = vec![spelled(communication, chance)];
            while chance.percent(30) {
                let other = chance.pick(&asked);
                spellings.push(spelled(&other, chance));
            }
            put(spellings, chance);
        }
    }
    for _ in 0..shape.switchboards {
        let shared = chance.pick(&asked);
        for _ in 0..15 + chance.below(60) {
            put(vec![spelled(&shared, chance)], chance);
        }
    }
    let mut refused = BTreeSet::new();
    for _ in 0..shape.refused {
        refused.insert(chance.pick(&EntityType::ALL));
    }
    let world = World {
        records,
        refused,
        comparison: Comparison::AsWeThink,
        cap: Cap::PerValue,
        filter: Filter::Never,
    };
    (world, asked)
}

/// Numbers and names from a small range, so that some are equal, and some look alike and are not.
fn communication(n: usize, chance: &mut Chance) -> Option<Communication> {
    let subscriber = chance.below(n as u64 / 2 + 3);
    match chance.below(6) {
        0 => Communication::new(CommKind::Email, &format!("Anna{subscriber}@example.com")),
        1 => Communication::new(
            CommKind::Email,
            &format!("m{}ller{subscriber}@example.com", chance.pick(&["ü", "u"])),
        ),
        2 => Communication::new(CommKind::Phone, &format!("916{:07}", 1_000_000 + subscriber)),
        3 => Communication::new(CommKind::Phone, &format!("+49 170 {}", 1_000_000 + subscriber)),
        _ => Communication::new(CommKind::Phone, &format!("+7 (916) {}", 1_000_000 + subscriber)),
    }
}

/// The same communication as somebody else wrote it.
fn spelled(communication: &Communication, chance: &mut Chance) -> (CommKind, String) {
    let as_asked = communication.spelling();
    let other = match communication.kind() {
        CommKind::Email => as_asked.to_uppercase(),
        CommKind::Phone => as_asked.replacen("+7 ", "8 ", 1).replace(' ', "-"),
    };
    (communication.kind(), chance.pick(&[as_asked.to_owned(), other]))
}
