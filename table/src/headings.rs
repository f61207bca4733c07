//! Whether the first row names the columns.

use crate::{Headings, Row, Table};

/// How many rows are looked at.
const SAMPLE: usize = 50;
/// As many digits as a value has and the name of a column does not (*Phone 2*).
const DIGITS: usize = 5;

/// The first row names the columns if no cell of it is a value, and one of the rows after it has a value. Asked of a
/// table whose first row is still a row like any other.
pub(crate) fn guess(table: &Table) -> Headings {
    let mut rows = table.rows().take(SAMPLE);
    match rows.next() {
        Some(first) if !has_value(first) && rows.any(has_value) => Headings::FirstRow,
        _ => Headings::Absent,
    }
}

fn has_value(row: Row<'_>) -> bool {
    row.cells().any(is_value)
}

fn is_value(cell: &str) -> bool {
    cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::named(&[["Имя", "Телефон 1"], ["Анна", "+7 916 123-45-67"]], Headings::FirstRow)]
    #[case::by_an_address(&[["name", "mail"], ["Anna", "a@b.example"]], Headings::FirstRow)]
    #[case::values_at_once(&[["Анна", "+7 916 123-45-67"], ["Иван", "8 916 765-43-21"]], Headings::Absent)]
    #[case::no_values_at_all(&[["Anna", "Berlin"], ["Ivan", "Wien"]], Headings::Absent)]
    #[case::one_row(&[["Name", "Phone"]], Headings::Absent)]
    fn the_first_row_is(#[case] rows: &[[&str; 2]], #[case] expected: Headings) {
        let mut table = Table::default();
        for (index, cells) in rows.iter().enumerate() {
            table.push(index + 1, cells.iter().copied()).unwrap();
        }
        assert_eq!(guess(&table), expected);
    }
}
