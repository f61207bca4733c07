//! Which pieces of a line are taken already.

use std::ops::Range;

use crate::What;

/// A piece of a line, and what it is.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) range: Range<usize>,
    pub(crate) what: What,
}

/// The pieces of a line that are taken, in its order, none over another.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    list: Vec<Claim>,
}

impl Claims {
    /// Takes a piece. One that is empty or not free any more stays as it was.
    pub(crate) fn add(&mut self, range: Range<usize>, what: What) {
        if range.is_empty() || !self.is_free(&range) {
            return;
        }
        let place = self.after(range.start);
        self.list.insert(place, Claim { range, what });
    }

    /// Whether nothing of a piece is taken.
    pub(crate) fn is_free(&self, range: &Range<usize>) -> bool {
        self.list.get(self.after(range.start)).is_none_or(|claim| claim.range.start >= range.end)
    }

    /// What of a piece is not taken.
    pub(crate) fn free(&self, within: Range<usize>) -> Vec<Range<usize>> {
        let mut free = Vec::new();
        let mut start = within.start;
        for claim in self.list.iter().skip(self.after(within.start)) {
            if claim.range.start >= within.end {
                break;
            }
            free.push(start..claim.range.start);
            start = claim.range.end;
        }
        free.push(start..within.end);
        free.retain(|range| !range.is_empty());
        free
    }

    /// The piece around a place that is not taken; empty if the place is taken.
    pub(crate) fn free_around(&self, place: usize, within: Range<usize>) -> Range<usize> {
        let next = self.after(place);
        let end = self.list.get(next).map_or(within.end, |claim| claim.range.start.min(within.end));
        let before = next.checked_sub(1).and_then(|before| self.list.get(before));
        let start = before.map_or(within.start, |claim| claim.range.end.max(within.start));
        if start <= place && place <= end { start..end } else { place..place }
    }

    /// Whether no piece is taken.
    pub(crate) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All pieces.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.list.iter()
    }

    /// All pieces, to be changed.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Claim] {
        &mut self.list
    }

    /// All pieces, handed over.
    pub(crate) fn into_list(self) -> Vec<Claim> {
        self.list
    }

    /// The first claim that ends behind a place.
    fn after(&self, place: usize) -> usize {
        self.list.partition_point(|claim| claim.range.end <= place)
    }
}
