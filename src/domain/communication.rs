//! Communications: a phone or an e-mail, as somebody wrote it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::MatchKey;

/// Bitrix24's own distinction, `TYPE` on the wire.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CommKind {
    /// `PHONE`.
    Phone,
    /// `EMAIL`.
    Email,
}

impl CommKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Email];

    /// The name on the wire.
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Phone => "PHONE",
            Self::Email => "EMAIL",
        }
    }
}

/// A spelling together with the match key that the portal makes of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Communication {
    spelling: String,
    key: MatchKey,
}

impl Communication {
    /// `None` when the portal would make nothing of the spelling (no digit in a phone, blank e-mail).
    pub fn new(kind: CommKind, spelling: &str) -> Option<Self> {
        MatchKey::of(kind, spelling).map(|key| Self { spelling: spelling.to_owned(), key })
    }

    /// Phone or e-mail.
    pub const fn kind(&self) -> CommKind {
        self.key.kind()
    }

    /// As it was written. This is what is sent: normalising twice is not normalising once.
    pub fn spelling(&self) -> &str {
        &self.spelling
    }

    /// What the portal compares.
    pub const fn key(&self) -> &MatchKey {
        &self.key
    }
}

/// How a communication is kept: by its spelling alone, so that the key is always what the portal makes of it.
#[derive(Serialize, Deserialize)]
struct Written(CommKind, String);

impl From<Communication> for Written {
    fn from(communication: Communication) -> Self {
        Self(communication.kind(), communication.spelling)
    }
}

impl TryFrom<Written> for Communication {
    type Error = &'static str;

    fn try_from(Written(kind, spelling): Written) -> Result<Self, Self::Error> {
        Self::new(kind, &spelling).ok_or("a spelling of which the portal makes nothing")
    }
}

/// What is wrong with a value that somebody typed or pasted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error, Serialize, Deserialize)]
pub enum InvalidCommunication {
    /// Neither a phone nor an e-mail can be seen in it.
    #[error("neither a phone nor an e-mail")]
    Unrecognised,
    /// Fewer than the digits of the shortest number (3).
    #[error("too few digits for a phone")]
    TooFewDigits,
    /// More digits than a phone with an extension has (over 20).
    #[error("too many digits for a phone")]
    TooManyDigits,
    /// Letters or signs that no phone has.
    #[error("characters that no phone has")]
    StrangeInPhone,
    /// A control character, which no phone and no e-mail has.
    #[error("a control character")]
    ControlCharacter,
    /// Not exactly one `@`.
    #[error("an e-mail has exactly one @")]
    NotOneAt,
    /// The part before `@` or the domain after it is not one.
    #[error("not a complete e-mail")]
    IncompleteEmail,
    /// Longer than 254 characters.
    #[error("too long")]
    TooLong,
}
