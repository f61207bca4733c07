//! Which columns have phones and e-mails, by what stands in them. A name above a column helps, and decides nothing that
//! its cells contradict: lists have a *phone* column full of names, and phones under no name at all.

use crate::{Row, Table};

/// What a column has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Holds {
    /// Phones.
    Phones,
    /// E-mails.
    Emails,
    /// Phones and e-mails, in the same cells or in different ones.
    Both,
    /// Neither, or too few to say so: names, ids, dates, amounts, notes.
    Other,
}

/// How many rows are looked at, evenly over the table.
const SAMPLE: usize = 1_000;

/// What each column has, as far as its content shows. Whoever knows better puts another value in its place.
pub fn columns(table: &Table) -> Vec<Holds> {
    let step = table.rows().len().div_ceil(SAMPLE).max(1);
    let mut seen = vec![Seen::default(); table.width()];
    for row in table.rows().step_by(step) {
        for (cell, seen) in row.cells().zip(&mut seen) {
            seen.look_at(cell);
        }
    }
    let names = table.headings();
    let name = |column| names.map_or("", |names: Row<'_>| names.cell(column));
    seen.into_iter().enumerate().map(|(column, seen)| seen.holds(Name::of(name(column)))).collect()
}

/// What the name of a column says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    Phone,
    Email,
    /// A number that is none of these.
    OtherNumber,
    /// Nothing that we know.
    Unknown,
}

const PHONE: [&str; 14] = [
    "phone",
    "tel",
    "mobil",
    "cell",
    "handy",
    "fax",
    "whatsapp",
    "viber",
    "тел",
    "моб",
    "сот",
    "факс",
    "ватсап",
    "вайбер",
];
const EMAIL: [&str; 4] = ["mail", "почт", "мейл", "мэйл"];
const OTHER: [&str; 24] = [
    "инн",
    "кпп",
    "огрн",
    "бик",
    "снилс",
    "паспорт",
    "индекс",
    "дата",
    "сумм",
    "цена",
    "заказ",
    "договор",
    "счет",
    "счёт",
    "date",
    "amount",
    "sum",
    "price",
    "order",
    "invoice",
    "iban",
    "postcode",
    "zip",
    "plz",
];
/// Words that mean a number by themselves only: *id* stands in many others.
const OTHER_ALONE: [&str; 5] = ["id", "ид", "№", "nr", "no"];

impl Name {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '№');
        if has(&EMAIL) {
            Self::Email
        } else if has(&PHONE) {
            Self::Phone
        } else if has(&OTHER) || words.any(|word| OTHER_ALONE.contains(&word)) {
            Self::OtherNumber
        } else {
            Self::Unknown
        }
    }
}

/// What was seen in the cells of a column.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Cells in which something stands.
    filled: usize,
    emails: usize,
    /// Cells with a phone that is written as nothing else is: with a plus, with brackets, in groups.
    written: usize,
    /// Cells with nothing but digits, as many as a phone has.
    digits: usize,
}

impl Seen {
    fn look_at(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        self.emails += usize::from(has_email(cell));
        match phone(cell) {
            Some(Shape::Written) => self.written += 1,
            Some(Shape::Digits) => self.digits += 1,
            None => {}
        }
    }

    fn holds(self, name: Name) -> Holds {
        let at_least = |count: usize, percent: usize| count > 0 && count * 100 >= self.filled * percent;
        let phones = self.written + self.digits;
        let has_phones = match name {
            Name::Phone => at_least(phones, 20),
            Name::OtherNumber | Name::Email => at_least(self.written, 80),
            Name::Unknown => at_least(self.written, 40) || at_least(phones, 80),
        };
        let has_emails = at_least(self.emails, if name == Name::Email { 10 } else { 30 });
        match (has_phones, has_emails) {
            (true, true) => Holds::Both,
            (true, false) => Holds::Phones,
            (false, true) => Holds::Emails,
            (false, false) => Holds::Other,
        }
    }
}

fn has_email(cell: &str) -> bool {
    cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"')).any(|word| {
        word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    })
}

/// How a phone is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    Written,
    Digits,
}

/// How many digits a phone has that is written without anything else: national ones, with their code.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// How many it has in whatever form.
const IN_ALL: std::ops::RangeInclusive<usize> = 7..=15;

/// The shape of the first phone in a cell.
fn phone(cell: &str) -> Option<Shape> {
    cell.split([',', ';', '/', '\n']).filter(|piece| !piece.contains('@')).find_map(|piece| {
        let piece = piece.trim();
        let first = piece.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))?;
        let (label, number) = piece.split_at(first);
        // What stands before a number is a word or two; a street has its number behind its name.
        if label.chars().filter(|c| c.is_alphabetic()).count() > 12 {
            return None;
        }
        shape(number)
    })
}

fn shape(number: &str) -> Option<Shape> {
    let end = number.find(|c: char| !(c.is_ascii_digit() || " +()-.\u{a0}\u{2011}\u{2013}".contains(c)));
    let number =
        number.get(..end.unwrap_or(number.len())).unwrap_or(number).trim_end_matches([' ', '-', '(', '.']);
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    if count == number.len() {
        return DIGITS.contains(&count).then_some(Shape::Digits);
    }
    let is_phone = IN_ALL.contains(&count) && !is_date(number) && !is_amount(number);
    is_phone.then_some(Shape::Written)
}

/// `12.03.2024`, `2024-03-12 10:15`.
fn is_date(number: &str) -> bool {
    let day = number.split(' ').next().unwrap_or(number);
    let parts: Vec<&str> = day.split(['.', '-']).collect();
    let is_part =
        |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [_, _, _])
        && parts.iter().all(is_part)
        && parts.iter().filter(|part| part.len() == 4).count() <= 1
        && day.bytes().filter(u8::is_ascii_digit).count() <= 8
}

/// `1 234 567.00`, `12500.5`, `-1234567`.
fn is_amount(number: &str) -> bool {
    let number = number.trim_start_matches('-');
    let (whole, cents) = number.split_once('.').unwrap_or((number, ""));
    let groups = whole.split([' ', '\u{a0}']);
    let mut groups =
        groups.map(|group| group.len() * usize::from(group.bytes().all(|byte| byte.is_ascii_digit())));
    let is_grouped =
        groups.next().is_some_and(|first| matches!(first, 1..=3)) && groups.all(|group| group == 3);
    let is_plain = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let has_cents = matches!(cents.len(), 1 | 2) && cents.bytes().all(|byte| byte.is_ascii_digit());
    (is_plain && (cents.is_empty() || has_cents)) || (is_grouped && has_cents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Choices, read};

    fn of(text: &str) -> Vec<Holds> {
        columns(&read(text.as_bytes(), &Choices::default()).unwrap().table)
    }

    #[test]
    fn of_six_columns_with_digits_one_has_phones() {
        let text = "ID;Улица;Индекс;Дата;Сумма;Телефон\n\
            1000245;Ленина, 12;101000;12.03.2024;1 234 567.00;+7 916 123-45-67\n\
            1000246;Мира, 5;190000;2024-03-13;12500.50;8 (495) 765-43-21\n\
            1000247;Садовая 101-105;630099;13.03.24;99;нет\n";
        let expected = [Holds::Other, Holds::Other, Holds::Other, Holds::Other, Holds::Other, Holds::Phones];
        assert_eq!(of(text), expected);
    }

    #[test]
    fn columns_without_names_are_known_by_their_content() {
        let text = "Anna\t79161234567\tanna@example.com\tBerlin\nIvan\t89167654321\t\tWien\n\
                    Eva\t\teva@example.org\tBonn\n";
        assert_eq!(of(text), [Holds::Other, Holds::Phones, Holds::Emails, Holds::Other]);
    }

    #[test]
    fn a_column_may_have_both() {
        let text = "Кто;Контакты\nАнна;+7 916 123-45-67, anna@example.com\nИван;8 916 765-43-21\nЕва;eva@example.org\n";
        assert_eq!(of(text), [Holds::Other, Holds::Both]);
    }

    #[test]
    fn a_name_that_the_content_contradicts_decides_nothing() {
        let text = "phone,ИНН,e-mail\nAnna,+7 916 123-45-67,Berlin\nIvan,+7 916 765-43-21,Wien\n";
        assert_eq!(of(text), [Holds::Other, Holds::Phones, Holds::Other]);
    }

    #[test]
    fn a_tax_number_is_one_by_its_name_only() {
        let text = "Name,INN,ИНН\nA,7707083893,7707083893\nB,7707083894,7707083894\n";
        assert_eq!(of(text), [Holds::Other, Holds::Phones, Holds::Other]);
    }

    #[rstest::rstest]
    #[case::with_a_plus("+49 30 1234567", Some(Shape::Written))]
    #[case::as_digits("79161234567", Some(Shape::Digits))]
    #[case::labelled("моб. 8 916 123-45-67 (Анна)", Some(Shape::Written))]
    #[case::the_second("нет; 8-916-123-45-67", Some(Shape::Written))]
    #[case::with_dots("030.123.456.78", Some(Shape::Written))]
    #[case::an_id("1000245", None)]
    #[case::a_date("12.03.2024", None)]
    #[case::a_sum("1 234 567.00", None)]
    #[case::below_nothing("-12500.5", None)]
    #[case::a_card("5536 9138 1234 5678", None)]
    #[case::words("Königstraße im Hinterhof 12 345 678", None)]
    fn the_phone_in_a_cell_is(#[case] cell: &str, #[case] expected: Option<Shape>) {
        assert_eq!(phone(cell), expected);
    }
}
