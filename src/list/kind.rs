//! What is said of a row, without its numbers.

use super::Verdict;

/// What is said of a row, without its numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum VerdictKind {
    /// Several records. `several`
    Several,
    /// One record. `once`
    Once,
    /// Only another spelling. `other-spelling`
    OtherSpelling,
    /// Only hidden records. `hidden`
    Hidden,
    /// Records, and there may be more. `incomplete`
    Incomplete,
    /// No record, and an earlier row has it. `repeated`
    Repeated,
    /// No record. `new`
    New,
    /// Nothing that can be asked, or not all. `not-valid`
    NotValid,
    /// Not checked. `not-checked`
    #[default]
    NotChecked,
}

impl VerdictKind {
    /// All, in the order in which they are listed and sorted.
    pub const ALL: [Self; 9] = [
        Self::Several,
        Self::Once,
        Self::OtherSpelling,
        Self::Hidden,
        Self::Incomplete,
        Self::Repeated,
        Self::New,
        Self::NotValid,
        Self::NotChecked,
    ];

    /// Its place among all.
    pub(super) const fn place(self) -> usize {
        self as usize
    }

    /// As it stands in `data-verdict`, and as the value of a field.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Several => "several",
            Self::Once => "once",
            Self::OtherSpelling => "other-spelling",
            Self::Hidden => "hidden",
            Self::Incomplete => "incomplete",
            Self::Repeated => "repeated",
            Self::New => "new",
            Self::NotValid => "not-valid",
            Self::NotChecked => "not-checked",
        }
    }
}

impl From<Verdict> for VerdictKind {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::New => Self::New,
            Verdict::Once(_) => Self::Once,
            Verdict::Several { .. } => Self::Several,
            Verdict::RepeatedIn(_) => Self::Repeated,
            Verdict::HiddenOnly(_) => Self::Hidden,
            Verdict::OnlyAnotherSpelling { .. } => Self::OtherSpelling,
            Verdict::NotValid => Self::NotValid,
            Verdict::PossiblyIncomplete { .. } => Self::Incomplete,
            Verdict::NotChecked => Self::NotChecked,
        }
    }
}
