//! What classic CRM methods refuse, with an empty code.

use crate::crm::EntityType;

/// The texts of classic CRM errors, whose code is empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CrmError {
    /// findbycomm without a type.
    #[error("Communication type is not defined.")]
    TypeMissing,
    /// findbycomm with another type than phone and e-mail.
    #[error("Communication type '{0}' is not supported in current context.")]
    TypeUnknown(String),
    /// findbycomm without values.
    #[error("Communication values is not defined.")]
    ValuesMissing,
    /// findbycomm for deals.
    #[error("Deal is not supported in current context.")]
    Deal,
    /// No right.
    #[error("Access denied.")]
    Denied,
    /// No id, or one below one.
    #[error("ID is not defined or invalid.")]
    Id,
    /// No such record.
    #[error("Not found")]
    NotFound,
    /// No such record, in the words of changing methods.
    #[error("{} is not found", .0.title())]
    ChangedNotFound(EntityType),
    /// Fields that are no array.
    #[error("Parameter 'fields' must be array.")]
    Fields,
    /// A required field that is empty.
    #[error("{0}")]
    Required(&'static str),
}
