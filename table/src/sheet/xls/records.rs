//! The records of a workbook's stream: a number, a length, and as many bytes.

use super::compound::u16_at;

/// Records, by what the documentation calls them.
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000a;
    pub(in super::super) const DATEMODE: u16 = 0x0022;
    pub(in super::super) const FILEPASS: u16 = 0x002f;
    pub(in super::super) const CONTINUE: u16 = 0x003c;
    pub(in super::super) const BOUNDSHEET: u16 = 0x0085;
    pub(in super::super) const MULRK: u16 = 0x00bd;
    pub(in super::super) const RSTRING: u16 = 0x00d6;
    pub(in super::super) const XF: u16 = 0x00e0;
    pub(in super::super) const SST: u16 = 0x00fc;
    pub(in super::super) const LABELSST: u16 = 0x00fd;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const BOOLERR: u16 = 0x0205;
    pub(in super::super) const STRING: u16 = 0x0207;
    pub(in super::super) const RK: u16 = 0x027e;
    pub(in super::super) const FORMAT: u16 = 0x041e;
    pub(in super::super) const BOF: u16 = 0x0809;
}

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    /// Where the next one begins.
    pub(super) after: usize,
}

/// The record at a place of the stream. `None` at its end, and where it breaks off.
pub(super) fn at(stream: &[u8], place: usize) -> Option<Record<'_>> {
    let kind = u16_at(stream, place)?;
    let start = place.checked_add(4)?;
    let after = start.checked_add(usize::from(u16_at(stream, place.checked_add(2)?)?))?;
    Some(Record { kind, data: stream.get(start..after)?, after })
}

/// The data of a record and of those that continue it.
pub(super) fn continued<'s>(stream: &'s [u8], record: Record<'s>) -> Vec<&'s [u8]> {
    let mut parts = vec![record.data];
    let mut next = at(stream, record.after);
    while let Some(Record { kind: kind::CONTINUE, data, after }) = next {
        parts.push(data);
        next = at(stream, after);
    }
    parts
}

/// Reads texts out of such parts. A text goes on in the next part, with a byte before it that says how wide its letters are there.
pub(super) struct Texts<'s> {
    parts: std::vec::IntoIter<&'s [u8]>,
    rest: &'s [u8],
}

/// Flags of a text.
const IS_WIDE: u8 = 1;
const HAS_PHONETICS: u8 = 4;
const HAS_RUNS: u8 = 8;

impl<'s> Texts<'s> {
    pub(super) fn new(parts: Vec<&'s [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let rest = parts.next().unwrap_or_default();
        Self { parts, rest }
    }

    /// The text here, with the number of its letters in two bytes before it, and what says how it looks passed over.
    pub(super) fn text(&mut self) -> Option<String> {
        let letters = self.u16()?;
        let flags = self.byte()?;
        let runs = if flags & HAS_RUNS == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let phonetics = if flags & HAS_PHONETICS == 0 { 0 } else { usize::try_from(self.u32()?).ok()? };
        let text = self.letters(usize::from(letters), flags)?;
        self.skip(runs)?;
        self.skip(phonetics)?;
        Some(text)
    }

    /// So many letters.
    pub(super) fn letters(&mut self, count: usize, flags: u8) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        let mut flags = flags;
        loop {
            let missing = count - units.len();
            let width = if flags & IS_WIDE == 0 { 1 } else { 2 };
            let here = missing.min(self.rest.len() / width);
            let (letters, rest) = self.rest.split_at_checked(here * width)?;
            if width == 1 {
                units.extend(letters.iter().map(|letter| u16::from(*letter)));
            } else {
                units.extend(letters.chunks_exact(2).filter_map(|letter| u16_at(letter, 0)));
            }
            self.rest = rest;
            if here == missing {
                let letters = char::decode_utf16(units);
                return Some(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect());
            }
            self.rest = self.parts.next()?;
            flags = self.byte()?;
        }
    }

    /// Passes over what it does not read.
    pub(super) fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        loop {
            let here = left.min(self.rest.len());
            self.rest = self.rest.get(here..)?;
            left -= here;
            if left == 0 {
                return Some(());
            }
            self.rest = self.parts.next()?;
        }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.parts.next()?;
        }
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }
}
