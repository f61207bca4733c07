//! Pieces that cannot be asked, corrected in place. The file stays as it is.

use crate::app::{Effect, Effects};
use crate::domain::{KindChoice, Unread, parse_paste};
use crate::list::Piece;
use crate::page::model::list::{Checked, Correction, Read, Step};
use crate::page::model::{Page, Reader, Stage, value_of};
use crate::page::view::pieces_shown;
use crate::page::{App, Extra};
use crate::protocol::reading::{ReadAnswer, ReadCall, ReadItem, ReadWhat, Source, TextId, TextPart};

use super::super::reading::PATIENCE_MS;

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
            let pieces = simply(&by);
            self.corrected(place, pieces);
        }
    }

    /// These stand in the place of a piece.
    fn corrected(&mut self, place: u32, by: Vec<Piece>) {
        let Some(list) = &mut self.list else { return };
        let Some(read) = list.step.read_mut() else { return };
        let row = read.corrected(place, by);
        if let Step::Checked(checked) = &mut list.step {
            checked.look_again(row);
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
        let Some(read) = page.list.as_mut().and_then(|list| list.step.read_mut()) else { return false };
        let is_it = |of: &mut Correction| answer.of == TextId { source: Source::Typed, number: of.text };
        let Some(of) = read.corrections.extract_if(.., is_it).next() else { return false };
        let pieces = answer.items.iter().map(|item| piece(item, &of.by));
        page.corrected(of.place, pieces.collect());
        self.after_list(effects);
        true
    }

    /// The module that reads texts has failed: what it was to read is read by simple rules.
    pub(in crate::page) fn corrections_lost(&mut self, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let read = page.list.as_mut().and_then(|list| list.step.read_mut());
        let lost = read.map(|read| std::mem::take(&mut read.corrections)).unwrap_or_default();
        for Correction { place, by, .. } in lost {
            page.corrected(place, simply(&by));
        }
        self.after_list(effects);
    }
}

fn simply(text: &str) -> Vec<Piece> {
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

impl Step {
    /// What was read, wherever it is.
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
    /// These stand in the place of a piece. Gives the row. Where nothing was read in them, the piece stays.
    fn corrected(&mut self, place: u32, mut by: Vec<Piece>) -> Option<usize> {
        if !by.iter().any(|piece| matches!(piece, Piece::Value(_))) {
            return None;
        }
        // What stands beside the value is a remark.
        by.retain(|piece| matches!(piece, Piece::Value(_)));
        let at = self.pieces.remove(&place)?;
        let before = self.list.rows().get(at.row)?;
        let (was_empty, did_repeat) = (before.values.is_empty(), self.list.repeats(before).is_some());
        self.list.correct(at.row, &at.piece, by);
        let now = self.list.rows().get(at.row)?;
        let (is_empty, does_repeat) = (now.values.is_empty(), self.list.repeats(now).is_some());
        recount(&mut self.without, was_empty, is_empty);
        recount(&mut self.repeated, did_repeat, does_repeat);
        self.unusable = self.unusable.saturating_sub(1);
        self.list_pieces();
        Some(at.row)
    }

    /// Lists the pieces that cannot be asked, as they are shown, and counts what can be.
    pub(super) fn list_pieces(&mut self) {
        self.shown = pieces_shown(&self.pieces);
        self.spellings = self.list.values().map(|(_, value)| value.spellings().count() as u64).sum();
    }
}

fn recount(count: &mut u64, was: bool, is: bool) {
    *count = count.saturating_add(u64::from(is)).saturating_sub(u64::from(was));
}
