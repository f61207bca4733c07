//! What is told from its surroundings to be no phone, before numbers are looked for.

mod amount;
mod code;
mod date;

use rlibphonenumber::Region;

use super::group::{Group, Joint, Mark};
use crate::{Reason, plans::has_short_numbers};

/// Marks every group that is something else.
pub(super) fn mark(text: &str, groups: &mut [Group], country: Option<Region>) {
    let mut line = Line { text, groups, has_short_numbers: has_short_numbers(country) };
    date::mark(&mut line);
    amount::mark(&mut line);
    code::mark(&mut line);
}

/// The groups of a line, with the text around them.
struct Line<'a> {
    text: &'a str,
    groups: &'a mut [Group],
    /// Numbers of the country look like dates.
    has_short_numbers: bool,
}

impl Line<'_> {
    fn count(&self) -> usize {
        self.groups.len()
    }

    /// How many digits a group has; none if there is no such group.
    fn len(&self, place: usize) -> usize {
        self.groups.get(place).map_or(0, Group::len)
    }

    fn value(&self, place: usize) -> u64 {
        self.groups.get(place).and_then(|group| group.digits(self.text).parse().ok()).unwrap_or(u64::MAX)
    }

    /// What stands between a group and the one before it.
    fn gap(&self, place: usize) -> Option<&str> {
        let before = self.groups.get(place.checked_sub(1)?)?;
        self.text.get(before.range.end..self.groups.get(place)?.range.start)
    }

    fn before(&self, place: usize) -> &str {
        self.groups.get(place).and_then(|group| self.text.get(..group.lead)).unwrap_or_default()
    }

    fn after(&self, place: usize) -> &str {
        self.groups.get(place).and_then(|group| self.text.get(group.range.end..)).unwrap_or_default()
    }

    /// Whether nothing joins a group closely to the one before it. So does one that is not there.
    fn starts_apart(&self, place: usize) -> bool {
        !self.groups.get(place).is_some_and(|group| {
            group.has_plus || matches!(group.joint, Joint::Tight | Joint::Odd | Joint::Slash | Joint::Closing)
        })
    }

    /// Marks the groups from one to another that nothing else has marked yet.
    fn set(&mut self, first: usize, last: usize, mark: Mark) {
        for group in self.groups.iter_mut().take(last + 1).skip(first) {
            if group.mark == Mark::Number {
                group.mark = mark;
            }
        }
    }

    fn set_not(&mut self, first: usize, last: usize, reason: Reason) {
        self.set(first, last, Mark::Not(reason));
    }
}
