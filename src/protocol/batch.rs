//! `batch`: up to fifty commands in one HTTP request.

use std::collections::BTreeMap;

use super::{Command, node::Node, refusal::Refusal};

/// The portal runs no command beyond the fiftieth.
pub const MAX_COMMANDS: usize = 50;

/// The name of a command, unique in a run, so that an answer to another request cannot be taken for the
/// answer to this one. A letter and a number (`c17`): never a value of the user's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommandName(pub u32);

/// Commands to be sent together, in order, each under its name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// One to [`MAX_COMMANDS`] commands.
    pub commands: Vec<(CommandName, Command)>,
}

/// The answer to one command of a batch.
pub type CommandReply = Result<Node, Refusal>;

/// The answers to a batch. A command that the portal did not mention is not in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BatchReply {
    /// By name; names that were not sent are dropped when the answer is read.
    pub replies: BTreeMap<CommandName, CommandReply>,
    /// Seconds of operating time that the portal counts, by method, and when the oldest of it expires
    /// (unix seconds), as far as it said so.
    pub operating: Vec<super::decode::Operating>,
}
