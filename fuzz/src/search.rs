//! A search whose portal answers anything: lies, refusals, nonsense and nothing.

mod portal;

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    CommKind, Communication, EntityType, KeyStatus, RecordRef, SearchReport, TypeChoice,
};
use b24_duplicates::protocol::{Batch, Command, CommandName, MAX_COMMANDS};
use b24_duplicates::search::{OneByOne, Pools, Search, SearchOptions, Strategy};

use portal::Portal;

/// A search that takes more batches than this does not end.
const ENDLESS: usize = 3_000;

/// Carries out the search that the first bytes stand for, one by one and in pools. The rest is what the portal
/// answers; where it ends, the portal says *nothing found*.
///
/// # Panics
/// If a search does not end, loses or invents something, or calls absent what the portal was not asked about; and
/// if up to fifty values are not asked alike in both ways.
pub fn search(data: &[u8]) {
    let (values, rest) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    let (types, answers) = rest.split_first().map_or((0, rest), |(first, rest)| (*first, rest));
    let asked: Vec<Communication> = (0..=values % 100).filter_map(communication).collect();
    let entity = EntityType::ALL.into_iter().nth(usize::from(types) % 6);
    let types = entity.map_or(TypeChoice::All, TypeChoice::Only);
    let card = Run::<OneByOne>::finish(&asked, types, Portal::new(answers));
    let list = Run::<Pools>::finish(&asked, types, Portal::new(answers));
    if asked.len() <= MAX_COMMANDS {
        assert_eq!(card, list, "not asked alike");
    }
}

/// Some that look alike, of both kinds.
fn communication(n: u8) -> Option<Communication> {
    match n % 4 {
        0 => Communication::new(CommKind::Email, &format!("anna{n}@example.com")),
        1 => Communication::new(CommKind::Phone, &format!("916{:07}", 1_000_001 + u32::from(n))),
        _ => Communication::new(CommKind::Phone, &format!("+7 916 {}", 1_000_000 + u32::from(n))),
    }
}

/// A search under way, and what its portal was heard to say.
struct Run<'a, S: Strategy> {
    search: Search<S>,
    portal: Portal<'a>,
    batches: Vec<Batch>,
    names: BTreeSet<CommandName>,
    told: BTreeSet<RecordRef>,
    /// The spellings about which a question was answered.
    answered: BTreeSet<String>,
}

impl<'a, S: Strategy> Run<'a, S> {
    fn finish(asked: &[Communication], types: TypeChoice, portal: Portal<'a>) -> (Vec<Batch>, SearchReport) {
        let Ok(search) = Search::new(asked.to_vec(), &SearchOptions { types }) else {
            return Default::default();
        };
        let (batches, names) = (Vec::new(), BTreeSet::new());
        let (told, answered) = (BTreeSet::new(), BTreeSet::new());
        let mut run = Self { search, portal, batches, names, told, answered };
        while let Some(batch) = run.next_batch() {
            run.answer(&batch);
            run.batches.push(batch);
            assert!(run.batches.len() < ENDLESS, "the search does not end");
            run.check(asked);
        }
        assert!(run.search.is_finished(), "nothing to ask, and not finished");
        (run.batches, run.search.report())
    }

    fn next_batch(&mut self) -> Option<Batch> {
        if let Some(batch) = self.search.next_batch(1) {
            return Some(batch);
        }
        self.search.stuck()?;
        self.search.go_on();
        self.search.next_batch(1)
    }

    fn answer(&mut self, batch: &Batch) {
        assert_eq!(self.search.next_batch(0), None, "one batch at a time");
        assert!((1..=MAX_COMMANDS).contains(&batch.commands.len()));
        for (name, command) in &batch.commands {
            assert!(self.names.insert(*name), "a name that was used before");
            if let Command::Find { spellings, .. } = command {
                assert!((1..=20).contains(&spellings.len()), "{} values in a command", spellings.len());
            }
        }
        let reply = self.portal.reply(batch);
        for (name, command) in &batch.commands {
            if let (Command::Find { spellings, .. }, Some(Ok(answer))) = (command, reply.of(*name))
                && let Ok(found) = b24_duplicates::protocol::find::read(answer)
            {
                self.told.extend(found);
                self.answered.extend(spellings.iter().cloned());
            }
        }
        if let Some(name) = batch.name() {
            self.search.answered(name, &reply);
        }
    }

    /// Every value is in one state, and nothing is said that the portal has not said.
    fn check(&self, asked: &[Communication]) {
        let (report, progress) = (self.search.report(), self.search.progress());
        assert!(report.keys.iter().map(|key| &key.asked).eq(asked), "other values than were asked");
        // A list can be asked for after nobody is known to have its records.
        assert!(!self.search.is_finished() || progress.settled == asked.len(), "finished, and not settled");
        assert!(progress.settled <= asked.len());
        for key in &report.keys {
            for (record, _) in &key.matches {
                assert!(self.told.contains(record), "{record:?} was never named");
            }
            let is_answered = self.answered.contains(key.asked.spelling());
            assert!(is_answered || matches!(key.status, KeyStatus::NotChecked(_)), "never answered");
        }
    }
}
