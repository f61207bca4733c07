//! The search box: what was typed, what was attached, and how far it is read.

use std::rc::Rc;

use crate::domain::{Country, KindChoice, TypeChoice};

use super::{FormInput, Intake, RemovedSteps};

/// A pasted text of more bytes becomes an attachment instead of freezing the search box.
pub const ATTACH_ABOVE_BYTES: usize = 100_000;

/// The search box.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Form {
    pub(in crate::page) text: String,
    pub(in crate::page) scan: Scan,
    /// What the text was read as, or an earlier one while it is not read yet.
    pub(in crate::page) typed: Rc<Intake>,
    /// A long text beside the search box.
    pub(in crate::page) attached: Option<Box<Attachment>>,
    /// What was taken out of the box and can be brought back.
    pub(in crate::page) removed: RemovedSteps,
    pub(in crate::page) kind: KindChoice,
    pub(in crate::page) types: TypeChoice,
    pub(in crate::page) country: CountryChoice,
    pub(in crate::page) reader: Reader,
    /// The number of the last text that was given to the module.
    pub(in crate::page) texts: u32,
    /// What waits for the text to be read.
    pub(in crate::page) then: Then,
    /// Whether what was not read was copied just now.
    pub(in crate::page) copied: Option<Result<(), ()>>,
}

/// A long text.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Attachment {
    pub(in crate::page) text: String,
    pub(in crate::page) rest: Rest,
    pub(in crate::page) scan: Scan,
    pub(in crate::page) intake: Rc<Intake>,
}

/// Whether all of a long text is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Rest {
    /// More of it is coming.
    Awaited,
    /// It is.
    Here,
}

/// How far a text is read.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Scan {
    /// It is to be read, and waits for the module that reads.
    Waiting,
    /// The module is reading it.
    Asked(Box<Asked>),
    /// It is being read by simple rules, slice by slice.
    Slicing {
        /// The byte at which the next slice begins.
        at: usize,
        /// The lines before it.
        lines: usize,
    },
    /// It is read.
    #[default]
    Read,
}

/// A text that the module is reading.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Asked {
    /// Its number.
    pub(in crate::page) number: u32,
    /// So many of its bytes were given.
    pub(in crate::page) given: usize,
    /// So many parts are not answered yet.
    pub(in crate::page) parts: u32,
    /// Whether its end was given.
    pub(in crate::page) ended: bool,
    /// What was read so far.
    pub(in crate::page) intake: Intake,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) enum Reader {
    /// The module, which nobody has asked for yet.
    #[default]
    Asleep,
    /// The module, which is on its way.
    Coming,
    /// The module, which is tried once more. What is there was read by simple rules meanwhile.
    ComingAgain,
    /// The module.
    Here,
    /// Simple rules: the module cannot be had.
    Lost,
}

/// What is done once the text is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::page) enum Then {
    /// Nothing.
    #[default]
    Nothing,
    /// It is searched.
    Search,
    /// What was searched before the module could read it is asked in what the module adds.
    AskFurther,
    /// It was read anew, which is said.
    Say,
    /// The same of a correction: where it was the last one, its list is gone, and the focus with it.
    SayCorrected,
    /// That was said.
    Said,
}

/// The country of numbers that name none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum CountryChoice {
    /// As it is known from elsewhere.
    Assumed(Option<Country>),
    /// As the user has chosen.
    Chosen(Option<Country>),
}

impl Default for CountryChoice {
    fn default() -> Self {
        Self::Assumed(None)
    }
}

impl CountryChoice {
    /// This is known. What the user has chosen stays.
    #[must_use]
    pub(in crate::page) const fn assuming(self, country: Option<Country>) -> Self {
        match self {
            Self::Assumed(_) => Self::Assumed(country),
            Self::Chosen(_) => self,
        }
    }

    pub(in crate::page) const fn country(self) -> Option<Country> {
        let (Self::Assumed(country) | Self::Chosen(country)) = self;
        country
    }
}

impl Form {
    /// Everything that a search would take now.
    pub(in crate::page) fn input(&self) -> FormInput {
        let attached = self.attached.as_ref().map(|attachment| Rc::clone(&attachment.intake));
        FormInput::new(Rc::clone(&self.typed), attached)
    }

    /// A text is to be read, is being read, or still coming.
    pub(in crate::page) fn is_reading(&self) -> bool {
        self.scan != Scan::Read || self.is_reading_attached()
    }

    /// The attached text is.
    pub(in crate::page) fn is_reading_attached(&self) -> bool {
        self.attached.as_ref().is_some_and(|attachment| attachment.scan != Scan::Read)
    }
}
