//! What holds for all sheets of a workbook: their names, the shared texts, and which formats are dates.

use std::collections::BTreeSet;

use super::{
    compound::{u16_at, u32_at},
    records::{self, Texts, kind},
};
use crate::{Foreign, Refusal};

/// The version of Excel 97 and later.
const BIFF8: u16 = 0x0600;

/// What holds for all sheets.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Sheet>,
    pub(super) shared: Vec<String>,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
    /// Which number format each cell format has.
    formats: Vec<u16>,
    /// Number formats of the workbook's own that show dates.
    dates: BTreeSet<u16>,
}

/// A sheet that has cells.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Where it begins in the stream.
    pub(super) start: usize,
}

/// Kinds of sheets.
const CELLS: u8 = 0;
const MACROS: u8 = 1;

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, Refusal> {
        let first = records::at(stream, 0).filter(|record| record.kind == kind::BOF);
        match first.and_then(|record| u16_at(record.data, 0)) {
            Some(BIFF8) => {}
            Some(_) => return Err(Refusal::Foreign(Foreign::OtherSheet)),
            None => return Err(Refusal::Damaged),
        }
        let mut globals = Self::default();
        let mut place = 0;
        while let Some(record) = records::at(stream, place) {
            place = record.after;
            let data = record.data;
            match record.kind {
                kind::EOF => break,
                kind::FILEPASS => return Err(Refusal::Password),
                kind::DATEMODE => globals.is_1904 = u16_at(data, 0) == Some(1),
                kind::BOUNDSHEET => globals.sheet(data)?,
                kind::XF => globals.formats.push(u16_at(data, 2).unwrap_or_default()),
                kind::FORMAT => globals.format(data),
                kind::SST => globals.shared = shared(records::continued(stream, record)),
                _ => {}
            }
        }
        Ok(globals)
    }

    /// Whether a cell of this format shows a date.
    pub(super) fn is_date(&self, cell_format: u16) -> bool {
        let format = self.formats.get(usize::from(cell_format)).copied().unwrap_or_default();
        // Those that every program has; some of them in the East alone.
        matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58) || self.dates.contains(&format)
    }

    fn sheet(&mut self, data: &[u8]) -> Result<(), Refusal> {
        let start = u32_at(data, 0).and_then(|start| usize::try_from(start).ok());
        let mut texts = Texts::new(vec![data.get(6..).unwrap_or_default()]);
        let name = texts.byte().zip(texts.byte());
        let name = name.and_then(|(letters, flags)| texts.letters(usize::from(letters), flags));
        match (data.get(5), start, name) {
            (Some(&CELLS), Some(start), Some(name)) => self.sheets.push(Sheet { name, start }),
            (Some(&MACROS), ..) => return Err(Refusal::Macros),
            _ => {}
        }
        Ok(())
    }

    fn format(&mut self, data: &[u8]) {
        let text = Texts::new(vec![data.get(2..).unwrap_or_default()]).text();
        if let (Some(format), Some(text)) = (u16_at(data, 0), text)
            && shows_date(&text)
        {
            self.dates.insert(format);
        }
    }
}

/// As many cells as a sheet has.
const MOST_SHARED: usize = 65_536 * 256;

/// The texts that cells share. How many there are is not believed.
fn shared(parts: Vec<&[u8]>) -> Vec<String> {
    let mut texts = Texts::new(parts);
    let mut shared = Vec::new();
    if texts.skip(8).is_some() {
        while shared.len() < MOST_SHARED
            && let Some(text) = texts.text()
        {
            shared.push(text);
        }
    }
    shared
}

/// Whether a number format shows a date: it has a letter of one, outside of quotation marks, brackets and what is written as it is.
fn shows_date(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::a_day("DD.MM.YYYY", true)]
    #[case::a_day_in_russian("[$-419]d mmm yyyy;@", true)]
    #[case::a_moment("yyyy\\-mm\\-dd hh:mm:ss", true)]
    #[case::general("General", false)]
    #[case::an_amount("#,##0.00\\ \"days\";[Red]-#,##0.00", false)]
    #[case::a_phone("\\+0\\ (000)\\ 000\\-00\\-00", false)]
    #[case::a_power("0.00E+00", false)]
    #[case::lined_up("_-* #,##0_d;* \\m", false)]
    fn a_format_shows_a_date(#[case] format: &str, #[case] expected: bool) {
        assert_eq!(shows_date(format), expected);
    }
}
