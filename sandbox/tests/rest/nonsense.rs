//! Requests that no client would send: the portal answers each of them.

use fastrand::Rng;
use sandbox::rest::{RestRequest, Verb};

use crate::support::story_portal;

/// What requests are thrown together from.
const SCRAPS: [&str; 34] = [
    "crm.duplicate.findbycomm",
    "crm.contact.list",
    "crm.item.list",
    "crm.lead.add",
    "crm.deal.update",
    "batch",
    "crm.entity.mergeBatch",
    "placement.bind",
    "user.get",
    "auth",
    "type",
    "PHONE",
    "values",
    "cmd",
    "filter",
    "order",
    "select",
    "fields",
    "start",
    "ID",
    "entityTypeId",
    "entityIds",
    "params",
    "=",
    "&",
    "[",
    "]",
    "?",
    "$result[a][b]",
    "%",
    "%2B7916",
    "-99999999999999999999",
    "\u{202e}\u{0}",
    "1e400",
];

fn scraps(rng: &mut Rng) -> String {
    (0..rng.usize(0..14)).filter_map(|_| rng.choice(SCRAPS)).collect()
}

/// A JSON value of any shape, with scraps for keys and texts.
fn json(rng: &mut Rng, depth: u32) -> serde_json::Value {
    match rng.u32(0..if depth == 0 { 5 } else { 7 }) {
        0 => serde_json::Value::Null,
        1 => rng.bool().into(),
        2 => rng.i64(..).into(),
        3 => rng.f64().into(),
        4 => scraps(rng).into(),
        5 => (0..rng.usize(0..5)).map(|_| json(rng, depth - 1)).collect(),
        _ => {
            let key = |rng: &mut Rng| rng.choice(SCRAPS).unwrap_or_default().to_owned();
            let entries = (0..rng.usize(0..6)).map(|_| (key(rng), json(rng, depth - 1)));
            serde_json::Value::Object(entries.collect())
        }
    }
}

#[test]
fn every_request_gets_an_answer_in_json() {
    let mut rng = Rng::with_seed(1);
    let mut asked = story_portal();
    asked.portal.settings.limits = false;
    let mut succeeded = 0;
    for _ in 0..5_000 {
        let method = rng.choice(SCRAPS).unwrap_or_default();
        let path = format!("/rest/1/sandbox1code/{method}");
        let mut request = match rng.u32(0..3) {
            0 => RestRequest::form(&path, &scraps(&mut rng)),
            1 => RestRequest::json(&path, json(&mut rng, 4).to_string()),
            _ => RestRequest::get(&format!("/rest/{}", scraps(&mut rng)), &scraps(&mut rng)),
        };
        request.query = scraps(&mut rng);
        if rng.u32(0..20) == 0 {
            request.verb = Verb::Get;
        }
        let response = asked.send(&request);
        let body: serde_json::Value = serde_json::from_str(&response.body).unwrap();
        assert_eq!(response.status == 200, body.get("result").is_some(), "{request:?} {body}");
        succeeded += u32::from(response.status == 200);
    }
    assert!(succeeded > 250, "only {succeeded} requests got as far as a method");
}
