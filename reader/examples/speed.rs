//! How fast texts are read, natively, in processor time: `cargo run --release -p reader --example speed`.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use reader::{Options, Plans, Reader, Region};

/// How a text looks, and its rows, in which `{}` is another number each time.
const TEXTS: [(&str, &[&str]); 7] = [
    ("numbers, one a line", &["+7916{}", "8916{}", "916{}"]),
    ("numbers as people write them", &["+7 (916) {}", "8 916 {}", "+49 170 {}", "0170/{}"]),
    ("e-mails, one a line", &["anna.{}@example.com"]),
    ("a table", &["{};Anna Berg;+7 (916) {};anna.{}@example.com;Berlin;12.03.2024;1 250,00"]),
    ("a chat", &["[12.03.2024, 14:05] Anna: please call me back at 8 916 {}, or write to anna@example.com"]),
    ("prose", &["The quick brown fox jumps over the lazy dog, and nobody calls anybody in this sentence."]),
    ("one line", &["+7 916 {}, "]),
];

/// So much is fed at once, as a worker does.
const PIECE: usize = 64 * 1024;

fn main() {
    let bytes = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(4_000_000);
    for (name, rows) in TEXTS {
        measure(name, &text(rows, if name == "one line" { "" } else { "\n" }, bytes));
    }
}

fn text(rows: &[&str], end: &str, bytes: usize) -> String {
    let mut text = String::new();
    for (row, number) in rows.iter().cycle().zip(1_000_000_u32..) {
        text += &row.replace("{}", &number.to_string());
        text += end;
        if text.len() > bytes {
            break;
        }
    }
    text
}

fn measure(name: &str, text: &str) {
    let options = Options { country: Some(Region::RU), ..Options::default() };
    let mut reader = Reader::new(Plans::embedded(), &options);
    let start = now();
    let (mut items, mut longest) = (0, Duration::ZERO);
    for piece in text.as_bytes().chunks(PIECE) {
        let since = now();
        items += reader.feed(std::str::from_utf8(piece).unwrap_or_default()).len();
        longest = longest.max(now().saturating_sub(since));
    }
    items += reader.finish().len();
    let seconds = now().saturating_sub(start).as_secs_f64();
    let of = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from) / seconds;
    println!(
        "{name:<28} {:>7.2} MB/s {:>9.0} lines/s {:>8.0} items/s; the longest piece of 64 KB took {} ms",
        of(text.len()) / 1e6,
        of(reader.lines()),
        of(items),
        longest.as_millis(),
    );
}

/// The time that the processor spent on this thread, where the system tells it: a busy machine is slower and the
/// reader is not.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok());
    spent.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
