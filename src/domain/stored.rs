//! What a person reads in a stored phone or e-mail, where the portal takes the whole field for one: two numbers, a worded
//! extension, several addresses, marks that nobody sees.
//!
//! A card has no room for the numbering plans by which a pasted text is read (`docs/reading.md`), and needs them less: what
//! stands in such a field is not prose. What is read is asked beside the stored text and never instead of it, so that a
//! wrong reading costs a question and hides nothing.

use super::text::has_no_shape;
use super::{CommKind, Communication, Form, InputValue, InvalidCommunication, Variant};

/// So many digits are a number by themselves; fewer are an extension, or what is written of a second number.
const FEWEST: usize = 7;
/// With the code of its town or country. Only that is a number where fewer digits before it were passed over: they could
/// have been that code.
const WHOLE: usize = 10;
/// No phone has more.
const MOST: usize = 15;

/// What is read of a stored text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stored {
    /// The phones, and the e-mails, whatever kind the field is of.
    pub found: Vec<Variant>,
    /// Digits that are no number by themselves, and no extension either, and why: the `68` of `123-45-67/68`.
    pub left: Vec<InputValue>,
}

impl Stored {
    /// Reads a stored text.
    pub fn read(text: &str) -> Self {
        let mut reading = Reading { fewest: FEWEST, ..Reading::default() };
        let mut word = String::new();
        let mut is_address = false;
        for c in text.chars().chain([',']) {
            if has_no_shape(c) {
                continue;
            }
            let c = plain(c);
            // A slash may stand in an address, before the `@`.
            let ends = matches!(c, ' ' | ',' | ';' | ':' | '|' | '<' | '>' | '(' | ')' | '"')
                || (is_address && matches!(c, '/' | '?'));
            word.push(c);
            is_address |= c == '@';
            if !ends {
                continue;
            }
            if is_address {
                reading.email(&word);
                ",".clone_into(&mut word);
            }
            word.chars().for_each(|c| reading.take(c));
            word.clear();
            is_address = false;
        }
        reading.stored
    }
}

/// A text that is being read.
#[derive(Default)]
struct Reading {
    stored: Stored,
    /// Digits, and what stands between them.
    number: String,
    digits: usize,
    /// Up to behind its last digit.
    length: usize,
    /// So many digits are a number from here on.
    fewest: usize,
    is_after_slash: bool,
}

impl Reading {
    fn email(&mut self, word: &str) {
        let address = word.trim_matches(is_around_address);
        if address.bytes().any(|byte| byte == b'@') {
            self.found(CommKind::Email, address);
        }
    }

    /// Takes what is part of no address.
    fn take(&mut self, c: char) {
        let is_digit = c.is_ascii_digit();
        let ends = match c {
            ' ' | '-' | '.' | '(' | ')' | '[' | ']' => false,
            // In `0170/1234567` it stands within one.
            '/' | '#' => self.digits >= FEWEST,
            _ => !is_digit,
        };
        if ends {
            self.end();
            self.is_after_slash = c == '/';
        }
        if self.number.is_empty() && !is_digit && !matches!(c, '+' | '(') {
            return;
        }
        self.number.push(c);
        if is_digit {
            self.digits += 1;
            self.length = self.number.len();
        }
        // `+49 (0)30`: the zero is for those who dial at home.
        if self.number.ends_with("(0)") && (self.number.starts_with('+') || self.number.starts_with("00")) {
            self.number.truncate(self.number.len() - 3);
            self.digits -= 1;
        }
    }

    fn end(&mut self) {
        let mut number = std::mem::take(&mut self.number);
        number.truncate(std::mem::take(&mut self.length));
        let digits = std::mem::take(&mut self.digits);
        if digits == 0 {
        } else if digits < self.fewest {
            if self.is_after_slash {
                self.leave(number, InvalidCommunication::TooFewDigits);
            } else {
                self.fewest = WHOLE;
            }
        } else if digits <= MOST {
            self.found(CommKind::Phone, &number);
        } else if let Some((first, second)) = halves(&number, digits) {
            self.found(CommKind::Phone, first);
            self.found(CommKind::Phone, second);
        } else {
            self.leave(number, InvalidCommunication::TooManyDigits);
        }
    }

    fn found(&mut self, kind: CommKind, spelling: &str) {
        if let Some(communication) = Communication::new(kind, spelling) {
            self.stored.found.push(Variant { form: Form::Part, communication });
        }
    }

    fn leave(&mut self, raw: String, why: InvalidCommunication) {
        self.stored.left.push(InputValue { line: 1, raw, reading: Err(why) });
    }
}

/// Two numbers that stand side by side with nothing but a space or a dash between, cut where they are most alike in
/// length. `None` if one of them would be none.
fn halves(number: &str, digits: usize) -> Option<(&str, &str)> {
    let (mut best, mut least) = (None, MOST - WHOLE);
    let (mut before, mut end) = (0_usize, 0);
    for (at, byte) in number.bytes().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        let distance = (before * 2).abs_diff(digits);
        if at > end && distance <= least {
            (best, least) = (Some((end, at)), distance);
        }
        before += 1;
        end = at + 1;
    }
    let (end, begin) = best.filter(|_| digits <= MOST * 2)?;
    Some((number.get(..end)?, number.get(begin..)?))
}

/// A digit of Arabic or Persian as ours, what eastern keyboards write at full width at its own, any dash and any space as
/// the plain one, and as a comma what begins a new line or column.
fn plain(c: char) -> char {
    let [low, ..] = u32::from(c).to_le_bytes();
    match c {
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => char::from(b'0' | (low & 0xf)),
        '\u{ff01}'..='\u{ff5e}' => char::from(low + 0x20),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\t' | '\n' | '\r' => ',',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// No address begins or ends with one of these.
const fn is_around_address(c: char) -> bool {
    matches!(
        c,
        ' ' | ','
            | ';'
            | ':'
            | '|'
            | '<'
            | '>'
            | '('
            | ')'
            | '"'
            | '/'
            | '?'
            | '@'
            | '.'
            | '-'
            | '\''
            | '`'
            | '«'
            | '»'
            | '['
            | ']'
            | '{'
            | '}'
            | '*'
    )
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let found = Stored::read(text).found;
        found.iter().map(|part| part.communication.key().text().to_owned()).collect()
    }

    #[rstest]
    #[case("8 495 123-45-67, 8 916 123-45-67", &["74951234567", "79161234567"])]
    #[case("89161234567;84951234567", &["79161234567", "74951234567"])]
    #[case("8 (916) 123-45-67 / 8 (495) 123-45-67", &["79161234567", "74951234567"])]
    #[case("+7 916 123-45-67 +7 495 123-45-67", &["79161234567", "74951234567"])]
    #[case("89161234567 84951234567", &["79161234567", "74951234567"])]
    #[case("8 916 123 45 67 8 495 123 45 67", &["79161234567", "74951234567"])]
    #[case("+49 170 1234567 030 1234567", &["491701234567", "301234567"])]
    #[case("8-916-123-45-67 -- 8-495-123-45-67", &["79161234567", "74951234567"])]
    #[case("моб. 8 916 123-45-67 раб. 8 495 123-45-67", &["79161234567", "74951234567"])]
    #[case("8 916 123-45-67\n8 495 123-45-67\n", &["79161234567", "74951234567"])]
    #[case("123-45-67, 765-43-21", &["1234567", "7654321"])]
    fn two_numbers_in_one_field(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(found(text), expected);
    }

    #[rstest]
    #[case("+7 495 123-45-67 доб. 123")]
    #[case("+7 495 123-45-67, внутр. 1")]
    #[case("8 (495) 123-45-67 (доб.12345)")]
    #[case("84951234567x12")]
    #[case("84951234567 EXT 12")]
    #[case("84951234567 dahili 123")]
    #[case("84951234567#123")]
    #[case("84951234567,123")]
    #[case("8 495 123-45-67 с 9 до 18")]
    #[case("Анна, д. 5 8 495 123-45-67 (дом 2)")]
    fn a_number_without_its_extension(#[case] text: &str) {
        let expected = if text.starts_with("Анна") { "584951234567" } else { "74951234567" };
        assert_eq!(found(text), [expected]);
        assert!(Stored::read(text).left.is_empty());
    }

    #[rstest]
    #[case("anna@example.com, ole@example.com", &["anna@example.com", "ole@example.com"])]
    #[case("anna@example.com;ole@example.com", &["anna@example.com", "ole@example.com"])]
    #[case("anna@example.com ole@example.com", &["anna@example.com", "ole@example.com"])]
    #[case("anna@example.com/ole@example.com", &["anna@example.com", "ole@example.com"])]
    #[case("anna@example.com;", &["anna@example.com"])]
    #[case("Anna Berg <Anna@Example.com>.", &["anna@example.com"])]
    #[case("MAILTO:anna@example.com?subject=x", &["anna@example.com"])]
    #[case("e-mail:anna@example.com", &["anna@example.com"])]
    #[case("«anna@example.com»", &["anna@example.com"])]
    #[case("-anna@example.com", &["anna@example.com"])]
    #[case("o'brien/sales@example.com", &["o'brien/sales@example.com"])]
    #[case("_anna+b&c#d=%25@example.com", &["_anna+b&c#d=%25@example.com"])]
    #[case("анна@пример.рф", &["анна@пример.рф"])]
    #[case("anna@", &[])]
    #[case("@anna", &[])]
    #[case("Anna @ home", &[])]
    #[case("anna@example.com\tole@example.com?", &["anna@example.com", "ole@example.com"])]
    fn emails_without_what_is_around_them(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(found(text), expected);
    }

    /// With a mark before it the portal does not see that the number begins with `+8`.
    #[rstest]
    #[case("\u{200b}anna@example.com", "anna@example.com")]
    #[case("anna@\u{2060}example.com\u{a0}", "anna@example.com")]
    #[case("\u{202a}+86 10 1234 5678\u{202c}", "861012345678")]
    #[case(" +86 10 1234 5678", "861012345678")]
    #[case("Тел.: +86 10 1234 5678", "861012345678")]
    #[case("+7\u{a0}916\u{200d}123\u{2011}45\u{2011}67", "79161234567")]
    #[case("＋７（９１６）１２３－４５－６７", "79161234567")]
    #[case("٠٩١٦١٢٣٤٥٦٧", "9161234567")]
    #[case("۰۹۱۲۱۲۳۴۵۶۷", "9121234567")]
    fn marks_that_nobody_sees_and_digits_of_other_keyboards(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(found(text), [expected]);
    }

    #[rstest]
    #[case("+49 (0)30 1234567", &["49301234567"])]
    #[case("0049(0)30 1234567", &["49301234567"])]
    #[case("8 (0) 30 1234567", &["80301234567"])]
    #[case("0170/1234567", &["1701234567"])]
    #[case("[+7] 916 123-45-67", &["79161234567"])]
    #[case("+7 (916) 123-45-67", &["79161234567"])]
    #[case("anna@example.com, +7 916 123-45-67", &["anna@example.com", "79161234567"])]
    #[case("+7 916 123-45-67 anna7@example.com", &["anna7@example.com", "79161234567"])]
    fn what_else_people_store(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(found(text), expected);
    }

    /// The code of a town may be what was passed over, and the rest alone is the number of somebody else.
    #[rstest]
    #[case("код 495 тел. 1234567")]
    #[case("+7916\u{0}1234567")]
    #[case("+7 916 ABC 45 67")]
    #[case("112")]
    #[case("1-800-FLOWERS")]
    #[case("n/a")]
    #[case("")]
    fn what_is_not_read(#[case] text: &str) {
        assert_eq!(Stored::read(text), Stored::default());
    }

    #[rstest]
    #[case("8 (495) 123-45-67/68", &["74951234567"], "68")]
    #[case("8 495 123-45-67 / 8 495 123-45-68 / 69", &["74951234567", "74951234568"], "69")]
    #[case("12345678901234567", &[], "12345678901234567")]
    #[case("1234567890123456789012345678901234567890", &[], "1234567890123456789012345678901234567890")]
    fn what_is_left_is_told(#[case] text: &str, #[case] expected: &[&str], #[case] left: &str) {
        assert_eq!(found(text), expected);
        let told = Stored::read(text).left;
        assert_eq!(told.iter().map(|piece| piece.raw.as_str()).collect::<Vec<_>>(), [left]);
    }

    proptest! {
        /// A field that holds one number or address and nothing else takes no further question.
        #[test]
        fn a_clean_field_is_read_as_it_is_compared(
            phone in r"(\+[1-79]|8|0)[ (-]{0,2}[1-9][0-9]{2}[) -]{1,2}[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}",
            email in r"[a-z0-9][a-z.+_]{0,8}[a-z]@[a-z0-9]{1,8}(\.[a-z]{1,6}){1,2}",
        ) {
            for (kind, text) in [(CommKind::Phone, phone), (CommKind::Email, email)] {
                let communication = Communication::new(kind, &text).unwrap();
                prop_assert_eq!(Stored::read(&text).found, [Variant { form: Form::Part, communication }]);
            }
        }

        #[test]
        fn what_is_read_of_any_text_can_be_asked(text in any::<String>(), list in "[0-9+()/#,; .a@\u{a0}-]{0,60}") {
            for text in [text, list] {
                let read = Stored::read(&text);
                for found in read.found.iter().map(|part| &part.communication) {
                    prop_assert!(found.spelling().len() <= text.len());
                    prop_assert_eq!(found.spelling(), found.spelling().trim());
                }
            }
        }
    }
}
