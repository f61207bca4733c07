use reqwest::StatusCode;
use rstest::rstest;

use super::visitor::Visitor;

#[tokio::test]
async fn switching_keeps_the_session_and_goes_back() {
    let visitor = Visitor::new().await.in_session("user=9&lang=ru&theme=light&portal=old");
    let answer = visitor.get("/_sandbox/switch?user=7&theme=dark&back=/crm/contact/details/275/").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location.as_deref(), Some("/crm/contact/details/275/"));
    let cookie = answer.cookie.expect("a session cookie");
    assert_eq!(
        cookie,
        "sandbox_session=user=7&lang=ru&theme=dark&portal=old; Path=/; HttpOnly; SameSite=Lax"
    );
}

#[tokio::test]
async fn switching_never_leads_to_another_site() {
    let answer = Visitor::new().await.get("/_sandbox/switch?back=//elsewhere.example/").await;
    assert_eq!(answer.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn the_page_shows_the_session() {
    let page = Visitor::new().await.in_session("user=7&lang=de&theme=dark").get("/").await;
    assert_eq!(page.attribute("html", "data-theme"), "dark");
    assert_eq!(page.attribute("#switch-user option[selected]", "value"), "7");
    assert_eq!(page.attribute("#switch-lang option[selected]", "value"), "de");
    assert_eq!(page.attribute("#switch-theme option[selected]", "value"), "dark");
    assert_eq!(page.all("#switch-lang option").len(), 20);
}

#[rstest]
#[case("/_portal/assets/portal.mjs", "text/javascript; charset=utf-8")]
#[case("/_portal/assets/frame/message.mjs", "text/javascript; charset=utf-8")]
#[case("/_portal/assets/css/tokens.css", "text/css; charset=utf-8")]
#[case("/_portal/assets/icon.svg", "image/svg+xml")]
#[tokio::test]
async fn assets_have_their_types(#[case] path: &str, #[case] content_type: &str) {
    let visitor = Visitor::new().await;
    let answer = reqwest::get(format!("{}{path}", visitor.sandbox.portal_url())).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], content_type);
}

#[tokio::test]
async fn the_story_cards_of_the_start_page_are_there() {
    let visitor = Visitor::new().await;
    let start = visitor.get("/").await;
    let addresses: Vec<_> =
        start.all(".tiles a").iter().filter_map(|link| link.attr("href").map(str::to_owned)).collect();
    assert!(addresses.len() > 5);
    assert!(addresses.iter().any(|address| address == "/_sandbox/lists/clients.csv"));
    for address in addresses {
        assert_eq!(visitor.get(&address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn every_hostile_parent_has_a_page_that_loads_its_own_script() {
    let visitor = Visitor::new().await;
    let index = visitor.get("/_sandbox/hostile/").await;
    let addresses: Vec<_> =
        index.all(".tiles a").iter().filter_map(|link| link.attr("href").map(str::to_owned)).collect();
    assert_eq!(addresses.len(), 17);
    for address in addresses {
        let page = visitor.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert_eq!(page.attribute("script", "src"), "/_portal/assets/hostile/page.mjs");
        assert_eq!(page.attribute("#hostile", "data-placement"), "CRM_CONTACT_DETAIL_TAB");
    }
    assert_eq!(visitor.get("/_sandbox/hostile/kindness/").await.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case("clients.csv", "text/csv")]
#[case("fair.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
#[case("phonebook.vcf", "text/vcard")]
#[case("large.csv", "text/csv")]
#[tokio::test]
async fn a_list_to_check_is_downloaded_under_its_name(#[case] name: &str, #[case] content_type: &str) {
    let visitor = Visitor::new().await;
    let answer = reqwest::get(format!("{}/_sandbox/lists/{name}", visitor.sandbox.portal_url()));
    let answer = answer.await.expect("an answer");
    assert_eq!(answer.headers()["content-type"], content_type);
    assert_eq!(answer.headers()["content-disposition"], format!("attachment; filename=\"{name}\""));
    let bytes = answer.bytes().await.expect("a file");
    assert!(!bytes.is_empty());
    if name == "large.csv" {
        assert_eq!(String::from_utf8_lossy(&bytes).lines().count(), 50_001);
    }
    assert_eq!(visitor.get("/_sandbox/lists/none.csv").await.status, StatusCode::NOT_FOUND);
}
