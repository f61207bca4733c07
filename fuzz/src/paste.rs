//! Pasted text: nothing is lost but separators and names.

use b24_duplicates::domain::{CommKind, Communication, InputValue, KindChoice, Value, parse_paste};

const KINDS: [KindChoice; 3] =
    [KindChoice::Auto, KindChoice::Forced(CommKind::Phone), KindChoice::Forced(CommKind::Email)];

/// Reads a text as each kind of values.
///
/// # Panics
/// If a line that says something is passed over, if digits or an `@` are lost from it, if the values are out of
/// order, or if what would be sent is not what was read.
pub fn paste(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for kind in KINDS {
        let pasted = parse_paste(&text, kind);
        let mut values = pasted.values.as_slice();
        for (line, number) in lines(&text).zip(1..) {
            let of_line = values.iter().take_while(|value| value.line == number).count();
            let (told, rest) = values.split_at(of_line);
            values = rest;
            check_line(line, kind, told);
        }
        assert!(values.is_empty(), "out of order, or of no line: {values:?}");
        pasted.values.iter().for_each(|value| check_value(value, kind));
        for (distinct, place) in pasted.distinct().iter().zip(1..) {
            let same = pasted.distinct().into_iter().take(place).filter(|each| each.key() == distinct.key());
            assert_eq!(same.count(), 1, "{distinct:?} is told twice");
        }
    }
}

/// Line ends of every kind.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn check_value(value: &InputValue, kind: KindChoice) {
    assert_eq!(value.raw.trim(), value.raw);
    for read in value.reading.iter().flat_map(Value::spellings) {
        assert_eq!(Communication::new(read.kind(), read.spelling()).as_ref(), Some(read));
        assert!(value.raw.contains(read.spelling()), "{value:?}");
        assert!(kind == KindChoice::Auto || kind == KindChoice::Forced(read.kind()));
    }
}

fn check_line(line: &str, kind: KindChoice, told: &[InputValue]) {
    let says_something = line.chars().any(char::is_alphanumeric);
    assert!(!told.is_empty() || !says_something, "passed over: {line:?}");
    // Other characters are read as their plain ones; what follows is said of those.
    if !line.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)) {
        return;
    }
    let all = told.iter().map(|value| value.raw.as_str()).collect::<Vec<_>>().join("\n");
    if kind != KindChoice::Forced(CommKind::Email) {
        for digits in runs(without_numbering(without_subject(line)), |c| c.is_ascii_digit()) {
            assert!(digits.len() < 3 || all.contains(digits), "{digits} is lost from {line:?}: {told:?}");
        }
    }
    let stands_around = |c| matches!(c, ' ' | '<' | '>' | '"' | '\t' | ',' | ';');
    for word in runs(line, |c| !stands_around(c)).filter(|word| word.contains('@')) {
        let kept = told
            .iter()
            .any(|value| value.raw.contains(word) || (value.raw.contains('@') && word.contains(&value.raw)));
        assert!(kept, "{word} is lost from {line:?}: {told:?}");
    }
}

fn runs<'a>(text: &'a str, belongs: impl Fn(char) -> bool + 'a) -> impl Iterator<Item = &'a str> {
    text.split(move |c| !belongs(c)).filter(|run| !run.is_empty())
}

/// What follows the `?` of a `mailto:` belongs to the message and not to the address.
fn without_subject(line: &str) -> &str {
    let mail = line.to_ascii_lowercase().find("mailto:");
    mail.and_then(|mail| line.get(mail..)?.find('?').and_then(|end| line.get(..mail + end))).unwrap_or(line)
}

/// The number of an item in a list is none of its digits.
fn without_numbering(line: &str) -> &str {
    let item = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    item.strip_prefix(['.', ')']).filter(|item| item.starts_with(' ')).unwrap_or(line)
}
