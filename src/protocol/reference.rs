//! References of a batch: what a command takes from the answer to an earlier one (`docs/portal.md`, *Batch*).

use crate::domain::CommKind;

use super::{CommandName, Node};

/// What a command takes from the answer to an earlier one of its batch: `$result[c5][PHONE][0][VALUE]`.
///
/// The portal puts in what it finds there before it runs the command; where the path ends early, whatever it has
/// reached. So nothing may be concluded from it but what the answer that came back shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    /// The earlier command.
    pub of: CommandName,
    /// What of its answer.
    pub part: Part,
}

/// A part of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A phone or an e-mail of a card, as it is stored, by its place from 0.
    Stored(CommKind, usize),
    /// A contact of a list of contacts, by its place.
    Contact(usize),
    /// The company of a card.
    Company,
    /// Who is responsible for a record of a list, by its row.
    Responsible(usize),
}

impl Reference {
    /// As it is sent.
    pub(super) fn written(self) -> String {
        let mut written = "$result".to_owned();
        let keys = self.part.keys();
        for key in [self.of.wire()].iter().chain(&keys) {
            written.push('[');
            written.push_str(key);
            written.push(']');
        }
        written
    }

    /// What it leads to in the answer that came back; `None` if the path ends early.
    pub fn follow(self, answer: &Node) -> Option<&Node> {
        let mut reached = answer;
        for key in self.part.keys() {
            reached = match reached {
                Node::List(items) => items.get(key.parse::<usize>().ok()?)?,
                map => map.given(&key)?,
            };
        }
        Some(reached)
    }
}

impl Part {
    fn keys(self) -> Vec<String> {
        let (place, field) = match self {
            Self::Stored(kind, place) => {
                return vec![kind.wire().to_owned(), place.to_string(), "VALUE".to_owned()];
            }
            Self::Company => return vec!["COMPANY_ID".to_owned()],
            Self::Contact(place) => (place, "CONTACT_ID"),
            Self::Responsible(row) => (row, "ASSIGNED_BY_ID"),
        };
        vec![place.to_string(), field.to_owned()]
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    const fn to(part: Part) -> Reference {
        Reference { of: CommandName(5), part }
    }

    #[rstest]
    #[case(Part::Stored(CommKind::Phone, 0), "$result[c5][PHONE][0][VALUE]")]
    #[case(Part::Stored(CommKind::Email, 12), "$result[c5][EMAIL][12][VALUE]")]
    #[case(Part::Contact(1), "$result[c5][1][CONTACT_ID]")]
    #[case(Part::Company, "$result[c5][COMPANY_ID]")]
    #[case(Part::Responsible(3), "$result[c5][3][ASSIGNED_BY_ID]")]
    fn says_where_the_value_stands(#[case] part: Part, #[case] written: &str) {
        assert_eq!(to(part).written(), written);
    }

    /// It is followed as the portal follows it: a list from which an item was taken is a map, and what is `null` is
    /// not there.
    #[rstest]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[{"VALUE":"112"}]}"#, Some("\"112\""))]
    #[case(Part::Stored(CommKind::Phone, 1), r#"{"PHONE":[{"VALUE":"112"}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":{"1":{"VALUE":"112"}}}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 1), r#"{"PHONE":{"1":{"VALUE":"112"}}}"#, Some("\"112\""))]
    #[case(Part::Stored(CommKind::Email, 0), r#"{"PHONE":[{"VALUE":"112"}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[{"VALUE":null}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":"112"}"#, None)]
    #[case(Part::Company, r#"{"COMPANY_ID":"7"}"#, Some("\"7\""))]
    #[case(Part::Company, r#"{"COMPANY_ID":null}"#, None)]
    #[case(Part::Contact(0), r#"[{"CONTACT_ID":7}]"#, Some("7"))]
    #[case(Part::Contact(1), r#"[{"CONTACT_ID":7}]"#, None)]
    #[case(Part::Contact(0), "[]", None)]
    #[case(Part::Responsible(0), "null", None)]
    fn leads_to_what_stands_there(#[case] part: Part, #[case] json: &str, #[case] value: Option<&str>) {
        let node = |json: &str| serde_json::from_str::<Node>(json).unwrap();
        assert_eq!(to(part).follow(&node(json)), value.map(node).as_ref());
    }
}
