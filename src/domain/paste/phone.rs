//! Phones: runs of digits and the signs that people write between them.

use super::plain::UNREADABLE;
use crate::domain::{CommKind, Communication, Form, InvalidCommunication, Value, Variant, lowercase};

type Reading = Result<Value, InvalidCommunication>;

/// The shortest number that is dialled (112).
const FEWEST: usize = 3;
/// From here on, digits by themselves are a phone and nothing else.
const LONG: usize = 7;
/// A whole number, to which an extension may belong without a word between.
const WHOLE: usize = 10;
/// The longest international number has 15.
const LONGEST: usize = 15;
/// With an extension.
const MOST: usize = 20;
const LONGEST_EXTENSION: usize = 6;
const MOST_CHARACTERS: usize = 254;

/// Words before an extension, without dots, in lower case.
const EXTENSION_WORDS: [&str; 16] = [
    "ext",
    "extn",
    "extension",
    "x",
    "доб",
    "добавочный",
    "вн",
    "внутр",
    "внутренний",
    "dw",
    "durchwahl",
    "int",
    "interno",
    "poste",
    "anexo",
    "klappe",
];

/// Reads the phones of a text, and tells each of them, or what is wrong with the text. A text without a
/// number is a name, and nothing is told. Beside an e-mail, a lone digit or two are part of the name as well.
pub(super) fn read(text: &str, beside_email: bool, tell: &mut dyn FnMut(&str, Reading)) {
    let numbers = joined_extensions(text, numbers(text));
    let phones: Vec<_> = numbers.iter().filter(|number| number.digits >= FEWEST).collect();
    if phones.is_empty() {
        let is_name = beside_email || text.chars().any(char::is_alphabetic);
        if !numbers.is_empty() && !is_name {
            tell(text, Err(InvalidCommunication::TooFewDigits));
        }
        return;
    }
    let clear = phones.len() == 1 || phones.iter().all(|phone| phone.digits >= LONG);
    let loose = phones.iter().all(|phone| phone.stands_alone(text));
    if text.contains(UNREADABLE) {
        return tell(text, Err(InvalidCommunication::ControlCharacter));
    }
    if !clear || !loose {
        return tell(text, Err(InvalidCommunication::StrangeInPhone));
    }
    for phone in phones {
        phone.tell(text, tell);
    }
}

/// Whether a text holds enough digits to be more than a name.
pub(super) fn has_number(text: &str) -> bool {
    digits(text) >= FEWEST
}

/// Whether a text holds as many digits as a phone.
pub(super) fn is_long(text: &str) -> bool {
    digits(text) >= LONG
}

/// Whether what stands after a comma or semicolon is the extension of the phone before it.
pub(super) fn goes_on(phone: &str, next: &str) -> bool {
    let before = digits(phone);
    if before < LONG || phone.contains(['@', '"']) || next.len() > 40 {
        return false;
    }
    let number = next.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = next.get(..next.len() - number.len()).unwrap_or_default();
    let is_extension = !number.is_empty()
        && number.len() <= LONGEST_EXTENSION
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_extension && (is_extension_word(word) || (word.is_empty() && before >= WHOLE))
}

/// A number within a text, by its bytes.
struct Number {
    start: usize,
    /// Where the number ends, without an extension.
    end: usize,
    /// Where its extension ends.
    whole_end: usize,
    /// Digits of the number, without those of an extension after a word.
    digits: usize,
    has_plus: bool,
}

impl Number {
    /// Letters at its side make it something else: `1-800-FLOWERS`, `A1234567`, `8.9E+10`.
    fn stands_alone(&self, text: &str) -> bool {
        let joined = |c: char| c.is_alphanumeric() || c == '_';
        let before = text.get(..self.start).unwrap_or_default().chars().next_back();
        let after = text.get(self.whole_end..).unwrap_or_default().trim_start_matches('-').chars().next();
        !before.is_some_and(joined) && !after.is_some_and(joined)
    }

    fn tell(&self, text: &str, tell: &mut dyn FnMut(&str, Reading)) {
        let whole = text.get(self.start..self.whole_end).unwrap_or_default();
        let phone = text.get(self.start..self.end).unwrap_or_default();
        if self.digits > LONGEST && phone.split(' ').all(|word| (LONG..=LONGEST).contains(&digits(word))) {
            return phone.split(' ').for_each(|word| tell(word, communication(word).map(Value::from)));
        }
        let reading = communication(phone);
        let as_written = Communication::new(CommKind::Phone, whole);
        match (reading, as_written) {
            // The portal cuts an extension after a sign by itself, so that it is sent as it was written.
            (Ok(cut), Some(written)) if cut.key() == written.key() => tell(whole, Ok(written.into())),
            (Ok(cut), Some(written)) => {
                let with_extension = Variant { form: Form::WithExtension, communication: written };
                tell(whole, Ok(Value::new(cut, [with_extension])));
            }
            (reading, _) => tell(whole, reading.map(Value::from)),
        }
    }
}

fn communication(phone: &str) -> Result<Communication, InvalidCommunication> {
    if phone.len() > MOST_CHARACTERS {
        return Err(InvalidCommunication::TooLong);
    }
    match digits(phone) {
        ..FEWEST => Err(InvalidCommunication::TooFewDigits),
        FEWEST..=MOST => Communication::new(CommKind::Phone, phone).ok_or(InvalidCommunication::TooFewDigits),
        _ => Err(InvalidCommunication::TooManyDigits),
    }
}

/// The runs of digits and signs. A `+` begins a new one.
fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut open: Option<Number> = None;
    for (at, c) in text.char_indices() {
        if !(c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | ' ' | '-' | '.' | '/' | '*' | '#')) {
            found.extend(open.take().filter(|number| number.digits > 0));
            continue;
        }
        if c == '+' {
            found.extend(open.take().filter(|number| number.digits > 0));
        }
        let end = at + 1;
        match &mut open {
            None if matches!(c, ')' | ' ' | '-' | '.' | '/') => {}
            None => {
                let digits = usize::from(c.is_ascii_digit());
                open = Some(Number { start: at, end, whole_end: end, digits, has_plus: c == '+' });
            }
            Some(number) if c.is_ascii_digit() || matches!(c, ')' | '*' | '#') => {
                number.digits += usize::from(c.is_ascii_digit());
                (number.end, number.whole_end) = (end, end);
            }
            Some(_) => {}
        }
    }
    found.extend(open.filter(|number| number.digits > 0));
    found
}

/// Puts extensions to the phones before them.
fn joined_extensions(text: &str, numbers: Vec<Number>) -> Vec<Number> {
    let mut joined: Vec<Number> = Vec::new();
    for number in numbers {
        let is_short = number.digits <= LONGEST_EXTENSION && !number.has_plus;
        match joined.last_mut() {
            Some(phone)
                if is_short
                    && phone.digits >= LONG
                    && text.get(phone.whole_end..number.start).is_some_and(is_extension_link) =>
            {
                phone.whole_end = number.end;
            }
            _ => joined.push(number),
        }
    }
    joined
}

fn is_extension_link(between: &str) -> bool {
    matches!(between, "," | ";") || is_extension_word(between)
}

fn is_extension_word(text: &str) -> bool {
    let word = lowercase(text.trim_matches(|c: char| !c.is_alphabetic()));
    EXTENSION_WORDS.contains(&word.as_str())
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
