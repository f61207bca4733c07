//! Before there is a widget: what the page says where none can start, and that nothing starts which is not ours.

use std::{fs, path::PathBuf};

use anyhow::{Result, ensure};
use e2e::{Card, Look, Stage, Widget, journey, journey_with, journey_without, until};
use sandbox::story;
use thirtyfour::By;

use crate::built::Built;
use crate::policy::STOP_TIME;

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

/// Neither does a script that was changed: the page's policy names the scripts in it by what they are.
#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_was_changed_does_not_start() -> Result<()> {
    const PAGES: [&str; 2] = ["page.html", "card.html"];
    let built = Built::copied("changed-script")?;
    for page in PAGES {
        built.change(page, |page| page.replace("new CustomEvent(", "new  CustomEvent("))?;
    }
    journey_with("start-changed-script", built.options(), Look::Light, async |stage| {
        stage.browser.hurry(HURRY).await?;
        for page in PAGES {
            stage.expect_in_console("Content Security Policy");
            stage.browser.goto(&format!("{}{page}", stage.sandbox().app_url())).await?;
            let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
            ensure!(notice.contains("Load it again"), "{page}: {notice}");
        }
        Ok(())
    })
    .await
}

/// The module knows what its texts are: whoever can change a file of the host cannot change what a person reads. A word
/// more is a file of texts as good as before, and another.
#[tokio::test(flavor = "multi_thread")]
async fn texts_that_were_changed_are_not_shown() -> Result<()> {
    let built = Built::copied("changed-texts")?;
    built.change_texts("en", |texts| texts.replace("phones", "changed phones"))?;
    journey_with("start-changed-texts", built.options(), Look::Light, async |stage| {
        for page in ["page.html", "card.html"] {
            stage.expect_in_console("integrity");
            stage.browser.goto(&format!("{}{page}", stage.sandbox().app_url())).await?;
            let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
            ensure!(notice.contains("Load it again"), "{notice}");
        }
        Ok(())
    })
    .await
}

/// Where other texts are as they were, those are shown, as if the changed ones were missing.
#[tokio::test(flavor = "multi_thread")]
async fn texts_that_were_not_changed_stand_in_for_those_that_were() -> Result<()> {
    let built = Built::copied("changed-german-texts")?;
    built.change_texts("de", |texts| texts.replacen('\n', "\r\n", 1))?;
    journey_with("start-changed-german-texts", built.options(), Look::Light, async |stage| {
        stage.expect_in_console("integrity");
        stage.portal.switch("user=1&lang=de").await?;
        let widget = stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?;
        let shown = widget.until_state("card", "done").await?;
        ensure!(shown.completeness.iter().any(|line| line.contains("Complete")), "{shown:?}");
        Ok(())
    })
    .await
}

/// The page guesses the language before the module knows it. A wrong guess would be a file that nobody reads.
#[tokio::test(flavor = "multi_thread")]
async fn only_the_texts_of_the_language_that_is_spoken_are_asked_for() -> Result<()> {
    journey("start-guess", async |stage| {
        stage.portal.switch("user=1&lang=ru").await?;
        stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?.until_state("card", "done").await?;
        ensure!(texts_asked_for(stage).await?.iter().all(|file| file == "card/ru.txt"));
        // Alone, the page speaks the language of the browser, whatever its address says.
        stage.browser.goto(&format!("{}page.html?LANG=de", stage.sandbox().app_url())).await?;
        Widget::on_this_page(&stage.browser).await?.until_state("page", "disconnected").await?;
        ensure!(texts_asked_for(stage).await?.iter().all(|file| file == "page/en.txt"));
        Ok(())
    })
    .await
}

async fn texts_asked_for(stage: &Stage) -> Result<Vec<String>> {
    let loaded = "\
        const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        return loaded.filter(name => name.endsWith('.txt')).map(name => name.split('/').slice(-2).join('/'));";
    let files: Vec<String> = stage.browser.script(loaded, vec![]).await?;
    ensure!(!files.is_empty(), "no texts were asked for");
    Ok(files)
}

/// Notes what moves once it was painted.
const MOVED: &str = "{
    const moved = [];
    const note = (shifts) => moved.push(...shifts.flatMap(({ sources }) =>
        sources.map(({ node }) => node?.outerHTML ?? node?.data ?? 'something')));
    const watch = new PerformanceObserver((list) => note(list.getEntries()));
    watch.observe({ type: 'layout-shift', buffered: true });
    window.moved = () => (note(watch.takeRecords()), moved);
}";

/// What a person reads, or is about to click, stays where it is while the rest comes.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_while_a_card_fills() -> Result<()> {
    journey("start-still", async |stage| {
        stage.browser.before_documents(MOVED).await?;
        for width in [1200, 620] {
            stage.browser.resize(width, 900).await?;
            stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?.until_state("card", "done").await?;
            let moved: Vec<String> = stage.browser.script("return moved();", vec![]).await?;
            ensure!(moved.is_empty(), "{width}: {moved:?}");
        }
        Ok(())
    })
    .await
}

/// Nothing that hangs leaves a skeleton for ever. The page cannot tell a line that is slow from one that is dead: it
/// says that it has stopped, and starts if the module comes after all.
#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_never_comes_leaves_a_notice() -> Result<()> {
    journey_without("start-module-hangs", async |stage| {
        stage.browser.hurry(HURRY).await?;
        stage.browser.hang(&["*.wasm"]).await?;
        stage.browser.goto(&format!("{}page.html", stage.sandbox().app_url())).await?;
        let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
        ensure!(notice.contains("Load it again"), "{notice}");
        Ok(())
    })
    .await
}

/// Notes what the page does first, and how far it has come by then.
const ORDER: &str = "{
    window.order = [];
    const note = (what) => order.push(`${what} ${document.readyState}`);
    const asked = (file) => new URL(file.url ?? file, location).pathname.split('/').pop().replace(/-[0-9a-f]+/, '');
    const { fetch } = window;
    window.fetch = (file, ...how) => (note(asked(file)), fetch(file, ...how));
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...all) { note('start'); return new Instance(...all); };
}";

/// What takes longest is asked for as soon as the page begins, and what it needs next along with it: while a page is
/// being read, the script that starts the module does not run yet.
#[tokio::test(flavor = "multi_thread")]
async fn module_and_texts_are_asked_for_before_the_start() -> Result<()> {
    journey("start-order", async |stage| {
        stage.browser.before_documents(ORDER).await?;
        stage.portal.card(Card::Contact(story::CARD_CONTACT)).await?.until_state("card", "done").await?;
        let order: Vec<String> = stage.browser.script("return order;", vec![]).await?;
        let is_first = order.starts_with(&["widget.wasm loading".to_owned(), "en.txt loading".to_owned()]);
        ensure!(is_first && order.get(2).is_some_and(|third| third.starts_with("start ")), "{order:?}");
        Ok(())
    })
    .await
}

/// A portal shows a frame once it is loaded. That waits for nothing but the page itself, so that its grey lines are
/// seen at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_frame_is_loaded_without_its_module_and_its_texts() -> Result<()> {
    journey_without("start-skeleton", async |stage| {
        stage.browser.hang(&["*.wasm", "*.txt", "*.js"]).await?;
        stage.browser.goto(&format!("{}card.html", stage.sandbox().app_url())).await?;
        until("the page is loaded", async || {
            let state: String = stage.browser.script("return document.readyState;", vec![]).await?;
            Ok((state == "complete").then_some(()))
        })
        .await?;
        stage.browser.shown("#app .skeleton").await?;
        Ok(())
    })
    .await
}

/// Whatever the widget itself waits for has an end too. Grey lines stood there while its texts hung.
#[tokio::test(flavor = "multi_thread")]
async fn texts_that_never_come_leave_a_notice() -> Result<()> {
    journey_without("start-texts-hang", async |stage| {
        stage.browser.before_documents(STOP_TIME).await?;
        stage.browser.hang(&["*/en.txt"]).await?;
        stage.browser.goto(&format!("{}page.html", stage.sandbox().app_url())).await?;
        until("the widget has started", async || {
            Ok(stage.browser.script::<bool>(STARTED, vec![]).await?.then_some(()))
        })
        .await?;
        let stopped = stage.browser.driver().find(By::Id("stopped")).await?;
        ensure!(!stopped.is_displayed().await?, "nothing was waited for");
        stage.browser.script::<bool>("letTimePass(); return true;", vec![]).await?;
        let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
        ensure!(notice.contains("Load it again"), "{notice}");
        Ok(())
    })
    .await
}

/// The widget has drawn what it shows while it waits.
const STARTED: &str = "return document.querySelector('#app [data-app]') !== null;";

/// So many times as early do the deadlines of the start fire, for a test not to wait for them.
const HURRY: u32 = 50;

async fn stops_at_the_start(stage: &Stage, reason: &str) -> Result<()> {
    for expected in [reason, "integrity", "TypeError"] {
        stage.expect_in_console(expected);
    }
    stage.browser.goto(&format!("{}page.html", stage.sandbox().app_url())).await?;
    let notice = stage.browser.shown("#stopped [role=alert]").await?.text().await?;
    ensure!(notice.contains("Load it again"), "{notice}");
    Ok(())
}

/// Each licence asks to be handed on with what it is of.
#[test]
fn what_is_built_has_its_licences_beside_it() -> Result<()> {
    let files = fs::read_dir(e2e::dist()?)?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    let of_others = |file: &&PathBuf| {
        let is_text = file.extension().is_some_and(|end| end == "txt");
        is_text && file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("third-party-"))
    };
    let licences: Vec<_> = files.iter().filter(of_others).collect();
    ensure!(licences.len() == 1, "{licences:?}");
    ensure!(fs::read_to_string(licences[0])?.contains("leptos"), "{licences:?}");
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

/// What a page of ours has noted of its place in the history before the widget starts.
const NOTED: &str = "history.replaceState({ place: 'ours' }, '');";

/// To a browser `//page.html` is the host `page.html`: the address could not be erased there, and *Load again* left the
/// host.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_stays_on_its_host_whatever_its_path() -> Result<()> {
    journey("start-slashes", async |stage| {
        stage.browser.before_documents(NOTED).await?;
        let address = format!("{}/page.html", stage.sandbox().app_url());
        ensure!(address.contains("//page.html"), "{address}");
        stage.browser.goto(&format!("{address}?webhook=secret#secret")).await?;
        let widget = Widget::on_this_page(&stage.browser).await?;
        widget.until_state("page", "disconnected").await?;
        let place = "return [location.href, history.state?.place];";
        let [now, kept]: [String; 2] = stage.browser.script(place, vec![]).await?;
        ensure!((now.as_str(), kept.as_str()) == (&address, "ours"), "{now}: {kept}");
        let crash = "dispatchEvent(new Event('b24d-crash')); return true;";
        stage.browser.script::<bool>(crash, vec![]).await?;
        stage.browser.click("#stopped [lang=en] button").await?;
        Widget::on_this_page(&stage.browser).await?.until_state("page", "disconnected").await?;
        let [again, _]: [String; 2] = stage.browser.script(place, vec![]).await?;
        ensure!(again == address, "{again}");
        // A card on its own opens the page in its place.
        stage.browser.goto(&address.replace("page.html", "card.html?secret#secret")).await?;
        Widget::on_this_page(&stage.browser).await?.until_state("page", "disconnected").await?;
        let [page, _]: [String; 2] = stage.browser.script(place, vec![]).await?;
        ensure!(page == address.replace("page.html", "index.html"), "{page}");
        Ok(())
    })
    .await
}
