//! What goes to and from the module that reads texts, which runs beside the page: parts of a text there, what stands
//! in them back. Both are bytes, which a browser hands over without copying them.

use std::ops::Range;

use crate::domain::{CommKind, Country, Form, KindChoice, Unread};

/// A part of a text that is to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadCall {
    /// Which text.
    pub of: TextId,
    /// Which part of it.
    pub part: TextPart,
    /// The country of numbers that name none.
    pub country: Option<Country>,
    /// Which kind the user wants the values read as.
    pub kind: KindChoice,
    /// The part. It may begin and end anywhere.
    pub text: String,
}

/// A text, as it is read once. One that is read again, or was changed, is another one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextId {
    /// Where it stands. Of each place one text is read at a time.
    pub source: Source,
    /// Goes up with each text.
    pub number: u32,
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Source {
    /// In the search box.
    Typed,
    /// Attached beside it.
    Attached,
}

/// Which part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextPart {
    /// All of it.
    Whole,
    /// Its beginning.
    First,
    /// What follows.
    Next,
    /// Its end.
    Last,
}

/// What stands in the text as far as it was read, that was not told yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadAnswer {
    /// Which text.
    pub of: TextId,
    /// Which part of it was read.
    pub part: TextPart,
    /// In the order of the text.
    pub items: Vec<ReadItem>,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadItem {
    /// Its line, from 1.
    pub line: u32,
    /// Its bytes in the whole text.
    pub span: Range<u32>,
    /// What it is.
    pub what: ReadWhat,
}

/// What a piece of a text is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadWhat {
    /// A phone or an e-mail.
    Found {
        /// Which of them.
        kind: CommKind,
        /// As it was written.
        spelling: String,
        /// Other spellings of the same, each with a match key of its own.
        variants: Vec<(Form, String)>,
    },
    /// It was not read.
    Unread(Unread),
}

impl TextPart {
    /// Whether the text begins with it.
    pub const fn begins(self) -> bool {
        matches!(self, Self::Whole | Self::First)
    }

    /// Whether the text ends with it.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Whole | Self::Last)
    }
}

const SOURCES: [Source; 2] = [Source::Typed, Source::Attached];
const PARTS: [TextPart; 4] = [TextPart::Whole, TextPart::First, TextPart::Next, TextPart::Last];
const KINDS: [KindChoice; 3] =
    [KindChoice::Auto, KindChoice::Forced(CommKind::Phone), KindChoice::Forced(CommKind::Email)];
const FORMS: [Form; 3] = [Form::International, Form::National, Form::WithExtension];

/// Stands for a communication where a reason could stand: after all of these.
const FOUND: [u8; 2] = [0xfe, 0xff];

impl ReadCall {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { of, part, country, kind, text } = self;
        let mut bytes = Vec::with_capacity(text.len() + 16);
        write_head(&mut bytes, *of, *part);
        bytes.push(place(&KINDS, kind));
        let code = country.map_or(*b"  ", |country| {
            let code = country.code().as_bytes();
            [code.first(), code.last()].map(|letter| letter.copied().unwrap_or(b' '))
        });
        bytes.extend(code);
        bytes.extend_from_slice(text.as_bytes());
        bytes
    }

    /// From bytes; `None` if they are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let (of, part) = read_head(&mut rest)?;
        let kind = one_of(&KINDS, &mut rest)?;
        let (code, text) = rest.split_at_checked(2)?;
        let country = Country::from_code(std::str::from_utf8(code).ok()?);
        Some(Self { of, part, country, kind, text: std::str::from_utf8(text).ok()?.to_owned() })
    }
}

impl ReadAnswer {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { of, part, items } = self;
        let mut bytes = Vec::with_capacity(items.len() * 48 + 16);
        write_head(&mut bytes, *of, *part);
        for ReadItem { line, span, what } in items {
            for number in [*line, span.start, span.end] {
                bytes.extend(number.to_le_bytes());
            }
            match what {
                ReadWhat::Unread(why) => bytes.push(place(&Unread::ALL, why)),
                ReadWhat::Found { kind, spelling, variants } => {
                    let [phone, email] = FOUND;
                    bytes.push(if *kind == CommKind::Phone { phone } else { email });
                    write_text(&mut bytes, spelling);
                    bytes.push(u8::try_from(variants.len()).unwrap_or(u8::MAX));
                    for (form, spelling) in variants.iter().take(usize::from(u8::MAX)) {
                        bytes.push(place(&FORMS, form));
                        write_text(&mut bytes, spelling);
                    }
                }
            }
        }
        bytes
    }

    /// From bytes; `None` if they are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let (of, part) = read_head(&mut rest)?;
        let mut items = Vec::new();
        while !rest.is_empty() {
            items.push(read_item(&mut rest)?);
        }
        Some(Self { of, part, items })
    }
}

fn read_item(rest: &mut &[u8]) -> Option<ReadItem> {
    let (line, start, end) = (number(rest)?, number(rest)?, number(rest)?);
    let (what, after) = rest.split_first()?;
    let what = if let Some(kind) = FOUND.iter().position(|found| found == what) {
        *rest = after;
        let (kind, spelling) = (*CommKind::ALL.get(kind)?, text(rest)?);
        let (count, after) = rest.split_first()?;
        *rest = after;
        let variant = |_| Some((one_of(&FORMS, rest)?, text(rest)?));
        ReadWhat::Found { kind, spelling, variants: (0..*count).map(variant).collect::<Option<_>>()? }
    } else {
        ReadWhat::Unread(one_of(&Unread::ALL, rest)?)
    };
    Some(ReadItem { line, span: start..end, what })
}

fn write_head(bytes: &mut Vec<u8>, of: TextId, part: TextPart) {
    bytes.extend([place(&SOURCES, &of.source), place(&PARTS, &part)]);
    bytes.extend(of.number.to_le_bytes());
}

fn read_head(rest: &mut &[u8]) -> Option<(TextId, TextPart)> {
    let (source, part) = (one_of(&SOURCES, rest)?, one_of(&PARTS, rest)?);
    Some((TextId { source, number: number(rest)? }, part))
}

fn write_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(u32::try_from(text.len()).unwrap_or_default().to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

/// The place of one of a few.
fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

fn one_of<T: Copy>(all: &[T], rest: &mut &[u8]) -> Option<T> {
    let (place, after) = rest.split_first()?;
    *rest = after;
    all.get(usize::from(*place)).copied()
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes))
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(std::str::from_utf8(text).ok()?.to_owned())
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use proptest::prop_oneof;
    use proptest::sample::select;
    use proptest::strategy::{Just, Strategy};

    use super::*;

    fn head() -> impl Strategy<Value = (TextId, TextPart)> {
        (select(&SOURCES), any::<u32>(), select(&PARTS))
            .prop_map(|(source, number, part)| (TextId { source, number }, part))
    }

    fn what() -> impl Strategy<Value = ReadWhat> {
        let variant = (select(&FORMS), any::<String>());
        let found = (select(&CommKind::ALL), any::<String>(), proptest::collection::vec(variant, 0..3));
        prop_oneof![
            select(&Unread::ALL).prop_map(ReadWhat::Unread),
            found.prop_map(|(kind, spelling, variants)| ReadWhat::Found { kind, spelling, variants }),
        ]
    }

    fn item() -> impl Strategy<Value = ReadItem> {
        (any::<u32>(), any::<Range<u32>>(), what()).prop_map(|(line, span, what)| ReadItem {
            line,
            span,
            what,
        })
    }

    fn country() -> impl Strategy<Value = Option<Country>> {
        let some = select(Country::all().collect::<Vec<_>>()).prop_map(Some);
        prop_oneof![Just(None), some]
    }

    proptest! {
        #[test]
        fn a_call_comes_as_it_was_sent(
            (of, part) in head(), country in country(), kind in select(&KINDS), text in any::<String>(),
        ) {
            let call = ReadCall { of, part, country, kind, text };
            prop_assert_eq!(ReadCall::from_bytes(&call.to_bytes()), Some(call));
        }

        #[test]
        fn an_answer_comes_as_it_was_sent(
            (of, part) in head(), items in proptest::collection::vec(item(), 0..8),
        ) {
            let answer = ReadAnswer { of, part, items };
            prop_assert_eq!(ReadAnswer::from_bytes(&answer.to_bytes()), Some(answer));
        }

        #[test]
        fn whatever_else_comes_is_no_answer_and_no_end(bytes in any::<Vec<u8>>()) {
            let _ = (ReadCall::from_bytes(&bytes), ReadAnswer::from_bytes(&bytes));
        }
    }

    #[test]
    fn no_reason_is_taken_for_a_communication() {
        assert!(Unread::ALL.len() < usize::from(FOUND[0]));
    }
}
