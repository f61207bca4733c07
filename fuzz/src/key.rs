//! Normalisation, and what is sent of a spelling: the portal must make of it the key that it stands for.

use b24_duplicates::domain::{CommKind, Communication, MatchKey};
use b24_duplicates::protocol::{Batch, Command, CommandName, RestCall, install};
use sandbox::crm::{email_key, phone_key};
use sandbox::php::{Array, Value, parse_query};

/// Reads a text as a spelling, and its lines as several that are sent together.
///
/// # Panics
/// If our normaliser and the sandbox's, which share no code, disagree; or if what PHP reads of a request is
/// not what was meant.
pub fn key(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for kind in CommKind::ALL {
        check_key(kind, &text);
        send(kind, &[&text]);
        send(kind, &text.lines().take(20).collect::<Vec<_>>());
    }
    send_back(&text);
}

fn check_key(kind: CommKind, spelling: &str) {
    let ours = MatchKey::of(kind, spelling);
    let theirs = portals_key(kind, spelling);
    assert_eq!(ours.as_ref().map_or("", MatchKey::text), theirs, "{spelling:?}");
    let communication = Communication::new(kind, spelling);
    assert_eq!(communication.as_ref().map(Communication::key), ours.as_ref());
    assert!(communication.is_none_or(|kept| kept.spelling() == spelling && kept.kind() == kind));
}

fn portals_key(kind: CommKind, spelling: &str) -> String {
    match kind {
        CommKind::Phone => phone_key(spelling),
        CommKind::Email => email_key(spelling),
    }
}

/// Sends spellings alone and in a batch, and reads them as PHP does.
fn send(kind: CommKind, spellings: &[&str]) {
    let asked: Vec<Communication> =
        spellings.iter().filter_map(|spelling| Communication::new(kind, spelling)).collect();
    let sent = asked.iter().map(|each| each.spelling().to_owned()).collect();
    let command = Command::Find { kind, spellings: sent, entity: None };
    for params in arrivals(&command) {
        assert_eq!(params.get("type").and_then(Value::as_text), Some(kind.wire()));
        let values = params.get("values").and_then(Value::as_array);
        let read: Vec<&str> = values.into_iter().flat_map(Array::values).filter_map(Value::as_text).collect();
        assert_eq!(read.len(), asked.len());
        assert!(values.is_none_or(Array::is_list));
        for (read, asked) in read.into_iter().zip(&asked) {
            assert_eq!(read, asked.spelling());
            assert_eq!(portals_key(kind, read), asked.key().text());
        }
    }
}

/// The address of a handler comes from the portal and goes back to it.
fn send_back(text: &str) {
    let command = install::unbind(text, text);
    for params in arrivals(&command) {
        assert_eq!(params.len(), 2);
        assert_eq!(params.get("PLACEMENT").and_then(Value::as_text), Some(text));
        assert_eq!(params.get("HANDLER").and_then(Value::as_text), Some(text));
    }
}

/// The parameters of a command as PHP has them: asked alone, and in a batch between two others.
fn arrivals(command: &Command) -> [Array; 2] {
    let alone = parse_query(&RestCall::Single(command.clone()).body());
    let commands = [Command::Profile, command.clone(), Command::LeadStages];
    let batch = Batch { commands: (16..).map(CommandName).zip(commands).collect() };
    let body = parse_query(&RestCall::Batch(batch).body());
    let commands = body.get("cmd").and_then(Value::as_array);
    assert_eq!(commands.map(Array::len), Some(3), "a value has become a command");
    let written = commands.and_then(|commands| commands.get("c17")).and_then(Value::as_text);
    let (method, query) = written.and_then(|written| written.split_once('?')).unwrap_or_default();
    assert_eq!(method, command.method());
    [alone, parse_query(query)]
}
