//! The lines of an address book.

use std::borrow::Cow;

use crate::Charset;

/// A property of a card: `item1.TEL;TYPE=CELL:+7916…`.
pub(super) struct Property {
    /// Its name, in capitals and without the group.
    pub name: String,
    /// Its value: not unescaped, because a semicolon in it may separate parts.
    pub value: String,
    /// Whether some bytes of it were no characters.
    pub is_damaged: bool,
}

/// The lines of a text, each with the number of its first one, from 1: a value that is too long goes on behind a
/// space, or, in old cards, behind an equals sign.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut rest = text.lines().enumerate().peekable();
    std::iter::from_fn(move || {
        let (index, line) = rest.next()?;
        let mut line = line.to_owned();
        let is_quoted = is_quoted(&line);
        while let Some((_, next)) = rest.peek() {
            if is_quoted && line.ends_with('=') {
                line.pop();
                line.push_str(next.trim_start());
            } else if let Some(more) = next.strip_prefix([' ', '\t']) {
                line.push_str(more);
            } else {
                break;
            }
            rest.next();
        }
        Some((index + 1, line))
    })
}

/// How a value is written whose bytes are.
const QUOTED: &str = "QUOTED-PRINTABLE";

fn is_quoted(line: &str) -> bool {
    let parameters = line.split_once(':').map_or("", |(before, _)| before);
    parameters.to_ascii_uppercase().contains(QUOTED)
}

impl Property {
    /// Reads a line, if it is one.
    pub(super) fn read(line: &str, charset: Charset) -> Option<Self> {
        let (before, value) = line.split_at_checked(colon(line)?)?;
        let value = value.get(1..).unwrap_or_default();
        let mut parameters = before.split(';');
        let name = parameters.next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or(name).trim().to_ascii_uppercase();
        if !is_quoted(line) {
            return Some(Self { name, value: value.to_owned(), is_damaged: false });
        }
        let written = parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.eq_ignore_ascii_case("CHARSET").then(|| Charset::named(value)).flatten()
        });
        let bytes = bytes(value);
        let (value, is_damaged) = written.unwrap_or(charset).decode(&bytes);
        Some(Self { name, value: value.into_owned(), is_damaged })
    }
}

/// Where the value begins: a colon between quotation marks is part of a parameter.
fn colon(line: &str) -> Option<usize> {
    let mut is_inside = false;
    line.find(|c| {
        is_inside ^= c == '"';
        c == ':' && !is_inside
    })
}

/// What `=D0=90` stands for.
fn bytes(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| str::from_utf8(pair).ok());
        let byte = pair.filter(|pair| pair.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = byte.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'=');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}

/// A value without its escapes.
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        text.push(match c {
            '\\' => match characters.next() {
                Some('n' | 'N') => '\n',
                escaped => escaped.unwrap_or(c),
            },
            _ => c,
        });
    }
    Cow::Owned(text)
}

/// The parts of a value, between semicolons that are not escaped.
pub(super) fn parts(value: &str) -> impl Iterator<Item = String> {
    let mut is_escaped = false;
    let parts = value.split(move |c| {
        let separates = c == ';' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        separates
    });
    parts.map(|part| unescaped(part).into_owned())
}
