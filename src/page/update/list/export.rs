//! The list is saved with its verdicts: the cells by the module that keeps them, what was found out by us.

use crate::app::Effects;
use crate::domain::{
    Communication, EntityType, Millis, PortalOrigin, RecordCard, RecordRef, Value, Visibility,
};
use crate::i18n::{Arg, Catalogue, Formats, Key, Message, Plural};
use crate::list::{Row, VerdictKind};
use crate::page::model::list::{AtHand, Checked, Export, NotSaved, Run, Saving};
use crate::page::view::{asked_only, kind_name, kind_of_row};
use crate::page::{ExportRows, Extra};
use crate::protocol::files::{FilesAnswer, FilesCall, Turn, WriteAs};

use super::files::{call, saving_as};

/// What is added to each row.
const COLUMNS: [Key; 9] = [
    Key::ListColumnVerdict,
    Key::ListColumnRepeats,
    Key::ListColumnRecords,
    Key::ListColumnHidden,
    Key::ListColumnTypes,
    Key::ListColumnIds,
    Key::ListColumnLinks,
    Key::ListColumnValue,
    Key::ListColumnStored,
];

/// Between what is said of several records in one cell.
const BETWEEN: &str = "; ";

impl Checked {
    /// The user saves the list.
    pub(super) fn export(
        &mut self,
        format: WriteAs,
        which: ExportRows,
        texts: &Catalogue,
        portal: &PortalOrigin,
        effects: &mut Effects<Extra>,
    ) {
        if self.export.is_busy() || self.at_hand != AtHand::Here {
            return;
        }
        self.read.not_corrected = None;
        let all = self.read.list.rows().len();
        let mut left = match which {
            ExportRows::Shown => self.shown.arrangement.window(0, all, all),
            ExportRows::All => (0..).take(all).collect(),
        };
        left.reverse();
        let (about, is_unfinished) = (self.about(which, portal), self.is_unfinished());
        self.saved = Turn(self.saved.0.wrapping_add(1));
        let (file, turn) = (self.read.table.file.id, self.saved);
        let added = COLUMNS.iter().map(|key| texts.text(&(*key).into(), &InFile)).collect();
        effects.push(call(FilesCall::WriteBegin { file, turn, format, added }));
        let all = left.len() as u64;
        self.export = Export::Writing(Box::new(Saving {
            format,
            turn,
            left,
            all,
            written: 0,
            out: 1,
            about,
            is_unfinished,
        }));
    }

    /// Puts some rows together to be written; once they were all, the file is made of them.
    pub(super) fn gather(
        &mut self,
        most: usize,
        texts: &Catalogue,
        portal: &PortalOrigin,
        effects: &mut Effects<Extra>,
    ) {
        if !self.export.is_due() {
            return;
        }
        let Export::Writing(mut saving) = std::mem::take(&mut self.export) else { return };
        let (file, turn) = (self.read.table.file.id, saving.turn);
        if !saving.left.is_empty() {
            let part = saving.left.split_off(saving.left.len().saturating_sub(most));
            let rows = part.into_iter().rev().filter_map(|place| {
                let row = self.read.list.rows().get(place as usize)?;
                Some((place, self.added(row, texts, portal)))
            });
            effects.push(call(FilesCall::WriteRows { file, turn, rows: rows.collect() }));
            saving.out += 1;
            self.export = Export::Writing(saving);
            return;
        }
        let Saving { format, all, mut about, is_unfinished, .. } = *saving;
        if is_unfinished || self.is_unfinished() {
            about.push(Key::ListAboutUnfinished.into());
        }
        let about = about.iter().map(|message| texts.text(message, &InFile)).collect();
        let name = save_as(self.read.table.file.name.as_deref(), format);
        effects.push(saving_as(FilesCall::WriteEnd { file, turn, about }, name));
        self.export = Export::Ending(turn, all);
    }

    /// The user does not want it any more, or the rows will be others.
    pub(super) fn stop_saving(&mut self, effects: &mut Effects<Extra>) {
        if let Export::Writing(saving) = &self.export {
            let (file, turn) = (self.read.table.file.id, saving.turn);
            effects.push(call(FilesCall::WriteStop { file, turn }));
            self.export = Export::Nothing;
        }
    }

    /// What the module says of a file that it writes. Of one that nobody waits for, nothing is heard.
    pub(super) fn written(&mut self, answer: &FilesAnswer) {
        match (answer, &mut self.export) {
            (FilesAnswer::Writing { turn, rows, .. }, Export::Writing(saving)) if *turn == saving.turn => {
                saving.out = saving.out.saturating_sub(1);
                saving.written = u64::from(*rows);
            }
            (FilesAnswer::Written { turn, rows, .. }, Export::Ending(of, _)) if turn == of => {
                self.export = Export::Saved(u64::from(*rows));
            }
            (FilesAnswer::NotWritten { turn, why, .. }, export) if export.turn() == Some(*turn) => {
                *export = Export::Failed(NotSaved::Unwritten(*why));
            }
            _ => {}
        }
    }

    /// What stands in the added columns of a row. Of a hidden record there is no more than that it is there.
    fn added(&self, row: &Row, texts: &Catalogue, portal: &PortalOrigin) -> Vec<String> {
        let (verdict, evidence) = self.check.verdict(&self.read.list, row);
        let text = |key: Key| texts.text(&key.into(), &InFile);
        let mut seen: Vec<(RecordRef, Visibility)> = Vec::new();
        let mut columns: [Vec<String>; 5] = Default::default();
        for (id, evidence) in row.values.iter().zip(&evidence) {
            for (record, visibility, _) in evidence.records() {
                if seen.iter().any(|(known, _)| *known == record) {
                    continue;
                }
                seen.push((record, visibility));
                let value = self.read.list.value(*id);
                let (Some(value), Visibility::Visible) = (value, visibility) else { continue };
                let stored = self.check.card(record).and_then(|card| stored(card, value));
                let said = [
                    text(entity_name(record.entity)),
                    record.id.get().to_string(),
                    portal.card_address(record),
                    value.written().spelling().to_owned(),
                    stored.map(|stored| stored.spelling().to_owned()).unwrap_or_default(),
                ];
                for (column, said) in columns.iter_mut().zip(said) {
                    column.push(said);
                }
            }
        }
        let count = |of| {
            let count = seen.iter().filter(|(_, visibility)| *visibility == of).count();
            if count == 0 { String::new() } else { count.to_string() }
        };
        let repeats = self.read.list.repeats(row).map(|row| row.to_string()).unwrap_or_default();
        let verdict = kind_of_row(VerdictKind::from(verdict), row, self.check.types());
        let verdict = texts.text(&verdict, &InFile);
        let mut added = vec![verdict, repeats, count(Visibility::Visible), count(Visibility::Hidden)];
        added.extend(columns.map(|column| column.join(BETWEEN)));
        added
    }

    /// Whether something was not checked, or is still being checked.
    fn is_unfinished(&self) -> bool {
        self.standings.unfinished() > 0 || !matches!(self.run, Run::Done | Run::Counting | Run::Naming(_))
    }

    /// The portal, the time, and what was left out.
    fn about(&self, which: ExportRows, portal: &PortalOrigin) -> Vec<Message> {
        let said = |key, name, text: String| Message::plain(key).with(name, Arg::Text(text));
        let mut about = Vec::new();
        about.extend(self.read.table.file.name.clone().map(|name| said(Key::ListAboutFile, "name", name)));
        about.push(said(Key::ListAboutPortal, "portal", portal.host().to_owned()));
        about.push(said(Key::ListAboutTime, "time", written(self.begun)));
        about.extend(asked_only(self.check.types()).map(Message::from));
        let wanted = &self.shown.wanted;
        let is_searched = wanted.found.is_some();
        if which == ExportRows::All || (wanted.kinds.is_empty() && !is_searched) {
            about.push(Key::ListAboutAll.into());
            return about;
        }
        for kind in &wanted.kinds {
            let what = Arg::Message(kind_name(*kind, self.check.types()));
            about.push(Message::plain(Key::ListAboutFilter).with("what", what));
        }
        if is_searched {
            about.push(said(Key::ListAboutSearch, "text", self.shown.found_for.clone().unwrap_or_default()));
        }
        about
    }
}

/// How a record stores a value.
fn stored<'a>(card: &'a RecordCard, value: &Value) -> Option<&'a Communication> {
    // The spelling that was written, if it has that one as well.
    value
        .spellings()
        .find_map(|spelling| card.communications.iter().find(|held| held.key() == spelling.key()))
}

const fn entity_name(entity: EntityType) -> Key {
    match entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    }
}

/// The name of the list with what became of it.
fn save_as(name: Option<&str>, format: WriteAs) -> String {
    let name = name.unwrap_or("list");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let end = match format {
        WriteAs::Csv => "csv",
        WriteAs::Xlsx => "xlsx",
    };
    format!("{stem}-checked.{end}")
}

/// A moment as a file names it: in universal time, because a file travels.
fn written(at: Millis) -> String {
    let (days, minutes) = (at / 86_400_000, at / 60_000 % 1_440);
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

/// The date so many days after the beginning of 1970 (Howard Hinnant, *chrono-compatible low-level date algorithms*).
const fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + (month <= 2) as u64;
    (year, month, day)
}

/// As a file writes what is no sentence. No text of it counts anything.
struct InFile;

impl Formats for InFile {
    fn plural(&self, _: u64) -> Plural {
        Plural::Other
    }

    fn number(&self, number: u64) -> String {
        number.to_string()
    }

    fn date(&self, iso: &str) -> String {
        iso.to_owned()
    }

    fn time(&self, millis: u64) -> String {
        written(millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_a_date_that_sorts() {
        assert_eq!(written(0), "1970-01-01 00:00 UTC");
        assert_eq!(written(951_782_400_000), "2000-02-29 00:00 UTC");
        assert_eq!(written(1_764_427_297_000), "2025-11-29 14:41 UTC");
    }

    #[test]
    fn a_list_is_saved_beside_itself() {
        assert_eq!(save_as(Some("My.contacts.xlsx"), WriteAs::Csv), "My.contacts-checked.csv");
        assert_eq!(save_as(Some("list"), WriteAs::Xlsx), "list-checked.xlsx");
        assert_eq!(save_as(None, WriteAs::Csv), "list-checked.csv");
    }
}
