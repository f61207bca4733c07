//! The host of the application.

use std::fs;

use sandbox::server::{Options, start};

use crate::client::{get, sandbox, send};

#[tokio::test(flavor = "multi_thread")]
async fn a_built_widget_is_served_as_a_careful_host_would() {
    let dist = std::env::temp_dir().join(format!("sandbox-dist-{}", std::process::id()));
    fs::create_dir_all(&dist).unwrap();
    for (name, content) in [
        ("index.html", "entry"),
        ("card.html", "entry"),
        ("page.html", "page"),
        ("a.wasm", "\0asm"),
        ("a.js", "1"),
    ] {
        fs::write(dist.join(name), content).unwrap();
    }
    let options = Options { records: 0, dist: Some(dist.clone()), ..Options::default() };
    let sandbox = start(options).await.unwrap();
    let app = sandbox.app_url();
    let ancestors = format!("frame-ancestors {}", sandbox.portal_url());
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let entries = [
        get(app).await,
        get(&format!("{app}card.html")).await,
        send("POST", &format!("{app}card.html?DOMAIN=localhost&APP_SID=x"), &form, "AUTH_ID=x")
            .await
            .unwrap(),
        send("POST", app, &form, "AUTH_ID=x").await.unwrap(),
        send("POST", &format!("{app}?DOMAIN=localhost&APP_SID=x"), &form, "AUTH_ID=x").await.unwrap(),
    ];
    for reply in entries {
        assert_eq!((reply.status, reply.text.as_str()), (200, "entry"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("content-security-policy"), Some(ancestors.as_str()));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    }
    let kinds = [("page.html", "text/html"), ("a.wasm", "application/wasm"), ("a.js", "text/javascript")];
    for (name, kind) in kinds {
        let reply = get(&format!("{app}{name}")).await;
        assert_eq!(reply.status, 200, "{name}");
        assert!(reply.header("content-type").is_some_and(|said| said.starts_with(kind)), "{name}");
    }
    assert_eq!(get(&format!("{app}nope.js")).await.status, 404);
    fs::remove_dir_all(dist).unwrap();
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_widget_it_says_what_to_run() {
    let sandbox = sandbox().await;
    let reply = get(sandbox.app_url()).await;
    assert_eq!(reply.status, 404);
    assert!(reply.text.contains("cargo xtask dist"));
    sandbox.stop().await;
}
