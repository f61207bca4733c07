//! How long the page keeps a person waiting while it works. Figures, not verdicts: a busy machine is slower.

mod list;

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::{Look, Stage, Widget, journey_with};
use sandbox::crm::{CommKind, EntityType, MultiField, Record};
use sandbox::portal::Settings;
use sandbox::server::Options;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::Key;

/// What the page's own clocks saw since [`WATCH`].
#[derive(Deserialize)]
struct Seen {
    /// The longest time in ms between two turns of the event loop.
    longest_turn: f64,
    /// Tasks that the browser calls long, above 50 ms.
    long_tasks: Vec<f64>,
    /// The longest time in ms from a key's press to its handler.
    input_delay: f64,
    /// Bytes of the module's memory.
    #[serde(skip)]
    memory: Option<u64>,
}

impl fmt::Display for Seen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { longest_turn, long_tasks, input_delay, memory } = self;
        let memory = memory.unwrap_or_default() / 1_000_000;
        write!(
            formatter,
            "longest turn {longest_turn:.0} ms, tasks above 50 ms {long_tasks:.0?}, input delay {input_delay:.0} ms, \
             memory {memory} MB"
        )
    }
}

const WATCH: &str = "\
    const seen = window.seen = {};
    window.watchAnew = () => Object.assign(seen, { longest_turn: 0, long_tasks: [], input_delay: 0 });
    watchAnew();
    new PerformanceObserver(list => seen.long_tasks.push(...list.getEntries().map(task => task.duration)))
        .observe({ type: 'longtask' });
    new PerformanceObserver(list => {
        for (const key of list.getEntries()) {
            seen.input_delay = Math.max(seen.input_delay, key.processingStart - key.startTime);
        }
    }).observe({ type: 'event', durationThreshold: 16 });
    const { port1, port2 } = new MessageChannel();
    let before = performance.now();
    port1.onmessage = () => {
        const now = performance.now();
        seen.longest_turn = Math.max(seen.longest_turn, now - before);
        before = now;
        port2.postMessage(0);
    };
    port2.postMessage(0);
    return true;";

/// Pastes lines that the page makes itself, `arguments[0]` of them. Making them is no part of what is measured.
const PASTE: &str = "\
    const lines = Array.from({ length: arguments[0] }, (_, line) => '+1 202 ' + String(5550000 + line));
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', lines.join('\\n'));
    const box = document.querySelector('textarea[name=values]');
    setTimeout(() => {
        watchAnew();
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, 500);
    return true;";

async fn connected(stage: &Stage) -> Result<Widget> {
    let widget = stage.plain_page().await?;
    widget.until_state("page", "disconnected").await?;
    widget.connect(&stage.webhook(1)).await?;
    widget.until_state("page", "ready").await?;
    stage.browser.script::<bool>(WATCH, vec![]).await?;
    Ok(widget)
}

async fn seen(stage: &Stage) -> Result<Seen> {
    let seen = stage.browser.script("return window.seen;", vec![]).await?;
    Ok(Seen { memory: memory(stage).await?, ..seen })
}

/// The bytes of the module's memory. The page keeps it to itself, so the browser is asked.
async fn memory(stage: &Stage) -> Result<Option<u64>> {
    let cdp = stage.browser.driver().cdp();
    let all = json!({ "expression": "WebAssembly.Memory.prototype" });
    let all = cdp.send_raw("Runtime.evaluate", all).await?;
    let found = json!({ "prototypeObjectId": all.pointer("/result/objectId") });
    let found = cdp.send_raw("Runtime.queryObjects", found).await?;
    let sum = json!({
        "objectId": found.pointer("/objects/objectId"),
        "functionDeclaration": "function() { return this.reduce((sum, one) => sum + one.buffer.byteLength, 0); }",
        "returnByValue": true,
    });
    Ok(cdp.send_raw("Runtime.callFunctionOn", sum).await?.pointer("/result/value").and_then(Value::as_u64))
}

/// Presses a key again and again, as a person does who waits, until the page is so far.
async fn wait_pressing(stage: &Stage, what: &str, is_so: &str) -> Result<()> {
    /// The longest list takes a portal longer than it may work in a row.
    const PATIENCE: Duration = Duration::from_hours(1);
    let began = Instant::now();
    while !stage.browser.script::<bool>(is_so, vec![]).await? {
        ensure!(began.elapsed() < PATIENCE, "waited in vain: {what}");
        stage.browser.press(Key::Shift).await?;
    }
    Ok(())
}

/// A text that is still being read says how far it is, in percent.
const IS_ATTACHED: &str = "\
    const attachment = document.querySelector('[data-attachment] span');
    return attachment !== null && !attachment.textContent.includes('%');";
const IS_DONE: &str = "return document.querySelector('[data-app]').dataset.state === 'done';";

async fn run_of(values: usize, hits: usize) -> Result<()> {
    // A portal that looks longer puts us off for minutes, once its limit of working time is reached.
    let settings = Settings { find_per_value: Duration::from_millis(1), ..Settings::default() };
    let options = Options { records: 0, settings, ..Options::default() };
    journey_with(&format!("measure-{values}"), options, Look::Light, async |stage| {
        let step = values.checked_div(hits).unwrap_or(values);
        stage.sandbox().portal().with(|portal| {
            for line in (0..values).step_by(step.max(1)) {
                let phone = MultiField {
                    id: 0,
                    kind: CommKind::Phone,
                    value_type: "WORK".to_owned(),
                    value: format!("+1 202 {}", 5_550_000 + line),
                };
                let lead = Record::new(EntityType::Lead, 0);
                portal.crm.save(Record { communications: vec![phone], ..lead });
            }
        });
        connected(stage).await?;
        stage.browser.script::<bool>(PASTE, vec![values.into()]).await?;
        wait_pressing(stage, "the attachment", IS_ATTACHED).await?;
        println!("{values} lines attached: {}", seen(stage).await?);
        stage.browser.click("button[name=search]").await?;
        wait_pressing(stage, "the end of the search", IS_DONE).await?;
        println!(
            "{values} values searched, {hits} hits: {}, {} requests",
            seen(stage).await?,
            stage.requests()
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench page"]
async fn ten_thousand_values() -> Result<()> {
    run_of(10_000, 1_000).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench page"]
async fn a_hundred_thousand_values() -> Result<()> {
    run_of(100_000, 1_000).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench page"]
async fn a_million_lines() -> Result<()> {
    let options = Options { records: 0, ..Options::default() };
    journey_with("measure-paste", options, Look::Light, async |stage| {
        connected(stage).await?;
        stage.browser.script::<bool>(PASTE, vec![1_000_000.into()]).await?;
        let began = Instant::now();
        wait_pressing(stage, "the attachment", IS_ATTACHED).await?;
        let seconds = began.elapsed().as_secs_f64();
        let bytes = 15.0 * 1_000_000.0;
        println!(
            "1000000 lines attached in {seconds:.0} s, {:.2} MB/s: {}",
            bytes / 1e6 / seconds,
            seen(stage).await?
        );
        Ok(())
    })
    .await
}
