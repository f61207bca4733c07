//! From pasted text to communications: split, recognise, keep the raw spelling and its line.

mod email;
mod phone;
mod plain;

use super::{CommKind, Communication, InputValue, InvalidCommunication, Value};

/// Which kind the user wants the values read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum KindChoice {
    /// Each value is recognised by itself.
    #[default]
    Auto,
    /// All values are read as this kind.
    Forced(CommKind),
}

/// A pasted text, read. The values stand in the order of the text; nothing is dropped but separators and
/// names around the values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pasted {
    /// Every value that was seen.
    pub values: Vec<InputValue>,
    /// How many lines there are; what follows the last line end is one, even if nothing does.
    pub lines: usize,
}

impl Pasted {
    /// The first communication of each distinct match key, in the order of the text.
    pub fn distinct(&self) -> Vec<Communication> {
        let mut seen = std::collections::BTreeSet::new();
        self.values
            .iter()
            .filter_map(|value| value.reading.as_ref().ok())
            .flat_map(Value::spellings)
            .filter(|communication| seen.insert(communication.key().clone()))
            .cloned()
            .collect()
    }

    /// The values that cannot be asked.
    pub fn invalid(&self) -> impl Iterator<Item = (&InputValue, InvalidCommunication)> {
        self.values.iter().filter_map(|value| value.reading.as_ref().err().map(|why| (value, *why)))
    }
}

/// Reads text as people paste it: a value a line, or several with commas, semicolons and tabs between
/// them, with names around them (`Anna Berg <anna@example.com>`) or a `mailto:` before them.
///
/// A phone with an extension in words (`+7 916 123-45-67 ext. 12`) has two spellings: the phone, and the whole,
/// because the portal takes the extension's digits for digits of the phone, in what is stored as well. An
/// extension after `;`, `,` or `#` needs no such care: the portal cuts it off.
///
/// A line in which nothing is recognised is one value that is not valid; in any other line, words around
/// the values are left out.
pub fn parse_paste(text: &str, kind: KindChoice) -> Pasted {
    let mut pasted = Pasted::default();
    let lines = text.split("\r\n").flat_map(|part| part.split(['\n', '\r']));
    for line in lines {
        pasted.lines += 1;
        let mut reader = LineReader { line: pasted.lines, kind, values: &mut pasted.values };
        reader.read(&plain::plain(line));
    }
    pasted
}

/// Reads one line; takes time in proportion to its length.
struct LineReader<'a> {
    line: usize,
    kind: KindChoice,
    values: &'a mut Vec<InputValue>,
}

impl LineReader<'_> {
    fn read(&mut self, text: &str) {
        let before = self.values.len();
        for field in fields(without_numbering(text)) {
            match quoted_list(field) {
                Some(inner) => inner.split(is_separator).for_each(|field| self.read_field(field)),
                None => self.read_field(field),
            }
        }
        let is_blank = text.chars().all(|c| is_separator(c) || matches!(c, ' ' | '"' | '\''));
        if self.values.len() == before && !is_blank {
            self.push(text, Err(self.unrecognised()));
        }
    }

    const fn unrecognised(&self) -> InvalidCommunication {
        match self.kind {
            KindChoice::Auto => InvalidCommunication::Unrecognised,
            KindChoice::Forced(CommKind::Phone) => InvalidCommunication::StrangeInPhone,
            KindChoice::Forced(CommKind::Email) => InvalidCommunication::NotOneAt,
        }
    }

    fn read_field(&mut self, field: &str) {
        match self.kind {
            KindChoice::Forced(CommKind::Phone) if field.contains('@') => {
                self.push(field, Err(InvalidCommunication::StrangeInPhone));
            }
            KindChoice::Forced(CommKind::Email) if !field.contains('@') && phone::has_number(field) => {
                self.push(field, Err(InvalidCommunication::NotOneAt));
            }
            KindChoice::Auto | KindChoice::Forced(CommKind::Email) if field.contains('@') => {
                self.read_words(field);
            }
            KindChoice::Auto | KindChoice::Forced(CommKind::Phone) => self.read_phones(field, false),
            KindChoice::Forced(CommKind::Email) => {}
        }
    }

    /// E-mails are words with an `@`; what stands between them may be a phone.
    fn read_words(&mut self, field: &str) {
        let (mut start, mut between) = (0, 0);
        for word in field.split([' ', '<', '>']) {
            let end = start + word.len();
            if word.contains('@') {
                self.read_phones(field.get(between..start).unwrap_or_default(), true);
                let (raw, reading) = email::read(word);
                self.push(raw, reading.map(Value::from));
                between = end;
            }
            start = end + 1;
        }
        self.read_phones(field.get(between..).unwrap_or_default(), true);
    }

    fn read_phones(&mut self, text: &str, beside_email: bool) {
        if self.kind != KindChoice::Forced(CommKind::Email) {
            phone::read(text, beside_email, &mut |raw, reading| self.push(raw, reading));
        }
    }

    fn push(&mut self, raw: &str, reading: Result<Value, InvalidCommunication>) {
        self.values.push(InputValue { line: self.line, raw: raw.trim().to_owned(), reading });
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, '\t' | ',' | ';')
}

/// The parts between separators. Separators between double quotes are none (`"Berg, Anna" <a@b.c>`), nor is
/// one before an extension (`+79161234567,12`). All separators are one byte long.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    let mut quotes_left = line.bytes().filter(|byte| *byte == b'"').count();
    let mut quoted = false;
    let parts = line.split(move |c| {
        if c == '"' {
            quotes_left -= 1;
            quoted = !quoted && quotes_left > 0;
        }
        !quoted && is_separator(c)
    });
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for part in parts {
        let end = start + part.len();
        match ranges.last_mut() {
            Some(last) if line.get(last.0..last.1).is_some_and(|phone| phone::goes_on(phone, part)) => {
                last.1 = end;
            }
            _ => ranges.push((start, end)),
        }
        start = end + 1;
    }
    ranges.into_iter().filter_map(|(start, end)| line.get(start..end))
}

/// A cell of a table that holds a list: its text without the quotes.
fn quoted_list(field: &str) -> Option<&str> {
    let inner = field.trim().strip_prefix('"')?.strip_suffix('"')?;
    (inner.contains(is_separator) && !inner.contains('"')).then_some(inner)
}

/// `2. +7 916 …` and `2) +7 916 …`: the number of an item in a list is none of the phone's.
fn without_numbering(line: &str) -> &str {
    let text = line.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.strip_prefix(['.', ')']) {
        Some(item) if (1..=3).contains(&digits) && item.starts_with(' ') && phone::is_long(item) => item,
        _ => line,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
