//! Lines of a text that comes in pieces.

use std::ops::Range;

/// A line that goes on longer than this is read in slices.
const LONGEST: usize = 32 * 1024;

/// A whole line, or a slice of one that is very long.
#[derive(Debug)]
pub(crate) struct Slice<'a> {
    /// The text, without the line end.
    pub(crate) text: &'a str,
    /// Its line, from 1.
    pub(crate) line: usize,
    /// Where it starts in the whole text.
    pub(crate) start: usize,
    /// Whether the line ends here. If not, what stands last may go on.
    pub(crate) is_last: bool,
}

/// Cuts a text into lines, whatever pieces it comes in. It keeps what has no end yet, which is never much more
/// than the longest slice.
#[derive(Debug)]
pub(crate) struct Lines {
    kept: String,
    /// Where what is kept starts in the whole text.
    start: usize,
    line: usize,
    /// A `\r` ended the last line: a `\n` that follows belongs to it.
    after_return: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self { kept: String::new(), start: 0, line: 1, after_return: false }
    }
}

impl Lines {
    /// The line that is being read.
    pub(crate) const fn line(&self) -> usize {
        self.line
    }

    /// Takes the next piece. `read` is given each slice that is whole and says how much of it was read; what was
    /// not comes again with the next one.
    pub(crate) fn feed(&mut self, piece: &str, read: &mut dyn FnMut(&Slice<'_>) -> usize) {
        let mut rest = piece;
        if self.after_return {
            self.after_return = rest.is_empty();
            if let Some(after) = rest.strip_prefix('\n') {
                self.start += 1;
                rest = after;
            }
        }
        while let Some(end) = rest.find(['\n', '\r']) {
            let (line, after) = rest.split_at(end);
            self.end_line(line, read);
            let is_return = after.starts_with('\r');
            rest = after.get(1..).unwrap_or_default();
            self.start += 1;
            if is_return && rest.is_empty() {
                self.after_return = true;
            } else if let (true, Some(after)) = (is_return, rest.strip_prefix('\n')) {
                self.start += 1;
                rest = after;
            }
        }
        self.kept.push_str(rest);
        self.read_slices(read);
    }

    /// The end of the text: what is kept is the last line.
    pub(crate) fn finish(&mut self, read: &mut dyn FnMut(&Slice<'_>) -> usize) {
        self.read_slices(read);
        let kept = std::mem::take(&mut self.kept);
        read(&Slice { text: &kept, line: self.line, start: self.start, is_last: true });
        self.start += kept.len();
    }

    fn end_line(&mut self, line: &str, read: &mut dyn FnMut(&Slice<'_>) -> usize) {
        if self.kept.is_empty() && line.len() <= LONGEST {
            read(&Slice { text: line, line: self.line, start: self.start, is_last: true });
            self.start += line.len();
        } else {
            self.kept.push_str(line);
            self.finish(read);
        }
        self.line += 1;
    }

    /// Reads what is kept as long as it is longer than a slice may be. Where it is cut depends on nothing but
    /// itself, so that pieces of any size lead to the same slices.
    fn read_slices(&mut self, read: &mut dyn FnMut(&Slice<'_>) -> usize) {
        let mut done = 0;
        while let Some(text) = self.kept.get(done..).filter(|text| text.len() > LONGEST) {
            let range = Range { start: 0, end: cut(text) };
            let text = text.get(range).unwrap_or_default();
            let slice = Slice { text, line: self.line, start: self.start + done, is_last: false };
            let most = text.len();
            let least = text.chars().next().map_or(most, char::len_utf8);
            done += text.ceil_char_boundary(read(&slice).clamp(least, most));
        }
        self.kept.drain(..done);
        self.start += done;
    }
}

/// Where a slice ends: after the last sign between cells, or else after the last space.
fn cut(text: &str) -> usize {
    let head = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text);
    let after = |signs: &[char]| head.rfind(signs).map(|sign| sign + 1).filter(|end| *end > LONGEST / 2);
    after(&['\t', ';', '|']).or_else(|| after(&[','])).or_else(|| after(&[' '])).unwrap_or(head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices(pieces: &[&str]) -> Vec<(usize, usize, String)> {
        let mut found = Vec::new();
        let mut lines = Lines::default();
        let mut read = |slice: &Slice<'_>| {
            found.push((slice.line, slice.start, slice.text.to_owned()));
            slice.text.len()
        };
        for piece in pieces {
            lines.feed(piece, &mut read);
        }
        lines.finish(&mut read);
        found
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        let expected = [(1, 0, "a"), (2, 3, "b"), (3, 5, ""), (4, 6, "c"), (5, 8, "")]
            .map(|(line, start, text)| (line, start, text.to_owned()));
        assert_eq!(slices(&["a\r\nb\n\nc\r"]), expected);
        assert_eq!(slices(&["a\r", "\nb", "\n\n", "c\r"]), expected);
        assert_eq!(slices(&["a\r", "", "\nb\n\nc", "\r", ""]), expected);
    }

    #[test]
    fn a_long_line_is_cut_in_the_same_places_whatever_pieces_it_comes_in() {
        let text = "+79161234567;".repeat(10_000) + "\nш" + &"ю".repeat(40_000);
        let whole = slices(&[&text]);
        let characters: Vec<String> = text.chars().map(String::from).collect();
        assert_eq!(slices(&characters.iter().map(String::as_str).collect::<Vec<_>>()), whole);
        assert!(whole.iter().all(|(_, _, slice)| slice.len() <= LONGEST));
        assert_eq!(
            whole.iter().map(|(_, _, slice)| slice.as_str()).collect::<String>(),
            text.replace('\n', "")
        );
        assert!(whole.iter().filter(|slice| slice.0 == 1).all(|(_, _, slice)| slice.ends_with(';')));
    }
}
