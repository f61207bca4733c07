//! `crm.{lead,deal,contact,company}.fields` and `crm.item.fields`, and the fields that were added.

use rstest::rstest;
use sandbox::data::story::{CUSTOMER_NUMBER, MERGED};
use serde_json::json;

use crate::support::{portal, story_portal};

#[rstest]
#[case("lead", "STATUS_ID", "STATUS")]
#[case("deal", "STAGE_ID", "DEAL_STAGE")]
#[case("contact", "TYPE_ID", "CONTACT_TYPE")]
#[case("company", "COMPANY_TYPE", "COMPANY_TYPE")]
fn a_field_tells_its_type_its_name_and_its_catalogue(
    #[case] entity_type: &str,
    #[case] stage: &str,
    #[case] catalogue: &str,
) {
    let fields = portal().result(&format!("crm.{entity_type}.fields"), "{}");
    let (id, stage) = (&fields["ID"], &fields[stage]);
    assert_eq!(
        (&id["type"], &id["isReadOnly"], &id["isDynamic"]),
        (&json!("integer"), &json!(true), &json!(false))
    );
    assert_eq!((&stage["type"], &stage["statusType"]), (&json!("crm_status"), &json!(catalogue)));
    let phone = &fields["PHONE"];
    assert_eq!(phone["isMultiple"] == true, entity_type != "deal");
}

#[test]
fn an_added_field_is_called_by_its_code_and_has_its_name_beside_it() {
    let fields = portal().result("crm.contact.fields", "{}");
    let (number, group) = (&fields[CUSTOMER_NUMBER], &fields["UF_CRM_1700000000102"]);
    assert_eq!(
        (&number["title"], &number["formLabel"], &number["isDynamic"]),
        (&json!(CUSTOMER_NUMBER), &json!("Customer number"), &json!(true))
    );
    assert_eq!(
        group["items"],
        json!([{ "ID": "41", "VALUE": "Retail" }, { "ID": "42", "VALUE": "Wholesale" }])
    );
    assert_eq!(fields["UF_CRM_1700000000104"]["isMultiple"], true);
}

#[test]
fn items_call_it_by_its_name_and_say_its_code() {
    let fields = portal().result("crm.item.fields", r#"{"entityTypeId":3}"#)["fields"].take();
    let number = &fields["ufCrm_1700000000101"];
    assert_eq!(
        (&number["title"], &number["upperName"]),
        (&json!("Customer number"), &json!(CUSTOMER_NUMBER))
    );
    assert_eq!(fields["secondName"]["upperName"], "SECOND_NAME");
    assert_eq!(fields["createdTime"]["upperName"], "DATE_CREATE");
    let request = r#"{"entityTypeId":3,"useOriginalUfNames":"Y"}"#;
    let fields = portal().result("crm.item.fields", request)["fields"].take();
    assert!(fields[CUSTOMER_NUMBER].is_object() && fields["ufCrm_1700000000101"].is_null());
}

#[rstest]
#[case("crm.contact.fields", "{}", "")]
#[case("crm.item.fields", r#"{"entityTypeId":3}"#, "ACCESS_DENIED")]
fn who_may_read_nothing_is_told_no_field(#[case] method: &str, #[case] request: &str, #[case] code: &str) {
    let (status, refused, _) = portal().asked_by(11).refusal(method, request);
    assert_eq!((status, refused.as_str()), (400, code));
}

#[test]
fn an_empty_added_field_is_an_empty_text_or_false_and_null_as_an_item() {
    let mut asked = story_portal();
    let bare = asked.result("crm.contact.get", &json!({ "id": MERGED[0] }).to_string());
    assert_eq!((&bare[CUSTOMER_NUMBER], &bare["UF_CRM_1700000000104"]), (&json!(""), &json!(false)));
    let filled = asked.result("crm.contact.get", &json!({ "id": MERGED[1] }).to_string());
    assert_eq!(
        (&filled[CUSTOMER_NUMBER], &filled["UF_CRM_1700000000104"]),
        (&json!("K-2041"), &json!(["Desks", "Lamps"]))
    );
    let item = asked.result("crm.item.get", &json!({ "entityTypeId": 3, "id": MERGED[0] }).to_string());
    let item = &item["item"];
    assert_eq!((&item["ufCrm_1700000000101"], &item["ufCrm_1700000000104"]), (&json!(null), &json!([])));
    let filled = asked.result("crm.item.get", &json!({ "entityTypeId": 3, "id": MERGED[1] }).to_string());
    assert_eq!(filled["item"]["ufCrm_1700000000102"], 42);
}

#[test]
fn the_last_activity_is_that_of_the_timeline_or_the_last_change() {
    let mut asked = story_portal();
    let mut activity = |id: u32| {
        let record = asked.result("crm.contact.get", &json!({ "id": id }).to_string());
        (record["LAST_ACTIVITY_TIME"].clone(), record["DATE_MODIFY"].clone())
    };
    let (active, changed) = activity(MERGED[2]);
    assert!(active != changed && active.as_str() > changed.as_str());
    let (active, changed) = activity(702);
    assert_eq!(active, changed);
}
