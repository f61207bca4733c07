//! What goes over the wire: REST calls to the portal, messages to the parent window. Pure: bytes and
//! decoded trees in, types out.

mod batch;
pub mod cards;
mod classify;
mod command;
mod decode;
pub mod fields;
pub mod files;
pub mod find;
mod form;
pub mod frame;
pub mod install;
mod json;
pub mod limits;
pub mod merge;
mod node;
mod placement;
pub mod reading;
mod reason;
mod reference;
mod refusal;
mod response;
pub mod scopes;
pub mod snippet;
pub mod store;
pub mod webhook;

pub use batch::{Batch, BatchReply, CommandName, CommandReply};
pub use command::{Command, KeptFor, Made, ROWS_A_LOOK_UP, RestCall};
pub use decode::{Operating, Reply};
pub use form::{Param, Params};
pub use limits::MAX_COMMANDS;
pub use node::{Misshapen, Node};
pub use placement::{CardOwner, OwnerKind};
pub use reason::{Class, Reason};
pub use reference::{Part, Reference};
pub use refusal::Refusal;
pub use response::{BodyKind, RawResponse, TransportFault};
