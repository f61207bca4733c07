//! It is looked at how a file is read, and changed.

use crate::app::Effects;
use crate::domain::Country;
use crate::page::model::Checking;
use crate::page::model::list::{AtHand, Step, TableOf};
use crate::page::{Extra, FileChoice};
use crate::protocol::files::Holds;

use super::heading;

impl Checking {
    /// The file is read otherwise.
    pub(super) fn read_otherwise(&mut self, choice: FileChoice, effects: &mut Effects<Extra>) {
        let Step::Preview(table) = &mut self.step else { return };
        if table.is_reading {
            return;
        }
        let choices = &mut table.how.choices;
        table.before = Some(choices.clone());
        table.refused = None;
        match choice {
            FileChoice::Charset(charset) => choices.charset = Some(charset),
            FileChoice::Separator(separator) => choices.separator = Some(separator),
            FileChoice::Sheet(sheet) => choices.sheet = Some(sheet),
            FileChoice::Headings(headings) => choices.headings = Some(headings),
        }
        table.is_reading = true;
        let table = table.clone();
        effects.push(self.again(&table));
    }

    pub(super) fn set_column(&mut self, place: u32, holds: Holds) {
        let columns = self.previewed().map(|table| &mut table.how.columns);
        if let Some(column) = columns.and_then(|columns| columns.get_mut(place as usize)) {
            *column = holds;
        }
    }

    pub(super) fn set_country(&mut self, country: Option<Country>) {
        if let Some(table) = self.previewed() {
            table.how.country = country;
        }
    }

    fn previewed(&mut self) -> Option<&mut TableOf> {
        match &mut self.step {
            Step::Preview(table) => Some(table),
            _ => None,
        }
    }

    /// Back to how the file is read. What was checked waits.
    pub(super) fn show_preview(&mut self, effects: &mut Effects<Extra>) {
        if self.is_lost || self.checked().is_some_and(|checked| checked.at_hand != AtHand::Here) {
            return;
        }
        self.step = match std::mem::take(&mut self.step) {
            Step::Reading(reading) => {
                // What is kept stays, and can be gone on with another time.
                self.resuming = None;
                preview(reading.read.table)
            }
            Step::Ready(read) => {
                let table = read.table.clone();
                self.read_behind = Some(read);
                preview(table)
            }
            Step::Checked(mut checked) => {
                // What is left of it would be written as the file is read then.
                checked.stop_saving(effects);
                let table = checked.read.table.clone();
                self.behind = Some(checked);
                preview(table)
            }
            step => {
                self.step = step;
                return;
            }
        };
        effects.push(heading());
    }

    /// Back to what was checked. Its rows are those of how the file was read then.
    pub(super) fn show_results(&mut self, effects: &mut Effects<Extra>) {
        let Some(behind) = self.behind.take() else { return };
        let choices = &behind.read.table.how.choices;
        let is_other = match &self.step {
            Step::Preview(table) => table.how.choices != *choices,
            // Refused as it was read otherwise.
            _ => true,
        };
        if is_other {
            effects.push(self.again(&behind.read.table));
        }
        self.step = Step::Checked(behind);
        effects.push(heading());
    }
}

fn preview(table: TableOf) -> Step {
    Step::Preview(Box::new(table))
}
