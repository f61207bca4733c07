//! Answers that a client must survive: on the way, by status and code, by body, by shape, by what
//! they say.

use b24_duplicates::protocol::{Node, TransportFault};

use super::portal::{json, map, number, text};

/// Looks like a secret. Portals have been seen to repeat one in the words of an error.
pub(crate) const CANARY: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

/// What comes instead of the portal's answer.
pub(crate) enum Wire {
    /// No answer.
    Fault(TransportFault),
    /// A status and a body.
    Body(u16, Vec<u8>),
    /// The honest answer, and once more.
    Twice,
    /// This under the name of an earlier request, then the honest one.
    Late(Node),
}

/// What may follow from an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Worth {
    /// It is the honest one in other clothes, and is read as that.
    Honest,
    /// No answer. It is asked again by itself.
    Passing,
    /// An answer that says nothing, or not all of it. A search asks again by itself.
    Unusable,
    /// No answer until the token is renewed.
    Token,
    /// No answer until the user does something.
    Final,
    /// It is a lie that no client can see through. Whoever asks again learns the truth.
    Lie,
}

/// One of the answers.
pub(crate) struct Answer {
    pub(crate) name: &'static str,
    pub(crate) worth: Worth,
    /// Makes it of the honest body.
    pub(crate) wire: fn(Node) -> Wire,
}

const fn answer(name: &'static str, worth: Worth, wire: fn(Node) -> Wire) -> Answer {
    Answer { name, worth, wire }
}

/// All of them.
pub(crate) const ANSWERS: [Answer; 55] = [
    // On the way.
    answer("no network", Worth::Passing, |_| Wire::Fault(TransportFault::Network { offline: false })),
    answer("offline", Worth::Final, |_| Wire::Fault(TransportFault::Network { offline: true })),
    answer("stalled", Worth::Passing, |_| Wire::Fault(TransportFault::TimedOut)),
    answer("redirected", Worth::Final, |_| Wire::Fault(TransportFault::Redirected)),
    answer("aborted by the browser", Worth::Passing, |_| Wire::Fault(TransportFault::Aborted)),
    answer("cut off", Worth::Passing, |honest| {
        let mut body = json(&honest).into_bytes();
        body.truncate(body.len() / 2);
        Wire::Body(200, body)
    }),
    answer("twice", Worth::Honest, |_| Wire::Twice),
    answer("of an earlier request", Worth::Honest, |mut honest| {
        nothing_found(&mut honest);
        Wire::Late(honest)
    }),
    // Status and code.
    answer("rate limit", Worth::Passing, |_| error(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")),
    answer("operating limit", Worth::Passing, |_| error(429, "OPERATION_TIME_LIMIT", "Method is blocked")),
    answer("overload", Worth::Final, |_| error(503, "OVERLOAD_LIMIT", "REST API is blocked")),
    answer("expired token", Worth::Token, |_| error(401, "expired_token", "The token has expired")),
    answer("wrong webhook", Worth::Final, |_| error(401, "INVALID_CREDENTIALS", "Invalid credentials")),
    answer("missing scope", Worth::Final, |_| error(401, "insufficient_scope", "Higher privileges")),
    answer("access denied", Worth::Final, |_| error(400, "", "Access denied.")),
    answer("401 without a body", Worth::Token, |_| body(401, "")),
    answer("internal error", Worth::Passing, |_| error(500, "INTERNAL_SERVER_ERROR", "")),
    answer("unknown code", Worth::Passing, |_| error(404, "SOMETHING_NEW", "Etwas Neues")),
    // Bodies.
    answer("503 of a gateway", Worth::Passing, |_| body(503, "<html><body>503 Service Unavailable</body>")),
    answer("login page", Worth::Passing, |_| body(200, "<!DOCTYPE html><form action=\"/auth/\"></form>")),
    answer("empty", Worth::Passing, |_| body(200, "")),
    answer("white space", Worth::Passing, |_| body(200, " \r\n\t\n")),
    answer("byte order mark", Worth::Honest, |honest| body(200, &format!("\u{feff}{}", json(&honest)))),
    answer("warning of PHP", Worth::Passing, |honest| {
        body(200, &format!("<br />\n<b>Warning</b>: Undefined index<br />\n{}", json(&honest)))
    }),
    answer("no UTF-8", Worth::Passing, |_| Wire::Body(200, b"{\"result\":\"\xff\xfe".to_vec())),
    answer("nine megabytes", Worth::Passing, |honest| {
        body(200, &format!("{}{}", " ".repeat(9 << 20), json(&honest)))
    }),
    answer("nested", Worth::Passing, |_| {
        body(200, &format!("{{\"result\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000)))
    }),
    answer("two documents", Worth::Passing, |honest| body(200, &json(&honest).repeat(2))),
    answer("no number", Worth::Passing, |_| body(200, "{\"result\":NaN}")),
    // Shapes.
    answer("a list", Worth::Passing, |_| body(200, "[]")),
    answer("a map", Worth::Passing, |_| body(200, "{}")),
    answer("null", Worth::Passing, |_| body(200, "null")),
    answer("a text", Worth::Passing, |_| body(200, "\"result\"")),
    answer("result is a list", Worth::Unusable, |honest| with(honest, "result", Node::List(Vec::new()))),
    answer("result is a map", Worth::Unusable, |honest| with(honest, "result", Node::Map(Vec::new()))),
    answer("result is null", Worth::Unusable, |honest| with(honest, "result", Node::Null)),
    answer("no result", Worth::Passing, |honest| changed(honest, |body| drop(take(body, "result")))),
    answer("error beside the result", Worth::Passing, |honest| {
        with(honest, "error", text("INTERNAL_SERVER_ERROR"))
    }),
    answer("null beside the result", Worth::Honest, |honest| with(honest, "error", Node::Null)),
    answer("unknown keys", Worth::Honest, |honest| with(honest, "debug", map([("result", Node::Null)]))),
    answer("no time", Worth::Honest, |honest| changed(honest, |body| drop(take(body, "time")))),
    answer("ids as texts", Worth::Honest, |honest| changed(honest, |body| each_id(body, &as_text))),
    answer("ids are 0", Worth::Unusable, |honest| changed(honest, |body| each_id(body, &|_| number(0)))),
    answer("ids are lists", Worth::Unusable, |honest| {
        changed(honest, |body| each_id(body, &|id| Node::List(vec![id.clone()])))
    }),
    answer("cards of a stranger", Worth::Unusable, |honest| {
        changed(honest, |body| {
            let Some(Node::Map(results)) = results(body) else { return };
            for (_, answer) in results {
                set(answer, "ID", text("1"));
            }
        })
    }),
    answer("phones are numbers", Worth::Unusable, |honest| {
        changed(honest, |body| {
            each_card(body, &|card| {
                let Some(Node::List(phones)) = child(card, "PHONE") else { return };
                for phone in phones {
                    set(phone, "VALUE", number(112));
                }
            });
        })
    }),
    answer("a command left out", Worth::Unusable, |honest| {
        changed(honest, |body| match results(body) {
            Some(Node::Map(results)) => drop(results.pop()),
            _ => drop(take(body, "result")),
        })
    }),
    // What they say.
    answer("limit inside", Worth::Unusable, |honest| refused_inside(honest, "QUERY_LIMIT_EXCEEDED", "")),
    answer("expired inside", Worth::Token, |honest| refused_inside(honest, "expired_token", "")),
    answer("a secret repeated", Worth::Unusable, |honest| {
        refused_inside(honest, "ERROR_CORE", &format!("Bad request: /rest/1/{CANARY}/batch?auth={CANARY}"))
    }),
    answer("names of another request", Worth::Unusable, |honest| {
        changed(honest, |body| match results(body) {
            Some(Node::Map(results)) => results.iter_mut().for_each(|(name, _)| name.insert_str(1, "9000")),
            _ => drop(take(body, "result")),
        })
    }),
    answer("skewed clock", Worth::Honest, |honest| {
        let skewed = [("finish", -1.0), ("operating_reset_at", 4e9), ("duration", 1e12)];
        let time = map(skewed.map(|(key, value)| (key, Node::Number(value))));
        with(honest, "time", time)
    }),
    answer("answers exchanged", Worth::Lie, |honest| {
        changed(honest, |body| {
            let Some(Node::Map(results)) = results(body) else { return };
            let answers: Vec<Node> = results.iter().map(|(_, answer)| answer.clone()).collect();
            let others = answers.into_iter().cycle().skip(1);
            results.iter_mut().zip(others).for_each(|((_, answer), other)| *answer = other);
        })
    }),
    answer("twenty strangers", Worth::Lie, |honest| {
        changed(honest, |body| {
            let strangers = || map([("CONTACT", Node::List((5_001..=5_020).map(number).collect()))]);
            let Some(Node::Map(results)) = results(body) else { return };
            for (_, answer) in results {
                *answer = strangers();
            }
        })
    }),
    answer("nothing there", Worth::Lie, |honest| changed(honest, nothing_found)),
];

fn body(status: u16, body: &str) -> Wire {
    Wire::Body(status, body.as_bytes().to_vec())
}

fn error(status: u16, code: &str, words: &str) -> Wire {
    body(status, &json(&map([("error", text(code)), ("error_description", text(words))])))
}

fn changed(mut honest: Node, change: impl FnOnce(&mut Node)) -> Wire {
    change(&mut honest);
    body(200, &json(&honest))
}

/// The honest body with this key last, in place of an earlier one.
fn with(honest: Node, key: &str, value: Node) -> Wire {
    changed(honest, |body| {
        take(body, key);
        if let Node::Map(entries) = body {
            entries.push((key.to_owned(), value));
        }
    })
}

fn take(body: &mut Node, key: &str) -> Option<Node> {
    let Node::Map(entries) = body else { return None };
    let place = entries.iter().position(|(name, _)| name == key)?;
    Some(entries.remove(place).1)
}

fn child<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    let Node::Map(entries) = node else { return None };
    entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// The answers to the commands of a batch; `None` for a single call.
fn results(body: &mut Node) -> Option<&mut Node> {
    child(child(body, "result")?, "result")
}

fn nothing_found(body: &mut Node) {
    let Some(Node::Map(results)) = results(body) else { return };
    for (_, answer) in results {
        *answer = Node::List(Vec::new());
    }
}

/// Every answer of a batch becomes this error under status 200; a single call is refused by it.
fn refused_inside(mut honest: Node, code: &str, words: &str) -> Wire {
    let refusal = || map([("error", text(code)), ("error_description", text(words))]);
    let errors = match results(&mut honest) {
        Some(Node::Map(results)) => results.iter().map(|(name, _)| (name.clone(), refusal())).collect(),
        _ => return body(200, &json(&refusal())),
    };
    let batch = map([("result", Node::List(Vec::new())), ("result_error", Node::Map(errors))]);
    with(honest, "result", batch)
}

/// Changes what is read as an id: the items of `LEAD`, `CONTACT` and `COMPANY`, and the fields `ID`.
fn each_id(node: &mut Node, change: &dyn Fn(&Node) -> Node) {
    match node {
        Node::List(items) => items.iter_mut().for_each(|item| each_id(item, change)),
        Node::Map(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("ID" | "CONTACT_ID", id) => *id = change(id),
                    ("LEAD" | "CONTACT" | "COMPANY", Node::List(ids)) => {
                        for id in ids {
                            *id = change(id);
                        }
                    }
                    (_, value) => each_id(value, change),
                }
            }
        }
        _ => {}
    }
}

/// Changes every map that has phones.
fn each_card(node: &mut Node, change: &dyn Fn(&mut Node)) {
    match node {
        Node::List(items) => items.iter_mut().for_each(|item| each_card(item, change)),
        Node::Map(entries) => {
            let is_card = entries.iter().any(|(key, _)| key == "PHONE");
            for (_, value) in entries.iter_mut() {
                each_card(value, change);
            }
            if is_card {
                change(node);
            }
        }
        _ => {}
    }
}

fn set(node: &mut Node, key: &str, value: Node) {
    if let Some(old) = child(node, key) {
        *old = value;
    }
}

fn as_text(id: &Node) -> Node {
    Node::Text(json(id).trim_matches('"').to_owned())
}
