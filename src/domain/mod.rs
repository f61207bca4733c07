//! The field's own words as types. Nothing here knows how a portal is reached.

mod communication;
mod match_key;
mod matching;
mod paste;
mod portal;
mod record;
mod text;

pub use communication::{CommKind, Communication, InvalidCommunication};
pub use match_key::MatchKey;
pub use matching::{Completeness, KeyReport, KeyState, PerType, SearchReport, Unchecked};
pub use paste::{InputValue, KindChoice, Pasted, TypeChoice, parse_paste};
pub use portal::{AllowList, OriginError, PortalOrigin};
pub use record::{EntityType, RecordCard, RecordId, RecordRef, StageSemantic, UserId};
pub use text::shown;
