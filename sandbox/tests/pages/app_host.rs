use std::fs;
use std::path::PathBuf;

use reqwest::{Client, Method, StatusCode};
use rstest::rstest;
use sandbox::server::{InstallPath, Options};

use super::visitor::Visitor;

/// A small built widget in the test's own folder.
fn dist(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder for the test");
    fs::write(folder.join("index.html"), "<!doctype html><title>entry</title>").expect("the entry");
    fs::write(folder.join("card.html"), "<!doctype html><title>card</title>").expect("the card's page");
    fs::write(folder.join("install.html"), "<!doctype html><title>installation</title>").expect("its page");
    fs::write(folder.join("page.html"), "<!doctype html><title>static page</title>").expect("the page");
    fs::write(folder.join("widget-1.wasm"), [0, 97, 115, 109]).expect("the module");
    fs::write(folder.join("widget-1.js"), "export {}").expect("the script");
    fs::create_dir_all(folder.join("locales/0a1b2c3d")).expect("a folder for texts");
    fs::write(folder.join("locales/0a1b2c3d/de.txt"), TEXTS).expect("the texts");
    fs::write(folder.join("locales/0a1b2c3d/de.txt.br"), "packed well").expect("the texts");
    fs::write(folder.join("locales/0a1b2c3d/de.txt.gz"), "packed").expect("the texts");
    folder
}

const TEXTS: &str = "Texte";

async fn host(name: &str) -> Visitor {
    let install_path = InstallPath::At("/install.html?step=1".to_owned());
    Visitor::with(Options { records: 0, dist: Some(dist(name)), install_path, ..Options::default() }).await
}

#[rstest]
#[case::frame(Method::POST, "", StatusCode::OK, "text/html")]
#[case::entry(Method::GET, "", StatusCode::OK, "text/html")]
#[case::entry_by_name(Method::GET, "index.html", StatusCode::OK, "text/html")]
#[case::installation(Method::POST, "install.html?step=1&DOMAIN=localhost", StatusCode::OK, "text/html")]
#[case::tab(Method::POST, "card.html?DOMAIN=localhost&APP_SID=1", StatusCode::OK, "text/html")]
#[case::with_query(Method::POST, "?DOMAIN=localhost&APP_SID=1", StatusCode::OK, "text/html")]
#[case::page(Method::GET, "page.html", StatusCode::OK, "text/html")]
#[case::wasm(Method::GET, "widget-1.wasm", StatusCode::OK, "application/wasm")]
#[case::script(Method::GET, "widget-1.js", StatusCode::OK, "text/javascript")]
#[tokio::test]
async fn the_host_serves_a_widget(
    #[case] method: Method,
    #[case] path: &str,
    #[case] status: StatusCode,
    #[case] content_type: &str,
) {
    let visitor = host("served").await;
    let address = format!("{}{path}", visitor.sandbox.app_url());
    let answer = Client::new()
        .request(method, address)
        .body("AUTH_ID=secret&PLACEMENT=DEFAULT")
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), status);
    let headers = answer.headers();
    let found = headers["content-type"].to_str().expect("a plain header");
    assert!(found.starts_with(content_type), "{found}");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(!headers.contains_key("x-frame-options"));
    if content_type == "text/html" {
        let portal = visitor.sandbox.portal_url();
        let ancestors = if path == "page.html" { "'none'" } else { portal };
        assert_eq!(headers["content-security-policy"], format!("frame-ancestors {ancestors}"));
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers.contains_key("cross-origin-opener-policy"), path == "page.html");
    } else {
        assert_eq!(headers["cache-control"], "no-cache");
    }
}

#[rstest]
#[case::brotli("gzip, deflate, br", Some("br"), "packed well")]
#[case::gzip("gzip, deflate", Some("gzip"), "packed")]
#[case::nothing("identity", None, TEXTS)]
#[tokio::test]
async fn what_is_packed_is_sent_to_whoever_unpacks_it_and_kept(
    #[case] accepted: &str,
    #[case] encoding: Option<&str>,
    #[case] body: &str,
) {
    let visitor = host("packed").await;
    let address = format!("{}locales/0a1b2c3d/de.txt", visitor.sandbox.app_url());
    let answer =
        Client::new().get(address).header("accept-encoding", accepted).send().await.expect("an answer");
    let headers = answer.headers().clone();
    let text = |name: &str| headers.get(name).map(|value| value.to_str().expect("a plain header"));
    assert_eq!(text("content-encoding"), encoding);
    assert_eq!(text("vary"), Some("accept-encoding"));
    assert_eq!(text("cache-control"), Some("public, max-age=31536000, immutable"));
    assert!(text("content-type").is_some_and(|kind| kind.starts_with("text/plain")), "{headers:?}");
    assert_eq!(answer.text().await.expect("a body"), body);
}

/// A page was sent as it lies there, and took twice as long as from the servers of `docs/hosting`.
#[rstest]
#[case::packed("gzip, deflate, br", Some("gzip"))]
#[case::as_it_is("identity", None)]
#[tokio::test]
async fn a_page_is_packed_as_it_is_sent(#[case] accepted: &str, #[case] encoding: Option<&str>) {
    let visitor = host("packed-page").await;
    for path in ["card.html", "page.html"] {
        let address = format!("{}{path}", visitor.sandbox.app_url());
        let answer =
            Client::new().get(address).header("accept-encoding", accepted).send().await.expect("an answer");
        let text =
            |name: &str| answer.headers().get(name).map(|value| value.to_str().expect("a plain header"));
        assert_eq!((text("content-encoding"), text("vary")), (encoding, Some("accept-encoding")));
        let magic = answer.bytes().await.expect("a body").starts_with(&[0x1f, 0x8b]);
        assert_eq!(magic, encoding.is_some());
    }
}

#[rstest]
#[case::only_the_entry_takes_a_post(Method::POST, "page.html", StatusCode::METHOD_NOT_ALLOWED)]
#[case::missing(Method::GET, "nothing.js", StatusCode::NOT_FOUND)]
#[case::missing_in_a_release(Method::GET, "locales/0a1b2c3d/fr.txt", StatusCode::NOT_FOUND)]
#[case::folder(Method::GET, "locales/0a1b2c3d/", StatusCode::NOT_FOUND)]
#[case::outside(Method::GET, "%2e%2e/pages/main.rs", StatusCode::NOT_FOUND)]
#[tokio::test]
async fn the_host_refuses(#[case] method: Method, #[case] path: &str, #[case] status: StatusCode) {
    let visitor = host("refused").await;
    let address = format!("{}{path}", visitor.sandbox.app_url());
    let answer = Client::new().request(method, address).send().await.expect("an answer");
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn without_a_widget_the_host_says_how_to_get_one() {
    let visitor = Visitor::new().await;
    let answer = Client::new().post(visitor.sandbox.app_url()).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(answer.text().await.expect("a body").contains("cargo xtask dist"));
}
