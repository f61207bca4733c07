//! The numbers that a run of groups may hold, and what each of them costs.

use super::{
    group::{Group, Joint, Mark},
    judge::{Dialled, Judged, Standing, judge},
    spell,
};
use crate::{context::Context, plans::has_short_numbers};

/// The fewest digits of a number among other digits, and the most without the zeros for calls abroad.
pub(super) const FEWEST: usize = 7;
const MOST: usize = 17;
/// The fewest in a country with short numbers.
const FEWEST_OF_SHORT: usize = 4;
/// The fewest with a plus.
const FEWEST_WITH_PLUS: usize = 5;
/// The fewest that letters may stand at.
const FEWEST_WITH_LETTERS: usize = 10;
/// So many digits before a slash are a number already.
const WHOLE_BEFORE_SLASH: usize = 6;

/// The numbers that may start at a group.
pub(super) struct Candidates<'a> {
    pub(super) text: &'a str,
    pub(super) run: &'a [Group],
    pub(super) context: Context<'a>,
    pub(super) start: usize,
}

impl Candidates<'_> {
    fn groups(&self, length: usize) -> &[Group] {
        self.run.get(self.start..self.start + length).unwrap_or_default()
    }

    fn digits(&self, length: usize) -> usize {
        self.groups(length).iter().map(Group::len).sum()
    }

    /// What the joints within a number of so many groups cost; nothing if it cannot be one number, and neither can
    /// a longer one.
    pub(super) fn cost_within(&self, length: usize) -> Option<u32> {
        let groups = self.groups(length);
        if self.digits(length) > if self.is_abroad() { MOST + 2 } else { MOST } {
            return None;
        }
        let mut cost = 0;
        let mut digits = 0;
        let mut is_open = false;
        for (place, group) in groups.iter().enumerate() {
            let opens = self.text.get(group.lead..group.range.start).unwrap_or_default().contains(['(', '[']);
            if place > 0 {
                cost += match group.joint {
                    Joint::Cut => return None,
                    Joint::Slash if digits >= WHOLE_BEFORE_SLASH => return None,
                    Joint::Closing if !is_open => 12,
                    Joint::Slash if !self.starts_with_code() => 12,
                    Joint::Wide if digits > 2 => 8,
                    Joint::Slash | Joint::Odd | Joint::Wide => 2,
                    Joint::Tight | Joint::Space | Joint::Opening | Joint::Closing => 0,
                };
            }
            digits += group.len();
            is_open =
                opens || matches!(group.joint, Joint::Opening) || (is_open && group.joint != Joint::Closing);
        }
        Some(cost)
    }

    pub(super) fn cost_of(&self, length: usize, standing: Standing) -> u32 {
        let digits = self.digits(length) - if self.is_abroad() { 2 } else { 0 };
        match (standing, digits) {
            // Some countries have numbers of almost any length: a postcode behind one may fit in.
            (Standing::Valid, ..=14) => 0,
            (Standing::Valid | Standing::Possible, _) => 9,
            (Standing::Abroad, _) => 3,
            (Standing::Local, _) => 10,
            (Standing::Unknown, 9..=12) => 12,
            (Standing::Unknown, ..9) => 14,
            (Standing::Unknown, ..=15) => 22,
            (Standing::Unknown | Standing::Impossible, _) => 30,
        }
    }

    /// Whether a number that starts here shows that its first digits are a code, behind which a slash may stand.
    fn starts_with_code(&self) -> bool {
        self.run.get(self.start).is_some_and(|group| {
            let has_bracket = group.lead < group.range.start;
            group.has_plus || has_bracket || group.digits(self.text).starts_with(['0', '8'])
        })
    }

    /// Whether the zeros for calls abroad stand in front.
    fn is_abroad(&self) -> bool {
        self.run.get(self.start).is_some_and(|group| group.digits(self.text).starts_with("00"))
    }

    pub(super) fn judge(&self, length: usize) -> Option<Judged> {
        let groups = self.groups(length);
        let first = groups.first()?;
        let has_letters = groups.iter().any(|group| group.mark == Mark::Lettered);
        let fewest = match first.has_plus {
            true => FEWEST_WITH_PLUS,
            false if has_letters => FEWEST_WITH_LETTERS,
            false if has_short_numbers(self.context.country) => FEWEST_OF_SHORT,
            false => FEWEST,
        };
        let digits = spell::digits(self.text, groups);
        if digits.len() < fewest {
            return None;
        }
        let has_prefix = groups.len() > 1 && first.len() == 1;
        let judged = judge(Dialled { digits: &digits, has_plus: first.has_plus, has_prefix }, self.context);
        let is_sure = judged.standing == Standing::Valid;
        (is_sure || !(has_letters || digits.len() < FEWEST && !first.has_plus)).then_some(judged)
    }
}
