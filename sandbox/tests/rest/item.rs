//! `crm.item.get` and `crm.item.list`.

use rstest::rstest;
use serde_json::{Value, json};

use crate::support::{portal, story_portal};
use sandbox::crm::EntityType::Contact;

#[test]
fn an_item_has_numbers_and_camel_case() {
    let item = story_portal().result("crm.item.get", r#"{"entityTypeId":3,"id":501}"#)["item"].take();
    assert_eq!(
        (&item["id"], &item["name"], &item["assignedById"]),
        (&json!(501), &json!("Maria"), &json!(7))
    );
    assert_eq!((&item["hasPhone"], &item["phone"]), (&json!("Y"), &json!("+7 916 123-45-67")));
    assert_eq!((&item["phoneMobile"], &item["emailWork"]), (&item["phone"], &item["email"]));
    assert_eq!(
        item["fm"],
        json!([
            { "id": 5, "typeId": "PHONE", "valueType": "MOBILE", "value": "+7 916 123-45-67" },
            { "id": 6, "typeId": "EMAIL", "valueType": "WORK", "value": "maria.keller@firma.example" },
        ])
    );
}

#[test]
fn a_date_is_a_text_and_a_missing_one_null() {
    let item = story_portal().result("crm.item.get", r#"{"entityTypeId":3,"id":501}"#)["item"].take();
    assert_eq!(item["createdTime"], "2025-01-04T16:18:33+03:00");
    assert_eq!(item.get("birthdate"), Some(&Value::Null));
}

#[test]
fn a_deal_has_no_communications_and_its_client_as_numbers() {
    let item = story_portal().result("crm.item.get", r#"{"entityTypeId":"2","id":"601"}"#)["item"].take();
    assert_eq!((&item["contactId"], &item["contactIds"]), (&json!(602), &json!([602])));
    assert_eq!((&item["companyId"], &item["opportunity"]), (&json!(603), &json!(12400)));
    assert!(item.get("fm").is_none());
}

#[rstest]
#[case::no_type(1, json!({ "id": 1 }), "100", "Could not find value for parameter {entityTypeId}")]
#[case::no_id(1, json!({ "entityTypeId": 3 }), "100", "Could not find value for parameter {id}")]
#[case::unknown_type(1, json!({ "entityTypeId": 77, "id": 1 }), "NOT_FOUND", "No type with entityTypeId 77 was found.")]
#[case::missing(1, json!({ "entityTypeId": 3, "id": 999_999 }), "NOT_FOUND", "Element not found")]
#[case::missing_for_a_limited_user(7, json!({ "entityTypeId": 3, "id": 999_999 }), "NOT_FOUND", "Element not found")]
#[case::of_somebody_else(
    7, json!({ "entityTypeId": 3, "id": 902 }), "ACCESS_DENIED", "You do not have permission to view this item"
)]
fn existence_comes_before_rights(
    #[case] user: u32,
    #[case] request: Value,
    #[case] code: &str,
    #[case] text: &str,
) {
    let refusal = story_portal().asked_by(user).refusal("crm.item.get", &request.to_string());
    assert_eq!(refusal, (400, code.to_owned(), text.to_owned()));
}

fn ids(result: &Value) -> Vec<i64> {
    result["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[rstest]
#[case::ids(json!({ "id": [512, 511] }), &[511, 512])]
#[case::at_ids(json!({ "@id": [512] }), &[512])]
#[case::by_phone(json!({ "phone": "8 (916) 123-45-67" }), &[511])]
#[case::either(json!({ "logic": "OR", "0": { "id": 511 }, "1": { "id": 513 } }), &[511, 513])]
#[case::both(json!({ ">id": 510, "0": { "<id": 512 } }), &[511])]
fn filters_can_nest(#[case] filter: Value, #[case] expected: &[i64]) {
    let request = json!({ "entityTypeId": 1, "filter": filter, "order": { "id": "ASC" } });
    assert_eq!(ids(&story_portal().result("crm.item.list", &request.to_string())), expected);
}

#[test]
fn an_unknown_field_in_a_filter_is_an_error() {
    let refusal = story_portal().refusal("crm.item.list", r#"{"entityTypeId":1,"filter":{"NOPE":1}}"#);
    let text = "Invalid filter: field 'NOPE' is not allowed in filter".to_owned();
    assert_eq!(refusal, (400, "INVALID_ARG_VALUE".to_owned(), text));
}

#[rstest]
#[case::default(json!([]), &["id", "title", "phone", "fm"], &[])]
#[case::all(json!(["*"]), &["id", "fm", "phoneWork"], &[])]
#[case::named(json!(["title", "phone"]), &["id", "title", "phone"], &["fm", "email", "name"])]
#[case::fm_cannot_be_named(json!(["id", "fm"]), &["id"], &["fm"])]
#[case::unknown_is_dropped(json!(["id", "NOPE"]), &["id"], &["NOPE"])]
fn select_names_the_fields(#[case] select: Value, #[case] there: &[&str], #[case] missing: &[&str]) {
    let request = json!({ "entityTypeId": 1, "filter": { "id": 511 }, "select": select });
    let result = story_portal().result("crm.item.list", &request.to_string());
    let row = result["items"][0].as_object().unwrap();
    assert!(there.iter().all(|field| row.contains_key(*field)), "{row:?}");
    assert!(!missing.iter().any(|field| row.contains_key(*field)), "{row:?}");
}

#[rstest]
#[case::counted(json!(0), Some(60), Some(50))]
#[case::uncounted(json!(-1), None, None)]
fn pages_are_counted_beside_the_result(
    #[case] start: Value,
    #[case] total: Option<i64>,
    #[case] next: Option<i64>,
) {
    let mut asked = portal();
    (1..=60).for_each(|id| asked.save(Contact, id, &[]));
    let (_, body) = asked.ask("crm.item.list", &json!({ "entityTypeId": 3, "start": start }).to_string());
    assert_eq!(ids(&body["result"]).len(), 50);
    assert_eq!(body.get("total").and_then(Value::as_i64), total);
    assert_eq!(body.get("next").and_then(Value::as_i64), next);
}

#[test]
fn invisible_items_are_missing_without_a_word() {
    let request = r#"{"entityTypeId":3,"filter":{"id":[901,902]}}"#;
    assert_eq!(ids(&story_portal().asked_by(7).result("crm.item.list", request)), [901]);
    let refusal = story_portal().asked_by(9).refusal("crm.item.list", r#"{"entityTypeId":1}"#);
    assert_eq!(refusal.1, "ACCESS_DENIED");
}
