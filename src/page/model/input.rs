//! What the search box holds, as it was read from a text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::domain::{CommKind, Communication, Form, InputValue, MatchKey, Pasted, Unread, Value, Variant};
use crate::lookup::{Input, Scope};
use crate::protocol::reading::{ReadItem, ReadWhat};

use super::Search;

/// What a text was read as. Distinct values are kept until they have one spelling more than a search takes, values that
/// cannot be asked and pieces that were not read up to [`Intake::INVALID_KEPT`]; all of them are counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct Intake {
    /// In the order of the text: each distinct value once, and what cannot be asked.
    values: Vec<Rc<InputValue>>,
    phones: Tally,
    emails: Tally,
    invalid: u64,
    /// How many pieces were not read.
    pub(in crate::page) unread: u64,
    /// The first of them.
    pub(in crate::page) pieces: Vec<Piece>,
    /// Where among the values each distinct one is, by what it is recognised.
    places: BTreeMap<MatchKey, usize>,
    /// How many spellings would be asked.
    spellings: usize,
    invalid_kept: usize,
}

/// How many values of one kind there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct Tally {
    /// Different ones.
    pub(in crate::page) distinct: u64,
    /// How often one came again, in whichever spelling.
    pub(in crate::page) repeated: u64,
}

impl Tally {
    const fn and(self, other: Self) -> Self {
        Self { distinct: self.distinct + other.distinct, repeated: self.repeated + other.repeated }
    }

    /// The same, where one of the different ones turns out to be another one again.
    const fn less_one(self) -> Self {
        Self { distinct: self.distinct.saturating_sub(1), repeated: self.repeated + 1 }
    }
}

/// A piece of a text that was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) struct Piece {
    /// Its line, from 1.
    pub(in crate::page) line: u32,
    /// Its bytes in the text.
    pub(in crate::page) span: Range<usize>,
    pub(in crate::page) why: Unread,
    /// What stands there, or the beginning of it.
    pub(in crate::page) text: String,
}

impl Piece {
    /// Whether all of it is known. What is longer than a line of text is not for correcting by hand.
    pub(in crate::page) fn is_whole(&self) -> bool {
        self.text.len() == self.span.len()
    }
}

impl Intake {
    /// At most this many values that cannot be asked are kept to be listed.
    pub(in crate::page) const INVALID_KEPT: usize = 1000;

    /// At most this many bytes of a piece that was not read are kept.
    const PIECE_KEPT: usize = 254;

    /// Adds what was read from a part of the text that begins after so many lines.
    pub(in crate::page) fn add(&mut self, part: Pasted, lines_before: usize) {
        for value in part.values {
            self.take(InputValue { line: value.line + lines_before, ..value });
        }
    }

    /// Adds what the module has read.
    pub(in crate::page) fn add_items(&mut self, items: Vec<ReadItem>) {
        for ReadItem { line, span, what } in items {
            let read = match what {
                ReadWhat::Found { kind, spelling, variants } => value_of(kind, &spelling, variants)
                    .map(|read| (spelling, read))
                    .ok_or(Unread::NoSuchNumber),
                ReadWhat::Unread(why) => Err(why),
            };
            match read {
                Ok((raw, read)) => self.take(InputValue { line: line as usize, raw, reading: Ok(read) }),
                Err(why) => {
                    let span = span.start as usize..span.end as usize;
                    self.tell(Piece { line, span, why, text: String::new() });
                }
            }
        }
    }

    /// Adds numbers that a spreadsheet has shortened, by where they stand in a part of the text that begins at this byte and
    /// after so many lines.
    pub(in crate::page) fn add_shortened(
        &mut self,
        part: &str,
        numbers: Vec<Range<usize>>,
        at: usize,
        lines_before: usize,
    ) {
        let (mut line, mut counted) = (lines_before + 1, 0);
        for span in numbers {
            line += line_ends(part.get(counted..span.start).unwrap_or_default());
            counted = span.start;
            let text = part.get(span.clone()).unwrap_or_default().to_owned();
            let span = span.start + at..span.end + at;
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            self.tell(Piece { line, span, why: Unread::PowerOfTen, text });
        }
    }

    /// Keeps what stands in the pieces that were not read: the text is about to change.
    pub(in crate::page) fn quote(&mut self, text: &str) {
        for piece in &mut self.pieces {
            let whole = text.get(piece.span.clone()).unwrap_or_default();
            let cut = whole.get(..whole.floor_char_boundary(Self::PIECE_KEPT)).unwrap_or_default();
            cut.clone_into(&mut piece.text);
        }
    }

    fn tell(&mut self, piece: Piece) {
        self.unread += 1;
        if self.pieces.len() < Self::INVALID_KEPT {
            self.pieces.push(piece);
        }
    }

    fn take(&mut self, input: InputValue) {
        let Ok(value) = &input.reading else { return self.take_invalid(input) };
        let tally = match value.kind() {
            CommKind::Phone => &mut self.phones,
            CommKind::Email => &mut self.emails,
        };
        let known = self.places.get(value.identity()).and_then(|place| self.values.get_mut(*place));
        if let Some(known) = known {
            tally.repeated += 1;
            self.spellings += joined(known, value);
            return;
        }
        tally.distinct += 1;
        let has_place = self.spellings <= Search::LIMIT;
        self.spellings += value.spellings().count();
        if has_place {
            self.places.insert(value.identity().clone(), self.values.len());
            self.values.push(Rc::new(input));
        }
    }

    fn take_invalid(&mut self, input: InputValue) {
        self.invalid += 1;
        if self.invalid_kept < Self::INVALID_KEPT {
            self.invalid_kept += 1;
            self.values.push(Rc::new(input));
        }
    }

    /// How many values there are, those that were not kept included.
    pub(in crate::page) const fn count(&self) -> u64 {
        self.phones.distinct + self.emails.distinct + self.invalid
    }

    /// The same value, if it is among these.
    fn same(&self, value: &Value) -> Option<&Value> {
        self.values.get(*self.places.get(value.identity())?)?.reading.as_ref().ok()
    }
}

fn line_ends(text: &str) -> usize {
    text.matches(['\n', '\r']).count() - text.matches("\r\n").count()
}

/// Adds the spellings in which a value comes again. Gives how many of them are new.
fn joined(known: &mut Rc<InputValue>, again: &Value) -> usize {
    if !known.reading.as_ref().is_ok_and(|known| known.learns_of(again)) {
        return 0;
    }
    let Ok(known) = &mut Rc::make_mut(known).reading else { return 0 };
    let before = known.variants().len();
    known.join(again);
    known.variants().len().saturating_sub(before)
}

/// What a module has read as one value.
pub(in crate::page) fn value_of(
    kind: CommKind,
    spelling: &str,
    variants: Vec<(Form, String)>,
) -> Option<Value> {
    let variant = |(form, spelling): (Form, String)| {
        Some(Variant { form, communication: Communication::new(kind, &spelling)? })
    };
    let written = Communication::new(kind, spelling)?;
    Some(Value::new(written, variants.into_iter().filter_map(variant)))
}

/// What the search box holds: the typed values, then those of an attached text that are not among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct FormInput {
    typed: Rc<Intake>,
    attached: Rc<Intake>,
    pub(in crate::page) phones: Tally,
    pub(in crate::page) emails: Tally,
    /// Values that cannot be asked, those that were not kept included.
    pub(in crate::page) invalid: u64,
    /// Pieces that were not read.
    pub(in crate::page) unread: u64,
    /// How many spellings would be asked.
    spellings: usize,
}

impl FormInput {
    /// Joins what was typed and what was attached.
    pub(in crate::page) fn new(typed: Rc<Intake>, attached: Option<Rc<Intake>>) -> Self {
        let attached = attached.unwrap_or_default();
        let mut input = Self {
            phones: typed.phones.and(attached.phones),
            emails: typed.emails.and(attached.emails),
            invalid: typed.invalid + attached.invalid,
            unread: typed.unread + attached.unread,
            spellings: typed.spellings + attached.spellings,
            typed,
            attached,
        };
        for value in input.typed.values.iter().filter_map(|value| value.reading.as_ref().ok()) {
            let Some(again) = input.attached.same(value) else { continue };
            let tally = match value.kind() {
                CommKind::Phone => &mut input.phones,
                CommKind::Email => &mut input.emails,
            };
            *tally = tally.less_one();
            let twice = again.spellings().filter(|again| value.has(again)).count();
            input.spellings = input.spellings.saturating_sub(twice);
        }
        input
    }

    /// The values that were kept, each distinct one once.
    pub(in crate::page) fn values(&self) -> impl Iterator<Item = &Rc<InputValue>> {
        let is_new = |value: &&Rc<InputValue>| {
            value.reading.as_ref().map_or(true, |reading| !self.typed.places.contains_key(reading.identity()))
        };
        self.typed.values.iter().chain(self.attached.values.iter().filter(is_new))
    }

    /// What a search takes of it.
    pub(in crate::page) fn taken(&self, scope: Scope) -> Input {
        let values = match scope {
            Scope::Whole => self.whole().collect(),
            Scope::FirstPart => self.first_part().collect(),
        };
        // What was not read was not searched either, and nothing is said of it.
        Input { values, invalid: self.invalid + self.unread }
    }

    /// All values, with the spellings that both texts have of them.
    fn whole(&self) -> impl Iterator<Item = Rc<InputValue>> {
        self.values().map(|value| {
            let mut value = Rc::clone(value);
            let again = value.reading.as_ref().ok().and_then(|value| self.attached.same(value));
            if let Some(again) = again {
                joined(&mut value, again);
            }
            value
        })
    }

    /// As many of the first as one search takes, and what cannot be asked.
    fn first_part(&self) -> impl Iterator<Item = Rc<InputValue>> {
        let mut left = Search::LIMIT;
        self.whole().filter(move |value| {
            let spellings = value.reading.as_ref().map_or(0, |value| value.spellings().count());
            let rest = left.checked_sub(spellings);
            // What comes after the first that does not fit is no first part.
            left = rest.unwrap_or_default();
            rest.is_some()
        })
    }

    /// How many values a search of the first part asks.
    pub(in crate::page) fn fitting(&self) -> u64 {
        self.first_part().filter(|value| value.reading.is_ok()).count() as u64
    }

    /// Whether it fits into one search.
    pub(in crate::page) fn size(&self) -> Size {
        match self.phones.distinct + self.emails.distinct {
            0 => Size::Empty,
            values if self.spellings <= Search::LIMIT => Size::Fits(values),
            _ => Size::TooMany,
        }
    }
}

/// Whether an input fits into one search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Size {
    /// There is nothing to ask.
    Empty,
    /// So many distinct values.
    Fits(u64),
    /// More than one search takes.
    TooMany,
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn phone(spelling: &str) -> Communication {
        Communication::new(CommKind::Phone, spelling).unwrap()
    }

    fn value(written: &str, variants: &[(Form, &str)]) -> Value {
        let variant =
            |(form, spelling): &(Form, &str)| Variant { form: *form, communication: phone(spelling) };
        Value::new(phone(written), variants.iter().map(variant))
    }

    fn moscow() -> Value {
        value("9161234567", &[(Form::International, "+79161234567")])
    }

    fn intake(values: &[Value]) -> Rc<Intake> {
        let values = values.iter().zip(1..).map(|(value, line)| {
            let raw = value.written().spelling().to_owned();
            InputValue { line, raw, reading: Ok(value.clone()) }
        });
        let mut intake = Intake::default();
        intake.add(Pasted { values: values.collect(), lines: 1 }, 0);
        Rc::new(intake)
    }

    fn asked(input: &FormInput, scope: Scope) -> Vec<Vec<String>> {
        let taken = input.taken(scope);
        let spellings = |value: &Value| value.spellings().map(|one| one.spelling().to_owned()).collect();
        taken.askable().map(spellings).collect()
    }

    #[test]
    fn a_number_that_comes_again_with_its_country_is_repeated() {
        let input = FormInput::new(intake(&[moscow(), value("+7 916 123-45-67", &[])]), None);
        assert_eq!(input.phones, Tally { distinct: 1, repeated: 1 });
        assert_eq!(input.size(), Size::Fits(1));
        assert_eq!(asked(&input, Scope::Whole), [["9161234567", "+79161234567"]]);
    }

    /// Two people behind one switchboard: the second extension must not be lost with the repetition.
    #[test]
    fn a_repetition_brings_its_own_spellings_along() {
        let with = |extension| value("+7 495 123-45-67", &[(Form::WithExtension, extension)]);
        let (first, second) = (with("+7 495 123-45-67 ext. 12"), with("+7 495 123-45-67 ext. 13"));
        let joined = [["+7 495 123-45-67", "+7 495 123-45-67 ext. 12", "+7 495 123-45-67 ext. 13"]];
        let typed = FormInput::new(intake(&[first.clone(), second.clone()]), None);
        assert_eq!(asked(&typed, Scope::Whole), joined);
        let beside = FormInput::new(intake(&[first]), Some(intake(&[second])));
        assert_eq!(beside.phones, Tally { distinct: 1, repeated: 1 });
        assert_eq!((beside.size(), beside.spellings), (Size::Fits(1), 3));
        assert_eq!(asked(&beside, Scope::Whole), joined);
    }

    /// A search takes so many spellings. That they are too many was not noticed before the search refused them, and
    /// nothing happened at all.
    #[test]
    fn of_more_spellings_than_a_search_takes_the_first_values_are_searched() {
        let numbers = (0..=Search::LIMIT as u64 / 2).map(|number| {
            let (national, international) = (format!("9{number:09}"), format!("+79{number:09}"));
            value(&national, &[(Form::International, &international)])
        });
        let numbers: Vec<Value> = numbers.collect();
        let input = FormInput::new(intake(&numbers), None);
        assert_eq!(input.size(), Size::TooMany);
        assert_eq!(input.fitting(), Search::LIMIT as u64 / 2);
        assert_eq!(asked(&input, Scope::FirstPart).concat().len(), Search::LIMIT);
        let fits = FormInput::new(intake(numbers.split_last().unwrap().1), None);
        assert_eq!(fits.size(), Size::Fits(Search::LIMIT as u64 / 2));
    }
}
