//! `crm.duplicate.findbycomm`: every row of its tables.

use std::{collections::BTreeSet, time::Duration};

use cpu_time::ThreadTime;

use crate::support::{portal, read, story_portal};
use rstest::rstest;
use sandbox::crm::EntityType::{self, Company, Contact, Lead};
use sandbox::crm::{CommKind, Record};
use sandbox::rest::RestRequest;
use serde_json::json;

const FIND: &str = "crm.duplicate.findbycomm";

#[test]
fn the_documented_example_finds_its_contacts() {
    let found = story_portal().result(FIND, r#"{"type":"PHONE","values":["1234567","11223355"]}"#);
    assert_eq!(found, json!({ "CONTACT": [275, 2297] }));
}

#[test]
fn an_answer_is_written_as_php_writes_it() {
    let response = story_portal().response(FIND, r#"{"type":"PHONE","values":["1234567"]}"#);
    assert_eq!(
        response.body,
        r#"{"result":{"CONTACT":[275]},"time":{"start":1750684061,"finish":1750684061,"duration":0,"processing":0,"date_start":"2025-06-23T16:07:41+03:00","date_finish":"2025-06-23T16:07:41+03:00","operating_reset_at":1750684661,"operating":0}}"#
    );
}

#[rstest]
#[case::missing_type(r#"{"values":["1"]}"#, "Communication type is not defined.")]
#[case::empty_type(r#"{"type":"","values":["1"]}"#, "Communication type is not defined.")]
#[case::null_type(r#"{"type":null,"values":["1"]}"#, "Communication type is not defined.")]
#[case::other_type(
    r#"{"type":"xyz","values":["1"]}"#,
    "Communication type 'XYZ' is not supported in current context."
)]
#[case::untrimmed_type(
    r#"{"type":" PHONE","values":["1"]}"#,
    "Communication type ' PHONE' is not supported in current context."
)]
#[case::missing_values(r#"{"type":"PHONE"}"#, "Communication values is not defined.")]
#[case::empty_values(r#"{"type":"PHONE","values":[]}"#, "Communication values is not defined.")]
#[case::a_text_as_values(r#"{"type":"PHONE","values":"1"}"#, "Communication values is not defined.")]
#[case::type_before_values(r#"{"type":"X"}"#, "Communication type 'X' is not supported in current context.")]
#[case::deal(
    r#"{"type":"PHONE","values":["1"],"entity_type":"DEAL"}"#,
    "Deal is not supported in current context."
)]
#[case::deal_short(
    r#"{"type":"PHONE","values":["1"],"entity_type":"d"}"#,
    "Deal is not supported in current context."
)]
fn wrong_input_has_no_code_and_a_text(#[case] json: &str, #[case] text: &str) {
    assert_eq!(portal().refusal(FIND, json), (400, String::new(), text.to_owned()));
}

#[rstest]
#[case::lower_case_type(r#"{"type":"phone","values":["112"]}"#)]
#[case::upper_case_names(r#"{"TYPE":"PHONE","VALUES":["112"]}"#)]
#[case::camel_names(r#"{"Type":"PHONE","Values":["112"]}"#)]
#[case::old_name(r#"{"type":"PHONE","arValues":["112"]}"#)]
#[case::a_map_of_values(r#"{"type":"PHONE","values":{"a":"112"}}"#)]
#[case::an_empty_text_beside(r#"{"type":"PHONE","values":["","112"]}"#)]
#[case::a_null_name_is_absent(r#"{"type":null,"TYPE":"PHONE","values":["112"]}"#)]
fn accepted_spellings_find(#[case] json: &str) {
    let found = portal().with(Contact, 5, &["112"]).result(FIND, json);
    assert_eq!(found, json!({ "CONTACT": [5] }));
}

#[rstest]
#[case::a_number(r#"{"type":"PHONE","values":[112]}"#)]
#[case::other_types(r#"{"type":"PHONE","values":[true,null,["112"]]}"#)]
#[case::only_empty_texts(r#"{"type":"PHONE","values":[""]}"#)]
#[case::unknown_phone(r#"{"type":"PHONE","values":["113"]}"#)]
#[case::no_digits_though_a_record_holds_the_same(r#"{"type":"PHONE","values":["n/a"]}"#)]
fn nothing_found_is_an_empty_list(#[case] json: &str) {
    let response = portal().with(Contact, 5, &["112", "n/a"]).response(FIND, json);
    assert_eq!(response.status, 200);
    assert!(response.body.starts_with(r#"{"result":[],"time":"#), "{}", response.body);
}

#[rstest]
#[case::lead("entity_type", json!("LEAD"), json!({ "LEAD": [1] }))]
#[case::any_case_and_spaces("ENTITY_TYPE", json!(" contact "), json!({ "CONTACT": [2] }))]
#[case::short_lead("EntityType", json!("L"), json!({ "LEAD": [1] }))]
#[case::short_contact("arEntityType", json!("c"), json!({ "CONTACT": [2] }))]
#[case::short_company("entity_type", json!("CO"), json!({ "COMPANY": [3] }))]
#[case::another_known_type("entity_type", json!("QUOTE"), json!([]))]
#[case::unknown("entity_type", json!("NOPE"), json!({ "LEAD": [1], "CONTACT": [2], "COMPANY": [3] }))]
#[case::empty("entity_type", json!(""), json!({ "LEAD": [1], "CONTACT": [2], "COMPANY": [3] }))]
#[case::an_array("entity_type", json!(["LEAD"]), json!({ "LEAD": [1], "CONTACT": [2], "COMPANY": [3] }))]
#[case::lower_camel_is_not_known("entityType", json!("LEAD"), json!({ "LEAD": [1], "CONTACT": [2], "COMPANY": [3] }))]
fn the_entity_type_filters(
    #[case] name: &str,
    #[case] value: serde_json::Value,
    #[case] expected: serde_json::Value,
) {
    let mut asked = portal().with(Lead, 1, &["112"]).with(Contact, 2, &["112"]).with(Company, 3, &["112"]);
    let mut request = json!({ "type": "PHONE", "values": ["112"] });
    request[name] = value;
    assert_eq!(asked.result(FIND, &request.to_string()), expected);
}

/// Leads, contacts and companies with one phone, and how many of each are answered.
#[rstest]
#[case([25, 0, 0], [20, 0, 0])]
#[case([12, 30, 3], [12, 8, 0])]
#[case([5, 5, 5], [5, 5, 5])]
#[case([0, 0, 21], [0, 0, 20])]
fn one_value_brings_twenty_rows_over_all_types(#[case] held: [u32; 3], #[case] expected: [usize; 3]) {
    let mut asked = portal();
    let types = [Lead, Contact, Company];
    for (entity_type, count) in types.into_iter().zip(held) {
        // The greatest id is saved first: the order of saving must not matter.
        (1..=count).rev().for_each(|id| asked.save(entity_type, id, &["112"]));
    }
    let found = asked.result(FIND, r#"{"type":"PHONE","values":["112"]}"#);
    for (entity_type, count) in types.into_iter().zip(expected) {
        let ids: Vec<usize> = (1..=count).collect();
        let shown = found.get(entity_type.name()).cloned();
        assert_eq!(shown, (count > 0).then(|| json!(ids)), "oldest ids of {entity_type}");
    }
}

#[test]
fn with_an_entity_type_the_twenty_are_of_that_type() {
    let mut asked = portal();
    (1..=25).for_each(|id| asked.save(Lead, id, &["112"]));
    (1..=25).for_each(|id| asked.save(Company, id, &["112"]));
    let found = asked.result(FIND, r#"{"type":"PHONE","values":["112"],"entity_type":"COMPANY"}"#);
    assert_eq!(found["COMPANY"].as_array().map(Vec::len), Some(20));
}

#[test]
fn each_value_has_its_own_twenty_and_ids_keep_the_order_of_first_appearance() {
    let mut asked = portal();
    (101..=125).for_each(|id| asked.save(Contact, id, &["112"]));
    (1..=25).for_each(|id| asked.save(Contact, id, &["113"]));
    asked.save(Contact, 101, &["112", "113"]);
    let found = asked.result(FIND, r#"{"type":"PHONE","values":["112","113"]}"#);
    let expected: Vec<u32> = (101..=120).chain(1..=20).collect();
    assert_eq!(found, json!({ "CONTACT": expected }));
}

#[test]
fn types_stand_in_the_order_of_first_appearance() {
    let mut asked = portal().with(Company, 1, &["112"]).with(Lead, 2, &["113"]);
    let response = asked.response(FIND, r#"{"type":"PHONE","values":["112","113"]}"#);
    assert!(response.body.starts_with(r#"{"result":{"COMPANY":[1],"LEAD":[2]},"#), "{}", response.body);
}

/// How many of the values are looked up, by which of the contacts are found.
fn looked_up(kind: &str, held: &[String], values: &[String]) -> usize {
    let mut asked = portal();
    for (id, value) in (1..).zip(held) {
        asked.save(Contact, id, &[value.as_str()]);
    }
    let request = json!({ "type": kind, "values": values });
    asked.result(FIND, &request.to_string())["CONTACT"].as_array().map_or(0, Vec::len)
}

#[test]
fn the_twenty_first_distinct_value_is_ignored() {
    let values: Vec<String> = (0..25).map(|number| format!("55501{number:02}")).collect();
    assert_eq!(looked_up("PHONE", &values, &values), 20);
}

#[test]
fn repeated_phones_do_not_use_up_the_twenty() {
    let phones: Vec<String> = (0..20).map(|number| format!("+7 916 555 01{number:02}")).collect();
    let again = phones.iter().map(|phone| phone.replace("+7", "8"));
    let values: Vec<String> = again.flat_map(|phone| [phone.clone(), phone]).chain(phones.clone()).collect();
    assert_eq!(looked_up("PHONE", &phones, &values), 20);
}

#[test]
fn emails_in_two_cases_use_up_two_of_the_twenty() {
    let emails: Vec<String> = (0..20).map(|number| format!("a{number}@x.example")).collect();
    let values: Vec<String> = emails.iter().flat_map(|email| [email.to_uppercase(), email.clone()]).collect();
    assert_eq!(looked_up("EMAIL", &emails, &values), 10);
}

#[rstest]
#[case::another_notation("+7 916 123-45-67", "8 (916) 123-45-67", true)]
#[case::ten_digits("+7 916 123-45-67", "9161234567", false)]
#[case::extension("+7 916 123-45-67;12", "79161234567", true)]
#[case::another_case("Anna@Firma.Example", " anna@firma.EXAMPLE ", true)]
#[case::plus_tags_stay("anna+crm@x.example", "anna@x.example", false)]
fn equal_keys_match_and_nothing_else(#[case] held: &str, #[case] asked_for: &str, #[case] matches: bool) {
    let kind = if held.contains('@') { "EMAIL" } else { "PHONE" };
    let request = json!({ "type": kind, "values": [asked_for] });
    let found = portal().with(Contact, 5, &[held]).result(FIND, &request.to_string());
    assert_eq!(found, if matches { json!({ "CONTACT": [5] }) } else { json!([]) });
}

#[rstest]
#[case::administrator(1, true)]
#[case::own_records_only(7, true)]
#[case::contacts_only(9, true)]
#[case::no_crm(11, false)]
fn rights_are_checked_at_the_door_only(#[case] user: u32, #[case] is_let_in: bool) {
    let mut asked = portal().with(Lead, 1, &["112"]).with(Contact, 2, &["112"]).asked_by(user);
    let (status, body) = asked.ask(FIND, r#"{"type":"PHONE","values":["112"]}"#);
    if is_let_in {
        assert_eq!((status, &body["result"]), (200, &json!({ "LEAD": [1], "CONTACT": [2] })));
    } else {
        assert_eq!((status, &body["error"]), (400, &json!("")));
        assert_eq!(body["error_description"], "Access denied.");
    }
}

/// Every request has all the faults from its own check on; the first check is the one that answers.
#[rstest]
#[case::method("/rest/1/wrong/un", "{}", "ERROR_METHOD_NOT_FOUND", "Method not found!")]
#[case::credential("/rest/1/wrong/", "{}", "INVALID_CREDENTIALS", "Invalid request credentials")]
#[case::scope(
    "/rest/1/sandboxnoscope/",
    "{}",
    "insufficient_scope",
    "The request requires higher privileges than provided by the webhook token"
)]
#[case::right("/rest/11/sandbox11code/", "{}", "", "Access denied.")]
#[case::kind("/rest/1/sandbox1code/", r#"{"entity_type":"DEAL"}"#, "", "Communication type is not defined.")]
#[case::values(
    "/rest/1/sandbox1code/",
    r#"{"type":"PHONE","entity_type":"DEAL"}"#,
    "",
    "Communication values is not defined."
)]
fn checks_come_in_the_portals_order(
    #[case] hook: &str,
    #[case] json: &str,
    #[case] code: &str,
    #[case] text: &str,
) {
    let (status, body) = read(&portal().send(&RestRequest::json(&format!("{hook}{FIND}"), json)));
    let (_, actual_code, actual_text) = crate::support::refusal(status, &body);
    assert_eq!((actual_code.as_str(), actual_text.as_str()), (code, text));
}

#[test]
fn the_ban_of_a_method_stands_between_scope_and_rights() {
    let mut asked = portal();
    asked.portal.settings.find_per_value = Duration::from_mins(9);
    asked.response(FIND, r#"{"type":"PHONE","values":["112"]}"#);
    asked.portal.users.get_mut(&1).unwrap().is_admin = false;
    asked.portal.users.get_mut(&1).unwrap().rights = sandbox::crm::Rights::NO_CRM;
    assert_eq!(asked.refusal(FIND, "{}").1, "OPERATION_TIME_LIMIT");
    asked.portal.webhooks[0].scopes.clear();
    assert_eq!(asked.refusal(FIND, "{}").1, "insufficient_scope");
}

#[rstest]
#[case::converted(Lead, "CONVERTED", true)]
#[case::junk(Lead, "JUNK", true)]
fn stages_do_not_matter(#[case] entity_type: EntityType, #[case] stage: &str, #[case] is_found: bool) {
    let mut asked = portal().with(entity_type, 1, &["112"]);
    let mut record = asked.portal.record(entity_type, 1).cloned().unwrap();
    stage.clone_into(&mut record.stage);
    asked.portal.crm.save(record);
    let found = asked.result(FIND, r#"{"type":"PHONE","values":["112"]}"#);
    assert_eq!(found != json!([]), is_found);
}

#[test]
fn the_recycle_bin_is_out_of_the_answer_and_back_after_restoring() {
    let mut asked = portal().with(Contact, 1, &["112"]);
    let request = r#"{"type":"PHONE","values":["112"]}"#;
    asked.portal.crm.delete(Contact, 1);
    assert_eq!(asked.result(FIND, request), json!([]));
    asked.portal.crm.restore(Contact, 1);
    assert_eq!(asked.result(FIND, request), json!({ "CONTACT": [1] }));
}

#[test]
fn own_companies_are_found() {
    let found = story_portal().result(FIND, r#"{"type":"PHONE","values":["+371 5550 0001"]}"#);
    assert_eq!(found, json!({ "CONTACT": [982], "COMPANY": [981] }));
}

#[rstest]
#[case::administrator(1, true)]
#[case::reader_of_all_contacts(9, false)]
fn a_hidden_category_is_found_by_all_and_shown_to_administrators(#[case] user: u32, #[case] is_read: bool) {
    let mut asked = portal().with(Contact, 5, &["112"]).asked_by(user);
    let hidden = Record { in_hidden_category: true, ..asked.portal.crm.record(Contact, 5).unwrap().clone() };
    asked.portal.crm.save(hidden);
    let found = asked.result(FIND, r#"{"type":"PHONE","values":["112"]}"#);
    assert_eq!(found, json!({ "CONTACT": [5] }));
    assert_eq!(asked.ask("crm.contact.get", r#"{"id":5}"#).0 == 200, is_read);
    let list = asked.result("crm.contact.list", r#"{"filter":{"ID":[5]}}"#);
    assert_eq!(list.as_array().unwrap().len(), usize::from(is_read));
}

#[test]
fn a_form_makes_texts_of_numbers() {
    let mut asked = portal().with(Contact, 5, &["112"]);
    let request =
        RestRequest::form("/rest/1/sandbox1code/crm.duplicate.findbycomm", "type=PHONE&values[]=112");
    assert_eq!(read(&asked.send(&request)).1["result"], json!({ "CONTACT": [5] }));
}

#[test]
fn a_get_with_a_json_body_has_no_type() {
    let mut request =
        RestRequest::json("/rest/1/sandbox1code/crm.duplicate.findbycomm", r#"{"type":"PHONE"}"#);
    request.verb = sandbox::rest::Verb::Get;
    let (status, body) = read(&portal().send(&request));
    assert_eq!(crate::support::refusal(status, &body).2, "Communication type is not defined.");
}

/// A search through all records would take a hundred times as long here. Processor time counts, of the best of
/// several rounds: a busy machine takes more time, but not more of it.
#[test]
fn a_hundred_times_the_records_do_not_slow_the_look_up() {
    let [few, many] = [500, 50_000].map(best_round);
    assert!(many < few * 10, "{few:?} among 500 records, {many:?} among 50,000");
}

/// How long it takes to look up two hundred phones of contacts that are there, twenty in a request.
fn best_round(records: usize) -> Duration {
    let mut asked = portal();
    asked.portal.crm = sandbox::data::generate(1, records);
    asked.portal.settings.limits = false;
    let contacts = asked.portal.crm.records(Contact);
    // Some contacts have a phone together.
    let phones: BTreeSet<&str> = contacts
        .filter_map(|contact| contact.of_kind(CommKind::Phone).next())
        .map(|phone| phone.value.as_str())
        .collect();
    let spread: Vec<&str> = phones.iter().copied().step_by(phones.len() / 200).take(200).collect();
    let requests: Vec<String> =
        spread.chunks(20).map(|values| json!({ "type": "PHONE", "values": values }).to_string()).collect();
    assert_eq!(requests.len(), 10);
    let mut round = || {
        let began = ThreadTime::now();
        for request in &requests {
            let found = asked.result(FIND, request);
            assert!(found["CONTACT"].as_array().is_some_and(|ids| ids.len() >= 10), "{found}");
        }
        began.elapsed()
    };
    (0..7).map(|_| round()).min().unwrap()
}
