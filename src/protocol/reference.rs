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
        let (place, field) = match self.part {
            Part::Stored(kind, place) => (place, ["[", kind.wire(), "]"].concat()),
            Part::Company => return self.with(&["[COMPANY_ID]"]),
            Part::Contact(place) => return self.with(&["[", &place.to_string(), "][CONTACT_ID]"]),
            Part::Responsible(row) => return self.with(&["[", &row.to_string(), "][ASSIGNED_BY_ID]"]),
        };
        self.with(&[&field, "[", &place.to_string(), "][VALUE]"])
    }

    fn with(self, path: &[&str]) -> String {
        ["$result[", &self.of.wire(), "]", &path.concat()].concat()
    }

    /// The phone or e-mail to which it leads in the card that came back; `None` if the path ends early, or leads to
    /// something else.
    pub fn stored(self, card: &Node) -> Option<&str> {
        let Part::Stored(kind, place) = self.part else { return None };
        let row = match card.given(kind.wire())? {
            Node::List(rows) => rows.get(place),
            rows => rows.get(&place.to_string()),
        };
        row?.text("VALUE")
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
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[{"VALUE":"112"}]}"#, Some("112"))]
    #[case(Part::Stored(CommKind::Phone, 1), r#"{"PHONE":[{"VALUE":"112"}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":{"1":{"VALUE":"112"}}}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 1), r#"{"PHONE":{"1":{"VALUE":"112"}}}"#, Some("112"))]
    #[case(Part::Stored(CommKind::Email, 0), r#"{"PHONE":[{"VALUE":"112"}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[{"VALUE":null}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":"112"}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[{"VALUE":112}]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), r#"{"PHONE":[]}"#, None)]
    #[case(Part::Stored(CommKind::Phone, 0), "[]", None)]
    #[case(Part::Company, r#"{"COMPANY_ID":"7"}"#, None)]
    fn leads_to_what_stands_there(#[case] part: Part, #[case] json: &str, #[case] value: Option<&str>) {
        let node = serde_json::from_str::<Node>(json).unwrap();
        assert_eq!(to(part).stored(&node), value);
    }
}
