//! What was taken out of the search box, and comes back step by step.

use crate::protocol::reading::Source;

/// At most this many bytes of what was removed are kept to be brought back, besides what was removed last: twice the
/// longest list that a search takes.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// What one step took out of the box, and how it comes back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) enum Removed {
    /// Texts. Either may be empty.
    Texts {
        /// What was typed.
        typed: String,
        /// What was attached.
        attached: String,
    },
    /// A piece that was corrected.
    Piece {
        /// In which text.
        source: Source,
        /// Where it began.
        start: usize,
        /// What it was.
        was: String,
        /// What it is now.
        is: String,
    },
}

impl Removed {
    const fn bytes(&self) -> usize {
        let (Self::Texts { typed: one, attached: other } | Self::Piece { was: one, is: other, .. }) = self;
        one.len() + other.len()
    }
}

/// The steps that can be taken back, the latest last. However many there are, they keep no more than their bytes:
/// what was removed first is forgotten. What was removed last can always be brought back, however long it is.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct RemovedSteps(Vec<Removed>);

impl RemovedSteps {
    /// Keeps a step.
    pub(in crate::page) fn push(&mut self, step: Removed) {
        self.0.push(step);
        self.forget_oldest();
    }

    /// An attached text was removed while it came: a part more of it. Steps may have been taken since.
    pub(in crate::page) fn push_part(&mut self, part: &str) {
        let attached = self.0.iter_mut().rev().find_map(|step| match step {
            Removed::Texts { attached, .. } if !attached.is_empty() => Some(attached),
            _ => None,
        });
        if let Some(attached) = attached {
            attached.push_str(part);
            self.forget_oldest();
        }
    }

    /// Takes the last step off.
    pub(in crate::page) fn pop(&mut self) -> Option<Removed> {
        self.0.pop()
    }

    /// The last step.
    pub(in crate::page) fn last(&self) -> Option<&Removed> {
        self.0.last()
    }

    fn forget_oldest(&mut self) {
        let mut kept = 0;
        let fits = self.0.iter().rev().take_while(|step| {
            kept += step.bytes();
            kept <= KEPT_BYTES
        });
        let forgotten = self.0.len().saturating_sub(fits.count().max(1));
        self.0.drain(..forgotten);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: usize = KEPT_BYTES / 2;

    fn texts(bytes: usize) -> Removed {
        Removed::Texts { typed: String::new(), attached: "1".repeat(bytes) }
    }

    fn correction(bytes: usize) -> Removed {
        Removed::Piece { source: Source::Typed, start: 0, was: "1".repeat(bytes), is: String::new() }
    }

    fn kept(steps: &RemovedSteps) -> Vec<usize> {
        steps.0.iter().map(Removed::bytes).collect()
    }

    fn kept_of(removed: impl IntoIterator<Item = Removed>) -> Vec<usize> {
        let mut steps = RemovedSteps::default();
        for step in removed {
            steps.push(step);
        }
        kept(&steps)
    }

    /// Ten pastes of 20 MB, each cleared, kept 215 MB.
    #[test]
    fn what_was_removed_first_is_forgotten_once_too_much_is_kept() {
        assert_eq!(kept_of([HALF; 10].map(texts)), [HALF, HALF]);
        assert_eq!(kept_of([1, HALF, HALF].map(texts)), [HALF, HALF]);
        assert_eq!(kept_of([HALF, HALF + 1, 2].map(texts)), [HALF + 1, 2]);
        assert_eq!(kept_of([texts(HALF), texts(HALF), correction(1)]), [HALF, 1]);
    }

    #[test]
    fn what_is_still_coming_counts() {
        let mut steps = RemovedSteps::default();
        steps.push(texts(HALF));
        steps.push(texts(HALF));
        steps.push_part("1");
        assert_eq!(kept(&steps), [HALF + 1]);
        steps.push(Removed::Texts { typed: "1".to_owned(), attached: String::new() });
        steps.push(correction(2));
        steps.push_part("1");
        assert_eq!(kept(&steps), [HALF + 2, 1, 2], "it belongs to its text, whatever was done since");
    }

    #[test]
    fn what_was_removed_last_can_always_be_brought_back() {
        assert_eq!(kept_of([1, 2, KEPT_BYTES + 1].map(texts)), [KEPT_BYTES + 1]);
        assert_eq!(kept_of([1, 2, 3].map(texts)), [1, 2, 3]);
    }
}
