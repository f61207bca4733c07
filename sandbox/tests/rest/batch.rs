//! `batch`: its limits, PHP's lists and maps, references and the traps of encoding.

use crate::support::{Asked, portal};
use rstest::rstest;
use sandbox::crm::EntityType::{Company, Contact, Deal, Lead};
use sandbox::portal::References;
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

/// As a card is read and searched by its widget: who has the phones and e-mails that stand in it?
#[rstest]
#[case::a_phone("PHONE", "[PHONE][0][VALUE]", json!({ "LEAD": [9], "CONTACT": [5] }))]
#[case::put_in_as_it_is_stored("EMAIL", "[EMAIL][0][VALUE]", json!({ "CONTACT": [5, 6] }))]
#[case::the_next_phone("PHONE", "[PHONE][1][VALUE]", json!({ "CONTACT": [5] }))]
#[case::none_there_and_an_array_is_skipped("PHONE", "[PHONE][2][VALUE]", json!([]))]
#[case::no_such_field("EMAIL", "[WEB][0][VALUE]", json!([]))]
fn a_search_takes_its_value_from_a_card(#[case] kind: &str, #[case] path: &str, #[case] found: Value) {
    let mut asked = portal()
        .with(Contact, 5, &["+8 (916) 123-45-67", "113", "a+b&c#%25@x.example"])
        .with(Contact, 6, &["A+b&c#%25@x.example"])
        .with(Lead, 9, &["+8-916-123-45-67"]);
    let reference =
        format!("$result[card]{path}").replace('$', "%24").replace('[', "%5B").replace(']', "%5D");
    let find = format!("crm.duplicate.findbycomm?type={kind}&values[0]={reference}");
    let answer = batch(&mut asked, &json!({ "card": "crm.contact.get?id=5", "found": find }));
    assert_eq!(answer["result"]["found"], found);
    assert_eq!(answer["result_error"], json!([]));
}

/// A card that cannot be read leaves the search without a value, and the rest of the batch as it is.
#[test]
fn a_search_for_what_a_refused_command_should_have_brought_finds_nothing() {
    let mut asked = portal().with(Contact, 5, &["112"]);
    let find = "crm.duplicate.findbycomm?type=PHONE&values[0]=$result[card][PHONE][0][VALUE]";
    let answer = batch(&mut asked, &json!({ "card": "crm.contact.get?id=77", "found": find }));
    assert_eq!(answer["result"], json!({ "found": [] }));
    assert_eq!(answer["result_error"]["card"]["error_description"], "Not found");
}

#[test]
fn users_are_named_by_a_list_that_left_some_rows_out() {
    let mut asked = portal().with(Company, 3, &[]).with(Company, 4, &[]);
    let ids = (0..3).map(|row| format!("FILTER[ID][{row}]=$result[list][{row}][ASSIGNED_BY_ID]"));
    let users = format!("user.get?{}", ids.collect::<Vec<_>>().join("&"));
    let list = "crm.company.list?filter[@ID][0]=3&filter[@ID][1]=4&filter[@ID][2]=5&select[0]=ASSIGNED_BY_ID";
    let answer = batch(&mut asked, &json!({ "list": list, "users": users }));
    let ids: Vec<_> = answer["result"]["users"].as_array().unwrap().iter().map(|user| &user["ID"]).collect();
    assert_eq!(ids, ["1"]);
}

#[test]
fn a_portal_without_references_takes_them_for_texts() {
    let mut asked = portal().with(Contact, 5, &["112"]);
    asked.portal.settings.references = References::Kept;
    let commands = json!({
        "card": "crm.contact.get?id=5",
        "found": "crm.duplicate.findbycomm?type=PHONE&values[0]=$result[card][PHONE][0][VALUE]",
        "again": "crm.contact.get?id=$result[card][ID]",
    });
    let answer = batch(&mut asked, &commands);
    assert_eq!(answer["result"]["found"], json!([]));
    assert_eq!(answer["result_error"]["again"]["error_description"], "ID is not defined or invalid.");
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
