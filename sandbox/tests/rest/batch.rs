//! `batch`: its limits, PHP's lists and maps, references and the traps of encoding.

use crate::support::{Asked, portal};
use rstest::rstest;
use sandbox::crm::EntityType::{Contact, Deal, Lead};
use serde_json::{Value, json};

fn batch(asked: &mut Asked, cmd: &Value) -> Value {
    asked.result("batch", &json!({ "cmd": cmd }).to_string())
}

#[test]
fn containers_are_lists_when_their_keys_are_and_empty_ones_always() {
    let mut asked = portal();
    let answer = batch(&mut asked, &json!(["server.time", "user.get"]));
    assert!(answer["result"].is_array() && answer["result_time"].is_array());
    assert_eq!(answer["result_error"], json!([]));
    assert_eq!(answer["result_next"], json!([]));
    assert_eq!(answer["result_total"], json!({ "1": 5 }));
}

#[rstest]
#[case::the_middle_one_failed(json!(["server.time", "nope", "server.time"]), "{\"0\":", "{\"1\":")]
#[case::the_first_one_failed(json!(["nope", "server.time"]), "{\"1\":", "[{")]
#[case::all_failed(json!(["nope"]), "[]", "[{")]
#[case::named(json!({ "a": "server.time", "b": "nope" }), "{\"a\":", "{\"b\":")]
#[case::digits_as_names(json!({ "0": "server.time", "1": "nope" }), "[\"", "{\"1\":")]
#[case::no_commands(json!([]), "[]", "[]")]
#[case::no_array(json!("server.time"), "[]", "[]")]
fn failures_leave_gaps(#[case] cmd: Value, #[case] result: &str, #[case] error: &str) {
    let response = portal().response("batch", &json!({ "cmd": cmd }).to_string());
    let (_, after) = response.body.split_once("{\"result\":{\"result\":").unwrap();
    assert!(after.starts_with(result), "{after}");
    let (_, after) = after.split_once("\"result_error\":").unwrap();
    assert!(after.starts_with(error), "{after}");
}

#[test]
fn a_failed_item_has_its_error_and_nothing_else() {
    let mut asked = portal();
    let answer = batch(&mut asked, &json!({ "x": "crm.contact.get?id=0" }));
    assert_eq!(
        answer["result_error"],
        json!({ "x": { "error": "", "error_description": "ID is not defined or invalid." } })
    );
    assert_eq!((&answer["result"], &answer["result_time"]), (&json!([]), &json!([])));
}

#[test]
fn items_past_the_fiftieth_do_not_run() {
    let mut asked = portal();
    let answer = batch(&mut asked, &json!(vec!["server.time"; 52]));
    assert_eq!(answer["result"].as_array().map(Vec::len), Some(50));
    let error =
        json!({ "error": "ERROR_BATCH_LENGTH_EXCEEDED", "error_description": "Max batch length exceeded" });
    assert_eq!(answer["result_error"], json!({ "50": error, "51": error }));
    assert_eq!(asked.portal.stats.commands["server.time"], 50);
}

#[rstest]
#[case("batch")]
#[case("Batch?cmd[]=server.time")]
#[case("download")]
#[case("upload")]
fn some_methods_are_not_for_batches(#[case] command: &str) {
    let answer = batch(&mut portal(), &json!([command]));
    let error = json!({
        "error": "ERROR_BATCH_METHOD_NOT_ALLOWED",
        "error_description": "Method is not allowed for batch usage",
    });
    assert_eq!(answer["result_error"], json!([error]));
}

#[rstest]
#[case::not_set(json!({}), 2)]
#[case::zero(json!({ "halt": 0 }), 2)]
#[case::set(json!({ "halt": 1 }), 1)]
#[case::another_case(json!({ "HALT": true }), 1)]
fn halt_ends_at_the_first_error(#[case] mut request: Value, #[case] errors: usize) {
    request["CMD"] = json!(["nope", "nope", "server.time"]);
    let answer = portal().result("batch", &request.to_string());
    let failed = match &answer["result_error"] {
        Value::Array(errors) => errors.len(),
        Value::Object(errors) => errors.len(),
        _ => 0,
    };
    assert_eq!(failed, errors);
}

#[test]
fn what_is_no_text_is_skipped_without_a_trace() {
    let answer = batch(&mut portal(), &json!({ "a": 5, "b": ["server.time"], "c": "server.time" }));
    assert_eq!(answer["result"].as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(answer["result_error"], json!([]));
}

#[rstest]
#[case::encoded("values[]=a%2Bb%40x.example", true)]
#[case::plus_is_a_space("values[]=a+b@x.example", false)]
#[case::hash_cuts("entity_type=CONTACT#&values[]=a%2Bb%40x.example", false)]
#[case::ampersand_splits("values[]=&a%2Bb@x.example", false)]
fn an_item_is_read_as_an_address(#[case] query: &str, #[case] is_found: bool) {
    let mut asked = portal().with(Contact, 5, &["a+b@x.example"]);
    let command = format!("crm.duplicate.findbycomm?type=EMAIL&{query}");
    let answer = batch(&mut asked, &json!({ "f": command }));
    assert_eq!(answer["result"] == json!({ "f": { "CONTACT": [5] } }), is_found, "{answer}");
}

#[test]
fn an_unencoded_plus_loses_the_rule_for_plus_eight() {
    let mut asked = portal().with(Contact, 5, &["+8 (916) 123-45-67"]);
    let found = |asked: &mut Asked, value: &str| {
        let command = format!("crm.duplicate.findbycomm?type=PHONE&values[]={value}");
        batch(asked, &json!({ "f": command }))["result"]["f"].clone()
    };
    assert_eq!(found(&mut asked, "%2B89161234567"), json!({ "CONTACT": [5] }));
    assert_eq!(found(&mut asked, "+89161234567"), json!([]));
}

#[test]
fn a_reference_brings_a_whole_list_along() {
    let mut asked = portal().with(Contact, 5, &["112"]).with(Contact, 9, &["112"]);
    let answer = batch(
        &mut asked,
        &json!({
            "find": "crm.duplicate.findbycomm?type=PHONE&values[]=112",
            "list": "crm.contact.list?filter[ID]=$result[find][CONTACT]&select[]=ID",
        }),
    );
    assert_eq!(answer["result"]["list"], json!([{ "ID": "5" }, { "ID": "9" }]));
    assert_eq!(answer["result_total"], json!({ "list": 2 }));
}

#[test]
fn a_reference_to_nothing_answers_contact_one() {
    let mut asked = portal().with(Deal, 3, &[]).with(Contact, 1, &["112"]);
    let answer = batch(
        &mut asked,
        &json!({ "deal": "crm.deal.get?id=3", "contact": "crm.contact.get?id=$result[deal][CONTACT_ID]" }),
    );
    assert_eq!(answer["result"]["contact"]["ID"], "1");
}

#[test]
fn a_missing_scope_inside_has_no_text() {
    let request = sandbox::rest::RestRequest::json(
        "/rest/1/sandboxnoscope/batch",
        r#"{"cmd":{"a":"crm.contact.get?id=1","b":"server.time"}}"#,
    );
    let (status, body) = crate::support::read(&portal().send(&request));
    assert_eq!(status, 200);
    let error = json!({ "a": { "error": "insufficient_scope", "error_description": "" } });
    assert_eq!(body["result"]["result_error"], error);
    assert!(body["result"]["result"]["b"].is_string());
}

#[test]
fn a_credential_inside_an_item_is_ignored() {
    let mut asked = portal().with(Lead, 1, &[]).asked_by(9);
    let token = asked.portal.issue_token(1, asked.now).access;
    let answer = batch(&mut asked, &json!([format!("profile?auth={token}")]));
    assert_eq!(answer["result"][0]["ID"], "9");
}

#[test]
fn a_list_inside_has_its_total_and_next() {
    let mut asked = portal();
    (1..=60).for_each(|id| asked.save(Lead, id, &[]));
    let answer = batch(&mut asked, &json!({ "l": "crm.lead.list?start=0" }));
    assert_eq!((&answer["result_total"], &answer["result_next"]), (&json!({ "l": 60 }), &json!({ "l": 50 })));
}

#[test]
fn a_batch_is_one_request() {
    let mut asked = portal();
    batch(&mut asked, &json!(vec!["server.time"; 50]));
    assert_eq!(asked.portal.stats.http_requests, 1);
    assert_eq!(asked.portal.bucket(asked.now).0, 1);
}
