//! Users, records and the duplicate index of one CRM.

mod custom;
mod entity;
mod index;
mod match_key;
mod moment;
mod record;
mod status;
mod store;
mod user;

pub use custom::{CUSTOM_FIELDS, CustomField, CustomKind};
pub use entity::EntityType;
pub use index::Collation;
pub use match_key::{email_key, phone_key};
pub use moment::Moment;
pub use record::{CommKind, MultiField, Record};
pub use status::{Status, StatusCatalogue};
pub use store::Crm;
pub use user::{Access, Rights, Standing, TypeRights, User};
