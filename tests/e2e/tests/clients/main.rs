//! The vendor's own client in a frame of the sandbox, unmodified: what it asks of a portal, it gets.
//!
//! It comes from its registry: `cargo xtask test clients` installs it and says where it is.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use e2e::{Card, Look, Stage, journey_with, until};
use sandbox::{server::Options, story};
use serde_json::{Value, json};
use thirtyfour::By;

/// A journey with a page in place of the widget that does nothing but load the client.
async fn with_client(name: &str, options: Options, walk: impl AsyncFn(&Stage) -> Result<()>) -> Result<()> {
    let name = format!("client-{name}");
    let options = Options { dist: Some(page(&name)?), records: 100, ..options };
    journey_with(&name, options, Look::Light, walk).await
}

/// A folder with the page and the client's script as its authors built it.
fn page(name: &str) -> Result<PathBuf> {
    let package = env::var_os("CLIENT_B24JSSDK")
        .context("CLIENT_B24JSSDK is not set: run `cargo xtask test clients`")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder)?;
    fs::copy(Path::new(&package).join("dist/umd/index.min.js"), folder.join("b24jssdk.js"))?;
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/index.html");
    fs::copy(&page, folder.join("index.html"))?;
    fs::copy(page, folder.join("card.html"))?;
    Ok(folder)
}

/// Runs the body of an asynchronous function that has the ready client as `b24`.
async fn with_b24(stage: &Stage, body: &str) -> Result<Value> {
    let script = format!("return window.client.then(async (b24) => {{ {body} }});");
    stage.browser.script(&script, vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the client: cargo xtask test clients"]
async fn it_learns_where_it_is_and_calls_rest() -> Result<()> {
    with_client("rest", Options::default(), async |stage| {
        stage.portal.card(Card::Contact(275)).await?;
        let place = "return [
            b24.placement.title, b24.placement.options.ID, b24.isInstallMode, b24.auth.isAdmin, b24.getLang(),
            (await b24.placement.getInterface()).command.includes('reloadData'),
        ];";
        let place = with_b24(stage, place).await?;
        ensure!(place == json!(["CRM_CONTACT_DETAIL_TAB", "275", false, true, "en", true]), "{place}");
        let call = "
            const params = { type: 'PHONE', values: ['1234567', '11223355'] };
            const answer = await b24.actions.v2.call.make({ method: 'crm.duplicate.findbycomm', params });
            return answer.getData().result;";
        let found = with_b24(stage, call).await?;
        ensure!(found == json!({ "CONTACT": [275, 2297] }), "{found}");
        let batch = "
            const calls = {
                contact: { method: 'crm.contact.get', params: { id: 2297 } },
                me: { method: 'profile' },
            };
            const answer = await b24.actions.v2.batch.make({ calls, options: { returnAjaxResult: true } });
            const { contact, me } = answer.getData();
            return [contact.getData().result.ID, me.getData().result.ID];";
        let ids = with_b24(stage, batch).await?;
        ensure!(ids == json!(["2297", "1"]), "{ids}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the client: cargo xtask test clients"]
async fn it_asks_for_another_token_when_its_own_has_expired() -> Result<()> {
    with_client("expiry", Options::default(), async |stage| {
        stage.portal.card(Card::Contact(275)).await?;
        let token = "return b24.auth.getAuthData().access_token;";
        let before = with_b24(stage, token).await?;
        stage.sandbox().advance(Duration::from_secs(3601));
        stage.expect_in_console("401");
        let call = "return (await b24.actions.v2.call.make({ method: 'profile' })).getData().result.ID;";
        let me = with_b24(stage, call).await?;
        ensure!(me == "1", "{me}");
        ensure!(with_b24(stage, token).await? != before, "the token is the old one");
        let expired = stage.sandbox().stats().rejected.get("expired_token").copied();
        ensure!(expired == Some(1), "{expired:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the client: cargo xtask test clients"]
async fn it_changes_its_height_and_opens_another_card() -> Result<()> {
    with_client("parent", Options::default(), async |stage| {
        stage.portal.card(Card::Contact(275)).await?;
        with_b24(stage, "return await b24.parent.resizeWindow(500, 777);").await?;
        stage.portal.leave_widget().await?;
        let height: f64 = stage
            .browser
            .script(
                "return document.querySelector('iframe.app-frame').getBoundingClientRect().height;",
                vec![],
            )
            .await?;
        ensure!((776.0..=778.0).contains(&height), "{height}");

        stage.portal.enter_widget().await?;
        let open = format!(
            "window.closed_slider = b24.slider.openPath(b24.slider.getUrl('/crm/lead/details/{}/'));
             return null;",
            story::LEAD_OF_CLIENT
        );
        with_b24(stage, &open).await?;
        let address = stage.portal.slider_address().await?;
        ensure!(address.contains(&format!("/crm/lead/details/{}/", story::LEAD_OF_CLIENT)), "{address}");
        stage.portal.close_slider().await?;
        stage.portal.enter_widget().await?;
        let closed = with_b24(stage, "return await window.closed_slider;").await?;
        ensure!(closed == json!({ "isOpenAtNewWindow": false, "isClose": true }), "{closed}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the client: cargo xtask test clients"]
async fn it_finishes_the_installation() -> Result<()> {
    let options = Options { installed: false, ..Options::default() };
    with_client("install", options, async |stage| {
        stage.portal.app_page().await?;
        let mode = with_b24(stage, "return b24.isInstallMode;").await?;
        ensure!(mode == true, "{mode}");
        // The portal does not answer this: it shows its page anew.
        with_b24(stage, "b24.installFinish(); return null;").await?;
        until("the installed application", async || {
            stage.portal.enter_widget().await?;
            Ok((with_b24(stage, "return b24.isInstallMode;").await? == false).then_some(()))
        })
        .await?;
        stage.portal.leave_widget().await?;
        let address = stage.browser.driver().current_url().await?;
        ensure!(address.query() == Some("install_finished=Y"), "{address}");
        ensure!(stage.sandbox().portal().with(|portal| portal.app.installed), "it is not installed");
        let frames = stage.browser.driver().find_all(By::Css("iframe.app-frame")).await?;
        ensure!(frames.len() == 1, "{} frames", frames.len());
        Ok(())
    })
    .await
}
