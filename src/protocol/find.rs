//! The answer of `crm.duplicate.findbycomm`.
