//! What a spreadsheet is wrapped in, looked through before a library opens it.
//!
//! A library believes what a file says of itself. So each part is unpacked here once and thrown away, to see how big
//! it is, and what would make the library reserve memory is read: a file of a few kilobytes may name gigabytes.

use std::io::{Cursor, Read as _};

use memchr::memmem;
use zip::ZipArchive;

use super::{
    Kind, ods,
    xls::{self, Compound},
};
use crate::{Foreign, Refusal, limits::MAX_INFLATED};

/// What a spreadsheet is wrapped in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wrapping {
    /// A ZIP archive.
    Zip,
    /// Microsoft's compound file: what is older than 2007, or encrypted.
    Compound,
}

impl Wrapping {
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Compound),
            _ => None,
        }
    }
}

/// What kind of spreadsheet it is, if it is one and does no harm.
pub(super) fn checked(bytes: &[u8]) -> Result<Kind, Refusal> {
    match Wrapping::of(bytes) {
        Some(Wrapping::Zip) => zipped(bytes),
        Some(Wrapping::Compound) => compound(bytes),
        None => Err(Refusal::Foreign(Foreign::Binary)),
    }
}

/// What stands in an archive tells what it is.
const MARKS: [(&str, Foreign); 4] = [
    ("xl/workbook.bin", Foreign::OtherSheet),
    ("index/document.iwa", Foreign::OtherSheet),
    ("word/document.xml", Foreign::Document),
    ("ppt/presentation.xml", Foreign::Document),
];

/// How a document of sheets names itself.
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fn zipped(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let names = archive.file_names().map(|name| Ok(plain(&name.map_err(|_| Refusal::Damaged)?)));
    let names = names.collect::<Result<Vec<String>, Refusal>>()?;
    let has = |name: &str| names.iter().any(|one| one == name);
    if names.iter().any(|name| name.ends_with("vbaproject.bin")) {
        return Err(Refusal::Macros);
    }
    let kind = if has("xl/workbook.xml") {
        Kind::Xlsx
    } else if has(ods::CONTENT) {
        document(&mut archive)?
    } else {
        let mark = MARKS.into_iter().find(|(name, _)| has(name));
        return Err(Refusal::Foreign(mark.map_or(Foreign::Archive, |(_, foreign)| foreign)));
    };
    let mut inflated = 0;
    for index in (0..archive.len()).filter(|index| names.get(*index).is_some_and(|name| is_read(name))) {
        let mut part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        inflated = look_through(&mut part, inflated)?;
    }
    Ok(kind)
}

/// What kind of open document it is.
fn document(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Kind, Refusal> {
    let mut name = Vec::new();
    let part = archive.by_name("mimetype").map_err(|_| Refusal::Damaged)?;
    part.take(ODS.len() as u64 + 32).read_to_end(&mut name).map_err(|_| Refusal::Damaged)?;
    // A template names itself with a word more.
    if name.starts_with(ODS) { Ok(Kind::Ods) } else { Err(Refusal::Foreign(Foreign::Document)) }
}

/// The name of a part as every program finds it.
fn plain(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

fn is_read(name: &str) -> bool {
    matches!(name.rsplit('.').next(), Some("xml" | "rels"))
}

/// How many strings a shared one stands for: the library reserves memory for as many as are named.
const COUNT: &[u8] = b"uniqueCount";
/// As much as such an attribute takes where nobody means harm.
const WRITTEN: usize = 40;
/// As much of a part as is looked at together.
const BLOCK: usize = 64 * 1024;
/// As much as is looked at again with what follows, because a count may stand across the end of a block.
const OVERLAP: usize = 64;

/// Unpacks a part and forgets it, and says how much that is with those before it.
fn look_through(part: &mut impl std::io::Read, before: u64) -> Result<u64, Refusal> {
    let mut inflated = before;
    let (mut size, mut named) = (0_u64, 0_u64);
    let mut block = Vec::with_capacity(BLOCK + OVERLAP);
    loop {
        let kept = block.len().saturating_sub(OVERLAP);
        block.drain(..kept);
        let read = part.by_ref().take(BLOCK as u64).read_to_end(&mut block).map_err(|_| Refusal::Damaged)?;
        let read = read as u64;
        (size, inflated) = (size + read, inflated + read);
        named = named.max(counted(&block));
        if inflated > MAX_INFLATED {
            return Err(Refusal::Inflated);
        }
        if read == 0 {
            // Each of them takes an element.
            return if named > size { Err(Refusal::Damaged) } else { Ok(inflated) };
        }
    }
}

/// The biggest count that is named in a block.
fn counted(block: &[u8]) -> u64 {
    let values = memmem::find_iter(block, COUNT).map(|at| {
        let value = block.get(at + COUNT.len()..).unwrap_or_default();
        value
            .get(..WRITTEN)
            .map_or_else(|| number(value).unwrap_or(0), |value| number(value).unwrap_or(u64::MAX))
    });
    values.max().unwrap_or(0)
}

/// The number of an attribute: `="17"`. None, if it may go on behind what is looked at.
fn number(value: &[u8]) -> Option<u64> {
    let Some(value) = unspaced(value)?.strip_prefix(b"=") else { return Some(0) };
    let value = unspaced(value)?;
    let Some(value) = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")) else { return Some(0) };
    let end = unspaced(value)?.iter().position(|byte| !byte.is_ascii_digit())?;
    let digits = unspaced(value)?.get(..end)?;
    Some(digits.iter().fold(0, |number: u64, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit.saturating_sub(b'0')))
    }))
}

/// What follows the spaces, if anything does.
fn unspaced(text: &[u8]) -> Option<&[u8]> {
    Some(text.trim_ascii_start()).filter(|text| !text.is_empty())
}

/// How an encrypted workbook names its content, in UTF-16 as compound files have names.
const ENCRYPTED: &str = "EncryptedPackage";

/// What is in a compound file beside a workbook where somebody wrote programs into it.
const PROGRAMS: [&str; 3] = ["_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"];

/// What tells that it is no workbook, and what it is.
const STREAMS: [(&str, Foreign); 3] = [
    // The workbook of Excel 5 and 95.
    ("Book", Foreign::OtherSheet),
    ("WordDocument", Foreign::Document),
    ("PowerPoint Document", Foreign::Document),
];

fn compound(bytes: &[u8]) -> Result<Kind, Refusal> {
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memmem::find(bytes, &name).is_some() {
        return Err(Refusal::Password);
    }
    let file = Compound::open(bytes)?;
    if file.has(&PROGRAMS) {
        return Err(Refusal::Macros);
    }
    if file.has(&[xls::WORKBOOK]) {
        return Ok(Kind::Xls);
    }
    let stream = STREAMS.into_iter().find(|(name, _)| file.has(&[name]));
    Err(Refusal::Foreign(stream.map_or(Foreign::Binary, |(_, foreign)| foreign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::as_it_is_written(b"<sst uniqueCount=\"17\">", 17)]
    #[case::with_spaces(b"<sst uniqueCount = \n '17' >", 17)]
    #[case::the_biggest(b"uniqueCount=\"5\" uniqueCount=\"7\" uniqueCount=\"6\"", 7)]
    #[case::in_a_text(b"<t>uniqueCount of a list, which somebody wrote into a cell</t>", 0)]
    #[case::endless(b"uniqueCount=\"99999999999999999999999999999999999999999999999999\"", u64::MAX)]
    #[case::hidden_by_spaces(b"uniqueCount                                                 =\"9\"", u64::MAX)]
    fn a_count_is_seen(#[case] block: &[u8], #[case] expected: u64) {
        assert_eq!(counted(block), expected);
    }

    #[test]
    fn a_count_is_seen_across_the_end_of_a_block() {
        for before in BLOCK - 40..BLOCK + 2 {
            let mut part = vec![b' '; before];
            part.extend(b"<sst uniqueCount=\"99999999\"></sst>");
            assert_eq!(look_through(&mut &*part, 0), Err(Refusal::Damaged), "behind {before} bytes");
        }
    }
}
