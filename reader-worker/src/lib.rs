//! The reading module without its browser: a part of a text comes in as bytes, what stands in it goes out as bytes.
//! Tests of the page run it in place of the module.

use std::collections::BTreeMap;

use b24_duplicates::domain::Country;
use b24_duplicates::protocol::reading::{ReadAnswer, ReadCall, ReadItem, ReadWhat, Source};
use reader::{Item, Options, Plans, Reader, Region, What};

/// Reads one text of each source at a time.
#[derive(Debug, Default)]
pub struct Worker {
    open: BTreeMap<Source, Open>,
}

/// A text whose end has not come yet.
#[derive(Debug)]
struct Open {
    number: u32,
    reader: Reader<'static>,
}

impl Worker {
    /// Reads a part. There is no answer to what is no call, nor to a part of a text whose beginning was another one's.
    pub fn hear(&mut self, call: &[u8]) -> Option<Vec<u8>> {
        Some(self.read(&ReadCall::from_bytes(call)?)?.to_bytes())
    }

    fn read(&mut self, call: &ReadCall) -> Option<ReadAnswer> {
        let ReadCall { of, part, country, kind, text } = call;
        if part.begins() {
            let options = Options { country: country.and_then(region), kind: *kind };
            let reader = Reader::new(Plans::embedded(), &options);
            self.open.insert(of.source, Open { number: of.number, reader });
        }
        let open = self.open.get_mut(&of.source).filter(|open| open.number == of.number)?;
        let mut items = open.reader.feed(text);
        if part.ends() {
            items.append(&mut open.reader.finish());
            self.open.remove(&of.source);
        }
        Some(ReadAnswer { of: *of, part: *part, items: items.into_iter().filter_map(told).collect() })
    }
}

/// The same country, as the numbering plans know it.
fn region(country: Country) -> Option<Region> {
    Region::from_code(country.code()).ok()
}

/// What the page is told. A part of a phone or an e-mail is accounted for, and nothing to be asked or corrected.
fn told(item: Item) -> Option<ReadItem> {
    let what = match item.what {
        What::Found(found) => {
            let variants = found.variants.into_iter().map(|variant| (variant.form, variant.spelling));
            ReadWhat::Found { kind: found.kind, spelling: found.spelling, variants: variants.collect() }
        }
        What::Unread(why) => ReadWhat::Unread(why),
        What::Part(_) => return None,
    };
    let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Some(ReadItem { line: short(item.line), span: short(item.span.start)..short(item.span.end), what })
}

#[cfg(test)]
mod tests {
    use b24_duplicates::domain::{CommKind, KindChoice, Unread};
    use b24_duplicates::protocol::reading::{TextId, TextPart};

    use rlibphonenumber::PHONE_NUMBER_UTIL;

    use super::*;

    const TEXT: &str = "call 8 916 123-45-67 доб. 12\nanna@example.com, 12.03.2024";

    fn call(number: u32, part: TextPart, text: &str) -> ReadCall {
        let of = TextId { source: Source::Typed, number };
        let country = Country::from_code("RU");
        ReadCall { of, part, country, kind: KindChoice::Auto, text: text.to_owned() }
    }

    fn read(worker: &mut Worker, call: &ReadCall) -> Option<Vec<ReadItem>> {
        let answer = ReadAnswer::from_bytes(&worker.hear(&call.to_bytes())?)?;
        assert_eq!((answer.of, answer.part), (call.of, call.part));
        Some(answer.items)
    }

    #[test]
    fn a_text_is_told_with_places_spellings_and_reasons() {
        let items = read(&mut Worker::default(), &call(1, TextPart::Whole, TEXT)).unwrap();
        let pieces: Vec<_> =
            items.iter().map(|item| &TEXT[item.span.start as usize..item.span.end as usize]).collect();
        assert_eq!(pieces, ["8 916 123-45-67", "anna@example.com", "12.03.2024"]);
        assert_eq!(items.iter().map(|item| item.line).collect::<Vec<_>>(), [1, 2, 2]);
        assert!(matches!(&items[0].what, ReadWhat::Found { kind: CommKind::Phone, spelling, variants }
            if spelling == "8 916 123-45-67" && !variants.is_empty()));
        assert_eq!(items[2].what, ReadWhat::Unread(Unread::Date));
    }

    #[test]
    fn parts_are_read_as_the_whole_is() {
        let whole = read(&mut Worker::default(), &call(1, TextPart::Whole, TEXT)).unwrap();
        for cut in (1..TEXT.len()).filter(|cut| TEXT.is_char_boundary(*cut)) {
            let mut worker = Worker::default();
            let (first, last) = TEXT.split_at(cut);
            let mut items = read(&mut worker, &call(1, TextPart::First, first)).unwrap();
            items.append(&mut read(&mut worker, &call(1, TextPart::Last, last)).unwrap());
            assert_eq!(items, whole, "cut at {cut}");
        }
    }

    #[test]
    fn a_part_of_a_text_that_was_replaced_is_not_read_into_the_new_one() {
        let mut worker = Worker::default();
        read(&mut worker, &call(1, TextPart::First, "+7 916 ")).unwrap();
        read(&mut worker, &call(2, TextPart::First, "+49 170 ")).unwrap();
        assert_eq!(read(&mut worker, &call(1, TextPart::Last, "123-45-67")), None);
        assert_eq!(read(&mut worker, &call(2, TextPart::Last, "1234567")).unwrap().len(), 1);
        assert_eq!(worker.hear(b"?"), None);
    }

    /// A country that the page offers and the plans do not know would be as none.
    #[test]
    fn the_page_knows_the_countries_that_have_a_numbering_plan() {
        assert!(Country::all().all(|country| region(country).is_some()));
        let letters = || (b'A'..=b'Z').map(char::from);
        let codes = letters().flat_map(|first| letters().map(move |second| format!("{first}{second}")));
        let has_plan = |code: &String| {
            let region = Region::from_code(code).ok();
            region.is_some_and(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region).is_some())
        };
        let known = codes.filter(has_plan);
        assert!(known.eq(Country::all().map(|country| country.code().to_owned())));
    }
}
