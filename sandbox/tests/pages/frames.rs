use reqwest::StatusCode;
use rstest::rstest;
use sandbox::crm::Standing;
use sandbox::story;
use serde_json::json;

use super::visitor::Visitor;

const TAB: &str = "CRM_CONTACT_DETAIL_TAB";

#[tokio::test]
async fn a_frame_has_the_name_form_and_wrapper_of_a_real_portal() {
    let visitor = Visitor::new().await.in_session("lang=de");
    let page = visitor.frame(TAB, "275", "/crm/contact/details/275/").await;
    assert_eq!(page.status, StatusCode::OK);
    let launch = page.launch();
    let sid = launch["sid"].as_str().expect("a label");
    assert!(sid.len() == 32 && sid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{sid}");

    let host = visitor.portal_host();
    let name = format!("{host}|0|{sid}");
    assert_eq!(page.attribute("iframe", "name"), name);
    assert_eq!(page.attribute("iframe", "id"), format!("appframe_{sid}"));
    assert_eq!(page.attribute("iframe", "class"), "app-frame app-loading");
    assert_eq!(page.attribute("iframe", "allow"), "geolocation *; microphone *; camera *; autoplay *;");
    for absent in ["sandbox", "src", "csp", "allowfullscreen"] {
        assert_eq!(page.one("iframe").attr(absent), None, "{absent}");
    }
    assert_eq!(page.attribute(".app-frame-layout", "id"), format!("appframe_layout_{sid}"));

    assert_eq!(page.attribute("form", "name"), format!("appform_{sid}"));
    assert_eq!(page.attribute("form", "method"), "POST");
    assert_eq!(page.attribute("form", "target"), name);
    let domain = host.replace(':', "%3A");
    let query = format!("DOMAIN={domain}&PROTOCOL=0&LANG=de&APP_SID={sid}");
    assert_eq!(page.attribute("form", "action"), format!("{}?{query}", visitor.sandbox.app_url()));
}

#[tokio::test]
async fn the_form_holds_every_field_of_a_current_portal() {
    let visitor = Visitor::new().await;
    let page = visitor.frame(TAB, "275", "/crm/contact/details/275/?tab=app").await;
    let names: Vec<_> = page.fields().into_iter().map(|(name, _)| name).collect();
    let expected = [
        "AUTH_ID",
        "AUTH_EXPIRES",
        "REFRESH_ID",
        "SERVER_ENDPOINT",
        "APPLICATION_TOKEN",
        "APPLICATION_SCOPE",
        "member_id",
        "status",
        "PLACEMENT",
        "PLACEMENT_OPTIONS",
    ];
    assert_eq!(names, expected);
    assert_eq!(page.field("AUTH_EXPIRES").as_deref(), Some("3600"));
    assert_eq!(page.field("status").as_deref(), Some("L"));
    assert_eq!(page.field("PLACEMENT").as_deref(), Some(TAB));
    let options: serde_json::Value =
        serde_json::from_str(&page.field("PLACEMENT_OPTIONS").expect("options")).expect("options are JSON");
    assert_eq!(options, json!({ "ID": "275", "URI": "/crm/contact/details/275/?tab=app" }));
}

#[tokio::test]
async fn an_old_portal_lacks_the_three_newer_fields() {
    let visitor = Visitor::new().await.in_session("portal=old");
    let page = visitor.frame(TAB, "275", "/").await;
    for newer in ["SERVER_ENDPOINT", "APPLICATION_TOKEN", "APPLICATION_SCOPE"] {
        assert_eq!(page.field(newer), None);
    }
    assert_eq!(page.launch()["edition"], "old");
}

#[tokio::test]
async fn every_opening_has_a_label_and_a_token_of_its_own_that_belongs_to_the_user() {
    let visitor = Visitor::new().await.in_session("user=7");
    let first = visitor.frame(TAB, "901", "/").await;
    let second = visitor.frame(TAB, "901", "/").await;
    assert_ne!(first.launch()["sid"], second.launch()["sid"]);
    assert_ne!(first.field("AUTH_ID"), second.field("AUTH_ID"));
    let token = first.field("AUTH_ID").expect("a token");
    let portal = visitor.sandbox.portal();
    let now = portal.now();
    assert_eq!(portal.with(|portal| portal.token_user(&token, now)), Ok(7));
}

#[tokio::test]
async fn the_answer_to_get_init_data_has_the_types_of_a_real_portal() {
    let visitor = Visitor::new().await;
    let page = visitor.frame(TAB, "275", "/crm/contact/details/275/").await;
    let launch = page.launch();
    let init = &launch["init"];
    assert_eq!(init["AUTH_EXPIRES"], "3600");
    assert_eq!(init["LANG"], "en");
    assert_eq!(init["PATH"], "/rest");
    assert_eq!(init["FIRST_RUN"], true);
    assert_eq!(init["IS_ADMIN"], true);
    assert_eq!(init["INSTALL"], false);
    assert_eq!(init["USER_OPTIONS"], json!([]));
    assert_eq!(init["APP_OPTIONS"], json!([]));
    assert_eq!(init["PLACEMENT"], TAB);
    assert_eq!(init["PLACEMENT_OPTIONS"], json!({ "ID": "275", "URI": "/crm/contact/details/275/" }));
    assert_eq!(init["AUTH_ID"].as_str(), page.field("AUTH_ID").as_deref());
    assert_eq!(init["MEMBER_ID"].as_str(), page.field("member_id").as_deref());
    assert_eq!(launch["origin"].as_str(), Some(visitor.sandbox.app_url().trim_end_matches('/')));
    assert_eq!(launch["interface"], json!({ "command": ["reloadData"], "event": [] }));
    assert_eq!(launch["popup"], false);
}

#[tokio::test]
async fn options_of_the_answer_are_escaped_for_html_unless_told_otherwise() {
    let visitor = Visitor::new().await;
    let uri = |page: &super::visitor::Page| page.launch()["init"]["PLACEMENT_OPTIONS"]["URI"].clone();
    let escaped = visitor.frame(TAB, "275", "/crm/contact/details/275/?a=1&b=2").await;
    assert_eq!(uri(&escaped), "/crm/contact/details/275/?a=1&amp;b=2");
    let plain = visitor.frame(TAB, "275", "/?sandbox_escape=off&b=2").await;
    assert_eq!(uri(&plain), "/?sandbox_escape=off&b=2");
}

#[tokio::test]
async fn options_can_arrive_as_json_text() {
    let visitor = Visitor::new().await;
    let page = visitor.frame(TAB, "275", "/?sandbox_options=text").await;
    let launch = page.launch();
    let text = launch["init"]["PLACEMENT_OPTIONS"].as_str().expect("a text");
    assert_eq!(serde_json::from_str::<serde_json::Value>(text).expect("JSON")["ID"], "275");
}

#[tokio::test]
async fn options_can_arrive_as_an_empty_list() {
    let page = Visitor::new().await.frame(TAB, "275", "/?sandbox_options=list").await;
    assert_eq!(page.launch()["init"]["PLACEMENT_OPTIONS"], json!([]));
}

#[tokio::test]
async fn a_frame_can_be_opened_by_get() {
    let page = Visitor::new().await.frame(TAB, "275", "/?sandbox_open=get").await;
    assert!(page.all("form").is_empty());
    let address = page.attribute("iframe", "data-src");
    assert!(address.contains("APP_SID=") && address.contains("LANG=en"), "{address}");
}

#[rstest]
#[case::own_query(
    "https://widget.example/a?b=c",
    "https://widget.example/a?b=c&DOMAIN=",
    "https://widget.example"
)]
#[case::fragment("https://widget.example/#x", "https://widget.example/?DOMAIN=", "https://widget.example")]
#[case::implied_port(
    "https://widget.example:443/",
    "https://widget.example:443/?DOMAIN=",
    "https://widget.example"
)]
#[tokio::test]
async fn the_handlers_own_address_is_kept(#[case] handler: &str, #[case] start: &str, #[case] origin: &str) {
    let visitor = Visitor::new().await;
    visitor.bind(TAB, handler);
    let page = visitor.frame(TAB, "275", "/").await;
    let action = page.attribute("form", "action");
    assert!(action.starts_with(start), "{action}");
    assert_eq!(handler.contains('#'), action.ends_with("#x"), "{action}");
    assert_eq!(page.launch()["origin"], origin);
}

#[rstest]
#[case::no_access("user=13", "You have no access to this application.")]
#[case::signed_out("user=0", "You are signed out of the portal.")]
#[tokio::test]
async fn a_refusal_is_drawn_by_the_portal(#[case] session: &str, #[case] text: &str) {
    let page = Visitor::new().await.in_session(session).frame(TAB, "275", "/").await;
    assert!(page.all("iframe, form").is_empty());
    assert!(page.texts(".app-refusal").concat().starts_with(text), "{}", page.text);
}

#[tokio::test]
async fn a_removed_application_and_a_user_who_has_left_open_nothing() {
    let visitor = Visitor::new().await.in_session("user=7");
    let refresh = async || visitor.post_json("/_portal/refresh-auth", &json!({})).await.status;
    assert_eq!(refresh().await, StatusCode::OK);
    let portal = visitor.sandbox.portal();
    portal.with(|portal| portal.users.get_mut(&7).expect("a fixed user").standing = Standing::Dismissed);
    assert!(visitor.frame(TAB, "901", "/").await.all("iframe").is_empty());
    assert_eq!(refresh().await, StatusCode::UNAUTHORIZED);
    portal.with(|portal| {
        portal.users.get_mut(&7).expect("a fixed user").standing = Standing::Employee;
        portal.app.remove();
    });
    let page = visitor.get("/marketplace/app/1/").await;
    assert_eq!(page.texts(".app-refusal"), ["The application was removed from this portal."]);
    assert_eq!(refresh().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_unbound_placement_opens_nothing() {
    let page = Visitor::new().await.frame("CRM_QUOTE_DETAIL_TAB", "1", "/").await;
    assert!(page.all("iframe").is_empty());
    assert_eq!(page.texts(".app-refusal"), ["No application is bound here."]);
}

#[tokio::test]
async fn refreshing_gives_another_token_and_nothing_to_those_without_access() {
    let visitor = Visitor::new().await;
    let first = visitor.post_json("/_portal/refresh-auth", &json!({})).await.json();
    let second = visitor.post_json("/_portal/refresh-auth", &json!({})).await.json();
    assert_eq!(first["AUTH_EXPIRES"], "3600");
    assert_ne!(first["AUTH_ID"], second["AUTH_ID"]);
    for session in ["user=13", "user=0"] {
        let visitor = Visitor::new().await.in_session(session);
        let refused = visitor.post_json("/_portal/refresh-auth", &json!({})).await;
        assert_eq!((refused.status, refused.text.as_str()), (StatusCode::UNAUTHORIZED, ""));
    }
}

#[tokio::test]
async fn another_site_may_not_ask_the_portal_for_tokens() {
    let visitor = Visitor::new().await;
    let app = visitor.sandbox.app_url().trim_end_matches('/').to_owned();
    let own = visitor.sandbox.portal_url().to_owned();
    let ask = async |origin: &str| {
        visitor.post_json_from("/_portal/refresh-auth", &json!({}), "/", Some(origin)).await.status
    };
    assert_eq!(ask(&app).await, StatusCode::FORBIDDEN);
    assert_eq!(ask("null").await, StatusCode::FORBIDDEN);
    assert_eq!(ask(&own).await, StatusCode::OK);
}

#[tokio::test]
async fn options_are_kept_for_the_user_and_for_all() {
    let visitor = Visitor::new().await;
    let option = json!({ "name": "cols", "value": "a,b" });
    assert_eq!(visitor.post_json("/_portal/user-option", &option).await.json(), json!({ "cols": "a,b" }));
    let theme = json!({ "name": "theme", "value": 7 });
    assert_eq!(visitor.post_json("/_portal/app-option", &theme).await.json(), json!({ "theme": 7 }));
    let init = visitor.frame(TAB, "275", "/").await.launch()["init"].clone();
    assert_eq!(init["USER_OPTIONS"], json!({ "cols": "a,b" }));
    // Numbers are printed as texts into the page.
    assert_eq!(init["APP_OPTIONS"], json!({ "theme": "7" }));

    let visitor = visitor.in_session("user=7");
    assert_eq!(visitor.post_json("/_portal/app-option", &theme).await.status, StatusCode::FORBIDDEN);
    let init = visitor.frame(TAB, "901", "/").await.launch()["init"].clone();
    assert_eq!(init["USER_OPTIONS"], json!([]));
    assert_eq!(init["APP_OPTIONS"], json!({ "theme": "7" }));
    assert_eq!(init["IS_ADMIN"], false);
}

#[tokio::test]
async fn the_first_run_is_true_until_the_app_says_otherwise_for_each_user() {
    let visitor = Visitor::new().await;
    visitor.post_json("/_portal/first-run", &json!({ "done": true })).await;
    assert_eq!(visitor.frame(TAB, "275", "/").await.launch()["init"]["FIRST_RUN"], false);
    let visitor = visitor.in_session("user=7");
    assert_eq!(visitor.frame(TAB, "901", "/").await.launch()["init"]["FIRST_RUN"], true);
}

#[tokio::test]
async fn a_story_card_names_the_users_record_in_its_frame() {
    let visitor = Visitor::new().await;
    let id = story::DEAL_WITH_CLIENT.to_string();
    let page = visitor.frame("CRM_DEAL_DETAIL_TAB", &id, "/").await;
    assert_eq!(page.launch()["init"]["PLACEMENT_OPTIONS"]["ID"], id);
}
