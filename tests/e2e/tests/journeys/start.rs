//! Before there is a widget: what the page says where none can start, and that nothing starts which is not ours.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use e2e::{Look, Stage, Widget, journey, journey_with};
use sandbox::server::Options;
use thirtyfour::By;

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_that_cannot_be_loaded_leaves_a_notice() -> Result<()> {
    let built = Built::copied("without-wasm")?;
    for file in built.module()? {
        fs::remove_file(file)?;
    }
    journey_with("start-no-wasm", built.options(), Look::Light, async |stage| {
        stops_at_the_start(stage, "404").await?;
        stage.state("start-no-wasm").await?;
        // On a slow line the start may come after all.
        let start = "dispatchEvent(new Event('TrunkApplicationStarted')); return true;";
        stage.browser.script::<bool>(start, vec![]).await?;
        stage.browser.shown("#app .skeleton").await?;
        ensure!(!stage.browser.driver().find(By::Id("stopped")).await?.is_displayed().await?, "it stays");
        Ok(())
    })
    .await
}

/// An empty section of nobody's.
const NOTHING: [u8; 3] = [0, 1, 0];

/// The page names its module by a digest, so that whoever can change a file of the host cannot change what runs: a
/// byte more is a module as good as before, and another.
#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_was_changed_does_not_start() -> Result<()> {
    let built = Built::copied("changed-wasm")?;
    for file in built.module()? {
        if file.extension().is_some_and(|extension| extension == "wasm") {
            fs::write(&file, [fs::read(&file)?.as_slice(), &NOTHING].concat())?;
        } else {
            fs::remove_file(file)?;
        }
    }
    journey_with("start-changed-wasm", built.options(), Look::Light, async |stage| {
        stops_at_the_start(stage, "integrity").await
    })
    .await
}

async fn stops_at_the_start(stage: &Stage, reason: &str) -> Result<()> {
    for expected in [reason, "integrity", "TypeError"] {
        stage.expect_in_console(expected);
    }
    stage.browser.goto(&format!("{}page.html", stage.sandbox().app_url())).await?;
    let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
    ensure!(notice.contains("Load it again"), "{notice}");
    Ok(())
}

/// No browser loads a module from a file: a skeleton stood there for ever.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_opened_from_a_file_says_that_it_needs_a_server() -> Result<()> {
    journey("start-file", async |stage| {
        for expected in ["file:", "integrity", "CORS", "TypeError"] {
            stage.expect_in_console(expected);
        }
        for page in ["index.html", "card.html", "page.html"] {
            let page = e2e::dist()?.canonicalize()?.join(page);
            stage.browser.goto(&format!("file://{}", page.display())).await?;
            let notice = stage.browser.shown("#from-a-file [role=alert]").await?.text().await?;
            ensure!(notice.contains("web server"), "{notice}");
            let skeleton = stage.browser.driver().find(By::Css(".skeleton")).await?;
            ensure!(!skeleton.is_displayed().await?, "the skeleton stays");
        }
        Ok(())
    })
    .await
}

/// To a browser `//page.html` is the host `page.html`.
#[tokio::test(flavor = "multi_thread")]
async fn loading_again_stays_on_the_host_whatever_its_path() -> Result<()> {
    journey("start-slashes", async |stage| {
        let address = format!("{}/page.html?LANG=en", stage.sandbox().app_url());
        ensure!(address.contains("//page.html"), "{address}");
        stage.browser.goto(&address).await?;
        let widget = Widget::on_this_page(&stage.browser).await?;
        widget.until_state("page", "disconnected").await?;
        let crash = "dispatchEvent(new Event('b24d-crash')); return true;";
        stage.browser.script::<bool>(crash, vec![]).await?;
        stage.browser.click("#stopped [lang=en] button").await?;
        Widget::on_this_page(&stage.browser).await?.until_state("page", "disconnected").await?;
        let again: String = stage.browser.script("return location.href", vec![]).await?;
        ensure!(again == address, "{again}");
        Ok(())
    })
    .await
}

/// What is built, in a folder where it may be spoiled.
struct Built(PathBuf);

impl Built {
    fn copied(name: &str) -> Result<Self> {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        copy_folder(&e2e::dist()?, &copy)?;
        Ok(Self(copy))
    }

    /// The modules, packed and as they are.
    fn module(&self) -> Result<Vec<PathBuf>> {
        let files = fs::read_dir(&self.0)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        Ok(files.into_iter().filter(|file| file.to_string_lossy().contains(".wasm")).collect())
    }

    fn options(&self) -> Options {
        Options { dist: Some(self.0.clone()), ..Options::default() }
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let copy = to.join(path.file_name().context("an entry has a name")?);
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy)?;
        }
    }
    Ok(())
}
