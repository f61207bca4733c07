//! A portal that answers what the bytes say.

use b24_duplicates::domain::{EntityType, RecordId};
use b24_duplicates::protocol::{Batch, BatchReply, Command, CommandReply, Node, Reason, Refusal};

/// A portal, and the bytes of what it is going to answer.
pub(super) struct Portal<'a>(std::slice::Iter<'a, u8>);

impl<'a> Portal<'a> {
    pub(super) fn new(answers: &'a [u8]) -> Self {
        Self(answers.iter())
    }

    fn next(&mut self) -> Option<u8> {
        self.0.next().copied()
    }

    /// The answers to a batch. Some commands get none.
    pub(super) fn reply(&mut self, batch: &Batch) -> BatchReply {
        let took = self.next().map(|took| u64::from(took) * 300);
        let mut reply = BatchReply { took, ..BatchReply::default() };
        for (name, command) in &batch.commands {
            if let Some(answer) = self.answer(command) {
                reply.replies.push((*name, answer));
            }
        }
        reply
    }

    fn answer(&mut self, command: &Command) -> Option<CommandReply> {
        let Some(kind) = self.next() else { return Some(Ok(Node::List(Vec::new()))) };
        match kind % 16 {
            0 => None,
            1 => Some(Err(self.refusal())),
            2 => Some(Ok(Node::List(vec![Node::Number(275.0)]))),
            _ => Some(Ok(match command {
                Command::ListRecords { ids, .. } => self.rows(ids, kind),
                _ => self.ids(),
            })),
        }
    }

    fn refusal(&mut self) -> Refusal {
        const REASONS: [Reason; 8] = [
            Reason::RateLimit,
            Reason::OperatingLimit,
            Reason::TokenExpired,
            Reason::PortalTrouble,
            Reason::NoCrmAccess,
            Reason::ScopeMissing,
            Reason::QuestionWrong,
            Reason::RecordNotFound,
        ];
        let chosen = usize::from(self.next().unwrap_or_default()) % REASONS.len();
        Refusal::bare(REASONS.into_iter().nth(chosen).unwrap_or(Reason::Other), 200)
    }

    /// Any ids of a small range, up to thirty of each type.
    fn ids(&mut self) -> Node {
        let mut types = Vec::new();
        for entity in EntityType::ALL {
            let (count, first) = (self.next().unwrap_or_default() % 31, self.next().unwrap_or_default());
            let ids = (0..count).map(|n| Node::Number(f64::from(first / 4 + n + 1)));
            if count > 0 {
                types.push((entity.wire().to_owned(), Node::List(ids.collect())));
            }
        }
        if types.is_empty() { Node::List(Vec::new()) } else { Node::Map(types) }
    }

    /// Rows for some of the ids, with a phone of anybody.
    fn rows(&mut self, ids: &[RecordId], kind: u8) -> Node {
        let mut rows = Vec::new();
        for id in ids.iter().filter(|id| kind > 128 || id.get() % u64::from(kind / 16 + 2) != 0) {
            let holder = 1_000_000 + u32::from(self.next().unwrap_or_default());
            let phone = Node::Map(vec![("VALUE".to_owned(), Node::Text(format!("8916{holder}")))]);
            rows.push(Node::Map(vec![
                ("ID".to_owned(), Node::Text(id.get().to_string())),
                ("PHONE".to_owned(), Node::List(vec![phone])),
            ]));
        }
        Node::List(rows)
    }
}
