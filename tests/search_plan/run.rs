//! Carries a search through a world, with faults on the way, and checks after every step that the books add up.

use std::collections::BTreeSet;

use b24_duplicates::domain::{Communication, SearchReport, TypeChoice};
use b24_duplicates::protocol::{
    Batch, BatchReply, Command, CommandName, MAX_COMMANDS, Node, Reason, Refusal,
};
use b24_duplicates::search::{Search, SearchOptions, Strategy};

use super::chance::Chance;
use super::world::World;

/// What goes wrong with one command in a hundred, by percent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Faults {
    pub(crate) unanswered: u64,
    pub(crate) refused: u64,
    pub(crate) unreadable: u64,
}

/// A finished run.
pub(crate) struct Run {
    pub(crate) report: SearchReport,
    pub(crate) batches: usize,
    pub(crate) finds: usize,
    pub(crate) lists: usize,
}

/// A run under way.
pub(crate) struct Runner<S: Strategy> {
    pub(crate) search: Search<S>,
    pub(crate) batches: usize,
    pub(crate) finds: usize,
    pub(crate) lists: usize,
    /// The batch that was answered last.
    pub(crate) last: Option<Batch>,
    /// How many may be out at once, and those that are.
    pub(crate) room: usize,
    pub(crate) out: Vec<Batch>,
    names: BTreeSet<CommandName>,
    keys: usize,
}

impl<S: Strategy> Runner<S> {
    pub(crate) fn new(asked: &[Communication], types: TypeChoice) -> Self {
        Self::of(Search::new(asked.to_vec(), &SearchOptions { types }).expect("a search"))
    }

    /// Carries out this search.
    pub(crate) fn of(search: Search<S>) -> Self {
        let keys = search.len();
        let (names, out) = (BTreeSet::new(), Vec::new());
        Self { search, batches: 0, finds: 0, lists: 0, last: None, room: 1, out, names, keys }
    }

    /// So many batches may be out at once.
    pub(crate) fn wide(self, room: usize) -> Self {
        Self { room, ..self }
    }

    /// Takes as many batches as may be out.
    fn ask(&mut self) {
        while let Some(batch) = self.search.next_batch(self.room.saturating_sub(self.out.len())) {
            assert!((1..=MAX_COMMANDS).contains(&batch.commands.len()));
            self.batches += 1;
            assert!(self.batches < 1_000, "the search does not end");
            self.out.push(batch);
            assert!(self.out.len() <= self.room, "{} batches at a time", self.out.len());
        }
    }

    /// One of the batches that are out is answered, whichever. `false` when there is none left.
    pub(crate) fn step(&mut self, world: &World, faults: Faults, chance: &mut Chance) -> bool {
        self.ask();
        if self.out.is_empty() && self.search.stuck().is_some() {
            assert!(!self.search.is_finished(), "stuck, and finished");
            self.search.go_on();
            self.ask();
        }
        if self.out.is_empty() {
            assert!(self.search.is_finished(), "nothing to ask, and not finished");
            return false;
        }
        let place = if self.room == 1 { 0 } else { chance.below(self.out.len() as u64) };
        let batch = self.out.remove(usize::try_from(place).expect("a place"));
        let mut reply = BatchReply::default();
        for (name, command) in &batch.commands {
            assert!(self.names.insert(*name), "a name that was used before");
            match command {
                Command::Find { spellings, .. } => {
                    assert!((1..=20).contains(&spellings.len()), "{} values in a command", spellings.len());
                    self.finds += 1;
                }
                _ => self.lists += 1,
            }
            let answer = if chance.percent(faults.unanswered) {
                continue;
            } else if chance.percent(faults.refused) {
                let reasons =
                    [Reason::RateLimit, Reason::OperatingLimit, Reason::PortalTrouble, Reason::Other];
                Err(Refusal::bare(chance.pick(&reasons), 200))
            } else if chance.percent(faults.unreadable) {
                Ok(Node::List(vec![Node::Number(275.0)]))
            } else {
                world.answer(command)
            };
            reply.replies.push((*name, answer));
        }
        self.search.answered(batch.name().expect("a command"), &reply);
        self.last = Some(batch);
        self.check_books();
        true
    }

    pub(crate) fn check_books(&self) {
        let progress = self.search.progress();
        assert_eq!(progress.keys, self.keys);
        assert!(progress.settled <= progress.keys);
        assert_eq!(self.search.report().keys.len(), self.keys, "a key is lost");
        if self.search.is_finished() {
            assert_eq!(progress.settled, progress.keys, "finished with keys that are not settled");
        }
    }

    pub(crate) fn finish(mut self, world: &World, faults: Faults, chance: &mut Chance) -> Run {
        while self.step(world, faults, chance) {}
        self.check_books();
        Run { report: self.search.report(), batches: self.batches, finds: self.finds, lists: self.lists }
    }
}
