//! What a text is read as.

use std::ops::Range;

use b24_duplicates::domain::CommKind;

/// A text, read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// In the order of the text; no two of them overlap.
    pub items: Vec<Item>,
    /// How many lines there are; what follows the last line end is one, even if nothing does.
    pub lines: usize,
}

impl Reading {
    /// The phones and e-mails.
    pub fn found(&self) -> impl Iterator<Item = (&Item, &Found)> {
        self.items.iter().filter_map(|item| match &item.what {
            What::Found(found) => Some((item, found)),
            What::Part(_) | What::Unread(_) => None,
        })
    }

    /// What was not read, and why.
    pub fn unread(&self) -> impl Iterator<Item = (&Item, Reason)> {
        self.items.iter().filter_map(|item| match item.what {
            What::Unread(reason) => Some((item, reason)),
            What::Found(_) | What::Part(_) => None,
        })
    }
}

/// One piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its line, from 1.
    pub line: usize,
    /// Its bytes in the whole text.
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a piece of a text is. Each piece is exactly one of these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A phone or an e-mail.
    Found(Found),
    /// It belongs to a phone or an e-mail beside it.
    Part(Part),
    /// It looks like something and was not read.
    Unread(Reason),
}

/// A phone or an e-mail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Which of them.
    pub kind: CommKind,
    /// As it was written, without what is no part of it, in plain characters (a full-width digit is a digit).
    pub spelling: String,
    /// Other spellings of the same, each with a match key of its own.
    pub variants: Vec<Variant>,
}

/// Another spelling of a communication, whose match key differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// In what it differs.
    pub form: Form,
    /// The spelling.
    pub spelling: String,
}

/// How a number can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// With `+` and the code of its country.
    International,
    /// As it is dialled within its country.
    National,
    /// With its extension, whose digits the portal takes for digits of the number if a word stands before them.
    WithExtension,
}

/// A piece that belongs to a phone or an e-mail beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// An extension.
    Extension,
    /// A parameter of a `tel:` link.
    Parameter,
    /// What a `mailto:` link says beside the address: a subject, a text.
    Message,
    /// The text of a link whose target was read.
    Repeat,
}

/// Why a piece was not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// A date, a year beside one, or a time.
    Date,
    /// A sum of money, a share, a number with decimals.
    Amount,
    /// The number of a bank card.
    Card,
    /// An address of the network.
    NetworkAddress,
    /// A word before it says what it is: an order, a tax number, an account.
    OtherNumber,
    /// A field of an address book that holds no phone: a birthday, a postal address.
    OtherField,
    /// Part of a word or a code of letters and digits.
    InWord,
    /// Part of a link.
    InLink,
    /// A spreadsheet wrote it as a power of ten; digits are lost.
    PowerOfTen,
    /// The last digits of a second number whose beginning is not repeated.
    EndingOnly,
    /// Too few digits to be told from a year, a house or a postcode.
    TooFewDigits,
    /// More digits than a phone has.
    TooManyDigits,
    /// No phone of the country that is meant has so many digits, and nothing says that it is one.
    NoSuchNumber,
    /// A control character in it.
    ControlCharacter,
    /// Not exactly one `@`.
    NotOneAt,
    /// The part before `@` or the domain after it is not one.
    IncompleteEmail,
    /// Longer than an address can be.
    TooLong,
    /// An address that was written so that no program reads it: `anna[at]example[dot]com`.
    HiddenAddress,
    /// The id of a messenger's chat or of a telephone switch, which is no e-mail.
    MessengerId,
    /// A phone where e-mails are wanted, or the other way round.
    OtherKind,
}
