use reqwest::StatusCode;
use sandbox::server::{InstallPath, Options};
use sandbox::story;
use serde_json::json;

use super::visitor::Visitor;

#[tokio::test]
async fn the_administrator_installs_and_everybody_else_waits() {
    let visitor = Visitor::of_uninstalled().await;
    visitor.bind("CRM_CONTACT_DETAIL_TAB", visitor.sandbox.app_url());

    let install = visitor.get("/marketplace/app/1/").await;
    assert_eq!(install.launch()["init"]["INSTALL"], true);
    assert_eq!(install.launch()["init"]["IS_ADMIN"], true);

    let visitor = visitor.in_session("user=7");
    let waiting = visitor.get("/marketplace/app/1/").await;
    assert!(waiting.all("iframe").is_empty());
    assert!(waiting.texts(".app-refusal").concat().starts_with("This application is not installed yet."));
    let refused = visitor.post_json("/_portal/install-finish", &json!({ "finished": true })).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    let visitor = visitor.in_session("user=1");
    let card = format!("/crm/contact/details/{}/", story::CARD_CONTACT);
    assert!(visitor.get(&card).await.all("[data-tab=app]").is_empty(), "widgets show after the installation");
    let finished = visitor.post_json("/_portal/install-finish", &json!({ "finished": true })).await;
    assert_eq!(finished.status, StatusCode::NO_CONTENT);
    assert_eq!(visitor.get(&card).await.all("[data-tab=app]").len(), 1);
    let page = visitor.get("/marketplace/app/1/?install_finished=Y").await;
    assert_eq!(page.launch()["init"]["INSTALL"], false);
    assert_eq!(page.texts(".note.done"), ["The application is installed."]);
}

#[tokio::test]
async fn an_address_of_its_own_is_opened_until_the_installation_ends() {
    let install_path = InstallPath::At("/install.html?step=1".to_owned());
    let visitor = Visitor::with(Options { installed: false, install_path, ..Options::default() }).await;
    let opened =
        async || visitor.get("/marketplace/app/1/").await.attribute("form[name^=appform_]", "action");
    let [main, install] = ["?DOMAIN=", "install.html?step=1&DOMAIN="]
        .map(|rest| format!("{}{rest}", visitor.sandbox.app_url()));
    assert!(opened().await.starts_with(&install), "{}", opened().await);
    visitor.post_json("/_portal/install-finish", &json!({ "finished": true })).await;
    assert!(opened().await.starts_with(&main), "{}", opened().await);
}

#[tokio::test]
async fn without_an_install_path_it_is_installed_at_once_and_nothing_is_bound() {
    let visitor = Visitor::with(Options { install_path: InstallPath::Nowhere, ..Options::default() }).await;
    let page = visitor.get("/marketplace/app/1/").await;
    assert_eq!(page.launch()["init"]["INSTALL"], false);
    let card = format!("/crm/contact/details/{}/", story::CARD_CONTACT);
    assert!(visitor.get(&card).await.all("[data-tab=app]").is_empty());
}

#[tokio::test]
async fn an_installation_can_be_undone() {
    let visitor = Visitor::new().await;
    visitor.post_json("/_portal/install-finish", &json!({ "finished": false })).await;
    assert_eq!(visitor.get("/marketplace/app/1/").await.launch()["init"]["INSTALL"], true);
    let page = visitor.get("/marketplace/app/1/?install_finished=N").await;
    assert_eq!(page.texts(".note.refused"), ["The installation was not finished."]);
}

#[tokio::test]
async fn the_start_page_leads_the_administrator_to_the_installation() {
    let visitor = Visitor::of_uninstalled().await;
    assert_eq!(visitor.get("/").await.all(".note a[href='/marketplace/app/1/']").len(), 1);
    assert!(visitor.in_session("user=7").get("/").await.all(".note a").is_empty());
}
