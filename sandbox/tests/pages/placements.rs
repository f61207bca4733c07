use reqwest::StatusCode;
use rstest::rstest;
use sandbox::story;
use serde_json::json;

use super::visitor::Visitor;

const TAB: &str = "CRM_CONTACT_DETAIL_TAB";

#[tokio::test]
async fn the_app_page_gets_its_own_query_as_options_and_the_page_before_as_uri() {
    let visitor = Visitor::new().await;
    let path =
        "/marketplace/app/1/?view=settings&deal[id]=77&mute=openPath&deny=resizeWindow&install_finished=Y";
    let page = visitor.get_from(path, Some("/crm/deal/list/")).await;
    let launch = page.launch();
    assert_eq!(launch["placement"], "DEFAULT");
    assert_eq!(launch["popup"], false);
    let options = json!({ "view": "settings", "deal": { "id": "77" }, "URI": "/crm/deal/list/" });
    assert_eq!(launch["init"]["PLACEMENT_OPTIONS"], options);
    assert_eq!(page.attribute(".app-frame-layout", "class"), "app-frame-layout app-frame-layout-default");
}

#[tokio::test]
async fn the_app_page_without_options_says_so_in_its_two_ways() {
    let page = Visitor::new().await.get("/marketplace/app/1/").await;
    assert_eq!(page.launch()["init"]["PLACEMENT_OPTIONS"], "");
    assert_eq!(page.field("PLACEMENT_OPTIONS"), None);
}

#[tokio::test]
async fn the_app_page_in_a_slider_is_a_popup() {
    let page = Visitor::new().await.get("/marketplace/app/1/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER&view=x").await;
    let launch = page.launch();
    assert_eq!(launch["popup"], true);
    let options = json!({ "IFRAME": "Y", "IFRAME_TYPE": "SIDE_SLIDER", "view": "x" });
    assert_eq!(launch["init"]["PLACEMENT_OPTIONS"], options);
}

#[tokio::test]
async fn the_left_menu_item_is_there_only_when_bound() {
    let visitor = Visitor::new().await;
    assert_eq!(visitor.get("/marketplace/app/1/menu/").await.status, StatusCode::NOT_FOUND);
    visitor.bind("LEFT_MENU", visitor.sandbox.app_url());
    let page = visitor.get("/marketplace/app/1/menu/").await;
    assert_eq!(page.launch()["placement"], "LEFT_MENU");
    assert_eq!(page.all("nav a[href='/marketplace/app/1/menu/']").len(), 1);
}

#[tokio::test]
async fn a_link_to_the_application_carries_its_options() {
    let visitor = Visitor::new().await;
    let client_id = visitor.sandbox.portal().with(|portal| portal.app.client_id.clone());
    let path = format!("/marketplace/view/{client_id}/?params[view]=list&params[id]=7&other=1");
    assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "nothing is bound");
    visitor.bind("REST_APP_URI", visitor.sandbox.app_url());
    let launch = visitor.get_from(&path, Some("/crm/deal/list/")).await.launch();
    assert_eq!(launch["placement"], "REST_APP_URI");
    let options = json!({ "view": "list", "id": "7", "URI": "/crm/deal/list/" });
    assert_eq!(launch["init"]["PLACEMENT_OPTIONS"], options);
    assert_eq!(visitor.get("/marketplace/view/local.other/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_launch_data_of_a_frame_cannot_leave_its_script_element() {
    let visitor = Visitor::new().await;
    let hostile = "/marketplace/app/1/?x=%3C%2Fscript%3E%3Cimg%20src%3Dx%3E&sandbox_escape=off";
    let page = visitor.get(hostile).await;
    assert_eq!(page.launch()["init"]["PLACEMENT_OPTIONS"]["x"], "</script><img src=x>");
    assert!(page.all("img").is_empty());
    assert_eq!(page.field("PLACEMENT_OPTIONS").map(|text| text.contains("\\u003C")), Some(true));
}

#[rstest]
#[case::toolbar("CRM_CONTACT_DETAIL_TOOLBAR", "/crm/contact/details/275/", json!([]))]
#[case::timeline("CRM_CONTACT_DETAIL_ACTIVITY", "/crm/contact/details/275/", json!(["reloadData"]))]
#[case::row_menu("CRM_CONTACT_LIST_MENU", "/crm/contact/list/?q=275", json!(["reloadData"]))]
#[case::list_toolbar("CRM_CONTACT_LIST_TOOLBAR", "/crm/contact/list/?q=275", json!([]))]
#[tokio::test]
async fn a_button_of_the_app_opens_it_in_a_slider(
    #[case] placement: &str,
    #[case] path: &str,
    #[case] commands: serde_json::Value,
) {
    let visitor = Visitor::new().await;
    assert!(visitor.get(path).await.all("a[data-slider]").is_empty());
    visitor.bind(placement, visitor.sandbox.app_url());
    let button = visitor.get(path).await.attribute("a[data-slider]", "href");
    let page = visitor.get_from(&format!("{button}&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER"), Some(path)).await;
    let launch = page.launch();
    assert_eq!(launch["placement"], placement);
    assert_eq!(launch["popup"], true);
    assert_eq!(launch["interface"]["command"], commands);
    let mut options = json!({ "URI": path });
    if placement != "CRM_CONTACT_LIST_TOOLBAR" {
        options["ID"] = json!("275");
    }
    assert_eq!(launch["init"]["PLACEMENT_OPTIONS"], options);
}

#[tokio::test]
async fn only_placements_of_sliders_open_by_the_sliders_address() {
    let visitor = Visitor::new().await;
    let page = visitor.get(&format!("/marketplace/app/1/placement/?placement={TAB}&ID=275")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_call_card_names_the_caller_and_holds_a_frame_for_each_binding() {
    let visitor = Visitor::new().await;
    visitor.bind("CALL_CARD", visitor.sandbox.app_url());
    let phone = story::CARD_PHONE.replace('+', "%2B").replace(' ', "%20");
    let page = visitor.get(&format!("/telephony/call/?phone={phone}")).await;
    let launch = page.launch();
    let options = &launch["init"]["PLACEMENT_OPTIONS"];
    assert_eq!(options["PHONE_NUMBER"], story::CARD_PHONE);
    assert_eq!(options["CRM_ENTITY_TYPE"], "LEAD");
    assert_eq!(options["CRM_ENTITY_ID"], story::CARD_LEADS[0].to_string());
    assert_eq!(options["CALL_LIST_MODE"], "false");
    assert_eq!(launch["interface"]["event"].as_array().map(Vec::len), Some(3));

    visitor.bind_also("CALL_CARD", "https://second.example/");
    let page = visitor.get("/telephony/call/?phone=112").await;
    let launches: Vec<serde_json::Value> = page
        .texts("script.app-frame-launch")
        .iter()
        .map(|launch| serde_json::from_str(launch).expect("JSON for the script"))
        .collect();
    let names: Vec<_> = page.all("iframe").iter().filter_map(|iframe| iframe.attr("name")).collect();
    assert_eq!((launches.len(), names.len()), (2, 2));
    assert_ne!(launches[0]["sid"], launches[1]["sid"]);
    assert_ne!(launches[0]["init"]["AUTH_ID"], launches[1]["init"]["AUTH_ID"]);
    for (launch, name) in launches.iter().zip(names) {
        assert!(name.ends_with(launch["sid"].as_str().expect("a label")), "{name}");
    }
    assert_eq!(launches[1]["origin"], "https://second.example");

    let visitor = Visitor::new().await;
    visitor.bind("CALL_CARD", visitor.sandbox.app_url());
    let unknown = visitor.get("/telephony/call/?phone=5550100777").await.launch();
    assert_eq!(unknown["init"]["PLACEMENT_OPTIONS"]["CRM_ENTITY_ID"], "0");
    assert_eq!(unknown["init"]["PLACEMENT_OPTIONS"]["CRM_BINDINGS"], json!([]));
}
