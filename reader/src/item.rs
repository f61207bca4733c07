//! What a text is read as.

use std::ops::Range;

use b24_duplicates::domain::{CommKind, Form, Unread as Reason};

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
