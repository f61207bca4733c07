//! Adding, changing, deleting and merging records.

use rstest::rstest;
use sandbox::crm::EntityType::{self, Company, Contact, Deal, Lead};
use sandbox::crm::Record;
use sandbox::data::story::{CONFLICTING, CUSTOMER_NUMBER, MERGED, MERGED_DEAL};
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

#[rstest]
#[case::lead(Lead, "lead", "TITLE", json!({ "LEAD": [1] }))]
#[case::deal(Deal, "deal", "TITLE", json!([]))]
#[case::contact(Contact, "contact", "LAST_NAME", json!({ "CONTACT": [1] }))]
#[case::company(Company, "company", "TITLE", json!({ "COMPANY": [1] }))]
fn a_record_of_every_type_comes_changes_and_goes(
    #[case] entity_type: EntityType,
    #[case] name: &str,
    #[case] field: &str,
    #[case] holders: Value,
) {
    let mut asked = portal();
    let [add, update, get, list, delete] =
        ["add", "update", "get", "list", "delete"].map(|verb| format!("crm.{name}.{verb}"));
    let named = |value: &str, phone: &str| {
        json!({ "id": 1, "fields": { field: value, "PHONE": [{ "VALUE": phone }] } }).to_string()
    };
    assert_eq!(asked.result(&add, &named("Before", "112")), 1);
    assert_eq!(asked.result(&update, &named("After", "113")), true);
    let record = asked.result(&get, r#"{"id":1}"#);
    assert_eq!((&record["ID"], &record[field]), (&json!("1"), &json!("After")));
    let [created, modified] = ["DATE_CREATE", "DATE_MODIFY"].map(|date| record[date].as_str().unwrap());
    assert!(created < modified, "{created} {modified}");
    assert_eq!(asked.result(&list, r#"{"select":["ID"]}"#), json!([{ "ID": "1" }]));
    assert_eq!(record.get("PHONE").is_some(), entity_type != Deal, "a deal has no phones of its own");
    assert_eq!(["112", "113"].map(|phone| found(&mut asked, phone)), [holders.clone(), holders]);

    assert_eq!(asked.result(&delete, r#"{"id":1}"#), true);
    assert_eq!(asked.refusal(&get, r#"{"id":1}"#).2, "Not found");
    assert_eq!(asked.result(&list, "{}"), json!([]));
    assert_eq!(["112", "113"].map(|phone| found(&mut asked, phone)), [json!([]), json!([])]);
    assert!(asked.portal.crm.binned(entity_type, 1).is_some());
    let gone = format!("{} is not found", entity_type.title());
    for method in [&update, &delete] {
        assert_eq!(asked.refusal(method, r#"{"id":1}"#), (400, String::new(), gone.clone()));
    }
    assert_eq!(asked.result(&add, &named("Next", "114")), 2, "an id is not given again");
}

#[rstest]
#[case::administrator(1, true, true)]
#[case::own_records(7, true, false)]
#[case::reader_of_contacts(9, false, false)]
#[case::no_crm(11, false, false)]
fn rights_decide_who_adds_changes_and_deletes(
    #[case] user: u32,
    #[case] may_own: bool,
    #[case] may_others: bool,
    #[values((Lead, "lead"), (Deal, "deal"), (Contact, "contact"), (Company, "company"))]
    (entity_type, name): (EntityType, &str),
) {
    let mut asked = portal().asked_by(user);
    for (id, assigned_by) in [(5, user), (6, 99)] {
        asked.portal.crm.save(Record { assigned_by, ..Record::new(entity_type, id) });
    }
    let denied = (400, String::new(), "Access denied.".to_owned());
    for (id, is_allowed) in [(5, may_own), (6, may_others)] {
        let before = asked.portal.record(entity_type, id).cloned();
        let request = json!({ "id": id, "fields": { "COMMENTS": "Changed" } }).to_string();
        for method in [format!("crm.{name}.update"), format!("crm.{name}.delete")] {
            if is_allowed {
                assert_eq!(asked.result(&method, &request), true, "{method} {id}");
            } else {
                assert_eq!(asked.refusal(&method, &request), denied, "{method} {id}");
                assert_eq!(asked.portal.record(entity_type, id), before.as_ref(), "{method} {id}");
            }
        }
    }
    let fields = r#"{"fields":{"TITLE":"New","LAST_NAME":"New"}}"#;
    let (status, added) = asked.ask(&format!("crm.{name}.add"), fields);
    assert_eq!((status == 200, added["result"] == 7), (may_own, may_own));
    for verb in ["update", "delete"] {
        let text = asked.refusal(&format!("crm.{name}.{verb}"), r#"{"id":999}"#).2;
        // Rights come before existence.
        assert_eq!(text != denied.2, user == 1, "{text}");
    }
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
#[case::fields_are_no_array("crm.contact.add", r#"{"fields":"x"}"#, "Parameter 'fields' must be array.")]
#[case::no_name("crm.contact.add", r#"{"fields":{}}"#, "The field \"Last name\" is required.")]
#[case::no_title("crm.company.add", r#"{"fields":{}}"#, "The field \"Company Name\" is required.")]
#[case::no_id("crm.contact.update", r#"{"fields":{}}"#, "ID is not defined or invalid.")]
#[case::deleting_without_an_id("crm.company.delete", "{}", "ID is not defined or invalid.")]
fn a_change_is_refused(#[case] method: &str, #[case] json: &str, #[case] text: &str) {
    let refusal = portal().refusal(method, json);
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
fn what_is_filled_in_one_only_goes_over_and_several_values_are_united() {
    let mut asked = story_portal();
    let [oldest, filled, active] = MERGED;
    let answer = merge(&mut asked, 3, &[active, oldest, filled]);
    assert_eq!(answer, json!({ "STATUS": "SUCCESS", "ENTITY_IDS": [oldest, filled] }));
    let record = asked.result("crm.contact.get", &json!({ "id": active }).to_string());
    assert_eq!(
        (&record["POST"], &record[CUSTOMER_NUMBER], &record["UF_CRM_1700000000104"]),
        (&json!("Head of purchasing"), &json!("K-2041"), &json!(["Desks", "Lamps"]))
    );
    let deal = asked.result("crm.deal.get", &json!({ "id": MERGED_DEAL }).to_string());
    assert_eq!(deal["CONTACT_ID"], active.to_string());
}

#[rstest]
#[case::both(false, false)]
#[case::responsible(true, false)]
#[case::customer_number(false, true)]
fn another_responsible_or_another_value_of_an_added_field_is_a_conflict(
    #[case] without_number: bool,
    #[case] same_responsible: bool,
) {
    let mut asked = story_portal();
    let [mut main, mut other] = CONFLICTING.map(|id| asked.portal.record(Contact, id).cloned().unwrap());
    if without_number {
        main.custom.clear();
    }
    if same_responsible {
        other.assigned_by = main.assigned_by;
    }
    asked.portal.crm.save(main);
    asked.portal.crm.save(other);
    assert_eq!(merge(&mut asked, 3, &CONFLICTING)["STATUS"], "CONFLICT");
    assert!(asked.portal.record(Contact, CONFLICTING[1]).is_some());
}

#[test]
fn another_stage_or_type_is_a_conflict() {
    let mut asked = portal();
    for (entity_type, stage) in [(Lead, "IN_PROCESS"), (Contact, "PARTNER")] {
        asked.portal.crm.save(Record::new(entity_type, 1));
        asked.portal.crm.save(Record { stage: stage.to_owned(), ..Record::new(entity_type, 2) });
    }
    assert_eq!(merge(&mut asked, 1, &[1, 2])["STATUS"], "CONFLICT");
    assert_eq!(merge(&mut asked, 3, &[1, 2])["STATUS"], "CONFLICT");
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
