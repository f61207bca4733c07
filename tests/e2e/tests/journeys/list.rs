//! A list is checked: a file goes in, every row gets a verdict, and a file comes out.

use std::{env, fs, path::PathBuf, process};

use anyhow::{Context as _, Result, ensure};
use e2e::{Look, Stage, Widget, journey, journey_with, until};
use sandbox::{data::lists, server::Options};
use serde_json::json;
use thirtyfour::Key;

/// Drops a file, as a person does who has it on the desktop.
const DROP: &str = "\
    const [place, name, bytes] = arguments;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
    const event = type => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
    const target = document.querySelector(place);
    target.dispatchEvent(event('dragover'));
    target.dispatchEvent(event('drop'));
    return true;";

/// The verdict of a row of the file, if it is drawn.
const VERDICT: &str = "\
    const row = document.querySelector(`.list-drawn [data-row='${arguments[0]}'] .chip`);
    return row ? row.dataset.verdict : null;";

/// How many rows are in the page, and how many the table has.
const ROWS: &str = "\
    const grid = document.querySelector('.list-grid');
    return [document.querySelectorAll('.list-drawn > *').length, Number(grid.ariaRowCount) - 1];";

/// The row of the file in which the keyboard is, and whether it is within what is seen of the table.
const CURRENT: &str = "\
    const grid = document.querySelector('.list-grid');
    const row = document.getElementById(grid.getAttribute('aria-activedescendant'));
    if (!row) return null;
    const [outer, inner] = [grid, row].map(one => one.getBoundingClientRect());
    return [Number(row.dataset.row), inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1];";

/// Whether the browser would ask someone who closes the page.
const IS_ASKED: &str = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));";

/// The page of a list, in the search's place.
async fn on_the_list(stage: &Stage) -> Result<Widget> {
    let widget = stage.plain_page().await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await?;
    stage.browser.click("button[name=show-list]").await?;
    stage.browser.shown("[data-list][data-state=idle]").await?;
    Ok(widget)
}

/// One of the lists that the portal offers.
pub(crate) fn offered(stage: &Stage, name: &str) -> Result<Vec<u8>> {
    let list = lists::list(name).context("a list of the sandbox")?;
    Ok(stage.sandbox().portal().with(|portal| list.write(&portal.crm, portal.seed)))
}

/// The first rows of the long list, with its head.
fn long(stage: &Stage, rows: usize) -> Result<Vec<u8>> {
    let text = String::from_utf8(offered(stage, "large.csv")?)?;
    Ok(text.split_inclusive('\n').take(rows + 1).collect::<String>().into_bytes())
}

pub(crate) async fn dropped(stage: &Stage, name: &str, bytes: &[u8]) -> Result<()> {
    let arguments = vec![json!(".list-drop"), json!(name), json!(bytes)];
    stage.browser.script::<bool>(DROP, arguments).await.map(drop)
}

pub(crate) async fn in_stage(stage: &Stage, name: &str) -> Result<()> {
    stage.browser.shown(&format!("[data-list][data-state={name}]")).await.map(drop)
}

pub(crate) async fn in_run(stage: &Stage, name: &str) -> Result<()> {
    stage.browser.shown(&format!("[data-run={name}]")).await.map(drop)
}

/// From the preview to the end of the check.
async fn checked(stage: &Stage) -> Result<()> {
    stage.browser.click("button[name=read-rows]").await?;
    in_stage(stage, "ready").await?;
    stage.browser.click("button[name=begin-list]").await?;
    in_run(stage, "done").await
}

async fn verdict(stage: &Stage, row: u64) -> Result<Option<String>> {
    stage.browser.script(VERDICT, vec![json!(row)]).await
}

async fn text_of(stage: &Stage, css: &str) -> Result<String> {
    Ok(stage.browser.shown(css).await?.text().await?)
}

/// Where this browser saves files, empty at first.
async fn downloads(stage: &Stage, name: &str) -> Result<PathBuf> {
    let folder = env::temp_dir().join(format!("b24-duplicates-{name}-{}", process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
    stage.browser.driver().cdp().send_raw("Page.setDownloadBehavior", behaviour).await?;
    Ok(folder)
}

/// Waits for a saved file, and brings its name and what is in it.
async fn saved(folder: &PathBuf, ending: &str) -> Result<(String, Vec<u8>)> {
    let path = until("a saved file", async || {
        let files = fs::read_dir(folder)?.filter_map(Result::ok).map(|file| file.path());
        Ok(files.into_iter().find(|path| path.extension().is_some_and(|found| found == ending)))
    })
    .await?;
    let name = path.file_name().context("a name")?.to_string_lossy().into_owned();
    let bytes = fs::read(&path)?;
    fs::remove_file(path)?;
    Ok((name, bytes))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_list_gets_a_verdict_for_each_row_and_is_saved_with_them() -> Result<()> {
    journey("list", async |stage| {
        on_the_list(stage).await?;
        stage.state("list-idle").await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        let format = text_of(stage, ".list-preview > .quiet").await?;
        ensure!(format.contains("windows-1251") && format.contains("semicolon"), "{format}");
        let heads =
            "return [...document.querySelectorAll('th[data-holds]')].map(head => head.dataset.holds);";
        let holds: Vec<String> = stage.browser.script(heads, vec![]).await?;
        ensure!(
            holds == ["other", "other", "phones", "phones", "emails", "other", "other", "other"],
            "{holds:?}"
        );
        stage.browser.click("select[name=country] option[value=RU]").await?;
        stage.state("list-preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        stage.browser.click("[data-unread] summary").await?;
        stage.state("list-ready").await?;
        ensure!(stage.requests() <= 2, "nothing is asked before the start");
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await?;
        stage.state("list-done").await?;
        // Maria's phone and its repetition, one that only the list repeats, and a new one.
        for (row, expected) in [(2, "several"), (18, "several"), (21, "repeated"), (22, "new")] {
            let found = verdict(stage, row).await?;
            ensure!(found.as_deref() == Some(expected), "row {row}: {found:?}");
        }
        // A row without a phone is further down than what is drawn, until the others are taken away.
        stage.browser.click(".list-filters [data-verdict=not-valid] label").await?;
        until("the row of an empty cell", async || {
            Ok(verdict(stage, 37).await?.filter(|found| found == "not-valid"))
        })
        .await?;
        stage.browser.click(".list-filters [data-verdict=not-valid] label").await?;
        let folder = downloads(stage, "list").await?;
        stage.browser.click(".list-filters [data-verdict=new] label").await?;
        let label = text_of(stage, "button[name=save-shown-csv]").await?;
        let [_, shown]: [u64; 2] = stage.browser.script(ROWS, vec![]).await?;
        ensure!(label.contains(&format!("the {shown} row")), "{label}: {shown}");
        stage.state("list-filtered").await?;
        stage.browser.click("button[name=save-shown-csv]").await?;
        let (name, bytes) = saved(&folder, "csv").await?;
        let text = String::from_utf8(bytes)?;
        let lines: Vec<&str> = text.trim_end().lines().collect();
        ensure!(name.starts_with("clients"), "{name}");
        ensure!(lines.len() as u64 == shown + 1, "{} lines for {shown} rows:\n{text}", lines.len());
        ensure!(text.starts_with("\u{feff}№ заказа;Клиент;Телефон"), "{text}");
        // A formula of the file does not run in the spreadsheet that opens it.
        ensure!(!text.contains(";=HYPERLINK"), "{text}");
        stage.browser.click("button[name=clear-filters]").await?;
        stage.browser.click("button[name=save-all-xlsx]").await?;
        let (_, book) = saved(&folder, "xlsx").await?;
        ensure!(book.starts_with(b"PK"), "a workbook");
        stage.state("list-saved").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_opens_a_search_narrows_and_rows_of_one_record_stand_together() -> Result<()> {
    journey("list-rows", async |stage| {
        on_the_list(stage).await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("select[name=country] option[value=RU]").await?;
        checked(stage).await?;
        stage.browser.click(".list-drawn [data-row='2']").await?;
        let opened = text_of(stage, "[data-opened]").await?;
        ensure!(opened.contains("Maria Keller") && opened.contains("Мария Келлер"), "{opened}");
        stage.state("list-opened").await?;
        stage.browser.click("button[name=close-row]").await?;
        stage.browser.fill("input[name=list-search]", "Новиков").await?;
        until("one row", async || {
            let [_, rows]: [u64; 2] = stage.browser.script(ROWS, vec![]).await?;
            Ok((rows == 1).then_some(()))
        })
        .await?;
        stage.state("list-searched").await?;
        stage.browser.click("input[name=list-search]").await?;
        stage.browser.press(Key::Control + "a").await?;
        stage.browser.press(Key::Backspace).await?;
        until("all rows again", async || {
            let [_, rows]: [u64; 2] = stage.browser.script(ROWS, vec![]).await?;
            Ok((rows == 39).then_some(()))
        })
        .await?;
        stage.browser.click("select[name=list-group] option[value=by-record]").await?;
        stage.browser.shown(".list-drawn [data-begins]").await?;
        stage.state("list-grouped").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_check_the_columns_are_looked_at_again_and_the_verdicts_are_then_out_of_date() -> Result<()> {
    journey("list-stale", async |stage| {
        on_the_list(stage).await?;
        dropped(stage, "list.csv", b"Name;Phone\r\nMaria;+7 916 123-45-67\r\n").await?;
        in_stage(stage, "preview").await?;
        checked(stage).await?;
        stage.browser.click("button[name=to-preview]").await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("th[data-holds=phones] option[value='2']").await?;
        let notice = text_of(stage, ".notice").await?;
        ensure!(notice.contains("out of date"), "{notice}");
        stage.state("list-stale").await?;
        stage.browser.click(".notice button[name=to-results]").await?;
        in_run(stage, "done").await?;
        let found = verdict(stage, 2).await?;
        ensure!(found.as_deref() == Some("several"), "{found:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn workbooks_address_books_and_pasted_tables_are_checked_too() -> Result<()> {
    journey("list-formats", async |stage| {
        on_the_list(stage).await?;
        for name in ["fair.xlsx", "phonebook.vcf"] {
            dropped(stage, name, &offered(stage, name)?).await?;
            in_stage(stage, "preview").await?;
            stage.state(&format!("list-{}", name.replace('.', "-"))).await?;
            checked(stage).await?;
            let first = verdict(stage, 2).await?.or(verdict(stage, 1).await?);
            ensure!(first.as_deref() == Some("several"), "{name}: {first:?}");
            stage.browser.click("button[name=another-file]").await?;
            stage.browser.click(".question button[name=for-sure]").await?;
            in_stage(stage, "idle").await?;
        }
        let paste = "\
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', 'Name\\tPhone\\nMaria\\t+7 916 123-45-67\\nNobody\\t+7 999 555 00 11\\n');
            document.querySelector('textarea[name=list-text]')
                .dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
            return true;";
        stage.browser.script::<bool>(paste, vec![]).await?;
        in_stage(stage, "preview").await?;
        checked(stage).await?;
        let verdicts = (verdict(stage, 2).await?, verdict(stage, 3).await?);
        ensure!(verdicts == (Some("several".to_owned()), Some("new".to_owned())), "{verdicts:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_is_refused_with_its_reason_and_another_file_can_be_chosen() -> Result<()> {
    journey("list-refused", async |stage| {
        let widget = on_the_list(stage).await?;
        dropped(stage, "list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").await?;
        in_stage(stage, "refused").await?;
        let shown = widget.read().await?;
        ensure!(shown.text.contains("This is a picture and no table"), "{}", shown.text);
        stage.state("list-refused").await?;
        stage.browser.click(".notice button[name=another-file]").await?;
        in_stage(stage, "idle").await?;
        dropped(stage, "list.csv", b"Phone\r\n+7 916 123-45-67\r\n").await?;
        in_stage(stage, "preview").await
    })
    .await
}

/// A portal that fails in the middle: the reason is said, nothing is called new that was not checked, and *Go on* asks for the rest.
#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_fails_pauses_the_check_with_the_reason_and_go_on_finishes_it() -> Result<()> {
    journey("list-failing", async |stage| {
        const NOT_CHECKED: &str =
            "return [...document.querySelectorAll('[name=list-filter][value=not-checked]')].length;";
        stage.expect_in_console("status of 40");
        on_the_list(stage).await?;
        dropped(stage, "large.csv", &long(stage, 300)?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        let fault =
            json!([{ "kind": "error", "status": 400, "code": "SOMETHING_NEW", "text": "Quite new." }]);
        stage.faults(fault)?;
        stage.browser.click("button[name=begin-list]").await?;
        let reason = stage.browser.shown("[data-code=B24D-OTHER]").await?.text().await?;
        ensure!(reason.contains("SOMETHING_NEW") && reason.contains("Quite new."), "{reason}");
        in_run(stage, "paused").await?;
        ensure!(
            stage.browser.script::<u32>(NOT_CHECKED, vec![]).await? == 1,
            "nothing is said not to be checked"
        );
        stage.state("list-failing").await?;
        stage.faults(json!([]))?;
        stage.browser.click("[data-code=B24D-OTHER] button[name=resume]").await?;
        in_run(stage, "done").await?;
        ensure!(stage.browser.script::<u32>(NOT_CHECKED, vec![]).await? == 0, "something is left unchecked");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_paused_stopped_and_continued_with_the_rest() -> Result<()> {
    journey("list-paused", async |stage| {
        on_the_list(stage).await?;
        dropped(stage, "large.csv", &long(stage, 3_000)?).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        // So slow that there is time for everything that follows.
        let slow = json!([{ "kind": "delay", "delay_ms": 20_000 }]);
        stage.faults(slow)?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "running").await?;
        let title = stage.browser.driver().title().await?;
        ensure!(title.contains('%'), "{title}");
        stage.state("list-running").await?;
        // It goes on behind the search box, and is told of there.
        stage.browser.click("button[name=leave-list]").await?;
        stage.browser.shown("button[name=show-list]").await?;
        let title = stage.browser.driver().title().await?;
        ensure!(title.contains('%'), "{title}");
        ensure!(
            stage.browser.script::<bool>(IS_ASKED, vec![]).await?,
            "the page is closed without a question"
        );
        stage.browser.click("button[name=show-list]").await?;
        stage.browser.click(".list-run button[name=hold]").await?;
        stage.browser.shown("[data-run=pausing], [data-run=paused]").await?;
        stage.state("list-pausing").await?;
        stage.faults(json!([]))?;
        in_run(stage, "paused").await?;
        let asked = stage.requests();
        stage.state("list-paused").await?;
        ensure!(stage.requests() == asked, "nothing is asked in a pause");
        stage.browser.click(".list-run button[name=stop]").await?;
        in_run(stage, "stopped").await?;
        stage.browser.shown(".list-filters [data-verdict=not-checked] label").await?;
        stage.state("list-stopped").await?;
        stage.browser.click(".list-run button[name=rest]").await?;
        in_run(stage, "done").await?;
        let left: u32 = stage
            .browser
            .script(
                "return document.querySelectorAll('[name=list-filter][value=not-checked]').length;",
                vec![],
            )
            .await?;
        ensure!(left == 0, "rows are left that were not checked");
        let title = stage.browser.driver().title().await?;
        ensure!(!title.contains('%'), "{title}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_goes_through_thousands_of_rows_of_which_few_are_in_the_page() -> Result<()> {
    journey("list-keyboard", async |stage| {
        on_the_list(stage).await?;
        dropped(stage, "large.csv", &long(stage, 5_000)?).await?;
        in_stage(stage, "preview").await?;
        checked(stage).await?;
        stage.browser.tab_to(".list-grid").await?;
        let comes_to = async |row: u64| {
            until(&format!("the keyboard is in row {row}"), async || {
                let now: Option<(u64, bool)> = stage.browser.script(CURRENT, vec![]).await?;
                Ok((now == Some((row, true))).then_some(()))
            })
            .await
        };
        comes_to(2).await?;
        stage.browser.press(Key::Down).await?;
        stage.browser.press(Key::Down).await?;
        comes_to(4).await?;
        stage.browser.press(Key::End).await?;
        comes_to(5_001).await?;
        let [drawn, all]: [u64; 2] = stage.browser.script(ROWS, vec![]).await?;
        ensure!(all == 5_000 && drawn < 100, "{drawn} of {all} rows are in the page");
        stage.state("list-end").await?;
        stage.browser.press(Key::Up).await?;
        comes_to(5_000).await?;
        stage.browser.press(Key::Enter).await?;
        let opened = text_of(stage, "[data-opened] h3").await?;
        ensure!(opened == "Row 5,000", "{opened}");
        stage.browser.press(Key::Escape).await?;
        until("the row is closed", async || {
            let count = "return document.querySelectorAll('[data-opened]').length;";
            let opened: u32 = stage.browser.script(count, vec![]).await?;
            Ok((opened == 0).then_some(()))
        })
        .await?;
        stage.browser.press(Key::Home).await?;
        comes_to(2).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_fits_a_narrow_page_mirrors_and_is_legible_in_the_dark() -> Result<()> {
    journey_with("list-look", Options::default(), Look::Dark, async |stage| {
        stage.browser.resize(320, 900).await?;
        on_the_list(stage).await?;
        stage.state("list-narrow-idle").await?;
        dropped(stage, "clients.csv", &offered(stage, "clients.csv")?).await?;
        in_stage(stage, "preview").await?;
        stage.state("list-narrow-preview").await?;
        checked(stage).await?;
        stage.browser.click(".list-drawn [data-row='2']").await?;
        stage.browser.shown("[data-opened]").await?;
        stage.state("list-narrow").await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        stage.browser.resize(1280, 900).await?;
        stage.browser.force_rtl().await?;
        stage.state("list-rtl").await?;
        let overflow = stage.browser.too_wide_by().await?;
        ensure!(overflow == 0, "the content is {overflow} px too wide");
        Ok(())
    })
    .await
}

/// So many questions for duplicates the portal has had.
fn finds(stage: &Stage) -> u64 {
    stage
        .sandbox()
        .portal()
        .with(|portal| portal.stats.commands.get("crm.duplicate.findbycomm").copied().unwrap_or_default())
}

/// How many searches of a list are kept. What is not there yet is not made by looking, and is none.
const KEPT: &str = "\
    return indexedDB.databases().then(all => {
        if (!all.some(found => found.name === 'b24-duplicates')) return 0;
        return new Promise(told => {
            const none = () => told(0);
            const opened = indexedDB.open('b24-duplicates');
            opened.onupgradeneeded = () => opened.transaction.abort();
            opened.onerror = none;
            opened.onsuccess = () => {
                const database = opened.result;
                // What is thrown here would leave the promise open for ever.
                const has = database.objectStoreNames.contains('kept');
                const keys = has ? database.transaction('kept').objectStore('kept').getAllKeys() : null;
                database.close();
                if (!keys) return none();
                keys.onerror = none;
                keys.onsuccess = () => told(keys.result.filter(key => key.includes('search-')).length);
            };
        });
    });";

/// The browser has kept what was found out.
async fn until_kept(stage: &Stage) -> Result<()> {
    until("a search that is kept", async || {
        Ok((stage.browser.script::<u64>(KEPT, vec![]).await? > 0).then_some(()))
    })
    .await
}

/// The page is loaded anew, and connected as before.
async fn reloaded(stage: &Stage) -> Result<()> {
    let widget = stage.plain_page().await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_kept_goes_on_after_a_reload_with_what_is_left() -> Result<()> {
    journey("list-kept", async |stage| {
        on_the_list(stage).await?;
        let list = long(stage, 3_000)?;
        // Without anything in between, to know how much there is to ask.
        dropped(stage, "large.csv", &list).await?;
        in_stage(stage, "preview").await?;
        checked(stage).await?;
        let all = finds(stage);
        let new = "return document.querySelector('.list-filters [data-verdict=new] label').textContent;";
        let expected: String = stage.browser.script(new, vec![]).await?;
        stage.browser.click("button[name=another-file]").await?;
        stage.browser.click(".question button[name=for-sure]").await?;
        dropped(stage, "large.csv", &list).await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        stage.browser.click("input[name=keep-list]").await?;
        stage.state("list-keep").await?;
        stage.faults(json!([{ "kind": "delay", "delay_ms": 20_000 }]))?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "running").await?;
        stage.browser.click(".list-run button[name=hold]").await?;
        stage.browser.shown("[data-run=pausing], [data-run=paused]").await?;
        stage.faults(json!([]))?;
        in_run(stage, "paused").await?;
        until_kept(stage).await?;
        stage.state("list-kept-paused").await?;
        let asked = finds(stage) - all;
        ensure!(asked > 0 && asked < all, "{asked} of {all} questions before the reload");

        reloaded(stage).await?;
        let notice = text_of(stage, ".notice").await?;
        ensure!(notice.contains("large.csv") && notice.contains("3,000 rows"), "{notice}");
        stage.state("list-kept-offer").await?;
        stage.browser.click("button[name=continue-kept]").await?;
        in_run(stage, "done").await?;
        let left = finds(stage) - all - asked;
        // What was answered is not asked again. How many questions the answers lead to depends on their order, so that two
        // checks of one list differ by a few: 313 and 316 were seen, and 14 of them before the reload.
        ensure!(left < all - asked / 2, "{left} questions after the reload and {asked} before, of {all}");
        let found: String = stage.browser.script(new, vec![]).await?;
        ensure!(found == expected, "{found} and not {expected}");
        stage.state("list-kept-done").await?;

        // Until it is saved it comes back, and then only if nobody wants it to be erased.
        reloaded(stage).await?;
        stage.browser.click("button[name=continue-kept]").await?;
        in_run(stage, "done").await?;
        stage.browser.click(".list-run button[name=erase-kept]").await?;
        until("it is erased", async || {
            let details = text_of(stage, ".list-details").await?;
            Ok(details.contains("keeps nothing of the list any more").then_some(()))
        })
        .await?;
        reloaded(stage).await?;
        stage.browser.click("button[name=show-list]").await?;
        stage.browser.shown("[data-list][data-state=idle]").await?;
        let offers = "return document.querySelectorAll('button[name=continue-kept]').length;";
        ensure!(stage.browser.script::<u64>(offers, vec![]).await? == 0, "what was erased is offered");
        Ok(())
    })
    .await
}

/// The application's page in its portal, as somebody who is signed in opens it, with a list that was pasted and read.
async fn pasted_in_the_portal(stage: &Stage, text: &str) -> Result<()> {
    let widget = stage.portal.app_page().await?;
    widget.until_state("page", "ready").await?;
    stage.browser.click("button[name=show-list]").await?;
    stage.browser.shown("[data-list][data-state=idle]").await?;
    stage.browser.fill("textarea[name=list-text]", text).await?;
    stage.browser.click("button[name=read-pasted]").await?;
    in_stage(stage, "preview").await?;
    stage.browser.click("button[name=read-rows]").await?;
    in_stage(stage, "ready").await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_portals_frame_a_pasted_list_comes_back_to_its_user() -> Result<()> {
    journey("list-kept-framed", async |stage| {
        pasted_in_the_portal(stage, "Maria,+7 916 123-45-67").await?;
        stage.browser.click("input[name=keep-list]").await?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await?;
        until_kept(stage).await?;

        // Someone else at the same computer is not told of it, although the portal has said who that is.
        stage.portal.leave_widget().await?;
        stage.portal.switch("user=7").await?;
        pasted_in_the_portal(stage, "Maria,+7 916 123-45-67").await?;
        stage.browser.shown("input[name=keep-list]:enabled").await?;
        let offers = "return document.querySelectorAll('button[name=continue-kept]').length;";
        ensure!(stage.browser.script::<u64>(offers, vec![]).await? == 0, "another user is offered it");
        ensure!(stage.browser.script::<u64>(KEPT, vec![]).await? == 1, "another user has erased it");

        stage.portal.leave_widget().await?;
        stage.portal.switch("user=1").await?;
        let widget = stage.portal.app_page().await?;
        widget.until_state("page", "ready").await?;
        stage.browser.shown("button[name=continue-kept]").await?;
        stage.state("list-kept-framed-offer").await?;
        stage.browser.click("button[name=continue-kept]").await?;
        in_run(stage, "done").await?;
        let found = verdict(stage, 1).await?;
        ensure!(found.as_deref() == Some("several"), "{found:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_denies_its_storage_that_is_said_before_the_check() -> Result<()> {
    journey("list-denied", async |stage| {
        let denied = "Object.defineProperty(self, 'indexedDB', \
            { get() { throw new DOMException('denied', 'SecurityError'); } });";
        stage.browser.before_documents(denied).await?;
        on_the_list(stage).await?;
        dropped(stage, "list.csv", b"Phone\r\n+7 916 123-45-67\r\n").await?;
        in_stage(stage, "preview").await?;
        stage.browser.click("button[name=read-rows]").await?;
        in_stage(stage, "ready").await?;
        let keep = text_of(stage, ".list-keep").await?;
        ensure!(keep.contains("keeps nothing for this page"), "{keep}");
        let disabled = "return document.querySelector('input[name=keep-list]').disabled;";
        ensure!(stage.browser.script::<bool>(disabled, vec![]).await?, "the box can be ticked");
        stage.state("list-keep-denied").await?;
        stage.browser.click("button[name=begin-list]").await?;
        in_run(stage, "done").await
    })
    .await
}
