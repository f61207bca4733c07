//! What can be wanted of the check of a list.

use crate::domain::Country;
use crate::protocol::files::{Headings, Holds, Separator, WriteAs};

/// What can be wanted of the check of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListIntent {
    /// Show it, in the place of the search box.
    Show,
    /// Go back to the search box. What was read and checked stays, and a check goes on.
    Leave,
    /// A file was chosen or dropped, also beside the search box.
    FileChosen,
    /// A table was pasted.
    TextPasted(String),
    /// Give this file up and choose another one. What was checked is given up with it.
    AnotherFile,
    /// Read the file otherwise.
    Choose(FileChoice),
    /// The column at this place, from 0, has this.
    SetColumn(u32, Holds),
    /// Numbers that name no country are this one's; `None` means no country's.
    SetCountry(Option<Country>),
    /// Back to how the file was read. What was checked stays until the rows are read again.
    ToPreview,
    /// Back to what was checked, as it was read then.
    ToResults,
    /// Read phones and e-mails.
    ReadRows,
    /// Put this in the place of a piece that cannot be asked.
    Correct {
        /// [Which](crate::page::ListPieceView::place).
        place: u32,
        /// What it should have been.
        by: String,
    },
    /// Ask the portal.
    Begin,
    /// Ask nothing more for now; what is under way is still answered.
    Pause,
    /// Go on after a pause.
    GoOn,
    /// Stop; what was found stays.
    Stop,
    /// Check what was not checked.
    ContinueWithRest,
    /// Show rows with this verdict, or no longer.
    ToggleFilter(VerdictKind),
    /// Show all verdicts.
    ClearFilters,
    /// Show rows in which this text stands; an empty one shows all.
    Search(String),
    /// Sort the rows.
    Sort(ListSort),
    /// Put rows together that lead to the same record, or not.
    Group(ListGrouping),
    /// The table shows these rows of the visible ones.
    ShowRows {
        /// The first, from 0.
        first: u32,
        /// How many; more than [`MAX_WINDOW`] are not given.
        count: u32,
    },
    /// Show all that is known of this row.
    OpenRow(u32),
    /// No longer.
    CloseRow,
    /// Save the list with its verdicts.
    Export {
        /// As what.
        format: WriteAs,
        /// Which rows.
        rows: ExportRows,
    },
}

/// So many rows are given to the table at most.
pub const MAX_WINDOW: u32 = 300;

/// How a file is read otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileChoice {
    /// In this encoding.
    Charset(String),
    /// With this between its cells.
    Separator(Separator),
    /// This sheet, from 0.
    Sheet(u32),
    /// With or without names of the columns in its first row.
    Headings(Headings),
}

/// How the rows are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ListSort {
    /// As they stand in the file.
    #[default]
    Number,
    /// By their verdicts: what is to be looked at first.
    Verdict,
}

/// Whether rows that lead to the same record stand together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ListGrouping {
    /// They stand where they are.
    #[default]
    Apart,
    /// They stand together.
    ByRecord,
}

/// Which rows are saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportRows {
    /// Those that filter and search leave, in their order.
    Shown,
    /// All, in the order of the file.
    All,
}

/// What is said of a row, without its numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum VerdictKind {
    /// Several records. `several`
    Several,
    /// One record. `once`
    Once,
    /// Only another spelling. `other-spelling`
    OtherSpelling,
    /// Only hidden records. `hidden`
    Hidden,
    /// Records, and there may be more. `incomplete`
    Incomplete,
    /// No record, and an earlier row has it. `repeated`
    Repeated,
    /// No record. `new`
    New,
    /// Nothing that can be asked, or not all. `not-valid`
    NotValid,
    /// Not checked. `not-checked`
    #[default]
    NotChecked,
}

impl VerdictKind {
    /// All, in the order in which they are listed and sorted.
    pub const ALL: [Self; 9] = [
        Self::Several,
        Self::Once,
        Self::OtherSpelling,
        Self::Hidden,
        Self::Incomplete,
        Self::Repeated,
        Self::New,
        Self::NotValid,
        Self::NotChecked,
    ];

    /// As it stands in `data-verdict`, and as the value of a field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Several => "several",
            Self::Once => "once",
            Self::OtherSpelling => "other-spelling",
            Self::Hidden => "hidden",
            Self::Incomplete => "incomplete",
            Self::Repeated => "repeated",
            Self::New => "new",
            Self::NotValid => "not-valid",
            Self::NotChecked => "not-checked",
        }
    }
}
