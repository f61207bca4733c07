//! Lists that a real search checks, against the truth of a CRM that is made by chance.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::*;
use crate::domain::{
    CommKind, Communication, EntityType, Form, PortalOrigin, RecordId, RecordRef, Scheme, TypeChoice, Unread,
    Value, Variant,
};
use crate::lookup::{EverySpelling, Spellings as _};
use crate::protocol::{BatchReply, Command, Node};
use crate::search::{OneByOne, Pools, Search, SearchOptions, Strategy as Asking};

fn phone(spelling: &str) -> Communication {
    Communication::new(CommKind::Phone, spelling).unwrap()
}

/// A number of Moscow by its last digits, written without its country.
fn number(last: usize) -> Value {
    let international =
        Variant { form: Form::International, communication: phone(&format!("+7916000{last:04}")) };
    Value::new(phone(&format!("916000{last:04}")), [international])
}

/// A contact of a CRM that is made by chance.
#[derive(Clone, Debug)]
struct Contact {
    id: u64,
    /// The last digits of its numbers, each with whether it is stored with its country.
    numbers: Vec<(usize, bool)>,
    is_hidden: bool,
}

impl Contact {
    fn stored(&self) -> Vec<String> {
        let stored = |(last, is_international): &(usize, bool)| {
            if *is_international { format!("+7 916 000-{last:04}") } else { format!("916 000 {last:04}") }
        };
        self.numbers.iter().map(stored).collect()
    }

    fn has(&self, spellings: &[String]) -> bool {
        let stored = self.stored();
        stored.iter().any(|held| spellings.iter().any(|asked| phone(asked).key() == phone(held).key()))
    }
}

/// What the portal says.
fn answer(contacts: &[Contact], command: &Command) -> Node {
    let text = |text: String| Node::Text(text);
    match command {
        Command::Find { spellings, entity: None | Some(EntityType::Contact), .. } => {
            let spellings: Vec<String> = spellings.iter().map(ToString::to_string).collect();
            let found = contacts.iter().filter(|contact| contact.has(&spellings));
            let ids: Vec<Node> = found.take(20).map(|contact| text(contact.id.to_string())).collect();
            if ids.is_empty() {
                Node::List(ids)
            } else {
                Node::Map(vec![("CONTACT".to_owned(), Node::List(ids))])
            }
        }
        Command::ListRecords { ids, .. } => {
            let is_asked = |contact: &&Contact| ids.iter().any(|id| id.get() == contact.id);
            let row = |contact: &Contact| {
                let value = |stored| Node::Map(vec![("VALUE".to_owned(), text(stored))]);
                let phones = contact.stored().into_iter().map(value).collect();
                Node::Map(vec![
                    ("ID".to_owned(), text(contact.id.to_string())),
                    ("NAME".to_owned(), text("Anna".to_owned())),
                    ("PHONE".to_owned(), Node::List(phones)),
                ])
            };
            let visible = contacts.iter().filter(is_asked).filter(|contact| !contact.is_hidden);
            Node::List(visible.map(row).collect())
        }
        _ => Node::List(Vec::new()),
    }
}

/// Checks a list, stops after so many batches, and says of each value what is known then.
fn checked<S: Asking>(list: &List, contacts: &[Contact], batches: usize) -> Vec<Evidence> {
    let values: Vec<Value> = list.values().map(|(_, value)| value.clone()).collect();
    let options = SearchOptions::default();
    let Ok((mut search, spellings)): Result<(Search<S>, EverySpelling), _> =
        EverySpelling::begin(values.iter(), &options)
    else {
        return Vec::new();
    };
    for _ in 0..batches {
        let Some(batch) = search.next_batch(1) else { break };
        let Some(name) = batch.name() else { break };
        let replies = batch.commands.iter().map(|(name, command)| (*name, Ok(answer(contacts, command))));
        search.answered(name, &BatchReply { replies: replies.collect(), ..BatchReply::default() });
    }
    let values = spellings.values(&search);
    values.map(|value| Evidence::of(&search, &spellings, value, TypeChoice::All)).collect()
}

/// The verdict that is true of a row, if all of it was checked.
fn truth(rows: &[Vec<usize>], place: usize, contacts: &[Contact]) -> Verdict {
    let row = &rows[place];
    let of_row = |contact: &&Contact| contact.numbers.iter().any(|(last, _)| row.contains(last));
    let found: Vec<&Contact> = contacts.iter().filter(of_row).collect();
    let (hidden, visible): (Vec<&Contact>, Vec<&Contact>) =
        found.iter().partition(|contact| contact.is_hidden);
    let as_written =
        |contact: &&Contact| contact.numbers.iter().any(|(last, stored)| row.contains(last) && !*stored);
    let earlier = (0..place).find(|earlier| rows[*earlier].iter().any(|last| row.contains(last)));
    match (visible.as_slice(), hidden.len()) {
        _ if row.is_empty() => Verdict::NotValid,
        ([], 0) => earlier.map_or(Verdict::New, |earlier| Verdict::RepeatedIn(earlier + 1)),
        ([], hidden) => Verdict::HiddenOnly(hidden),
        (visible, hidden) if !found.iter().any(as_written) => {
            Verdict::OnlyAnotherSpelling { visible: visible.len(), hidden }
        }
        ([one], 0) => Verdict::Once(RecordRef::new(EntityType::Contact, RecordId::new(one.id).unwrap())),
        (visible, hidden) => Verdict::Several { visible: visible.len(), hidden },
    }
}

/// Asks all that is planned.
fn ask(check: &mut Check, list: &List, contacts: &[Contact]) {
    while check.open_next(list) {
        while let Some((of, batch)) = check.next_batch(1) {
            let replies = batch.commands.iter().map(|(name, command)| (*name, Ok(answer(contacts, command))));
            let reply = BatchReply { replies: replies.collect(), ..BatchReply::default() };
            check.answered(of, batch.name().unwrap(), &reply);
        }
    }
}

fn portal() -> PortalOrigin {
    PortalOrigin::new(Scheme::Https, "portal.example").unwrap()
}

/// What is kept of a check.
fn kept(check: &Check, run: u64) -> Vec<Vec<u8>> {
    let (mut stamps, mut kept) = (BTreeMap::new(), Vec::new());
    while let Some((number, stamp)) = check.next_to_keep(&stamps, true) {
        stamps.insert(number, stamp);
        kept.push(check.kept(number, run, &portal()).unwrap());
    }
    kept
}

/// Goes on with what was kept in another page, which has read the list anew.
fn gone_on(list: &List, kept: &[Vec<u8>], run: u64) -> (Check, usize) {
    let mut taken = KeptCheck::default();
    let count = kept.iter().filter(|bytes| taken.take_up(list, bytes, run, &portal())).count();
    (taken.go_on(list), count)
}

/// Checks a list, and leaves the page after so many answers each time. Says what was answered, and the verdicts.
fn left_and_gone_on(
    rows: &[Vec<usize>],
    contacts: &[Contact],
    stays: &[usize],
) -> (Vec<String>, Vec<Verdict>) {
    let (mut list, mut answered) = (list_of(rows), Vec::new());
    let mut check = Check::of(&list, TypeChoice::All);
    let mut step = |check: &mut Check, list: &List| {
        while check.open_next(list) {}
        let Some((of, batch)) = check.next_batch(1) else { return false };
        answered.extend(batch.commands.iter().map(|(_, command)| format!("{command:?}")));
        let replies = batch.commands.iter().map(|(name, command)| (*name, Ok(answer(contacts, command))));
        let reply = BatchReply { replies: replies.collect(), ..BatchReply::default() };
        check.answered(of, batch.name().unwrap(), &reply);
        true
    };
    for stay in stays {
        for _ in 0..*stay {
            step(&mut check, &list);
        }
        // This one is out when the page goes.
        while check.open_next(&list) {}
        let _ = check.next_batch(1);
        list = list_of(rows);
        check = gone_on(&list, &kept(&check, 7), 7).0;
    }
    while step(&mut check, &list) {}
    let verdicts = list.rows().iter().map(|row| check.verdict(&list, row).0).collect();
    answered.sort_unstable();
    (answered, verdicts)
}

#[test]
fn what_is_kept_of_another_run_portal_list_or_program_is_not_taken_up() {
    let contacts = [Contact { id: 5, numbers: vec![(1, false)], is_hidden: false }];
    let list = list_of(&[vec![1], vec![2]]);
    let mut check = Check::of(&list, TypeChoice::All);
    ask(&mut check, &list, &contacts);
    let kept = kept(&check, 7);
    assert_eq!(kept.len(), 1);
    assert_eq!(gone_on(&list, &kept, 7).1, 1);
    assert_eq!(gone_on(&list, &kept, 8).1, 0, "another run");
    assert_eq!(gone_on(&list_of(&[vec![2], vec![1]]), &kept, 7).1, 0, "another list");
    assert_eq!(gone_on(&list_of(&[vec![1]]), &kept, 7).1, 0, "a shorter one");
    let elsewhere = PortalOrigin::new(Scheme::Https, "other.example").unwrap();
    assert!(!KeptCheck::default().take_up(&list, &kept[0], 7, &elsewhere));
    let typed = TypeChoice::Only(EntityType::Contact);
    assert!(!KeptCheck::of(typed).take_up(&list, &kept[0], 7, &portal()), "another type");
    for end in 0..kept[0].len() {
        let cut = &kept[0][..end];
        assert!(!KeptCheck::default().take_up(&list, cut, 7, &portal()), "{end} bytes of it");
    }
    // What is not taken up is asked anew, and is not called new before.
    let (mut anew, _) = gone_on(&list, &kept, 8);
    let verdicts =
        |check: &Check| list.rows().iter().map(|row| check.verdict(&list, row).0).collect::<Vec<_>>();
    assert_eq!(verdicts(&anew), [Verdict::NotChecked; 2]);
    ask(&mut anew, &list, &contacts);
    assert_eq!(verdicts(&anew), verdicts(&check));
}

#[test]
fn a_search_is_kept_again_only_when_it_has_got_an_answer() {
    let list = list_of(&[vec![1]]);
    let mut check = Check::of(&list, TypeChoice::All);
    check.open_next(&list);
    let none = BTreeMap::new();
    assert_eq!(check.next_to_keep(&none, true), None, "nothing is known");
    let (of, batch) = check.next_batch(1).unwrap();
    let found = |(name, command): &(_, Command)| (*name, Ok(answer(&[], command)));
    let replies = batch.commands.iter().map(found).collect();
    check.answered(of, batch.name().unwrap(), &BatchReply { replies, ..BatchReply::default() });
    let (number, stamp) = check.next_to_keep(&none, false).unwrap();
    assert_eq!(check.next_to_keep(&BTreeMap::from([(number, stamp)]), true), None);
}

#[test]
fn a_value_that_was_corrected_since_is_gone_on_with_as_it_was_asked() {
    let junk = Piece::Unread("4,91605E+11".to_owned(), Unread::PowerOfTen);
    let read = || {
        let mut list = List::default();
        list.add(2, [Piece::Value(phone("+79160000001").into())]);
        list.add(3, [junk.clone()]);
        list
    };
    let contacts = [Contact { id: 5, numbers: vec![(1, false)], is_hidden: false }];
    let mut list = read();
    let mut check = Check::of(&list, TypeChoice::All);
    ask(&mut check, &list, &contacts);
    list.correct(1, &junk, vec![Piece::Value(number(1))]);
    let kept = kept(&check, 7);
    let mut again = read();
    again.correct(1, &junk, vec![Piece::Value(number(1))]);
    let (mut check, taken) = gone_on(&again, &kept, 7);
    assert_eq!(taken, 1);
    assert_eq!(check.verdict(&again, &again.rows()[0]).0, Verdict::NotChecked, "a spelling was not asked");
    ask(&mut check, &again, &contacts);
    let found = Verdict::Once(RecordRef::new(EntityType::Contact, RecordId::new(5).unwrap()));
    assert_eq!(check.verdict(&again, &again.rows()[1]).0, found);
}

#[test]
fn a_spelling_that_came_by_a_correction_is_not_checked_until_it_is_asked() {
    let junk = Piece::Unread("4,91605E+11".to_owned(), Unread::PowerOfTen);
    let mut list = List::default();
    list.add(2, [Piece::Value(phone("+79160000001").into())]);
    list.add(3, [junk.clone()]);
    let contacts = [Contact { id: 5, numbers: vec![(1, false)], is_hidden: false }];
    let mut check = Check::of(&list, TypeChoice::All);
    ask(&mut check, &list, &contacts);
    let verdicts = |check: &Check, list: &List| -> Vec<Verdict> {
        list.rows().iter().map(|row| check.verdict(list, row).0).collect()
    };
    assert_eq!(verdicts(&check, &list), [Verdict::New, Verdict::NotValid]);

    assert!(list.correct(1, &junk, vec![Piece::Value(number(1))]));
    assert_eq!(
        verdicts(&check, &list),
        [Verdict::NotChecked; 2],
        "nobody has asked for it without its country"
    );
    check.plan_rest(&list);
    ask(&mut check, &list, &contacts);
    let found = Verdict::Once(RecordRef::new(EntityType::Contact, RecordId::new(5).unwrap()));
    assert_eq!(verdicts(&check, &list), [found; 2]);
}

fn crm() -> impl Strategy<Value = Vec<Contact>> {
    let numbers = prop::collection::vec((0..12_usize, any::<bool>()), 1..3);
    let contact = (numbers, prop::bool::weighted(0.2));
    prop::collection::vec(contact, 0..15).prop_map(|contacts| {
        let contact = |((numbers, is_hidden), id)| Contact { id, numbers, is_hidden };
        contacts.into_iter().zip(1..).map(contact).collect()
    })
}

fn rows() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..12_usize, 0..4), 1..12)
}

fn list_of(rows: &[Vec<usize>]) -> List {
    let mut list = List::default();
    for (row, place) in rows.iter().zip(1..) {
        list.add(place, row.iter().map(|last| Piece::Value(number(*last))));
    }
    list
}

fn verdicts(list: &List, evidence: &[Evidence]) -> Vec<Verdict> {
    list.rows().iter().map(|row| list.verdict(row, |id| &evidence[id.place()])).collect()
}

proptest! {
    #[test]
    fn each_row_of_a_checked_list_has_the_verdict_that_the_crm_gives_it(rows in rows(), contacts in crm()) {
        let list = list_of(&rows);
        let expected: Vec<_> = (0..rows.len()).map(|place| truth(&rows, place, &contacts)).collect();
        prop_assert_eq!(&verdicts(&list, &checked::<Pools>(&list, &contacts, 1_000)), &expected);
        prop_assert_eq!(&verdicts(&list, &checked::<OneByOne>(&list, &contacts, 1_000)), &expected);
    }

    #[test]
    fn a_check_that_is_left_and_gone_on_with_at_any_step_asks_and_says_what_one_does_that_is_not(
        rows in rows(),
        contacts in crm(),
        stays in prop::collection::vec(0..3_usize, 1..5),
    ) {
        prop_assert_eq!(left_and_gone_on(&rows, &contacts, &stays), left_and_gone_on(&rows, &contacts, &[]));
    }

    #[test]
    fn no_row_of_a_list_whose_check_was_stopped_is_called_new_that_is_not(
        rows in rows(),
        contacts in crm(),
        batches in 0..3_usize,
    ) {
        let list = list_of(&rows);
        for (place, verdict) in verdicts(&list, &checked::<Pools>(&list, &contacts, batches)).into_iter().enumerate() {
            match verdict {
                Verdict::NotChecked => prop_assert!(!rows[place].is_empty()),
                Verdict::PossiblyIncomplete { cut, .. } => prop_assert_eq!(cut, Cut::NotChecked),
                verdict => prop_assert_eq!(verdict, truth(&rows, place, &contacts)),
            }
        }
    }
}
