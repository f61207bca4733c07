//! `batch`: up to fifty commands in one HTTP request.

use serde::{Deserialize, Serialize};

use super::decode::Operating;
use super::{Command, Misshapen, node::Node, refusal::Refusal};

/// The name of a command, unique in a run, so that an answer to another request cannot be taken for the
/// answer to this one. A letter and a number (`c17`): never a value of the user's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct CommandName(pub u32);

/// Commands to be sent together, in order, each under its name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// One to [`MAX_COMMANDS`](super::MAX_COMMANDS) commands.
    pub commands: Vec<(CommandName, Command)>,
}

impl Batch {
    /// The name of its first command, by which it is known; no other batch has it.
    pub fn name(&self) -> Option<CommandName> {
        self.commands.first().map(|(name, _)| *name)
    }
}

/// The answer to one command of a batch.
pub type CommandReply = Result<Node, Refusal>;

/// The answers to a batch. A command that the portal did not mention is not in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BatchReply {
    /// In the order in which the commands were sent; names that were not sent are dropped when it is read.
    pub replies: Vec<(CommandName, CommandReply)>,
    /// Seconds of operating time that the portal counts, by method, and when the oldest of it expires
    /// (unix seconds), as far as it said so.
    pub operating: Vec<Operating>,
    /// The `time` of each command, as it was sent.
    pub times: Vec<(CommandName, Node)>,
    /// How long the whole took, in milliseconds, where that is known.
    pub took: Option<u64>,
}

impl BatchReply {
    /// Reads the `result` of a batch. A command is answered by an entry in `result` or in `result_error`
    /// (a refusal, whatever else stands there); one that stands in neither was not answered.
    ///
    /// # Errors
    /// If a container is of a shape that names do not fit in. PHP writes an empty map as `[]`; a list with
    /// items would be the answers to commands without names, and we sent none.
    pub fn read(sent: &Batch, result: &Node) -> Result<Self, Misshapen> {
        let Node::Map(_) = result else { return Err(Misshapen) };
        let results = container(result, "result")?;
        let errors = container(result, "result_error")?;
        let times = container(result, "result_time")?;
        let mut reply = Self::default();
        for (name, command) in &sent.commands {
            let key = name.wire();
            let method = command.method();
            if let Some(error) = under(errors, &key) {
                let refusal = Refusal::read(method, 200, error).unwrap_or_else(|| Misshapen.into());
                reply.replies.push((*name, Err(refusal)));
            } else if let Some(answer) = under(results, &key) {
                reply.replies.push((*name, Ok(answer.clone())));
            }
            if let Some(time) = under(times, &key) {
                reply.operating.extend(Operating::read(method, time));
                reply.times.push((*name, time.clone()));
            }
        }
        Ok(reply)
    }

    /// The answer to a command; `None` if the portal did not mention it.
    pub fn of(&self, name: CommandName) -> Option<&CommandReply> {
        self.replies.iter().find(|(of, _)| *of == name).map(|(_, reply)| reply)
    }

    /// The `time` of a command, as it was sent: for *show the call*, and for nothing else.
    pub fn time(&self, name: CommandName) -> Option<&Node> {
        self.times.iter().find(|(of, _)| *of == name).map(|(_, time)| time)
    }
}

impl CommandName {
    /// As it is sent.
    pub(super) fn wire(self) -> String {
        let mut name = "c".to_owned();
        name.push_str(&self.0.to_string());
        name
    }
}

type Entries = [(String, Node)];

fn container<'a>(result: &'a Node, name: &str) -> Result<&'a Entries, Misshapen> {
    result.given(name).map_or(Ok(&[]), Node::entries)
}

fn under<'a>(entries: &'a Entries, key: &str) -> Option<&'a Node> {
    entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::protocol::Reason;

    fn node(json: &str) -> Node {
        serde_json::from_str(json).unwrap()
    }

    fn sent() -> Batch {
        let commands = [17, 18, 19].map(|name| (CommandName(name), Command::LeadStages));
        Batch { commands: commands.to_vec() }
    }

    #[test]
    fn reads_results_errors_and_times() {
        let reply = BatchReply::read(
            &sent(),
            &node(
                r#"{"result":{"c17":[],"c99":[1]},
                    "result_error":{"c18":{"error":"OPERATION_TIME_LIMIT","error_description":"Blocked."}},
                    "result_total":[],"result_next":[],
                    "result_time":{"c17":{"finish":7.5,"operating":0.25,"operating_reset_at":600}}}"#,
            ),
        )
        .unwrap();
        assert_eq!(reply.replies.len(), 2);
        assert_eq!(reply.of(CommandName(17)), Some(&Ok(Node::List(Vec::new()))));
        let refusal = reply.of(CommandName(18)).unwrap().as_ref().unwrap_err();
        assert_eq!(refusal.reason, Reason::OperatingLimit);
        assert_eq!(
            reply.operating,
            [Operating {
                method: "crm.status.list",
                seconds: 0.25,
                reset_at: Some(600.0),
                finished_at: Some(7.5)
            }]
        );
    }

    #[rstest]
    #[case(r#"{"result":[],"result_error":[],"result_total":[],"result_next":[],"result_time":[]}"#, Some(0))]
    #[case(r#"{"result":{"c17":1,"c18":2,"c19":3},"result_error":[]}"#, Some(3))]
    #[case(r#"{"result":[],"result_error":{"c17":{"error":"","error_description":"Not found"}}}"#, Some(1))]
    #[case(r#"{"result":{"c17":[]},"result_error":{"c17":{"error":0,"error_description":""}}}"#, Some(1))]
    #[case(r#"{"result":{"17":[275]}}"#, Some(0))]
    #[case(r#"{"result":[275]}"#, None)]
    #[case(r#"{"result":{"c17":[]},"result_error":["x"]}"#, None)]
    #[case(r#"{"result":"c17"}"#, None)]
    #[case("[]", None)]
    #[case("null", None)]
    fn reads_every_shape_of_the_containers(#[case] json: &str, #[case] answered: Option<usize>) {
        let reply = BatchReply::read(&sent(), &node(json));
        assert_eq!(reply.ok().map(|reply| reply.replies.len()), answered);
    }

    #[rstest]
    #[case(r#"{"error":"expired_token","error_description":"x"}"#, Reason::TokenExpired)]
    #[case(r#"{"code":"expired_token","message":"x"}"#, Reason::TokenExpired)]
    #[case(r#""Not found""#, Reason::RecordNotFound)]
    #[case("[]", Reason::AnswerUnreadable)]
    #[case("null", Reason::AnswerUnreadable)]
    fn an_entry_among_the_errors_is_always_a_refusal(#[case] error: &str, #[case] reason: Reason) {
        let json = format!(r#"{{"result":{{"c17":[]}},"result_error":{{"c17":{error}}}}}"#);
        let reply = BatchReply::read(&sent(), &node(&json)).unwrap();
        assert_eq!(reply.of(CommandName(17)).unwrap().as_ref().unwrap_err().reason, reason);
    }
}
