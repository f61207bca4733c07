//! How fast files are read, natively, by the clock: `cargo run --release -p table --example speed [ROWS]`.

use std::time::Instant;

use rust_xlsxwriter::{Workbook, XlsxError};
use table::{Choices, columns, read};

/// The columns of a list of contacts; `{}` is another number in each row.
const COLUMNS: [&str; 6] =
    ["{}", "Анна Петрова {}", "+7 (916) {}", "anna.{}@example.com", "Москва, Ленина, 12", "12.03.2024"];

fn main() -> Result<(), XlsxError> {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(200_000);
    let cells: Vec<Vec<String>> = (1_000_000..).take(rows).map(row).collect();
    let text = cells.iter().map(|row| row.join(";")).collect::<Vec<_>>().join("\r\n");
    measure("CSV in UTF-8", text.as_bytes());
    measure("CSV in Windows-1251", &encoding_rs::WINDOWS_1251.encode(&text).0);
    let quoted = cells.iter().map(|row| format!("\"{}\"", row.join("\",\""))).collect::<Vec<_>>().join("\n");
    measure("CSV with every cell quoted", quoted.as_bytes());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, number) in cells.iter().zip(0_u32..) {
        sheet.write_row(number, 0, row.iter().map(String::as_str))?;
    }
    measure("XLSX", &book.save_to_buffer()?);
    Ok(())
}

fn row(number: usize) -> Vec<String> {
    COLUMNS.iter().map(|column| column.replace("{}", &number.to_string())).collect()
}

fn measure(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    let Ok(opened) = read(bytes, &Choices::default()) else { return println!("{name}: refused") };
    let read = start.elapsed();
    let holds = columns(&opened.table);
    let looked = start.elapsed().saturating_sub(read);
    let size = u32::try_from(bytes.len()).map_or(f64::MAX, f64::from) / 1e6;
    println!(
        "{name:<28} {size:>6.1} MB {:>7} rows in {:>5} ms, {:>6.1} MB/s; columns in {} ms: {holds:?}",
        opened.table.rows().len(),
        read.as_millis(),
        size / read.as_secs_f64(),
        looked.as_millis(),
    );
}
