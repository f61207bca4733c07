//! The module has failed while rows are shown, and the same file is chosen once more: whether it is the same, its rows
//! say.

use crate::app::{Effect, Effects};
use crate::page::Extra;
use crate::page::model::Checking;
use crate::page::model::list::{AtHand, Checked, Reopening, print, refused_by_name};
use crate::protocol::files::{FileChoices, FilesAnswer, FilesCall, Turn};

use super::files::{STEP, call, rows_of};

impl Checking {
    /// A file was chosen while rows are checked.
    pub(super) fn choose_again(&mut self, text: Option<String>, effects: &mut Effects<Extra>) {
        if !self.checked().is_some_and(|checked| matches!(checked.at_hand, AtHand::Lost { .. })) {
            return;
        }
        let file = self.next_file();
        let Some(checked) = self.checked_mut() else { return };
        effects.push(match text {
            None => Effect::Extra(Extra::TakeFile(file)),
            Some(text) => call(FilesCall::OpenText { file, text }),
        });
        let choices = Some(checked.read.table.how.choices.clone());
        let choices = choices.filter(|choices| *choices != FileChoices::default());
        checked.at_hand = AtHand::ComingAgain(Box::new(Reopening { file, choices, next: 0, print: 0 }));
    }

    pub(super) fn is_coming_again(&self) -> bool {
        self.checked().is_some_and(|checked| matches!(checked.at_hand, AtHand::ComingAgain(_)))
    }

    /// The browser has the file, or has none.
    pub(super) fn taken_again(&mut self, name: Option<String>, effects: &mut Effects<Extra>) {
        let id = self.last;
        let Some(checked) = self.checked_mut() else { return };
        if let AtHand::ComingAgain(_) = checked.at_hand {
            match name {
                Some(name) if refused_by_name(&name).is_some() => {
                    checked.at_hand = AtHand::Lost { is_other: true };
                }
                Some(_) => effects.push(call(FilesCall::Open(id))),
                None => checked.at_hand = AtHand::Lost { is_other: false },
            }
        }
    }

    /// What the module says of the file that was chosen once more.
    pub(super) fn compare(&mut self, answer: FilesAnswer, effects: &mut Effects<Extra>) {
        if let Some(checked) = self.checked_mut() {
            checked.compare(answer, effects);
        }
    }
}

impl Checked {
    fn compare(&mut self, answer: FilesAnswer, effects: &mut Effects<Extra>) {
        let other = AtHand::Lost { is_other: true };
        let AtHand::ComingAgain(coming) = &mut self.at_hand else { return };
        let mut table = self.read.table.clone();
        table.file.id = coming.file;
        match answer {
            FilesAnswer::Opened(file, opened) | FilesAnswer::ReadAgain { file, read: Ok(opened), .. } => {
                if let Some(choices) = coming.choices.take() {
                    effects.push(call(FilesCall::ReadAgain { file, turn: Turn::default(), choices }));
                } else if opened.rows == table.opened.rows && opened.names == table.opened.names {
                    effects.push(rows_of(&table, Turn::default(), 0));
                } else {
                    self.at_hand = other;
                }
            }
            FilesAnswer::Rows { from, rows, .. } => {
                coming.print = print(coming.print, from, &rows);
                coming.next = coming.next.saturating_add(STEP);
                if rows.len() == STEP as usize {
                    effects.push(rows_of(&table, Turn::default(), coming.next));
                } else if coming.print == self.read.print {
                    self.read.table.file.id = coming.file;
                    self.shown.cells.clear();
                    self.at_hand = AtHand::Here;
                } else {
                    self.at_hand = other;
                }
            }
            FilesAnswer::Refused(..) | FilesAnswer::ReadAgain { read: Err(_), .. } => self.at_hand = other,
            FilesAnswer::Cells { .. }
            | FilesAnswer::Found { .. }
            | FilesAnswer::Writing { .. }
            | FilesAnswer::Written { .. }
            | FilesAnswer::NotWritten { .. } => {}
        }
    }
}
