//! How fast the module reads rows, finds and writes, natively, in processor time: `cargo run --release -p files-worker --example speed
//! [ROWS]`. Every call and every answer goes through its bytes, as in a browser.

use std::fs;

use b24_duplicates::protocol::files::{
    CellWhat, FileChoices, FileId, FilesAnswer, FilesCall, Holds, Opened, Turn, WriteAs,
};
use cpu_time::ProcessTime;
use files_worker::{Heard, Worker};

/// The columns of a list of contacts; `{}` is another number in each row.
const COLUMNS: [&str; 6] =
    ["{}", "Анна Петрова {}", "+7 (916) {}", "anna.{}@example.com", "Москва, Ленина, 12", "12.03.2024"];

const FILE: FileId = FileId(1);

/// So many rows are asked for at once.
const MOST: u32 = 2_000;

fn main() {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(200_000);
    let lines: Vec<String> = (1_000_000..)
        .take(rows)
        .map(|row: usize| COLUMNS.join(";").replace("{}", &row.to_string()))
        .collect();
    let bytes = lines.join("\r\n").into_bytes();
    let size = megabytes(&bytes);
    println!("{rows} rows, {size:.1} MB of CSV");
    let mut worker = Worker::default();
    let mut ask = |name: &str, call: &FilesCall, file: Option<Vec<u8>>| {
        let start = ProcessTime::now();
        let Heard { answer, written } = worker.hear(&call.to_bytes(), file)?;
        let told = FilesAnswer::from_bytes(&answer)?;
        let took = start.elapsed().as_secs_f64();
        if !name.is_empty() {
            let brings = written.as_deref().map_or(answer.len(), <[u8]>::len);
            println!(
                "{name:<28} {:>7.0} ms, {:>6.1} MB/s, brings {brings} bytes{}",
                took * 1e3,
                size / took,
                peak()
            );
        }
        Some((told, took))
    };
    let Some((FilesAnswer::Opened(_, opened), _)) = ask("opened", &FilesCall::Open(FILE), Some(bytes)) else {
        return println!("refused");
    };
    let Opened { columns, rows, .. } = opened;
    read(&columns, rows, size, |call| ask("", call, None));
    ask("found", &FilesCall::Find { file: FILE, text: "ПЕТРОВА 1100000".to_owned() }, None);
    for (name, format) in [("written as CSV", WriteAs::Csv), ("written as XLSX", WriteAs::Xlsx)] {
        let added = ["Verdict", "Type", "Id", "Link"].map(str::to_owned).to_vec();
        let verdict = ["once", "contact", "275", "https://portal.example/crm/contact/details/275/"];
        let (turn, about) = (Turn(1), vec!["https://portal.example".to_owned()]);
        let mut took = 0.0;
        let mut write = |call| took += ask("", &call, None).map_or(0.0, |(_, part)| part);
        write(FilesCall::WriteBegin { file: FILE, turn, format, added });
        for from in (0..rows).step_by(500) {
            let part = (from..rows.min(from + 500)).map(|row| (row, verdict.map(str::to_owned).to_vec()));
            write(FilesCall::WriteRows { file: FILE, turn, rows: part.collect() });
        }
        println!("rows {name}: {:.0} ms", took * 1e3);
        ask(name, &FilesCall::WriteEnd { file: FILE, turn, about }, None);
    }
    ask(
        "read again",
        &FilesCall::ReadAgain { file: FILE, turn: Turn(1), choices: FileChoices::default() },
        None,
    );
}

fn read(
    columns: &[Holds],
    rows: u32,
    size: f64,
    mut ask: impl FnMut(&FilesCall) -> Option<(FilesAnswer, f64)>,
) {
    let (mut found, mut took, mut longest) = (0, 0.0, 0.0_f64);
    for from in (0..rows).step_by(2_000) {
        let country = Some("RU".to_owned());
        let call = FilesCall::Rows {
            file: FILE,
            turn: Turn(1),
            columns: columns.to_vec(),
            country,
            from,
            most: MOST,
        };
        let Some((FilesAnswer::Rows { rows, .. }, part)) = ask(&call) else { return println!("no rows") };
        let pieces = rows.iter().flat_map(|row| &row.pieces);
        found += pieces.filter(|piece| matches!(piece.what, CellWhat::Found { .. })).count();
        (took, longest) = (took + part, longest.max(part));
    }
    println!(
        "rows read                    {:>7.0} ms, {:>6.1} MB/s, {:.0} rows/s, {found} found, longest part {:.0} ms{}",
        took * 1e3,
        size / took,
        f64::from(rows) / took,
        longest * 1e3,
        peak(),
    );
}

fn megabytes(bytes: &[u8]) -> f64 {
    u32::try_from(bytes.len()).map_or(f64::MAX, f64::from) / 1e6
}

/// The most memory that there was until now, where the system says it. What this program itself keeps is in it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(String::new, |peak| format!(", most memory {}", peak.trim()))
}
