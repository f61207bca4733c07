//! How a list is checked: reading, asking, and the table of its rows. `cargo xtask bench list`, which has the values of
//! the shorter lists asked by other clients as well (`bench/src/list.rs`).

use std::time::{Duration, Instant};
use std::{env, fmt};

use anyhow::{Context as _, Result, ensure};
use e2e::{Look, Stage, journey_with};
use sandbox::crm::{CommKind, EntityType, MultiField, Record};
use sandbox::portal::Settings;
use sandbox::server::Options;
use serde::Deserialize;

use crate::{Seen, connected, seen, wait_pressing};

/// Drops a CSV of so many rows, `arguments[0]`, which the page makes itself: what that takes is no part of what is
/// measured. Leaves its size in bytes.
const DROP: &str = "\
    const line = row => `Client ${row};+1 202 ${5550000 + row};client${row}@mail.example;Berlin;2026-03-12;no note\\n`;
    const lines = ['Name;Phone;E-mail;City;Since;Note\\n', ...Array.from({ length: arguments[0] }, (_, row) => line(row))];
    const file = new File(lines, 'measure.csv');
    window.fileSize = file.size;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    setTimeout(() => {
        watchAnew();
        const target = document.querySelector('.list-drop');
        target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    }, 500);
    return true;";

/// Scrolls the table a screen further with every frame, and tells how long the frames were and how many were drawn
/// without a row that belongs there.
const SCROLL: &str = "\
    const grid = document.querySelector('.list-grid');
    const tall = document.querySelector('.list-tall');
    const rows = document.querySelector('.list-drawn');
    const frames = [];
    let empty = 0, left = 240, before = performance.now();
    return new Promise(done => {
        const frame = now => {
            frames.push(now - before);
            before = now;
            const [outer, all, inner] = [grid, tall, rows].map(one => one.getBoundingClientRect());
            if (inner.top > outer.top + 60 || inner.bottom < Math.min(outer.bottom, all.bottom) - 1) empty += 1;
            if (left-- === 0) return done({ frames, empty });
            grid.scrollTop += grid.clientHeight;
            requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    });";

#[derive(Deserialize)]
struct Scrolled {
    frames: Vec<f64>,
    empty: u32,
}

/// A frame of a screen that is drawn sixty times a second, and half of one more.
const LATE: f64 = 25.0;

fn is_in(state: &str) -> String {
    format!("return document.querySelector('[data-list]')?.dataset.state === '{state}';")
}

const IS_DONE: &str = "return document.querySelector('[data-run]')?.dataset.run === 'done';";

/// What a list of so many rows took.
#[derive(Default)]
struct Took {
    rows: usize,
    /// In bytes.
    size: f64,
    opened: f64,
    read: f64,
    checked: f64,
    requests: u64,
    longest_turn: f64,
    long_tasks: Vec<f64>,
    memory: u64,
    frames: usize,
    late: usize,
}

impl Took {
    const HEAD: &str = "\
        | rows | MB | opened | phones and e-mails read | checked | requests | longest turn | tasks above 50 ms | \
        memory of the page's module | frames late |\n\
        | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |";

    fn saw(&mut self, seen: Seen) {
        self.longest_turn = self.longest_turn.max(seen.longest_turn);
        self.long_tasks.extend(seen.long_tasks);
        self.memory = self.memory.max(seen.memory.unwrap_or_default());
    }
}

impl fmt::Display for Took {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, size, opened, read, checked, requests, longest_turn, memory, frames, late, .. } =
            self;
        let megabytes = size / 1e6;
        let tasks = if self.long_tasks.is_empty() {
            "none".to_owned()
        } else {
            format!("{:.0?} ms", self.long_tasks)
        };
        write!(
            formatter,
            "| {rows} | {megabytes:.1} | {opened:.1} s | {read:.1} s, {:.2} MB/s | {checked:.1} s | {requests} | \
             {longest_turn:.0} ms | {tasks} | {} MB | {late} of {frames} |",
            megabytes / read,
            memory / 1_000_000
        )
    }
}

/// Checks a list of so many rows, one in ten of whose first 10,000 somebody has.
async fn check(rows: usize) -> Result<()> {
    let settings = Settings { find_per_value: Duration::from_millis(1), ..Settings::default() };
    let options = Options { records: 0, settings, ..Options::default() };
    journey_with(&format!("measure-list-{rows}"), options, Look::Light, async |stage| {
        let mut took = Took { rows, ..Took::default() };
        fill(stage, rows);
        connected(stage).await?;
        stage.browser.click("button[name=show-list]").await?;
        stage.browser.shown("[data-list][data-state=idle]").await?;
        stage.browser.script::<bool>(DROP, vec![rows.into()]).await?;
        let began = Instant::now();
        wait_pressing(stage, "the preview", &is_in("preview")).await?;
        took.size = stage.browser.script("return window.fileSize;", vec![]).await?;
        took.opened = (began.elapsed().saturating_sub(Duration::from_millis(500))).as_secs_f64();
        took.saw(seen(stage).await?);

        took.read = pressed(stage, "button[name=read-rows]", &is_in("ready")).await?;
        took.saw(seen(stage).await?);
        let before = stage.requests();
        took.checked = pressed(stage, "button[name=begin-list]", IS_DONE).await?;
        took.requests = stage.requests() - before;
        took.saw(seen(stage).await?);

        stage.browser.script::<bool>("watchAnew(); return true;", vec![]).await?;
        let Scrolled { frames, empty } = stage.browser.script(SCROLL, vec![]).await?;
        ensure!(frames.len() > 200, "{} frames", frames.len());
        took.late = frames.iter().filter(|frame| **frame > LATE).count();
        took.frames = frames.len();
        took.saw(seen(stage).await?);
        println!("{took}");
        ensure!(empty == 0, "{empty} frames were drawn without rows");
        Ok(())
    })
    .await
}

fn fill(stage: &Stage, rows: usize) {
    stage.sandbox().portal().with(|portal| {
        for row in (0..rows.min(10_000)).step_by(10) {
            let phone = MultiField {
                id: 0,
                kind: CommKind::Phone,
                value_type: "WORK".to_owned(),
                value: format!("+1 202 {}", 5_550_000 + row),
            };
            portal.crm.save(Record { communications: vec![phone], ..Record::new(EntityType::Lead, 0) });
        }
    });
}

/// From a press of a button until the page is so far, in seconds.
async fn pressed(stage: &Stage, button: &str, is_so: &str) -> Result<f64> {
    stage.browser.script::<bool>("watchAnew(); return true;", vec![]).await?;
    let began = Instant::now();
    stage.browser.click(button).await?;
    wait_pressing(stage, button, is_so).await?;
    Ok(began.elapsed().as_secs_f64())
}

/// The sizes that `cargo xtask bench list --rows` names.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench list"]
async fn lists() -> Result<()> {
    let named = env::var("BENCH_ROWS").unwrap_or_else(|_| "1000,10000,100000,200000".to_owned());
    println!("\n{}", Took::HEAD);
    for rows in named.split(',') {
        check(rows.parse().with_context(|| format!("`{rows}` is no number of rows"))?).await?;
    }
    Ok(())
}
