//! Address books: vCard 2.1, 3.0 and 4.0, a card a row.
//!
//! What is kept of a card is what a list of contacts is made of: name, organisation, title, phones and e-mails, each in
//! a column of its own. A photo, a birthday and the like are not.

mod property;

use property::{Property, lines};

use crate::{Charset, Flaw, Format, Refusal, Table, text::Decoded};

/// How an address book begins.
const BEGIN: &str = "BEGIN:VCARD";

/// Whether a text is an address book.
pub(crate) fn is_one(text: &str) -> bool {
    let start = text.trim_start();
    start.get(..BEGIN.len()).is_some_and(|start| start.eq_ignore_ascii_case(BEGIN))
}

/// Reads an address book.
pub(crate) fn read(decoded: &Decoded<'_>) -> Result<(Format, Table), Refusal> {
    let cards = cards(&decoded.text, decoded.charset);
    Ok((Format::VCard { charset: decoded.charset }, table(&cards)?))
}

/// What is kept of a card.
#[derive(Default)]
struct Card {
    /// The number of its first line, from 1.
    number: usize,
    flaw: Option<Flaw>,
    /// Name, organisation, title.
    texts: [String; 3],
    phones: Vec<String>,
    emails: Vec<String>,
    /// The parts of the name, where no whole name is given.
    parts: String,
}

/// The columns that a card has once, by their properties.
const TEXTS: [&str; 3] = ["FN", "ORG", "TITLE"];

fn cards(text: &str, charset: Charset) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut open: Option<Card> = None;
    for (number, line) in lines(text) {
        let Some(property) = Property::read(&line, charset) else {
            // An empty line, or one that says nothing of a card.
            continue;
        };
        match (property.name.as_str(), &mut open) {
            ("BEGIN", _) => {
                // A card that is not ended before the next one begins was cut off.
                let before = open.replace(Card { number, ..Card::default() });
                cards.extend(before.map(|card| Card { flaw: Some(Flaw::CutOff), ..card }));
            }
            ("END", Some(_)) => cards.extend(open.take()),
            (_, Some(card)) => card.take(property),
            (_, None) => {}
        }
    }
    cards.extend(open.map(|card| Card { flaw: Some(Flaw::CutOff), ..card }));
    cards
}

impl Card {
    fn take(&mut self, property: Property) {
        let Property { name, value, is_damaged } = property;
        if is_damaged {
            self.flaw.get_or_insert(Flaw::Undecodable);
        }
        match name.as_str() {
            "TEL" => self.phones.push(without_scheme(&value, "tel:").to_owned()),
            "EMAIL" => self.emails.push(without_scheme(&value, "mailto:").to_owned()),
            "N" => self.parts = in_order(&value),
            name => {
                let text = TEXTS.iter().zip(&mut self.texts).find(|(text, _)| **text == name);
                if let Some((_, text)) = text.filter(|(_, text)| text.is_empty()) {
                    *text = property::unescaped(&value).replace(';', ", ");
                }
            }
        }
    }

    /// Its name: the whole one, or its parts.
    fn name(&self) -> &str {
        let [name, ..] = &self.texts;
        if name.is_empty() { &self.parts } else { name }
    }
}

/// Given name, further ones, family name: the order in which they are said.
fn in_order(value: &str) -> String {
    let parts: Vec<String> = property::parts(value).collect();
    let said = [3, 1, 2, 0, 4].into_iter().filter_map(|part| parts.get(part));
    let said: Vec<&str> = said.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

fn without_scheme<'v>(value: &'v str, scheme: &str) -> &'v str {
    let begins = value.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if begins { value.get(scheme.len()..).unwrap_or(value) } else { value }
}

/// The cards as rows, with as many columns for phones and e-mails as the richest card needs.
fn table(cards: &[Card]) -> Result<Table, Refusal> {
    let most = |count: fn(&Card) -> usize| cards.iter().map(count).max().unwrap_or_default();
    let (phones, emails) = (most(|card| card.phones.len()), most(|card| card.emails.len()));
    if TEXTS.len() + phones + emails > crate::MAX_COLUMNS {
        return Err(Refusal::TooManyColumns);
    }
    let mut table = Table::default();
    let named = |name: &str, count: usize| {
        (1..=count).map(move |number| format!("{name} {number}")).collect::<Vec<_>>()
    };
    let headings = [TEXTS.map(str::to_owned).to_vec(), named("TEL", phones), named("EMAIL", emails)].concat();
    table.push(1, headings.iter().map(String::as_str))?;
    for card in cards {
        if let Some(flaw) = card.flaw {
            table.tell(card.number, flaw);
        }
        let [_, organisation, title] = &card.texts;
        let cells = [card.name(), organisation, title].into_iter();
        let cells = cells.chain(padded(&card.phones, phones)).chain(padded(&card.emails, emails));
        table.push(card.number, cells)?;
    }
    if table.rows().len() == 1 { Err(Refusal::Empty) } else { Ok(table) }
}

fn padded(values: &[String], width: usize) -> impl Iterator<Item = &str> {
    values.iter().map(String::as_str).chain(std::iter::repeat("")).take(width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Broken, Choices, Headings, read};

    fn rows(text: &str) -> (Vec<(usize, String)>, Vec<Broken>) {
        let opened = read(text.as_bytes(), &Choices::default()).unwrap();
        assert_eq!(opened.headings, Headings::FirstRow);
        assert!(matches!(opened.format, Format::VCard { .. }));
        let rows = opened.table.headings().into_iter().chain(opened.table.rows());
        let rows = rows.map(|row| (row.number(), row.cells().collect::<Vec<_>>().join("|"))).collect();
        (rows, opened.table.broken().to_vec())
    }

    #[test]
    fn a_card_is_a_row_with_a_column_for_each_phone() {
        let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Петрова;Анна;;;\r\nFN:Анна Петрова\r\nORG:Ромашка;Продажи\r\n\
                    item1.TEL;TYPE=CELL,VOICE:+7 916 123-45-67\r\nTEL:8 (495) 765-43-21\r\n\
                    PHOTO;ENCODING=b:aGVsbG8\r\n aGVsbG8=\r\nEND:VCARD\r\n\
                    BEGIN:VCARD\r\nVERSION:4.0\r\nN:Иванов;Пётр;Ильич;д-р;\r\nTEL;VALUE=uri:tel:+4930123456\r\n\
                    EMAIL:p@example.com\r\nTITLE:a\\, b\\nc\r\nEND:VCARD\r\n";
        let (rows, broken) = rows(text);
        let expected = [
            (1, "FN|ORG|TITLE|TEL 1|TEL 2|EMAIL 1"),
            (1, "Анна Петрова|Ромашка, Продажи||+7 916 123-45-67|8 (495) 765-43-21|"),
            (11, "д-р Пётр Ильич Иванов||a, b\nc|+4930123456||p@example.com"),
        ];
        assert_eq!(rows, expected.map(|(number, row)| (number, row.to_owned())));
        assert_eq!(broken, []);
    }

    #[test]
    fn an_old_phone_writes_each_byte_of_a_name() {
        let text = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=D0=BD=\n=D0=BD=D0=B0\n\
                    TEL;CELL:+79161234567\nEND:VCARD\n";
        assert_eq!(rows(text).0[1], (1, "Анна|||+79161234567".to_owned()));
        let text =
            "BEGIN:VCARD\nFN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=ED=ED=E0\nTEL:1\nEND:VCARD\n";
        assert_eq!(rows(text).0[1], (1, "Анна|||1".to_owned()));
    }

    #[test]
    fn a_card_that_breaks_off_is_read_and_told() {
        let text = "BEGIN:VCARD\nFN:A\nTEL:1\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nTEL:2\n";
        let (rows, broken) = rows(text);
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 1, 4, 7]);
        assert_eq!(broken, [1, 7].map(|number| Broken { number, flaw: Flaw::CutOff }));
    }

    #[test]
    fn a_book_without_a_card_is_empty() {
        assert_eq!(read(b"BEGIN:VCARD\nEND:VCARD\n", &Choices::default()), Err(Refusal::Empty));
    }
}
