//! Microsoft's compound file: streams with names, in sectors that are chained by a table. A chain that does not end is cut
//! where the file would be longer than it is.

use crate::Refusal;

/// The sector number that ends a chain, and those above it.
const END: u32 = 0xffff_fffa;
/// The bytes of the header, where a file has sectors of 512.
const HEADER: usize = 512;
/// How many numbers of the sectors of the table stand in the header.
const IN_HEADER: usize = 109;
/// The bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file, whose directory was read.
pub(in crate::sheet) struct Compound<'b> {
    bytes: &'b [u8],
    /// The size of a sector, as a power of two.
    shift: u32,
    /// The sector that follows each sector.
    next: Vec<u32>,
    /// The same of the small sectors of the stream that has all small streams in it.
    small_next: Vec<u32>,
    small: Vec<u8>,
    /// Below so many bytes a stream is a small one.
    small_below: u64,
    entries: Vec<Entry>,
}

/// Something with a name.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u64,
}

/// The kinds of [`Entry`].
const STREAM: u8 = 2;
const ROOT: u8 = 5;
/// The size of a small sector, as a power of two.
const SMALL_SHIFT: u32 = 6;

impl<'b> Compound<'b> {
    /// Reads the directory.
    pub(in crate::sheet) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        Self::read(bytes).ok_or(Refusal::Damaged)
    }

    fn read(bytes: &'b [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Self {
            bytes,
            shift,
            next: Vec::new(),
            small_next: Vec::new(),
            small: Vec::new(),
            small_below: u64::from(u32_at(bytes, 56)?),
            entries: Vec::new(),
        };
        file.next = file.table()?;
        let directory = file.chain(u32_at(bytes, 48)?);
        file.entries = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
        file.small_next = numbers(&file.chain(u32_at(bytes, 60)?));
        let root = file.entries.iter().find(|entry| entry.kind == ROOT)?.start;
        file.small = file.chain(root);
        Some(file)
    }

    /// Whether something has one of these names.
    pub(in crate::sheet) fn has(&self, names: &[&str]) -> bool {
        self.entries.iter().any(|entry| names.iter().any(|name| entry.name.eq_ignore_ascii_case(name)))
    }

    /// What stands in a stream.
    pub(in crate::sheet) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let is_it = |entry: &&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let Entry { start, size, .. } = self.entries.iter().find(is_it)?;
        let mut content = if *size < self.small_below {
            chained(*start, &self.small_next, self.small.len() >> SMALL_SHIFT, |sector| {
                part(&self.small, usize::try_from(sector).ok()?, 0, SMALL_SHIFT)
            })
        } else {
            self.chain(*start)
        };
        content.truncate(usize::try_from(*size).unwrap_or(usize::MAX));
        Some(content)
    }

    /// The table of which sector follows which. Its own sectors are named in the header, and what has no room there in sectors
    /// of numbers that are chained by their last one.
    fn table(&self) -> Option<Vec<u32>> {
        let mut own = numbers(self.bytes.get(76..HEADER)?);
        own.truncate(IN_HEADER);
        let mut more = u32_at(self.bytes, 68)?;
        let in_sector = (1_usize << self.shift) / 4;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector(more) else { break };
            let mut named = numbers(sector);
            more = if named.len() == in_sector { named.pop()? } else { END };
            own.append(&mut named);
        }
        let sectors = own.into_iter().filter(|sector| *sector < END).take(self.sectors());
        Some(sectors.filter_map(|sector| self.sector(sector)).flat_map(numbers).collect())
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        chained(start, &self.next, self.sectors(), |sector| self.sector(sector))
    }

    fn sectors(&self) -> usize {
        (self.bytes.len() >> self.shift) + 1
    }

    /// A sector. The last one may be cut off.
    fn sector(&self, sector: u32) -> Option<&'b [u8]> {
        if sector >= END {
            return None;
        }
        // The header is as long as a sector.
        part(self.bytes, usize::try_from(sector).ok()?, 1, self.shift)
    }
}

impl Entry {
    fn read(entry: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(entry, 64)?).min(64);
        let name = entry.get(..length)?.chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or_default());
        let name: String = char::decode_utf16(name.take_while(|unit| *unit != 0))
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        let [kind] = *entry.get(66..67)? else { return None };
        // In files of small sectors the upper half of a size may be anything.
        let size = u64::from(u32_at(entry, 120)?);
        Some(Self { name, kind, start: u32_at(entry, 116)?, size })
    }
}

/// The sectors of a chain, one after the other: no more than there are.
fn chained<'s>(start: u32, next: &[u32], most: usize, sector: impl Fn(u32) -> Option<&'s [u8]>) -> Vec<u8> {
    let mut content = Vec::new();
    let mut at = start;
    for _ in 0..most {
        let Some(bytes) = sector(at) else { break };
        content.extend_from_slice(bytes);
        let Some(after) = usize::try_from(at).ok().and_then(|at| next.get(at)) else { break };
        at = *after;
    }
    content
}

fn part(bytes: &[u8], index: usize, before: usize, shift: u32) -> Option<&[u8]> {
    let size = 1_usize << shift;
    let start = index.checked_add(before)?.checked_mul(size)?;
    let end = start.checked_add(size)?.min(bytes.len());
    bytes.get(start..end).filter(|part| !part.is_empty())
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|bytes| u32_at(bytes, 0).unwrap_or(END)).collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
