//! From pasted text to communications: split, recognise, keep the raw spelling and its line.

use super::{CommKind, Communication, EntityType, InvalidCommunication};

/// Which kind the user wants the values read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum KindChoice {
    /// Each value is recognised by itself.
    #[default]
    Auto,
    /// All values are read as this kind.
    Forced(CommKind),
}

/// Which entity types the user wants searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TypeChoice {
    /// Leads, contacts and companies.
    #[default]
    All,
    /// One of them.
    Only(EntityType),
}

/// One value of the input, good or bad, where it stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InputValue {
    /// Its line in the text, from 1.
    pub line: usize,
    /// As it was written, without surrounding white space.
    pub raw: String,
    /// What it was read as.
    pub reading: Result<Communication, InvalidCommunication>,
}

/// A pasted text, read. The values stand in the order of the text; nothing is dropped but separators and
/// names around the values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pasted {
    /// Every value that was seen.
    pub values: Vec<InputValue>,
}

impl Pasted {
    /// The first communication of each distinct match key, in the order of the text.
    pub fn distinct(&self) -> Vec<Communication> {
        let mut seen = std::collections::BTreeSet::new();
        self.values
            .iter()
            .filter_map(|value| value.reading.as_ref().ok())
            .filter(|communication| seen.insert(communication.key().clone()))
            .cloned()
            .collect()
    }

    /// The values that cannot be asked.
    pub fn invalid(&self) -> impl Iterator<Item = (&InputValue, InvalidCommunication)> {
        self.values.iter().filter_map(|value| value.reading.as_ref().err().map(|why| (value, *why)))
    }
}

/// Reads text as people paste it: a value a line, or several with commas, semicolons and tabs between
/// them, with names around them (`Anna Berg <anna@example.com>`) or a `mailto:` before them.
pub fn parse_paste(text: &str, kind: KindChoice) -> Pasted {
    let _ = (text, kind);
    Pasted::default()
}
