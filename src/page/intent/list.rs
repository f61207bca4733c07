//! What can be wanted of the check of a list.

use crate::domain::{Country, EntityType};
use crate::list::{ListGrouping, ListSort, VerdictKind};
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
    /// Keep the list in this browser while it is checked, or not: it is asked beforehand.
    ToggleKeep,
    /// Go on with the list that this browser keeps.
    ContinueKept,
    /// Erase what this browser keeps.
    EraseKept,
    /// Only this type is asked for; `None` means all. Verdicts of a check that has asked otherwise are out of date.
    ChooseType(Option<EntityType>),
    /// Ask the portal; of rows that were checked, if the verdicts are out of date.
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
    /// Do not, after all.
    StopSaving,
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

/// Which rows are saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportRows {
    /// Those that filter and search leave, in their order.
    Shown,
    /// All, in the order of the file.
    All,
}
