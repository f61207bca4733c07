//! What is not read of a text.

use serde::{Deserialize, Serialize};

/// Why a piece of a text was not read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Unread {
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

impl Unread {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Date,
        Self::Amount,
        Self::Card,
        Self::NetworkAddress,
        Self::OtherNumber,
        Self::OtherField,
        Self::InWord,
        Self::InLink,
        Self::PowerOfTen,
        Self::EndingOnly,
        Self::TooFewDigits,
        Self::TooManyDigits,
        Self::NoSuchNumber,
        Self::ControlCharacter,
        Self::NotOneAt,
        Self::IncompleteEmail,
        Self::TooLong,
        Self::HiddenAddress,
        Self::MessengerId,
        Self::OtherKind,
    ];
}
