//! What a person reads in a stored phone or e-mail, where the portal takes the whole field for one: two numbers, a worded
//! extension, several addresses, marks that nobody sees.
//!
//! A card has no room for the numbering plans by which a pasted text is read (`docs/reading.md`), and needs them less: what
//! stands in such a field is not prose. What is read is asked beside the stored text and never instead of it, so that a
//! wrong reading costs a question and hides nothing.

use super::text::has_no_shape;
use super::{CommKind, Communication, InvalidCommunication};

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
    pub found: Vec<Communication>,
    /// Digits that are no number by themselves, and no extension either, and why: the `68` of `123-45-67/68`.
    pub left: Vec<(String, InvalidCommunication)>,
}

impl Stored {
    /// Reads a stored text.
    pub fn read(text: &str) -> Self {
        let plain: String = text.chars().filter(|c| !has_no_shape(*c)).map(plain).collect();
        let mut stored = Self::default();
        let mut rest = String::new();
        for word in plain.split_inclusive(ends_word) {
            if word.contains('@') {
                stored.emails(word.trim_end_matches(ends_word));
                rest.push(',');
            } else {
                rest.push_str(word);
            }
        }
        stored.phones(&rest);
        stored
    }

    fn emails(&mut self, word: &str) {
        // A slash may stand in an address.
        let is_one = word.bytes().filter(|byte| *byte == b'@').count() == 1;
        for part in word.split(|c| c == '/' && !is_one) {
            let unlabelled = part.rsplit(':').next().unwrap_or_default();
            let address = unlabelled.split('?').next().unwrap_or_default().trim_matches(is_around_address);
            let is_complete = address.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty() && !domain.starts_with('.') && domain.contains('.') && !domain.contains('@')
            });
            if is_complete {
                self.found.extend(Communication::new(CommKind::Email, address));
            }
        }
    }

    fn phones(&mut self, text: &str) {
        let mut number = Number::default();
        let mut fewest = FEWEST;
        let mut after_slash = false;
        for c in text.chars().chain([',']) {
            let ends = match c {
                '0'..='9' | ' ' | '-' | '.' | '(' | ')' | '[' | ']' => false,
                // In `0170/1234567` it stands within one.
                '/' | '#' => number.digits >= FEWEST,
                _ => true,
            };
            if ends {
                let ended = std::mem::take(&mut number);
                match ended.digits {
                    0 => {}
                    digits if digits >= fewest => self.number(&ended),
                    _ if after_slash => self.leave(ended.spelling(), InvalidCommunication::TooFewDigits),
                    _ => fewest = WHOLE,
                }
                after_slash = c == '/';
            }
            number.push(c);
        }
    }

    fn number(&mut self, number: &Number) {
        let spelling = number.spelling();
        if number.digits <= MOST {
            return self.phone(spelling);
        }
        match number.middle() {
            Some((first, second)) => {
                self.phone(first);
                self.phone(second);
            }
            None => self.leave(spelling, InvalidCommunication::TooManyDigits),
        }
    }

    fn leave(&mut self, piece: &str, why: InvalidCommunication) {
        self.left.push((piece.to_owned(), why));
    }

    fn phone(&mut self, spelling: &str) {
        self.found.extend(Communication::new(CommKind::Phone, spelling));
    }
}

/// Digits, and what stands between them.
#[derive(Default)]
struct Number {
    text: String,
    digits: usize,
}

impl Number {
    fn push(&mut self, c: char) {
        let is_digit = c.is_ascii_digit();
        if self.text.is_empty() && !is_digit && !matches!(c, '+' | '(') {
            return;
        }
        self.text.push(c);
        self.digits += usize::from(is_digit);
        // `+49 (0)30`: the zero is for those who dial at home.
        let before_zero = self
            .text
            .strip_suffix("(0)")
            .filter(|code| code.starts_with('+') || code.starts_with("00"))
            .map(str::len);
        if let Some(length) = before_zero {
            self.text.truncate(length);
            self.digits -= 1;
        }
    }

    fn spelling(&self) -> &str {
        self.text.trim_end_matches(|c: char| !c.is_ascii_digit())
    }

    /// Two numbers that stand side by side with nothing but a space or a dash between, cut where they are most alike
    /// in length.
    fn middle(&self) -> Option<(&str, &str)> {
        let mut best: Option<(usize, usize)> = None;
        let (mut before, mut was_digit) = (0, true);
        for (at, c) in self.text.char_indices() {
            let is_digit = c.is_ascii_digit();
            if is_digit && !was_digit {
                let after = self.digits - before;
                let are_numbers = before.max(after) <= MOST && before.min(after) >= FEWEST;
                let distance = before.abs_diff(after);
                if are_numbers && best.is_none_or(|(least, _)| distance < least) {
                    best = Some((distance, at));
                }
            }
            before += usize::from(is_digit);
            was_digit = is_digit;
        }
        let (first, second) = self.text.split_at(best?.1);
        let is_no_digit = |c: char| !c.is_ascii_digit();
        Some((first.trim_end_matches(is_no_digit), second.trim_end_matches(is_no_digit)))
    }
}

/// A digit of Arabic or Persian as ours, what eastern keyboards write at full width at its own, any dash and any space
/// within a line as the plain one.
fn plain(c: char) -> char {
    let from = |first: char, to: char| char::from_u32(u32::from(to) + u32::from(c) - u32::from(first));
    match c {
        '\u{660}'..='\u{669}' => from('\u{660}', '0').unwrap_or(c),
        '\u{6f0}'..='\u{6f9}' => from('\u{6f0}', '0').unwrap_or(c),
        '\u{ff01}'..='\u{ff5e}' => from('\u{ff01}', '!').unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ if c > ' ' && c.is_whitespace() => ' ',
        _ => c,
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '|' | '<' | '>' | '(' | ')' | '"')
}

/// No address begins or ends with one of these.
const fn is_around_address(c: char) -> bool {
    matches!(c, '.' | '-' | '\'' | '`' | '«' | '»' | '[' | ']' | '{' | '}' | '*')
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        Stored::read(text).found.iter().map(|found| found.key().text().to_owned()).collect()
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
    #[case("anna@example", &[])]
    #[case("anna@@example.com", &[])]
    #[case("@example.com", &[])]
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
        assert_eq!(told.iter().map(|(piece, _)| piece.as_str()).collect::<Vec<_>>(), [left]);
    }

    proptest! {
        /// A field that holds one number or address and nothing else takes no further question.
        #[test]
        fn a_clean_field_is_read_as_it_is_compared(
            phone in r"(\+[1-79]|8|0)[ (-]{0,2}[1-9][0-9]{2}[) -]{1,2}[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}",
            email in r"[a-z0-9][a-z.+_]{0,8}[a-z]@[a-z0-9]{1,8}(\.[a-z]{1,6}){1,2}",
        ) {
            for (kind, text) in [(CommKind::Phone, phone), (CommKind::Email, email)] {
                prop_assert_eq!(Stored::read(&text).found, [Communication::new(kind, &text).unwrap()]);
            }
        }

        #[test]
        fn what_is_read_of_any_text_can_be_asked(text in any::<String>(), list in "[0-9+()/#,; .a@\u{a0}-]{0,60}") {
            for text in [text, list] {
                let read = Stored::read(&text);
                for found in &read.found {
                    prop_assert!(found.spelling().len() <= text.len());
                    prop_assert_eq!(found.spelling(), found.spelling().trim());
                }
            }
        }
    }
}
