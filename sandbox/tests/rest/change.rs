//! Adding, changing, deleting and merging records.

use rstest::rstest;
use sandbox::crm::EntityType::{Company, Contact, Deal, Lead};
use sandbox::crm::Record;
use serde_json::{Value, json};

use crate::support::{Asked, portal, story_portal};

const FIND: &str = "crm.duplicate.findbycomm";

fn found(asked: &mut Asked, phone: &str) -> Value {
    asked.result(FIND, &json!({ "type": "PHONE", "values": [phone] }).to_string())
}

#[test]
fn a_lead_is_added_changed_and_deleted_and_the_index_follows() {
    let mut asked = portal();
    let fields = json!({ "fields": { "NAME": "Ada", "PHONE": [{ "VALUE": "112", "VALUE_TYPE": "HOME" }] } });
    assert_eq!(asked.result("crm.lead.add", &fields.to_string()), 1);
    let lead = asked.result("crm.lead.get", r#"{"id":1}"#);
    assert_eq!((&lead["TITLE"], &lead["NAME"]), (&json!("Lead #1"), &json!("Ada")));
    assert_eq!(lead["DATE_CREATE"], "2025-06-23T16:07:41+03:00");
    assert_eq!(found(&mut asked, "112"), json!({ "LEAD": [1] }));

    let phone = lead["PHONE"][0]["ID"].clone();
    let change =
        json!({ "id": 1, "fields": { "PHONE": [{ "ID": phone, "VALUE": "113" }, { "VALUE": "114" }] } });
    assert_eq!(asked.result("crm.lead.update", &change.to_string()), true);
    let found_now = ["112", "113", "114"].map(|phone| found(&mut asked, phone) == json!({ "LEAD": [1] }));
    assert_eq!(found_now, [false, true, true]);

    let removal = json!({ "id": 1, "fields": { "PHONE": [{ "ID": phone, "VALUE": "" }] } });
    asked.result("crm.lead.update", &removal.to_string());
    assert_eq!(found(&mut asked, "113"), json!([]));

    assert_eq!(asked.result("crm.lead.delete", r#"{"id":1}"#), true);
    assert_eq!(asked.refusal("crm.lead.get", r#"{"id":1}"#).2, "Not found");
}

#[test]
fn fields_of_every_type_are_kept() {
    let mut asked = portal();
    asked.result(
        "crm.company.add",
        r#"{"fields":{"TITLE":"C","COMPANY_TYPE":"PARTNER","IS_MY_COMPANY":"Y"}}"#,
    );
    asked.result("crm.contact.add", r#"{"fields":{"LAST_NAME":"L","SECOND_NAME":"S","COMPANY_ID":"1"}}"#);
    let deal =
        json!({ "fields": { "TITLE": "D", "OPPORTUNITY": "12.5", "CONTACT_IDS": [1], "STAGE_ID": "WON" } });
    asked.result("crm.deal.add", &deal.to_string());
    let contact = asked.result("crm.contact.get", r#"{"id":1}"#);
    assert_eq!((&contact["COMPANY_ID"], &contact["SECOND_NAME"]), (&json!("1"), &json!("S")));
    let deal = asked.result("crm.deal.get", r#"{"id":1}"#);
    assert_eq!(
        (&deal["OPPORTUNITY"], &deal["CLOSED"], &deal["CONTACT_ID"]),
        (&json!("12.50"), &json!("Y"), &json!("1"))
    );
    assert_eq!(asked.result("crm.company.get", r#"{"id":1}"#)["COMPANY_TYPE"], "PARTNER");
    asked.result("crm.deal.update", r#"{"id":1,"fields":{"OPPORTUNITY":"-1.5"}}"#);
    assert_eq!(asked.result("crm.deal.get", r#"{"id":1}"#)["OPPORTUNITY"], "-1.50");
}

#[rstest]
#[case::no_right(9, "crm.contact.add", r#"{"fields":{"NAME":"x"}}"#, "Access denied.")]
#[case::fields_are_no_array(1, "crm.contact.add", r#"{"fields":"x"}"#, "Parameter 'fields' must be array.")]
#[case::no_name(1, "crm.contact.add", r#"{"fields":{}}"#, "The field \"Last name\" is required.")]
#[case::no_title(1, "crm.company.add", r#"{"fields":{}}"#, "The field \"Company Name\" is required.")]
#[case::no_id(1, "crm.contact.update", r#"{"fields":{}}"#, "ID is not defined or invalid.")]
#[case::missing(1, "crm.contact.update", r#"{"id":999999,"fields":{}}"#, "Contact is not found")]
#[case::of_somebody_else(7, "crm.contact.update", r#"{"id":902,"fields":{}}"#, "Access denied.")]
#[case::deleting_of_somebody_else(7, "crm.lead.delete", r#"{"id":904}"#, "Access denied.")]
fn a_change_is_refused(#[case] user: u32, #[case] method: &str, #[case] json: &str, #[case] text: &str) {
    let refusal = story_portal().asked_by(user).refusal(method, json);
    assert_eq!(refusal, (400, String::new(), text.to_owned()));
}

fn merge(asked: &mut Asked, entity_type: u32, ids: &[u32]) -> Value {
    let request = json!({ "params": { "entityTypeId": entity_type, "entityIds": ids } });
    asked.result("crm.entity.mergeBatch", &request.to_string())
}

#[test]
fn the_first_record_survives_with_everything() {
    let mut asked = portal().with(Contact, 5, &["112", "n/a"]).with(
        Contact,
        9,
        &["113", "1-1-2", "n/a", "ask", "a@x.example"],
    );
    let company = Record { company_id: Some(4), ..asked.portal.record(Contact, 9).cloned().unwrap() };
    asked.portal.crm.save(company);
    asked.portal.crm.save(Record { contact_ids: vec![9], ..Record::new(Deal, 3) });
    assert_eq!(merge(&mut asked, 3, &[5, 9]), json!({ "STATUS": "SUCCESS", "ENTITY_IDS": [9] }));
    let contact = asked.result("crm.contact.get", r#"{"id":5}"#);
    let phones: Vec<&str> =
        contact["PHONE"].as_array().unwrap().iter().map(|phone| phone["VALUE"].as_str().unwrap()).collect();
    assert_eq!(phones, ["112", "n/a", "113", "ask"]);
    assert_eq!((&contact["EMAIL"][0]["VALUE"], &contact["COMPANY_ID"]), (&json!("a@x.example"), &json!("4")));
    assert_eq!(asked.refusal("crm.contact.get", r#"{"id":9}"#).2, "Not found");
    assert_eq!(asked.result("crm.deal.get", r#"{"id":3}"#)["CONTACT_ID"], "5");
    assert_eq!(found(&mut asked, "113"), json!({ "CONTACT": [5] }));
}

#[test]
fn differing_names_are_a_conflict_and_nothing_is_written() {
    let mut asked = story_portal();
    assert_eq!(
        merge(&mut asked, 3, &[971, 972, 973]),
        json!({ "STATUS": "CONFLICT", "ENTITY_IDS": [972, 973] })
    );
    assert_eq!(asked.result("crm.contact.get", r#"{"id":972}"#)["NAME"], "Mark");
}

#[test]
fn a_missing_right_is_an_error_without_a_text() {
    let mut asked = story_portal().asked_by(7);
    assert_eq!(merge(&mut asked, 3, &[901, 902]), json!({ "STATUS": "ERROR", "ENTITY_IDS": [902] }));
    assert!(asked.portal.record(Contact, 902).is_some());
}

#[test]
fn companies_and_leads_merge_too() {
    let mut asked =
        portal().with(Company, 1, &["112"]).with(Company, 2, &["112"]).with(Lead, 1, &[]).with(Lead, 2, &[]);
    asked.portal.crm.save(Record { company_id: Some(2), ..Record::new(Contact, 1) });
    assert_eq!(merge(&mut asked, 4, &[1, 2])["STATUS"], "SUCCESS");
    assert_eq!(asked.result("crm.contact.get", r#"{"id":1}"#)["COMPANY_ID"], "1");
    assert_eq!(merge(&mut asked, 1, &[2, 1])["ENTITY_IDS"], json!([1]));
}

#[rstest]
#[case::no_type(1, json!({ "entityIds": [1, 2] }), "The parameter entityTypeId is required.")]
#[case::other_type(1, json!({ "entityTypeId": 99, "entityIds": [1, 2] }), "The owner type 99 is not supported in current context.")]
#[case::no_ids(1, json!({ "entityTypeId": 3 }), "The parameter entityIds does not contains valid elements.")]
#[case::one_id(1, json!({ "entityTypeId": 3, "entityIds": [501] }), "The parameter entityIds must contains at least two elements.")]
#[case::one_twice(1, json!({ "entityTypeId": 3, "entityIds": [501, 501] }), "The parameter entityIds must contains at least two elements.")]
#[case::one_exists(1, json!({ "entityTypeId": 3, "entityIds": [501, 999_999] }), "The parameter entityIds must contains at least two elements.")]
#[case::no_crm(11, json!({ "entityTypeId": 3, "entityIds": [501, 601] }), "Access denied.")]
fn a_merge_is_refused_with_code_zero(#[case] user: u32, #[case] params: Value, #[case] text: &str) {
    let request = json!({ "params": params }).to_string();
    let refusal = story_portal().asked_by(user).refusal("crm.entity.mergeBatch", &request);
    assert_eq!(refusal, (400, "0".to_owned(), text.to_owned()));
}
