//! What is found is counted as the answers change it: that is what counting all of it would give, and no more work than
//! there are values.

use std::cell::Cell;
use std::collections::BTreeSet;

use rstest::rstest;

use crate::domain::{EntityType, Value};
use crate::lookup::findings::Understood;
use crate::protocol::CommandName;
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

use super::*;

/// A list of numbers, whose spellings count how often they are looked at.
#[derive(Clone, PartialEq, Debug)]
struct Numbers;

/// The batches that are out.
#[derive(Clone, PartialEq, Debug, Default)]
struct AllOut(Vec<Batch>);

impl Mode for Numbers {
    type Strategy = Pools;
    type Spellings = Counted;
    type Trace = AllOut;

    fn narrowed(_: TypeChoice) -> Option<Narrowed> {
        None
    }

    fn remarks(_: &Lookup<Self>) -> Vec<Message> {
        Vec::new()
    }

    fn long(_: &Lookup<Self>, _: &Connection) -> Option<LongSearchView> {
        None
    }
}

impl Trace for AllOut {
    fn asked(&mut self, batch: &Batch) {
        self.0.push(batch.clone());
    }

    fn answered(&mut self, _: &BatchReply) {}

    fn refused(&mut self, _: &Refusal) {}
}

thread_local! {
    static LOOKS: Cell<u64> = const { Cell::new(0) };
}

fn looked(times: usize) {
    LOOKS.with(|looks| looks.set(looks.get() + times as u64));
}

#[derive(Clone, PartialEq, Debug)]
struct Counted(EverySpelling);

impl Spellings for Counted {
    type Value = <EverySpelling as Spellings>::Value;

    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused> {
        let (search, spellings) = EverySpelling::begin(values, options)?;
        Ok((search, Self(spellings)))
    }

    fn values<S: Strategy>(&self, search: &Search<S>) -> impl Iterator<Item = Self::Value> {
        self.0.values(search).inspect(|_| looked(1))
    }

    fn keys(&self, value: Self::Value) -> impl Iterator<Item = KeyIndex> {
        self.0.keys(value).inspect(|_| looked(1))
    }

    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = Self::Value> {
        looked(keys.len() + 1);
        self.0.values_of(keys)
    }

    fn hit(&self, value: Self::Value, keys: &[KeyIndex]) -> Option<(KeyIndex, Hit)> {
        self.0.hit(value, keys)
    }

    fn place(value: Self::Value) -> usize {
        EverySpelling::place(value)
    }

    fn share(&self, keys: usize, of: usize) -> (u64, u64) {
        self.0.share(keys, of)
    }
}

fn number(n: u64) -> String {
    (1_000_000 + n).to_string()
}

/// Who has which number of the list, and who is hidden.
#[derive(Clone, Copy)]
enum Owners {
    /// Every tenth number has a contact.
    EveryTenth,
    /// The same, all of them hidden.
    EveryTenthHidden,
    /// Some numbers have several contacts, some a contact in common, some more than the portal tells, some hidden ones.
    Mixed,
}

const HIDDEN_FROM: u64 = 50_000_000;

impl Owners {
    fn of(self, n: u64) -> Vec<u64> {
        let mut ids = Vec::new();
        if n.is_multiple_of(10) {
            ids.push(if matches!(self, Self::EveryTenthHidden) { HIDDEN_FROM + n } else { n + 1 });
        }
        if let Self::Mixed = self {
            match n % 20 {
                // Shared with the number before.
                1 => ids.push(n),
                3 => ids.push(HIDDEN_FROM + n),
                5 if n.is_multiple_of(3) => ids.extend((0..25).map(|more| 10_000_000 + 100 * n + more)),
                7 => ids.extend([20_000_000 + n, HIDDEN_FROM + n]),
                _ => {}
            }
        }
        ids
    }

    /// A contact's numbers.
    fn numbers(self, id: u64, of: u64) -> Vec<u64> {
        let near = match id {
            10_000_000..20_000_000 => id / 100 % 100_000,
            20_000_000.. => id % 10_000_000,
            _ => id,
        };
        (near.saturating_sub(1)..(near + 1).min(of)).filter(|n| self.of(*n).contains(&id)).collect()
    }

    /// The portal's answer.
    fn answer(self, command: &Command, of: u64) -> Node {
        let text = |text: String| Node::Text(text);
        match command {
            Command::Find { spellings, entity: None | Some(EntityType::Contact), .. } => {
                let asked = spellings.iter().map(|spelling| spelling.parse::<u64>().unwrap() - 1_000_000);
                let found: BTreeSet<u64> =
                    asked.flat_map(|n| self.of(n).into_iter().take(20).collect::<Vec<_>>()).collect();
                if found.is_empty() {
                    return Node::List(Vec::new());
                }
                let ids = found.into_iter().map(|id| text(id.to_string())).collect();
                Node::Map(vec![("CONTACT".to_owned(), Node::List(ids))])
            }
            Command::ListRecords { entity: EntityType::Contact, ids } => {
                let visible = ids.iter().map(|id| id.get()).filter(|id| *id < HIDDEN_FROM);
                let phone = |n: u64| Node::Map(vec![("VALUE".to_owned(), text(number(n)))]);
                let row = |id: u64| {
                    let phones = self.numbers(id, of).into_iter().map(phone).collect();
                    Node::Map(vec![
                        ("ID".to_owned(), text(id.to_string())),
                        ("PHONE".to_owned(), Node::List(phones)),
                    ])
                };
                Node::List(visible.map(row).collect())
            }
            _ => Node::List(Vec::new()),
        }
    }
}

/// A search of so many numbers, and a word after each answer.
fn searched(
    owners: Owners,
    of: u64,
    mut answered: impl FnMut(&mut Lookup<Numbers>, &mut Connection),
) -> Lookup<Numbers> {
    let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    let mut connection = Connection::new(origin, None, RequestId(0));
    let input = (0..of).zip(1..).map(|(n, line)| InputValue {
        line,
        raw: number(n),
        reading: Ok(value(&number(n), &[])),
    });
    let order = Order { input: input.collect::<Vec<_>>().into(), ..Order::default() };
    let mut lookup: Lookup<Numbers> = Lookup::begin(&mut connection, order).unwrap();
    // Some questions are put off by the portal, and some answers overtake others.
    let mut chance = 1_u64;
    let mut below = |most: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % most
    };
    loop {
        answered(&mut lookup, &mut connection);
        let (call_id, name) = match &lookup.phase {
            Phase::Asking { calls } => calls[usize::try_from(below(calls.len() as u64)).unwrap()],
            Phase::Naming { call_id } => (*call_id, CommandName(0)),
            _ => return lookup,
        };
        let is_it = |batch: &mut Batch| batch.name() == Some(name);
        let batch = lookup.trace.0.extract_if(.., is_it).next().unwrap_or_default();
        let is_put_off = |_: &&(CommandName, Command)| below(20) > 0;
        let commands: Vec<_> = batch.commands.iter().filter(is_put_off).collect();
        let replies = commands.into_iter().map(|(name, command)| (*name, Ok(owners.answer(command, of))));
        let reply = BatchReply { replies: replies.collect(), took: Some(1_000), ..BatchReply::default() };
        connection.cancel(call_id);
        let response = Response { call_id, outcome: Ok(ResponseBody::Batch(reply)) };
        lookup.responded(&mut connection, response);
    }
}

/// All that findings tell.
fn told(findings: &Findings) -> impl PartialEq + std::fmt::Debug + use<> {
    let of_types = EntityType::ALL.map(|entity| {
        (findings.records.get(entity).clone(), *findings.hidden.get(entity), findings.is_capped(entity))
    });
    let capped: Vec<_> = findings.capped().collect();
    let counts = [findings.unloaded, findings.values, findings.found_values, findings.unchecked];
    (of_types, capped, counts)
}

fn assert_counted(lookup: &Lookup<Numbers>) {
    let Lookup { search, spellings, types, own, findings, .. } = lookup;
    let of = Understood { search, spellings, types: *types, own };
    assert_eq!(told(findings), told(&Findings::of(&of)));
}

/// Who cancels has found what was named, as far as it is known whose it is.
#[test]
fn what_is_counted_when_a_search_ends_before_its_time_is_what_counting_all_of_it_gives() {
    for after in 0..30 {
        let mut answers = 0;
        let lookup = searched(Owners::Mixed, 700, |lookup, connection| {
            if answers == after {
                lookup.cancel(connection, &mut Effects::<()>::new());
            }
            answers += 1;
        });
        assert_eq!(lookup.phase, if answers > after { Phase::Cancelled } else { Phase::Finished });
        assert_counted(&lookup);
    }
}

#[test]
fn what_is_counted_answer_by_answer_is_what_counting_all_of_it_gives() {
    let mut answers = 0;
    let lookup = searched(Owners::Mixed, 700, |lookup, _| {
        assert_counted(lookup);
        answers += 1;
    });
    assert!(answers > 20, "{answers}");
    let findings = &lookup.findings;
    assert_eq!((findings.unchecked, findings.unloaded, findings.hidden.contact), (0, 0, 70));
    let with = |least: usize| (0..700).filter(|n| Owners::Mixed.of(*n).len() >= least).count();
    assert_eq!((findings.found_values, findings.capped().len()), (with(1) as u64, with(20)));
}

/// Looked at as a whole after each answer, ten times the values were fifty times the work and more. What is looked at: values
/// and their keys for the screen; keys for the progress, pools, grids and keys to be confirmed in the search.
#[rstest]
#[case::visible(Owners::EveryTenth)]
#[case::hidden(Owners::EveryTenthHidden)]
fn the_work_of_counting_grows_with_the_values_and_not_with_their_square(#[case] owners: Owners) {
    let looks = |values| {
        LOOKS.set(0);
        let lookup = searched(owners, values, |_, _| {});
        assert_eq!(lookup.findings.found_values, values / 10);
        [LOOKS.get(), lookup.search.looks()]
    };
    let [few, many, most] = [2_000, 20_000, 200_000].map(looks);
    for part in 0..2 {
        let looks = [few[part], many[part], most[part]];
        assert!(looks[1] <= 11 * looks[0] && looks[2] <= 11 * looks[1], "{looks:?} looks");
        assert!(looks[2] <= 20 * 200_000, "{looks:?} looks");
    }
}
