//! What the requests of a search are for, seen from outside.

use std::collections::{BTreeMap, BTreeSet};

use b24_duplicates::domain::EntityType;
use b24_duplicates::protocol::{Batch, Command};
use serde::Serialize;

/// How many requests went into each part of the plan. A request counts for the part of which it has most
/// commands, one that is sent again as a retry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Phases {
    /// Up to twenty values a command, each for the first time, or again for one type.
    pub pools: u64,
    /// Records by their ids.
    pub records: u64,
    /// The same values in other pools, laid across the first.
    pub columns: u64,
    /// One value a command.
    pub single: u64,
    /// Whether records that a list left out are still there.
    pub probes: u64,
    /// The same request once more.
    pub retries: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Pools,
    Records,
    Columns,
    Single,
    Probes,
}

/// Tells by what was asked before what a batch is for.
#[derive(Debug, Default)]
pub(crate) struct Observer {
    phases: Phases,
    /// The pool in which a value was asked first.
    rows: BTreeMap<String, usize>,
    alone: BTreeSet<String>,
}

impl Observer {
    /// A batch is sent for the first time.
    pub(crate) fn sent(&mut self, batch: &Batch) {
        let mut commands: BTreeMap<Phase, usize> = BTreeMap::new();
        for (_, command) in &batch.commands {
            *commands.entry(self.phase(command)).or_default() += 1;
        }
        let most = commands.iter().max_by_key(|(_, number)| **number);
        match most.map(|(phase, _)| *phase) {
            Some(Phase::Pools) => self.phases.pools += 1,
            Some(Phase::Records) => self.phases.records += 1,
            Some(Phase::Columns) => self.phases.columns += 1,
            Some(Phase::Single) => self.phases.single += 1,
            Some(Phase::Probes) => self.phases.probes += 1,
            None => {}
        }
    }

    /// A batch is sent once more.
    pub(crate) const fn sent_again(&mut self) {
        self.phases.retries += 1;
    }

    /// What was counted.
    pub(crate) const fn phases(&self) -> Phases {
        self.phases
    }

    fn phase(&mut self, command: &Command) -> Phase {
        let Command::Find { spellings, entity, .. } = command else { return Phase::Records };
        if let [value] = spellings.as_slice() {
            self.alone.insert(value.clone());
            return Phase::Single;
        }
        self.phase_of_pool(spellings, *entity)
    }

    fn phase_of_pool(&mut self, values: &[String], entity: Option<EntityType>) -> Phase {
        if entity.is_some() && values.iter().all(|value| self.alone.contains(value)) {
            return Phase::Probes;
        }
        let number = self.rows.len();
        let rows: BTreeSet<usize> =
            values.iter().map(|value| *self.rows.entry(value.clone()).or_insert(number)).collect();
        if rows.len() == 1 { Phase::Pools } else { Phase::Columns }
    }
}

#[cfg(test)]
mod tests {
    use b24_duplicates::domain::{CommKind, RecordId};
    use b24_duplicates::protocol::CommandName;

    use super::*;

    fn find(spellings: &[&str], entity: Option<EntityType>) -> Command {
        let spellings = spellings.iter().map(|value| (*value).to_owned()).collect();
        Command::Find { kind: CommKind::Phone, spellings, entity }
    }

    #[test]
    fn the_parts_of_a_plan_are_told_apart_by_what_was_asked_before() {
        let mut observer = Observer::default();
        let mut send = |commands: Vec<Command>| {
            let commands = commands.into_iter().map(|command| (CommandName(0), command)).collect();
            observer.sent(&Batch { commands });
            observer.phases()
        };
        let mut expected = Phases { pools: 1, ..Phases::default() };
        assert_eq!(send(vec![find(&["1", "2"], None), find(&["3", "4"], None)]), expected);
        expected.pools += 1;
        assert_eq!(send(vec![find(&["1", "2"], Some(EntityType::Lead))]), expected);
        expected.columns += 1;
        assert_eq!(send(vec![find(&["1", "3"], None), find(&["2", "4"], None)]), expected);
        expected.records += 1;
        let load =
            Command::ListRecords { entity: EntityType::Lead, ids: RecordId::new(1).into_iter().collect() };
        assert_eq!(send(vec![load]), expected);
        expected.single += 1;
        assert_eq!(send(vec![find(&["1"], None), find(&["4"], None)]), expected);
        expected.probes += 1;
        assert_eq!(send(vec![find(&["1", "4"], Some(EntityType::Lead))]), expected);
        observer.sent_again();
        assert_eq!(observer.phases().retries, 1);
    }
}
