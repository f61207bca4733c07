//! Pieces that cannot be asked, corrected in place. The file stays as it is.

use crate::app::{Effect, Effects};
use crate::domain::{InvalidCommunication, KindChoice, Unread, parse_paste};
use crate::list::Piece;
use crate::page::model::list::{Checked, Corrected, Correction, Read, Step, UnusableAt};
use crate::page::model::{Checking, Page, Reader, Stage, value_of};
use crate::page::view::pieces_shown;
use crate::page::{App, Extra};
use crate::protocol::reading::{ReadAnswer, ReadCall, ReadItem, ReadWhat, Source, TextId, TextPart};

use super::super::reading::PATIENCE_MS;
use super::super::shortened;

impl Page {
    /// What was written in the place of a piece is read: by the module, or by simple rules where it is not there.
    pub(super) fn correct(&mut self, place: u32, by: String, effects: &mut Effects<Extra>) {
        let (reader, texts) = (self.form.reader, &mut self.form.texts);
        let Some(read) = self.list.as_mut().and_then(|list| list.step.read_mut()) else { return };
        if by.trim().is_empty() || !read.pieces.contains_key(&place) {
            return;
        }
        if reader == Reader::Here {
            *texts = texts.wrapping_add(1);
            let of = TextId { source: Source::Typed, number: *texts };
            let (country, kind) = (read.table.how.country, KindChoice::Auto);
            let call = ReadCall { of, part: TextPart::Whole, country, kind, text: by.clone() };
            effects.push(Effect::Extra(Extra::Read { call, patience_ms: PATIENCE_MS }));
            read.corrections.push(Correction { text: *texts, place, by });
        } else {
            self.corrected(place, &by, simply(&by));
        }
    }

    /// This text was written in the place of a piece, and these were read of it.
    fn corrected(&mut self, place: u32, text: &str, by: Vec<Piece>) {
        let Some(list) = &mut self.list else { return };
        let Some(read) = list.read_mut() else { return };
        let Some(row) = read.corrected(place, text, by) else { return };
        // What is known of its values can be less than before, and other rows have them as well.
        let values = read.list.rows().get(row).map(|row| row.values.clone()).unwrap_or_default();
        let others: Vec<usize> = values.into_iter().flat_map(|value| read.list.rows_with(value)).collect();
        if let Some(checked) = list.checked_mut() {
            checked.look_again(std::iter::once(row).chain(others));
        }
    }
}

impl App {
    /// The module has read a correction. False if it is something else that it has read.
    pub(in crate::page) fn correction_read(
        &mut self,
        answer: &ReadAnswer,
        effects: &mut Effects<Extra>,
    ) -> bool {
        let Stage::Page(page) = &mut self.stage else { return false };
        let Some(read) = page.list.as_mut().and_then(|list| list.read_mut()) else { return false };
        let is_it = |of: &mut Correction| answer.of == TextId { source: Source::Typed, number: of.text };
        let Some(of) = read.corrections.extract_if(.., is_it).next() else { return false };
        let pieces = answer.items.iter().map(|item| piece(item, &of.by));
        page.corrected(of.place, &of.by, pieces.collect());
        self.after_list(effects);
        true
    }

    /// The module that reads texts has failed: what it was to read is read by simple rules.
    pub(in crate::page) fn corrections_lost(&mut self, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let read = page.list.as_mut().and_then(|list| list.read_mut());
        let lost = read.map(|read| std::mem::take(&mut read.corrections)).unwrap_or_default();
        for Correction { place, by, .. } in lost {
            page.corrected(place, &by, simply(&by));
        }
        self.after_list(effects);
    }
}

fn simply(text: &str) -> Vec<Piece> {
    if shortened::is_one(text) {
        return vec![Piece::Unread(text.to_owned(), Unread::PowerOfTen)];
    }
    parse_paste(text, KindChoice::Auto).values.into_iter().map(Piece::from).collect()
}

fn piece(item: &ReadItem, text: &str) -> Piece {
    let quoted = || {
        let span = item.span.start as usize..item.span.end as usize;
        text.get(span).unwrap_or(text).to_owned()
    };
    match &item.what {
        ReadWhat::Found { kind, spelling, variants } => match value_of(*kind, spelling, variants.clone()) {
            Some(value) => Piece::Value(value),
            None => Piece::Unread(quoted(), Unread::NoSuchNumber),
        },
        ReadWhat::Unread(why) => Piece::Unread(quoted(), *why),
    }
}

impl Checking {
    /// What was read, wherever it is: also while it is looked at how the file is read.
    fn read_mut(&mut self) -> Option<&mut Read> {
        match &mut self.step {
            Step::Ready(_) | Step::Checked(_) => self.step.read_mut(),
            _ => {
                let behind = self.behind.as_deref_mut().map(|checked| &mut checked.read);
                behind.or(self.read_behind.as_deref_mut())
            }
        }
    }
}

impl Step {
    /// What was read, if that is shown.
    fn read_mut(&mut self) -> Option<&mut Read> {
        match self {
            Self::Ready(read) => Some(read),
            Self::Checked(checked) => {
                let Checked { read, .. } = &mut **checked;
                Some(read)
            }
            _ => None,
        }
    }
}

impl Read {
    /// These were read of a text in the place of a piece. Gives the row. What of it cannot be asked either stays a piece in
    /// the same place, so that the row is not said to be checked as a whole.
    pub(super) fn corrected(&mut self, place: u32, text: &str, by: Vec<Piece>) -> Option<usize> {
        let at = self.pieces.get(&place)?.clone();
        let made = Corrected { place, text: text.to_owned(), by: by.clone() };
        let (mut by, rest): (Vec<Piece>, Vec<Piece>) =
            by.into_iter().partition(|piece| matches!(piece, Piece::Value(_)));
        let left = if by.is_empty() { Some(not_read(text, &rest)) } else { left(&rest) };
        by.extend(left.clone());
        let was_empty = self.list.rows().get(at.row)?.values.is_empty();
        if !self.list.correct(at.row, &at.piece, by) {
            return None;
        }
        self.corrected.push(made);
        let rows = self.list.rows();
        recount(&mut self.without, was_empty, rows.get(at.row)?.values.is_empty());
        // A later row that has the same repeats this one now.
        self.repeated = rows.iter().filter(|row| self.list.repeats(row).is_some()).count() as u64;
        if let Some(piece) = left.clone() {
            self.pieces.insert(place, UnusableAt { piece, ..at });
        } else {
            self.pieces.remove(&place);
            self.unusable = self.unusable.saturating_sub(1);
        }
        self.not_corrected = left;
        self.list_pieces();
        Some(at.row)
    }

    /// Lists the pieces that cannot be asked, as they are shown, and counts what can be.
    pub(super) fn list_pieces(&mut self) {
        self.shown = pieces_shown(&self.pieces);
        self.spellings = self.list.values().map(|(_, value)| value.spellings().count() as u64).sum();
    }
}

/// Nothing of a text can be asked: it is a piece as a whole, for the first reason there is.
fn not_read(text: &str, rest: &[Piece]) -> Piece {
    match rest.first() {
        Some(Piece::Unread(_, why)) => Piece::Unread(text.to_owned(), *why),
        Some(Piece::Invalid(_, why)) => Piece::Invalid(text.to_owned(), *why),
        Some(Piece::Value(_) | Piece::More(_)) | None => {
            Piece::Invalid(text.to_owned(), InvalidCommunication::Unrecognised)
        }
    }
}

/// What cannot be asked beside what can be, as one piece.
fn left(rest: &[Piece]) -> Option<Piece> {
    let texts = rest.iter().filter_map(|piece| match piece {
        Piece::Unread(text, _) | Piece::Invalid(text, _) => Some(text.as_str()),
        Piece::Value(_) | Piece::More(_) => None,
    });
    let text = texts.collect::<Vec<_>>().join(", ");
    (!rest.is_empty()).then(|| not_read(&text, rest))
}

fn recount(count: &mut u64, was: bool, is: bool) {
    *count = count.saturating_add(u64::from(is)).saturating_sub(u64::from(was));
}
