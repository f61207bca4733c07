//! An honest portal of a few records. Its answers are bodies as they come over the wire.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use b24_duplicates::domain::{CommKind, EntityType, MatchKey, RecordId, RecordRef};
use b24_duplicates::protocol::{Command, Node, Param, Params, RestCall};

/// How many rows the portal gives for one value.
const CAP: usize = 20;

/// Number 3 has a duplicate, and one abroad that looks like number 13. 11 is a switchboard. 7, 27 and 47 are those
/// of records that are hidden.
pub(crate) fn phone(number: u64) -> String {
    format!("+7 916 100-00-{number:02}")
}

/// The contact in whose card the tab stands.
pub(crate) const OWNER: u64 = 10;

/// The lead in whose card it stands.
pub(crate) const LEAD: u64 = 200;

/// The deal in whose card it stands: of that contact, and of a company.
pub(crate) const DEAL: u64 = 400;

/// The company of the deal.
pub(crate) const COMPANY: u64 = 1_000;

/// What the portal makes of references in a batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum References {
    Resolved,
    /// It is an old one, and takes them for texts.
    Kept,
}

struct Record {
    reference: RecordRef,
    phones: Vec<String>,
    keys: Vec<Option<MatchKey>>,
    hidden: bool,
}

static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(records);

pub(crate) fn id(number: u64) -> RecordId {
    RecordId::new(number).unwrap()
}

fn records() -> Vec<Record> {
    let record = |entity, number, phones: &[String]| Record {
        reference: RecordRef::new(entity, id(number)),
        phones: phones.to_vec(),
        keys: phones.iter().map(|phone| MatchKey::of(CommKind::Phone, phone)).collect(),
        hidden: false,
    };
    let mut records = vec![
        record(EntityType::Lead, LEAD, &[phone(5), phone(11)]),
        record(EntityType::Contact, OWNER, &[phone(3), phone(5)]),
        record(EntityType::Contact, 100, &[phone(3), "+49 916 100-00-13".to_owned()]),
    ];
    let hidden = [(300, 7), (301, 27), (302, 47)];
    records.extend(
        hidden
            .map(|(number, of)| Record { hidden: true, ..record(EntityType::Company, number, &[phone(of)]) }),
    );
    records.extend((1_000..1_025).map(|number| record(EntityType::Company, number, &[phone(11)])));
    records
}

/// Every record with a phone, whoever may read it.
pub(crate) fn truth(spelling: &str) -> BTreeSet<RecordRef> {
    let key = MatchKey::of(CommKind::Phone, spelling);
    RECORDS.iter().filter(|record| record.keys.contains(&key)).map(|record| record.reference).collect()
}

/// The body of the answer to a call.
pub(crate) fn answer(call: &RestCall, references: References) -> Node {
    let result = match call {
        RestCall::Single(command) => run(command, &[]).unwrap_or_default(),
        RestCall::Batch(batch) => {
            let (mut results, mut errors, mut times) = (Vec::new(), Vec::new(), Vec::new());
            for (name, command) in &batch.commands {
                let key = format!("c{}", name.0);
                let referred = referred(command, references, &results);
                match run(command, &referred) {
                    Ok(result) => results.push((key.clone(), result)),
                    Err(error) => errors.push((key.clone(), error)),
                }
                times.push((key, time()));
            }
            map([
                ("result", php(results)),
                ("result_error", php(errors)),
                ("result_total", Node::List(Vec::new())),
                ("result_next", Node::List(Vec::new())),
                ("result_time", php(times)),
            ])
        }
    };
    map([("result", result), ("time", time())])
}

/// Runs a command. Its references were replaced by these.
fn run(command: &Command, referred: &[Node]) -> Result<Node, Node> {
    let found = |reference: RecordRef| RECORDS.iter().find(|record| record.reference == reference);
    let whole = |entity, id: Option<RecordId>| match id.and_then(|id| found(RecordRef::new(entity, id))) {
        Some(record) if !record.hidden => Ok(card(record)),
        _ => Err(map([("error", text("")), ("error_description", text("Access denied."))])),
    };
    Ok(match command {
        Command::Find { spellings, entity, .. } => find(spellings, *entity),
        Command::FindReferred { .. } => {
            let texts = referred.iter().filter_map(Node::as_text).map(str::to_owned);
            find(&texts.collect::<Vec<_>>(), None)
        }
        Command::GetRecord(reference) => whole(reference.entity, Some(reference.id))?,
        Command::GetReferred { entity, .. } => whole(*entity, referred.first().and_then(as_php_id))?,
        Command::GetDeal(deal) => map([
            ("ID", text(&deal.get().to_string())),
            ("CONTACT_ID", text(&OWNER.to_string())),
            ("COMPANY_ID", text(&COMPANY.to_string())),
        ]),
        Command::GetDealContacts(_) => Node::List(vec![map([("CONTACT_ID", number(OWNER))])]),
        Command::ListRecords { entity, ids } => {
            let records = ids.iter().filter_map(|id| found(RecordRef::new(*entity, *id)));
            Node::List(records.filter(|record| !record.hidden).map(card).collect())
        }
        Command::Users(users) => {
            let user = |id: String| map([("ID", text(&id)), ("NAME", text("Anna"))]);
            Node::List(users.iter().map(|id| user(id.0.get().to_string())).collect())
        }
        Command::UsersReferred(_) => {
            let ids = referred.iter().filter_map(Node::as_id);
            let user = |id: RecordId| map([("ID", text(&id.get().to_string())), ("NAME", text("Anna"))]);
            Node::List(ids.map(user).collect())
        }
        Command::LeadStages => Node::List(vec![map([("STATUS_ID", text("NEW")), ("NAME", text("Fresh"))])]),
        Command::Dismiss { .. } => Node::Bool(true),
        Command::Profile => map([("ID", text("1")), ("ADMIN", Node::Bool(false)), ("NAME", text("Anna"))]),
        Command::Made(_) if command.method() == "scope" => Node::List(vec![text("crm")]),
        _ => Node::List(Vec::new()),
    })
}

/// What the references of a command are replaced by: the last level that is there.
fn referred(command: &Command, references: References, results: &[(String, Node)]) -> Vec<Node> {
    let Params(params) = command.params();
    let texts = params.iter().flat_map(|(_, param)| texts_of(param));
    let written = texts.filter(|text| text.starts_with("$result"));
    let resolved = written.map(|written| {
        if references == References::Kept {
            return text(&written);
        }
        let results = Node::Map(results.to_vec());
        let mut reached = &results;
        for key in written.trim_start_matches("$result").split(['[', ']']).filter(|key| !key.is_empty()) {
            let next = match reached {
                Node::List(items) => key.parse().ok().and_then(|place: usize| items.get(place)),
                other => other.get(key),
            };
            match next {
                None | Some(Node::Null) => break,
                Some(next) => reached = next,
            }
        }
        reached.clone()
    });
    resolved.collect()
}

fn texts_of(param: &Param) -> Vec<String> {
    match param {
        Param::Text(text) => vec![text.clone()],
        Param::List(items) => items.iter().flat_map(texts_of).collect(),
        Param::Map(entries) => entries.iter().flat_map(|(_, item)| texts_of(item)).collect(),
    }
}

/// What PHP takes for an id: an array with something in it is 1.
fn as_php_id(node: &Node) -> Option<RecordId> {
    match node {
        Node::List(items) => RecordId::new(u64::from(!items.is_empty())),
        Node::Map(_) => RecordId::new(1),
        other => other.as_id(),
    }
}

fn find(spellings: &[String], only: Option<EntityType>) -> Node {
    let mut found: Vec<(String, Node)> = Vec::new();
    let mut named = BTreeSet::new();
    for spelling in spellings {
        let rows = truth(spelling).into_iter().filter(|record| only.is_none_or(|only| only == record.entity));
        for record in rows.take(CAP).filter(|record| named.insert(*record)) {
            let id = number(record.id.get());
            match found.iter_mut().find(|(entity, _)| entity == record.entity.wire()) {
                Some((_, Node::List(ids))) => ids.push(id),
                _ => found.push((record.entity.wire().to_owned(), Node::List(vec![id]))),
            }
        }
    }
    php(found)
}

fn card(record: &Record) -> Node {
    let phone = |value: &String| map([("VALUE_TYPE", text("WORK")), ("VALUE", text(value))]);
    map([
        ("ID", text(&record.reference.id.get().to_string())),
        ("TITLE", text("Title")),
        ("ASSIGNED_BY_ID", text("7")),
        ("PHONE", Node::List(record.phones.iter().map(phone).collect())),
    ])
}

fn time() -> Node {
    map([
        ("start", Node::Number(1_700_000_000.5)),
        ("finish", Node::Number(1_700_000_001.5)),
        ("duration", Node::Number(1.0)),
        ("operating", Node::Number(0.25)),
        ("operating_reset_at", Node::Number(1_700_000_600.0)),
    ])
}

/// PHP writes an empty map as an empty array.
fn php(entries: Vec<(String, Node)>) -> Node {
    if entries.is_empty() { Node::List(Vec::new()) } else { Node::Map(entries) }
}

pub(crate) fn map<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

pub(crate) fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

pub(crate) fn number(number: u64) -> Node {
    Node::Number(f64::from(u32::try_from(number).unwrap()))
}

/// A tree as JSON.
pub(crate) fn json(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(bool) => bool.to_string(),
        Node::Number(number) => number.to_string(),
        Node::Text(text) => quoted(text),
        Node::List(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Node::Map(entries) => {
            let entry = |(key, value): &(String, Node)| format!("{}:{}", quoted(key), json(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

/// No text of this portal has a quotation mark, a backslash or a control character.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
