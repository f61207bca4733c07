//! The field's own words as types. Nothing here knows how a portal is reached.

mod allow_list;
mod chosen;
mod communication;
mod country;
mod input;
mod key_steps;
mod lowercase;
mod match_key;
mod matching;
mod paste;
mod portal;
mod reading;
mod record;
mod stored;
mod text;
mod time;
mod value;

pub use allow_list::{AllowList, Allowing};
pub use chosen::Chosen;
pub use communication::{CommKind, Communication, InvalidCommunication};
pub use country::Country;
pub use input::{InputValue, TypeChoice};
pub use key_steps::{KeyRule, KeyStep, key_steps};
pub(crate) use lowercase::lowercase;
pub use match_key::MatchKey;
pub use matching::{Completeness, KeyReport, KeyStatus, PerType, SearchReport, Unchecked, Visibility};
pub use paste::{KindChoice, Pasted, parse_paste};
pub use portal::{OriginError, PortalOrigin, Scheme};
pub use reading::Unread;
pub(crate) use record::LARGEST_WHOLE;
pub use record::{EntityType, RecordCard, RecordId, RecordRef, StageSemantic, UserId};
pub use stored::Stored;
pub(crate) use text::{contains, has_no_shape, is_invisible_mark};
pub use text::{fit_to_copy, sanitised};
pub use time::Millis;
pub use value::{Form, Value, Variant};
