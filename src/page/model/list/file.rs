//! A file, and how it is read.

use std::sync::Arc;

use crate::domain::Country;
use crate::protocol::files::{FileChoices, FileId, Holds, Opened, Refused};

/// A file or a table that was pasted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) struct File {
    pub(in crate::page) id: FileId,
    /// `None` of what was pasted.
    pub(in crate::page) name: Option<String>,
}

/// How the rows of a file are read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) struct How {
    pub(in crate::page) choices: FileChoices,
    /// What each column has.
    pub(in crate::page) columns: Vec<Holds>,
    /// The country of numbers that name none.
    pub(in crate::page) country: Option<Country>,
}

/// The table in a file.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct TableOf {
    pub(in crate::page) file: File,
    pub(in crate::page) how: How,
    pub(in crate::page) opened: Opened,
    /// Its first rows, as they are shown.
    pub(in crate::page) first: Arc<[Vec<String>]>,
    /// It is being read otherwise.
    pub(in crate::page) is_reading: bool,
    /// How it was read before, while it is being read otherwise.
    pub(in crate::page) before: Option<FileChoices>,
    /// Why it is not read as it was to be read last. It stayed as it was.
    pub(in crate::page) refused: Option<Refused>,
}

impl TableOf {
    /// A table as it was read.
    pub(in crate::page) fn new(
        file: File,
        choices: FileChoices,
        country: Option<Country>,
        opened: Opened,
    ) -> Self {
        let how = How { choices, columns: opened.columns.clone(), country };
        Self {
            file,
            how,
            first: opened.first.clone().into(),
            opened,
            is_reading: false,
            before: None,
            refused: None,
        }
    }

    /// The same table, read otherwise. What was said of its columns by hand still holds where there are as many.
    pub(in crate::page) fn read_anew(self, opened: Opened) -> Self {
        let Self { file, how, opened: before, refused, .. } = self;
        let mut table = Self { refused, ..Self::new(file, how.choices, how.country, opened) };
        if table.how.columns.len() == how.columns.len() {
            let told = how.columns.into_iter().zip(&before.columns);
            for (column, (told, found)) in table.how.columns.iter_mut().zip(told) {
                if told != *found {
                    *column = told;
                }
            }
        }
        table
    }

    /// Whether a column has something that can be read.
    pub(in crate::page) fn can_read(&self) -> bool {
        !self.is_reading && self.how.columns.iter().any(|holds| *holds != Holds::Other)
    }
}
