//! How a list is checked: reading, asking, and the table of its rows. `cargo xtask bench list`.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use e2e::{Look, Stage, journey_with};
use sandbox::crm::{CommKind, EntityType, MultiField, Record};
use sandbox::portal::Settings;
use sandbox::server::Options;
use serde::Deserialize;

use crate::{connected, seen, wait_pressing};

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

/// Checks a list of so many rows, one in ten of whose first 10,000 somebody has.
async fn check(rows: usize) -> Result<()> {
    let settings = Settings { find_per_value: Duration::from_millis(1), ..Settings::default() };
    let options = Options { records: 0, settings, ..Options::default() };
    journey_with(&format!("measure-list-{rows}"), options, Look::Light, async |stage| {
        fill(stage, rows);
        connected(stage).await?;
        stage.browser.click("button[name=show-list]").await?;
        stage.browser.shown("[data-list][data-state=idle]").await?;
        stage.browser.script::<bool>(DROP, vec![rows.into()]).await?;
        let began = Instant::now();
        wait_pressing(stage, "the preview", &is_in("preview")).await?;
        let size: f64 = stage.browser.script("return window.fileSize;", vec![]).await?;
        let took = (began.elapsed().saturating_sub(Duration::from_millis(500))).as_secs_f64();
        println!("{rows} rows, {:.1} MB, opened in {took:.1} s: {}", size / 1e6, seen(stage).await?);

        let took = pressed(stage, "button[name=read-rows]", &is_in("ready")).await?;
        println!("  read in {took:.1} s, {:.2} MB/s: {}", size / 1e6 / took, seen(stage).await?);
        let before = stage.requests();
        let took = pressed(stage, "button[name=begin-list]", IS_DONE).await?;
        println!("  checked in {took:.1} s, {} requests: {}", stage.requests() - before, seen(stage).await?);

        stage.browser.script::<bool>("watchAnew(); return true;", vec![]).await?;
        let Scrolled { frames, empty } = stage.browser.script(SCROLL, vec![]).await?;
        ensure!(frames.len() > 200, "{} frames", frames.len());
        let late = frames.iter().filter(|frame| **frame > LATE).count();
        let longest = frames.iter().copied().fold(0.0, f64::max);
        println!(
            "  scrolled {} screens: {late} frames late, the longest {longest:.0} ms, {empty} drawn without rows: {}",
            frames.len(),
            seen(stage).await?
        );
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

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench list"]
async fn a_thousand_rows() -> Result<()> {
    check(1_000).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench list"]
async fn b_ten_thousand_rows() -> Result<()> {
    check(10_000).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench list"]
async fn c_a_hundred_thousand_rows() -> Result<()> {
    check(100_000).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a figure: cargo xtask bench list"]
async fn d_two_hundred_thousand_rows() -> Result<()> {
    check(200_000).await
}
