//! Reads phones and e-mails out of what people paste: mails, chats, tables, address books, web pages.
//!
//! What holds for any text: every run of three or more digits and every `@` ends in exactly one item, which is a
//! phone, an e-mail, a part of one, or *not read* with its reason ([`first_unaccounted`] is that sum). Nothing is
//! lost, and what is not sure is told instead of guessed.
//!
//! Where to start: [`read`] for a text that is there, [`Reader`] for one that comes in pieces. A line is read by
//! itself ([`mod@line`]): first its addresses (`email`), then its links (`link`) and what the fields of a vCard
//! hold (`vcard`), then what is left for phones (`phone`). There, digits are taken into groups, what is a date, an
//! amount or a card is marked, and the rest is cut into numbers where [`Plans`], the library's numbering plans,
//! find the likeliest ones.

mod claims;
mod context;
mod email;
mod item;
mod line;
mod link;
mod phone;
mod plans;
mod reader;
mod sum;
mod text;
mod vcard;

pub use b24_duplicates::domain::{CommKind, Form, KindChoice, Unread as Reason};
pub use item::{Found, Item, Part, Reading, Variant, What};
pub use plans::{Plans, PlansError};
pub use reader::{Options, Reader, read};
pub use rlibphonenumber::Region;
pub use sum::first_unaccounted;
