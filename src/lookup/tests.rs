//! What a lookup says of values of which several spellings are asked.

use crate::app::Effects;
use crate::domain::{
    CommKind, Communication, Form, InputValue, PortalOrigin, RecordId, RecordRef, Scheme, TypeChoice, Value,
    Variant,
};
use crate::i18n::{Arg, Key, Message};
use crate::protocol::{Batch, BatchReply, Command, Node, Refusal};
use crate::scheduler::{RequestId, Response, ResponseBody};
use crate::search::Pools;
use crate::session::Connection;

mod stock;

use super::view::{LongSearchView, ResultsView, ValueView};
use super::*;

/// A list, as it is looked up by whoever asks for every spelling.
#[derive(Clone, PartialEq, Debug)]
struct List;

/// The batch that is out.
#[derive(Clone, PartialEq, Debug, Default)]
struct Out(Batch);

impl Mode for List {
    type Strategy = Pools;
    type Spellings = EverySpelling;
    type Trace = Out;

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

impl Trace for Out {
    fn asked(&mut self, batch: &Batch) {
        self.0 = batch.clone();
    }

    fn answered(&mut self, _: &BatchReply) {}

    fn refused(&mut self, _: &Refusal) {}
}

fn phone(spelling: &str) -> Communication {
    Communication::new(CommKind::Phone, spelling).unwrap()
}

fn value(written: &str, variants: &[(Form, &str)]) -> Value {
    let variant = |(form, spelling): &(Form, &str)| Variant { form: *form, communication: phone(spelling) };
    Value::new(phone(written), variants.iter().map(variant))
}

/// `9161234567`, with the country that is meant.
fn moscow() -> Value {
    value("9161234567", &[(Form::International, "+79161234567")])
}

/// Contacts by their ids, each with its phones.
type Contacts<'a> = &'a [(u64, &'a [&'a str])];

struct Run {
    lookup: Lookup<List>,
    connection: Connection,
    state: ResultsState,
}

impl Run {
    fn of(values: Vec<Value>) -> Self {
        let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
        let mut connection = Connection::new(origin, None, RequestId(0));
        let input = values.into_iter().zip(1..).map(|(value, line)| {
            let raw = value.written().spelling().to_owned();
            InputValue { line, raw, reading: Ok(value) }
        });
        let order = Order { input: input.collect::<Vec<_>>().into(), ..Order::default() };
        let lookup = Lookup::begin(&mut connection, order).unwrap();
        Self { lookup, connection, state: ResultsState::default() }
    }

    /// The portal answers until nothing more is asked, except for questions for this spelling.
    fn answered(mut self, contacts: Contacts<'_>, silent_for: &str) -> Self {
        for _ in 0..20 {
            let call_id = match &self.lookup.phase {
                Phase::Asking { calls } => calls.first().map(|(call_id, _)| *call_id),
                Phase::Naming { call_id } => Some(*call_id),
                _ => None,
            };
            let Some(call_id) = call_id else { break };
            let batch = std::mem::take(&mut self.lookup.trace.0);
            let is_silent = |command: &Command| matches!(command, Command::Find { spellings, .. } if spellings.iter().any(|of| of == silent_for));
            let answered = batch.commands.iter().filter(|(_, command)| !is_silent(command));
            let replies = answered.map(|(name, command)| (*name, Ok(answer(contacts, command)))).collect();
            let reply = BatchReply { replies, ..BatchReply::default() };
            let response = Response { call_id, outcome: Ok(ResponseBody::Batch(reply)) };
            self.lookup.responded(&mut self.connection, response);
        }
        self
    }

    fn stopped(mut self) -> Self {
        self.lookup.cancel(&mut self.connection, &mut Effects::<()>::new());
        self
    }

    fn results(&mut self) -> ResultsView {
        self.state.arrangement = Arrangement::ByValue;
        view::results(&self.lookup, &self.state, &self.connection)
    }

    fn lines(&mut self) -> Vec<Message> {
        self.results().completeness.lines
    }
}

/// What the portal says.
fn answer(contacts: Contacts<'_>, command: &Command) -> Node {
    let text = |text: &str| Node::Text(text.to_owned());
    match command {
        Command::Find { spellings, entity: None | Some(crate::domain::EntityType::Contact), .. } => {
            let keys: Vec<_> = spellings.iter().map(|spelling| phone(spelling).key().clone()).collect();
            let has = |phones: &[&str]| phones.iter().any(|held| keys.contains(phone(held).key()));
            let ids = contacts.iter().filter(|(_, phones)| has(phones)).map(|(id, _)| text(&id.to_string()));
            let ids: Vec<_> = ids.take(20).collect();
            if ids.is_empty() {
                Node::List(ids)
            } else {
                Node::Map(vec![("CONTACT".to_owned(), Node::List(ids))])
            }
        }
        Command::ListRecords { ids, .. } => {
            let of = |(id, _): &&(u64, &[&str])| ids.iter().any(|asked| asked.get() == *id);
            let row = |(id, phones): &(u64, &[&str])| {
                let phone = |phone: &&str| Node::Map(vec![("VALUE".to_owned(), text(phone))]);
                let phones = Node::List(phones.iter().map(phone).collect());
                Node::Map(vec![
                    ("ID".to_owned(), text(&id.to_string())),
                    ("NAME".to_owned(), text("Anna")),
                    ("PHONE".to_owned(), phones),
                ])
            };
            Node::List(contacts.iter().filter(of).map(row).collect())
        }
        _ => Node::List(Vec::new()),
    }
}

fn contact(id: u64) -> RecordRef {
    RecordRef::new(crate::domain::EntityType::Contact, RecordId::new(id).unwrap())
}

fn verdicts(values: &[ValueView]) -> Vec<(&str, Option<&str>)> {
    values.iter().map(|value| (value.spelling.as_str(), value.verdict.as_ref().map(|it| it.name))).collect()
}

/// The record whose number is stored with its country was not found, and the number called absent, completely checked.
#[test]
fn a_number_without_its_country_finds_the_record_that_has_it_and_says_that_the_portal_does_not() {
    let mut run = Run::of(vec![moscow()]).answered(&[(275, &["+7 916 123-45-67"])], "");
    let results = run.results();
    assert_eq!(verdicts(&results.values), [("9161234567", Some("found"))]);
    assert_eq!(results.completeness.lines, [Key::ResultComplete.into()]);
    let record = &results.groups[0].records[0];
    assert_eq!(record.reference, contact(275));
    let stored = Arg::Text("+7 916 123-45-67".to_owned());
    assert_eq!(record.matched.len(), 1, "one value, in one line");
    assert_eq!(record.matched[0].spelling, "9161234567");
    assert_eq!(record.matched[0].remark, Some(Message::plain(Key::ResultOtherwise).with("stored", stored)));
}

#[test]
fn a_record_that_has_what_was_written_is_not_marked_whatever_else_it_has() {
    let contacts: Contacts<'_> = &[(275, &["+7 916 123-45-67", "916 123 45 67"])];
    let mut run = Run::of(vec![moscow()]).answered(contacts, "");
    let results = run.results();
    let matched = &results.groups[0].records[0].matched;
    assert_eq!((matched[0].spelling.as_str(), &matched[0].remark), ("916 123 45 67", &None));
    assert_eq!(matched.len(), 1);
    assert_eq!(results.values[0].records.len(), 1, "found by two spellings, it is one record");
    let found = Message::counting(Key::VerdictFound, 1);
    assert_eq!(results.values[0].verdict.as_ref().map(|it| &it.text), Some(&found));
}

#[test]
fn an_extension_was_written_so_that_nothing_is_said_of_who_is_found_by_it() {
    let written = value("+7 916 123-45-67", &[(Form::WithExtension, "+7 916 123-45-67 ext. 12")]);
    let mut run = Run::of(vec![written]).answered(&[(275, &["+7 916 123-45-67 ext. 12"])], "");
    assert_eq!(run.results().groups[0].records[0].matched[0].remark, None);
}

#[test]
fn nobody_is_called_absent_while_one_of_the_spellings_was_not_answered() {
    let mut run = Run::of(vec![moscow(), value("1234567", &[])]).answered(&[], "+79161234567").stopped();
    let results = run.results();
    let expected = [("9161234567", Some("not-checked")), ("1234567", Some("absent"))];
    assert_eq!(verdicts(&results.values), expected);
    assert_eq!(results.completeness.lines, [Message::counting(Key::ResultUnchecked, 1)]);
    assert_eq!(results.headline, Key::ResultNothingSoFar.into());
}

#[test]
fn what_one_spelling_has_found_is_told_as_at_least_that_while_another_is_open() {
    let contacts: Contacts<'_> = &[(275, &["9161234567"])];
    let mut run = Run::of(vec![moscow()]).answered(contacts, "+79161234567").stopped();
    let found = Message::counting(Key::VerdictFoundMore, 1);
    assert_eq!(run.results().values[0].verdict.as_ref().map(|it| &it.text), Some(&found));
    assert_eq!(run.lines(), [Message::counting(Key::ResultUnchecked, 1)]);
}

#[test]
fn a_search_none_of_whose_spellings_was_answered_has_checked_none_of_its_values() {
    let mut run = Run::of(vec![moscow()]).stopped();
    assert_eq!(run.results().headline, Key::ResultNothingChecked.into());
}

/// A switchboard whose number is stored with its country.
#[test]
fn a_list_that_was_cut_in_another_spelling_is_one_of_the_value_that_was_written() {
    let contacts: Vec<(u64, &[&str])> = (1..=30).map(|id| (id, &["+7 916 123-45-67"] as &[&str])).collect();
    let mut run = Run::of(vec![moscow()]).answered(&contacts, "");
    let capped = Message::plain(Key::ResultCappedContacts).with("value", Arg::Text("9161234567".to_owned()));
    assert_eq!(run.lines(), [capped]);
}

/// Berlin and Vienna: one question, two values.
#[test]
fn a_record_that_is_dialled_like_two_values_is_told_under_both() {
    let national = (Form::National, "030 1234567");
    let both = vec![value("+49 30 1234567", &[national]), value("+43 30 1234567", &[national])];
    let run = Run::of(both);
    assert_eq!(run.lookup.search.len(), 3);
    let mut run = run.answered(&[(275, &["(030) 123 45 67"])], "");
    let results = run.results();
    let expected = [("+49 30 1234567", Some("found")), ("+43 30 1234567", Some("found"))];
    assert_eq!(verdicts(&results.values), expected);
    let matched = &results.groups[0].records[0].matched;
    let spellings: Vec<_> = matched.iter().map(|matched| matched.spelling.as_str()).collect();
    assert_eq!(spellings, ["+49 30 1234567", "+43 30 1234567"]);
}

#[test]
fn a_record_that_two_values_find_comes_before_one_that_two_spellings_of_one_find() {
    let contacts: Contacts<'_> = &[(1, &["1234567", "9161234567"]), (2, &["9161234567", "+79161234567"])];
    let mut run = Run::of(vec![moscow(), value("1234567", &[])]).answered(contacts, "");
    let records: Vec<_> = run.results().groups[0].records.iter().map(|record| record.reference).collect();
    assert_eq!(records, [contact(1), contact(2)]);
}

#[test]
fn progress_is_told_in_values() {
    let numbers = (0..30).map(|number| {
        let (written, international) = (format!("916{number:07}"), format!("+7916{number:07}"));
        value(&written, &[(Form::International, &international)])
    });
    let run = Run::of(numbers.collect());
    let progress = view::progress(&run.lookup, &run.connection).unwrap();
    assert_eq!((progress.done, progress.all), (0, 30));
}
