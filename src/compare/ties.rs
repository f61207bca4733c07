//! Which phones and e-mails tie which records together.

use crate::domain::CommKind;

use super::rows::{Cell, Row, ValueText};

/// A value that several records have, or one alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tie {
    pub(super) kind: CommKind,
    /// As the first record that has it stores it.
    pub(super) spelling: String,
    /// The places of the records that have it, from zero.
    pub(super) records: Vec<usize>,
}

/// The phones and e-mails of all records: those of most records first.
pub(super) fn ties(rows: &[Row]) -> Vec<Tie> {
    let mut ties: Vec<(String, Tie)> = Vec::new();
    for kind in CommKind::ALL {
        let Some(row) = rows.iter().find(|row| row.code == kind.wire()) else { continue };
        for (place, cell) in row.cells.iter().enumerate() {
            let Cell::Filled(values) = cell else { continue };
            for value in values {
                let known = ties.iter_mut().find(|(key, tie)| tie.kind == kind && *key == value.key);
                match (known, &value.text) {
                    (Some((_, tie)), _) => tie.records.push(place),
                    (None, ValueText::Text(text)) => {
                        let tie = Tie { kind, spelling: text.clone(), records: vec![place] };
                        ties.push((value.key.clone(), tie));
                    }
                    (None, ValueText::Date(_) | ValueText::YesNo(_)) => {}
                }
            }
        }
    }
    ties.sort_by_key(|(_, tie)| std::cmp::Reverse(tie.records.len()));
    ties.into_iter().map(|(_, tie)| tie).collect()
}
