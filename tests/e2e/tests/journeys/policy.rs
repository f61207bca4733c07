//! What the page may do, and with whom it talks.

use anyhow::{Result, ensure};
use e2e::journey;

const INJECT: &str = "\
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.injected = \"yes\"';
    document.head.append(script);
    return document.documentElement.dataset.injected ?? 'no';";

/// An address that nothing answers: the policy has to stop the request before it is one.
const CONNECT: &str = "\
    const done = arguments[arguments.length - 1];
    document.addEventListener('securitypolicyviolation', report => done(report.effectiveDirective), { once: true });
    fetch(arguments[0]).then(() => done('sent'), () => {});";

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_stops_a_foreign_script_and_a_foreign_host() -> Result<()> {
    journey("policy", async |stage| {
        stage.expect_in_console("Content Security Policy");
        stage.expect_in_console("Refused to connect");
        stage.portal.app_page().await?;
        let injected: String = stage.browser.script(INJECT, vec![]).await?;
        ensure!(injected == "no", "a foreign script ran");
        let foreign = vec!["https://evil.example/".into()];
        let stopped = stage.browser.driver().execute_async(CONNECT, foreign).await?;
        ensure!(stopped.json() == "connect-src", "{:?}", stopped.json());
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_not_listed_is_refused() -> Result<()> {
    journey("policy-refused", async |stage| {
        let address = format!(
            "{}?DOMAIN=bitrix24.evil.example&PROTOCOL=1&LANG=en&APP_SID=0123456789abcdef0123456789abcdef",
            stage.sandbox().app_url()
        );
        stage.browser.goto(&address).await?;
        let widget = e2e::Widget::on_this_page(&stage.browser).await?;
        let shown = widget.until("a refusal", |shown| shown.screen.as_deref() == Some("refused")).await?;
        ensure!(!shown.text.is_empty(), "{shown:?}");
        stage.state("policy-refused").await
    })
    .await
}
