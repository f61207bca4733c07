//! `crm.{lead,deal,contact,company}.get` and `.list`, and the contacts of a deal.

use crate::support::{Asked, portal, story_portal};
use rstest::rstest;
use sandbox::crm::EntityType::{self, Company, Contact, Deal, Lead};
use sandbox::story;
use serde_json::{Value, json};

#[test]
fn a_contact_has_its_communications_as_texts() {
    let contact = story_portal().result("crm.contact.get", r#"{"id":501}"#);
    assert_eq!(contact["ID"], "501");
    assert_eq!(contact["HAS_PHONE"], "Y");
    assert_eq!(contact["ASSIGNED_BY_ID"], "7");
    assert_eq!(contact["DATE_CREATE"], "2025-01-04T16:18:33+03:00");
    assert_eq!(
        contact["PHONE"],
        json!([{ "ID": "5", "VALUE_TYPE": "MOBILE", "VALUE": "+7 916 123-45-67", "TYPE_ID": "PHONE" }])
    );
    assert_eq!(contact["EMAIL"][0]["VALUE"], "maria.keller@firma.example");
}

#[test]
fn web_sites_and_messengers_are_kept_and_not_found() {
    let mut asked = portal().with(Contact, 5, &[]);
    let fields = json!({
        "WEB": [{ "VALUE": "112", "VALUE_TYPE": "WORK" }], "IM": [{ "VALUE": "@ada", "VALUE_TYPE": "TELEGRAM" }],
    });
    assert_eq!(asked.result("crm.contact.update", &json!({ "id": 5, "fields": fields }).to_string()), true);
    let contact = asked.result("crm.contact.get", r#"{"id":5}"#);
    let web = json!([{ "ID": "1", "VALUE_TYPE": "WORK", "VALUE": "112", "TYPE_ID": "WEB" }]);
    assert_eq!((&contact["WEB"], &contact["IM"][0]["VALUE_TYPE"]), (&web, &json!("TELEGRAM")));
    assert_eq!((contact.get("LINK"), &contact["HAS_PHONE"]), (None, &json!("N")));
    let item = asked.result("crm.item.get", r#"{"entityTypeId":3,"id":5}"#)["item"].take();
    assert_eq!((&item["fm"][1]["typeId"], &item["imTelegram"]), (&json!("IM"), &json!("@ada")));
    let row = asked.result("crm.contact.list", r#"{"select":["ID","WEB"]}"#)[0].take();
    assert_eq!((row["WEB"][0]["VALUE"].as_str(), row.get("IM")), (Some("112"), None));
    assert_eq!(asked.result("crm.duplicate.findbycomm", r#"{"type":"PHONE","values":["112"]}"#), json!([]));
    assert_eq!(asked.refusal("crm.duplicate.findbycomm", r#"{"type":"WEB","values":["112"]}"#).0, 400);
}

#[test]
fn a_contact_without_communications_has_no_such_keys() {
    let contact =
        story_portal().result("crm.contact.get", &json!({ "ID": story::EMPTY_CONTACT }).to_string());
    assert_eq!((&contact["HAS_PHONE"], &contact["HAS_EMAIL"]), (&json!("N"), &json!("N")));
    assert!(contact.get("PHONE").is_none() && contact.get("EMAIL").is_none());
}

#[rstest]
#[case::deal_with_client("deal", story::DEAL_WITH_CLIENT, json!("602"), json!("603"))]
#[case::deal_without_client("deal", story::DEAL_WITHOUT_CLIENT, json!(null), json!("0"))]
#[case::lead_of_client("lead", story::LEAD_OF_CLIENT, json!("612"), json!("613"))]
#[case::lead("lead", story::TEN_DIGITS_LEAD, json!(null), json!(null))]
fn links_are_texts_and_empty_ones_null_or_zero(
    #[case] slug: &str,
    #[case] id: u32,
    #[case] contact: Value,
    #[case] company: Value,
) {
    let record = story_portal().result(&format!("crm.{slug}.get"), &json!({ "id": id }).to_string());
    assert_eq!((&record["CONTACT_ID"], &record["COMPANY_ID"]), (&contact, &company));
}

#[test]
fn money_and_stages_are_texts() {
    let deal = story_portal().result("crm.deal.get", r#"{"id":601}"#);
    assert_eq!((&deal["OPPORTUNITY"], &deal["STAGE_SEMANTIC_ID"]), (&json!("12400.00"), &json!("P")));
    let lead = story_portal().result("crm.lead.get", r#"{"id":961}"#);
    assert_eq!((&lead["STATUS_ID"], &lead["STATUS_SEMANTIC_ID"]), (&json!("CONVERTED"), &json!("S")));
    let company = story_portal().result("crm.company.get", r#"{"id":981}"#);
    assert_eq!((&company["TITLE"], &company["IS_MY_COMPANY"]), (&json!("Sandbox Trading"), &json!("Y")));
}

#[test]
fn a_missing_date_is_an_empty_text() {
    let lead = portal().with(Lead, 1, &[]).result("crm.lead.get", r#"{"id":1}"#);
    assert_eq!((&lead["BIRTHDATE"], &lead["DATE_CLOSED"]), (&json!(""), &json!("")));
}

#[rstest]
#[case::no_id(1, "{}", "ID is not defined or invalid.")]
#[case::zero(1, r#"{"id":0}"#, "ID is not defined or invalid.")]
#[case::negative(1, r#"{"id":-5}"#, "ID is not defined or invalid.")]
#[case::words(1, r#"{"id":"abc"}"#, "ID is not defined or invalid.")]
#[case::missing(1, r#"{"id":999999}"#, "Not found")]
#[case::of_somebody_else(7, r#"{"id":902}"#, "Access denied.")]
#[case::missing_for_a_limited_user(7, r#"{"id":999999}"#, "Access denied.")]
#[case::no_crm(11, r#"{"id":501}"#, "Access denied.")]
fn a_record_is_refused(#[case] user: u32, #[case] json: &str, #[case] text: &str) {
    let refusal = story_portal().asked_by(user).refusal("crm.contact.get", json);
    assert_eq!(refusal, (400, String::new(), text.to_owned()));
}

#[rstest]
#[case::administrator(1, "contact", 902, true)]
#[case::own(7, "contact", 901, true)]
#[case::others(7, "lead", 904, false)]
#[case::own_lead(7, "lead", 905, true)]
#[case::contacts_only(9, "contact", 902, true)]
#[case::contacts_only_lead(9, "lead", 905, false)]
#[case::contacts_only_company(9, "company", 521, false)]
fn rights_decide_who_reads(#[case] user: u32, #[case] slug: &str, #[case] id: u32, #[case] is_read: bool) {
    let mut asked = story_portal().asked_by(user);
    let (status, _) = asked.ask(&format!("crm.{slug}.get"), &json!({ "id": id }).to_string());
    assert_eq!(status == 200, is_read);
}

fn ids(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["ID"].as_str().unwrap()).collect()
}

#[test]
fn a_list_leaves_out_what_the_user_may_not_see() {
    let request = r#"{"filter":{"ID":[901,902,903]},"select":["ID"],"order":{"ID":"ASC"}}"#;
    let (_, all) = story_portal().ask("crm.contact.list", request);
    assert_eq!((ids(&all["result"]), &all["total"]), (vec!["901", "902", "903"], &json!(3)));
    let (_, own) = story_portal().asked_by(7).ask("crm.contact.list", request);
    assert_eq!((ids(&own["result"]), &own["total"]), (vec!["901"], &json!(1)));
}

#[rstest]
#[case("lead")]
#[case("company")]
#[case("deal")]
fn a_type_that_the_user_may_not_read_is_refused(#[case] slug: &str) {
    let refusal = story_portal().asked_by(9).refusal(&format!("crm.{slug}.list"), "{}");
    assert_eq!(refusal, (400, String::new(), "Access denied.".to_owned()));
}

#[rstest]
#[case::default("{}", &["ID", "TITLE", "STATUS_ID"], &["PHONE", "EMAIL"])]
#[case::all(r#"{"select":["*"]}"#, &["ID", "TITLE"], &["PHONE", "EMAIL"])]
#[case::named(r#"{"select":["ID","PHONE"]}"#, &["ID", "PHONE"], &["TITLE", "EMAIL"])]
#[case::all_and_phones(r#"{"SELECT":["*","PHONE","EMAIL"]}"#, &["TITLE", "PHONE", "EMAIL"], &[])]
#[case::unknown(r#"{"arSelect":["ID","NOPE"]}"#, &["ID"], &["NOPE", "TITLE"])]
fn select_names_the_fields(#[case] json: &str, #[case] there: &[&str], #[case] missing: &[&str]) {
    let mut request: Value = serde_json::from_str(json).unwrap();
    request["filter"] = json!({ "ID": 511 });
    let rows = story_portal().result("crm.lead.list", &request.to_string());
    let row = rows[0].as_object().unwrap();
    assert!(there.iter().all(|field| row.contains_key(*field)), "{row:?}");
    assert!(!missing.iter().any(|field| row.contains_key(*field)), "{row:?}");
}

#[rstest]
#[case::ids(r#"{"filter":{"ID":[512,511]}}"#, &["511", "512"])]
#[case::at_ids(r#"{"FILTER":{"@ID":["512"]}}"#, &["512"])]
#[case::greater(r#"{"Filter":{">ID":510,"<=ID":512}}"#, &["511", "512"])]
#[case::stored_spelling(r#"{"arFilter":{"PHONE":"8 (916) 123-45-67"}}"#, &["511"])]
#[case::other_spelling_is_not_found(r#"{"filter":{"PHONE":"+7 916 123-45-67"}}"#, &[])]
#[case::descending(r#"{"filter":{"ID":[511,512]},"order":{"ID":"DESC"}}"#, &["512", "511"])]
#[case::by_title(r#"{"filter":{"ID":[511,512]},"order":{"TITLE":"ASC"}}"#, &["512", "511"])]
#[case::none(r#"{"filter":{"ID":[]}}"#, &[])]
fn filter_and_order_pick_the_rows(#[case] json: &str, #[case] expected: &[&str]) {
    assert_eq!(ids(&story_portal().result("crm.lead.list", json)), expected);
}

#[rstest]
#[case::first("{}", 50, Some(50), true)]
#[case::second(r#"{"start":50}"#, 10, None, true)]
#[case::rounded_down(r#"{"start":"73"}"#, 10, None, true)]
#[case::uncounted(r#"{"start":-1}"#, 50, None, false)]
fn pages_have_fifty_rows(
    #[case] json: &str,
    #[case] rows: usize,
    #[case] next: Option<i64>,
    #[case] has_total: bool,
) {
    let mut asked = portal();
    (1..=60).for_each(|id| asked.save(Contact, id, &[]));
    let (_, body) = asked.ask("crm.contact.list", json);
    assert_eq!(body["result"].as_array().map(Vec::len), Some(rows));
    assert_eq!(body.get("next").and_then(Value::as_i64), next);
    assert_eq!(body.get("total").and_then(Value::as_i64), has_total.then_some(60));
}

#[test]
fn next_and_total_stand_between_result_and_time() {
    let mut asked = portal();
    (1..=60).for_each(|id| asked.save(Contact, id, &[]));
    let response = asked.response("crm.contact.list", r#"{"select":["ID"]}"#);
    assert!(response.body.contains(r#"],"next":50,"total":60,"time":{"start":"#), "{}", response.body);
}

#[test]
fn contacts_of_a_deal_are_numbers() {
    let mut asked = portal().with(Contact, 5, &[]).with(Contact, 9, &[]).with(Deal, 3, &[]);
    let mut deal = asked.portal.record(Deal, 3).cloned().unwrap();
    deal.contact_ids = vec![9, 5];
    asked.portal.crm.save(deal);
    assert_eq!(
        asked.result("crm.deal.contact.items.get", r#"{"id":3}"#),
        json!([
            { "CONTACT_ID": 9, "SORT": 10, "ROLE_ID": 0, "IS_PRIMARY": "Y" },
            { "CONTACT_ID": 5, "SORT": 20, "ROLE_ID": 0, "IS_PRIMARY": "N" },
        ])
    );
    assert_eq!(story_portal().result("crm.deal.contact.items.get", r#"{"id":605}"#), json!([]));
    let contacts = story_portal().result("crm.lead.contact.items.get", r#"{"id":611}"#);
    assert_eq!(contacts[0]["CONTACT_ID"], 612);
}

fn title_of(asked: &mut Asked, entity_type: EntityType, id: u32) -> String {
    asked.response(&format!("crm.{}.get", entity_type.slug()), &json!({ "id": id }).to_string()).body
}

#[test]
fn a_title_with_html_is_escaped() {
    let body = title_of(&mut story_portal(), Lead, story::TITLE_TROUBLE);
    assert!(
        body.contains(r#""TITLE":"\u003Cimg src=x onerror=\u0022alert(\u0027title\u0027)\u0022\u003E"#),
        "{body}"
    );
    assert!(body.contains(r"\u003C\/script\u003E \u202edekcart\u202c"), "{body}");
    assert!(body.is_ascii());
    assert!(title_of(&mut story_portal(), Company, story::CLIENT_COMPANY).contains(r"Nordm\u00f6bel AB"));
}
