use reqwest::StatusCode;
use rstest::rstest;
use sandbox::crm::EntityType;
use sandbox::story;

use super::visitor::Visitor;

#[rstest]
#[case("lead")]
#[case("contact")]
#[case("company")]
#[case("deal")]
#[tokio::test]
async fn every_type_has_a_list_of_links_to_its_cards(#[case] kind: &str) {
    let page = Visitor::new().await.get(&format!("/crm/{kind}/list/")).await;
    assert_eq!(page.status, StatusCode::OK);
    let links = page.all(&format!("tbody a[href^='/crm/{kind}/details/']"));
    assert!(!links.is_empty(), "no cards in the list of {kind}");
}

#[tokio::test]
async fn a_list_is_cut_into_pages_of_fifty_that_lose_nothing() {
    let visitor = Visitor::new().await;
    let total = visitor.sandbox.portal().with(|portal| portal.crm.count(EntityType::Lead));
    let mut ids = Vec::new();
    let mut address = Some("/crm/lead/list/".to_owned());
    while let Some(path) = address {
        let page = visitor.get(&path).await;
        let rows = page.texts("tbody td.id");
        assert!(rows.len() <= 50);
        ids.extend(rows);
        address = page.all("a[rel=next]").first().and_then(|link| link.attr("href")).map(str::to_owned);
    }
    assert!(total > 50, "the portal is too small for two pages");
    assert_eq!(ids.len(), total);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), total);
}

#[rstest]
#[case::id("275", 275)]
#[case::digits_of_a_phone("916 123-45-67", story::CARD_CONTACT)]
#[case::spelling("+7 916 123-45-67", story::CARD_CONTACT)]
#[tokio::test]
async fn the_search_finds_a_contact(#[case] query: &str, #[case] id: u32) {
    let query = query.replace('+', "%2B").replace(' ', "%20");
    let page = Visitor::new().await.get(&format!("/crm/contact/list/?q={query}")).await;
    assert!(page.texts("tbody td.id").contains(&id.to_string()), "{}", page.text);
}

#[tokio::test]
async fn a_search_without_a_result_repeats_the_question_escaped() {
    let page = Visitor::new().await.get("/crm/contact/list/?q=%3Cb%3E%22x").await;
    assert!(page.texts("main p").contains(&"Nothing found for “<b>\"x”.".to_owned()), "{}", page.text);
    assert_eq!(page.attribute("#q", "value"), "<b>\"x");
    assert!(page.all("main b").is_empty());
}

#[tokio::test]
async fn a_sales_person_sees_own_records_only() {
    let visitor = Visitor::new().await.in_session("user=7");
    let page = visitor.get("/crm/contact/list/").await;
    let responsible = page.texts("tbody td:nth-child(6)");
    assert!(!responsible.is_empty());
    assert!(responsible.iter().all(|name| name == "Boris Berg"), "{responsible:?}");
}

#[rstest]
#[case::reader_of_contacts("user=9", "contact", StatusCode::OK)]
#[case::reader_of_contacts("user=9", "lead", StatusCode::FORBIDDEN)]
#[case::reader_of_contacts("user=9", "company", StatusCode::FORBIDDEN)]
#[case::no_crm("user=11", "contact", StatusCode::FORBIDDEN)]
#[case::no_crm("user=11", "deal", StatusCode::FORBIDDEN)]
#[case::signed_out("user=0", "contact", StatusCode::FORBIDDEN)]
#[tokio::test]
async fn a_type_that_the_user_may_not_read_is_refused(
    #[case] session: &str,
    #[case] kind: &str,
    #[case] status: StatusCode,
) {
    let page = Visitor::new().await.in_session(session).get(&format!("/crm/{kind}/list/")).await;
    assert_eq!(page.status, status);
}

#[tokio::test]
async fn an_unknown_address_is_a_page_that_says_so() {
    let page = Visitor::new().await.get("/crm/quote/list/").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(page.texts("#page-title"), ["Not found"]);
}
