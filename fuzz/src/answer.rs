//! Response decoding: any body, read as the answer to every method.

use b24_duplicates::domain::{
    CommKind, Communication, EntityType, RecordCard, RecordId, RecordRef, sanitised,
};
use b24_duplicates::protocol::{
    Batch, BatchReply, BodyKind, Command, CommandName, Misshapen, Node, RawResponse, Refusal, Reply, cards,
    find, install,
};

const STATUSES: [u16; 7] = [200, 302, 400, 401, 429, 503, 0];

/// Reads a body as every answer that the widget waits for.
///
/// # Panics
/// If an error is taken for an answer, if something is read that does not stand in the body, or if a text of
/// the portal's gets through uncleaned.
pub fn answer(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let body: Option<Node> = serde_json::from_str(&text).ok();
    if let Some(body) = &body {
        assert!(depth(body) <= Node::MAX_DEPTH, "nested too deep");
    }
    for (_, command) in batch().commands {
        for status in STATUSES {
            let reply = raw(status, body.as_ref()).read(command.method());
            check_reply(&reply, status, body.as_ref());
        }
    }
    if let Reply::Result { result, .. } = raw(200, body.as_ref()).read("batch") {
        check_batch(&result);
        for (_, command) in batch().commands {
            check_result(&command, &result);
        }
    }
}

/// One command of each method whose answer is read.
fn batch() -> Batch {
    let (Some(first), Some(second)) = (RecordId::new(275), RecordId::new(2297)) else {
        return Batch::default();
    };
    let find = |entity| Command::Find { kind: CommKind::Phone, spellings: vec!["112".to_owned()], entity };
    let get = |entity| Command::GetRecord(RecordRef::new(entity, first));
    let list = |entity| Command::ListRecords { entity, ids: vec![first, second] };
    let mut commands = vec![find(None), Command::GetDeal(first), Command::GetDealContacts(first)];
    commands.extend(EntityType::ALL.map(get));
    commands.extend(EntityType::ALL.map(list));
    commands.extend([
        Command::Users(Vec::new()),
        Command::LeadStages,
        Command::Profile,
        install::ask(),
        Command::GetLeadContacts(first),
    ]);
    Batch { commands: (1..).map(CommandName).zip(commands).collect() }
}

fn raw(status: u16, body: Option<&Node>) -> RawResponse {
    match body {
        Some(body) => RawResponse::Decoded { status, body: body.clone() },
        None => RawResponse::Unreadable { status, body: BodyKind::Other },
    }
}

/// An answer needs a status of success, a `result`, and no `error` beside it.
fn check_reply(reply: &Reply, status: u16, body: Option<&Node>) {
    let given = |key| body.and_then(|body| body.get(key));
    match reply {
        Reply::Result { result, .. } => {
            assert!((200..300).contains(&status), "{status} is no success");
            assert_eq!(Some(result), given("result"));
            assert!(given("error").is_none_or(|error| *error == Node::Null), "an error beside a result");
        }
        Reply::Refused(refusal) => {
            assert_eq!(refusal.status, status);
            check_refusal(refusal);
        }
    }
}

fn check_refusal(refusal: &Refusal) {
    assert!(refusal.portal_code.chars().count() <= 60);
    assert!(refusal.portal_text.chars().count() <= 200);
    assert!(is_clean(&refusal.portal_code) && is_clean(&refusal.portal_text), "{refusal:?}");
}

/// Each command is answered by its own entry, and an entry among the errors is never an answer.
fn check_batch(result: &Node) {
    let sent = batch();
    let Ok(reply) = BatchReply::read(&sent, result) else { return };
    for (name, command) in &sent.commands {
        let key = format!("c{}", name.0);
        let entry = |container| result.get(container).and_then(|container| container.get(&key));
        let answered = reply.of(*name);
        match (entry("result"), entry("result_error")) {
            (_, Some(_)) => assert!(matches!(answered, Some(Err(_))), "an error is read as an answer"),
            (Some(answer), None) => {
                assert_eq!(answered, Some(&Ok(answer.clone())));
                check_result(command, answer);
            }
            (None, None) => assert_eq!(answered, None),
        }
        if let Some(Err(refusal)) = answered {
            check_refusal(refusal);
        }
    }
    let answered = reply.replies.iter().map(|(name, _)| name);
    let names = sent.commands.iter().map(|(name, _)| name).filter(|name| reply.of(**name).is_some());
    assert!(answered.eq(names), "answers that nobody asked for, or in another order");
}

fn check_result(command: &Command, result: &Node) {
    match command {
        Command::Find { .. } | Command::FindReferred { .. } => {
            assert_eq!(find::read(result).ok(), ids_in(result));
        }
        Command::GetRecord(RecordRef { entity, .. }) | Command::GetReferred { entity, .. } => {
            if let Ok(card) = cards::record(*entity, result) {
                check_card(*entity, &card, result);
            }
        }
        Command::ListRecords { entity, .. } => {
            let rows = check_rows(cards::records(*entity, result), result);
            for (card, row) in rows {
                check_card(*entity, &card, row);
            }
        }
        Command::GetDeal(_) => {
            if let Ok(ties) = cards::deal(result) {
                assert_eq!(ties.contact, result.get("CONTACT_ID").and_then(id));
                assert_eq!(ties.company, result.get("COMPANY_ID").and_then(id));
            }
        }
        Command::GetDealContacts(_) | Command::GetLeadContacts(_) => {
            for (contact, row) in check_rows(cards::contact_items(result), result) {
                assert_eq!(Some(contact), row.get("CONTACT_ID").and_then(id));
            }
        }
        Command::Users(_) | Command::UsersReferred(_) => {
            for (user, name) in cards::users(result).into_iter().flatten() {
                assert!(RecordId::new(user.0.get()).is_some());
                assert!(!name.is_empty() && sanitised(&name) == name, "{name:?}");
            }
        }
        Command::LeadStages => {
            for cards::LeadStage { id, name, .. } in cards::lead_stages(result).into_iter().flatten() {
                assert!(sanitised(&id) == id && sanitised(&name) == name, "{id:?} {name:?}");
                assert!(!name.is_empty());
            }
        }
        Command::Profile => {
            if let Ok(profile) = cards::profile(result) {
                assert_eq!(Some(profile.user.0), result.get("ID").and_then(id));
            }
        }
        Command::Made(_) if command.method() == "placement.get" => {
            for (bound, row) in check_rows(install::bound(result), result) {
                assert_eq!(Some(bound.handler.as_str()), row.get("handler").and_then(Node::as_text));
            }
        }
        Command::Dismiss { .. } | Command::Made(_) => {}
    }
}

/// A list that is read is read as a whole: a row for each item.
fn check_rows<T>(read: Result<Vec<T>, Misshapen>, list: &Node) -> Vec<(T, &Node)> {
    let Ok(rows) = read else { return Vec::new() };
    let items = items(list).unwrap_or_default();
    assert_eq!(rows.len(), items.len(), "rows are lost or invented");
    rows.into_iter().zip(items).collect()
}

fn check_card(entity: EntityType, card: &RecordCard, row: &Node) {
    // All of them are named: whoever adds a text sees here that it has to be clean. What cannot be searched is
    // kept as it is stored.
    let RecordCard {
        reference,
        title,
        person,
        company_title,
        communications,
        unusable: _,
        stage,
        responsible: _,
        created,
        active,
        contact: _,
        company: _,
        lead: _,
        my_company: _,
    } = card;
    assert_eq!(Some(*reference), row.get("ID").and_then(id).map(|id| RecordRef::new(entity, id)));
    let texts = [
        Some(title),
        Some(person),
        Some(company_title),
        created.as_ref(),
        active.as_ref(),
        stage.as_ref().map(|(id, _)| id),
    ];
    for text in texts.into_iter().flatten() {
        assert_eq!(sanitised(text), *text);
    }
    for communication in communications {
        let again = Communication::new(communication.kind(), communication.spelling());
        assert_eq!(again.as_ref(), Some(communication));
        let stored = row.get(communication.kind().wire()).and_then(items).unwrap_or_default();
        let values = stored.iter().filter_map(|row| row.get("VALUE").and_then(Node::as_text));
        assert!(values.into_iter().any(|value| value == communication.spelling()), "invented");
    }
}

/// What findbycomm names, by the rules of `docs/portal.md` and nothing of ours.
fn ids_in(result: &Node) -> Option<Vec<RecordRef>> {
    let mut found = Vec::new();
    match result {
        Node::List(items) if items.is_empty() => {}
        Node::Map(entries) => {
            for (name, ids) in entries {
                let Some(entity) = EntityType::ALL.into_iter().find(|each| each.wire() == name) else {
                    let letters = name.to_ascii_lowercase();
                    let like_ours = ["lead", "contact", "company"].iter().any(|word| letters.contains(word));
                    if like_ours || letters.chars().all(|c| c.is_ascii_digit()) {
                        return None;
                    }
                    continue;
                };
                for item in items(ids)? {
                    found.push(RecordRef::new(entity, id(item)?));
                }
            }
        }
        _ => return None,
    }
    Some(found)
}

/// PHP writes a list from which an item was taken as a map with numbers for keys.
fn items(node: &Node) -> Option<Vec<&Node>> {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    match node {
        Node::List(items) => Some(items.iter().collect()),
        Node::Map(entries) if entries.iter().all(|(key, _)| is_number(key)) => {
            Some(entries.iter().map(|(_, value)| value).collect())
        }
        _ => None,
    }
}

/// An id is a number or its digits, from 1 to 2^53 - 1.
fn id(node: &Node) -> Option<RecordId> {
    let digits = match node {
        Node::Number(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Node::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.clone(),
        _ => return None,
    };
    digits.parse().ok().and_then(RecordId::new)
}

fn depth(node: &Node) -> usize {
    match node {
        Node::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Node::Map(entries) => 1 + entries.iter().map(|(_, value)| depth(value)).max().unwrap_or_default(),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) => 0,
    }
}

/// Without control characters and marks that could turn a text around.
fn is_clean(text: &str) -> bool {
    let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !text.chars().any(|c| c.is_control() || turns(c))
}
