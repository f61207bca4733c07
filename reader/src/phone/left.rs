//! Groups that belong to no number.

use super::group::Group;
use crate::{Reason, What, claims::Claims, text::MANY};

/// Tells groups that belong to no number, those beside each other as one piece. A digit or two have to be told
/// only if they are the end of a number.
pub(super) fn tell(left: &[(Group, Reason)], claims: &mut Claims) {
    let is_one = |pair: &(Group, Reason), next: &(Group, Reason)| {
        pair.1 == next.1 && pair.1 != Reason::EndingOnly && next.0.lead - pair.0.range.end <= 1
    };
    for piece in left.chunk_by(is_one) {
        let Some(((first, reason), (last, _))) = piece.first().zip(piece.last()) else { continue };
        if *reason == Reason::EndingOnly || piece.iter().any(|(group, _)| group.len() >= MANY) {
            let start = if first.has_plus { first.lead } else { first.range.start };
            claims.add(start..last.range.end, What::Unread(*reason));
        }
    }
}

/// Whether nothing but endings of the same kind stands between a phone and an ending: `…-67, 68, 69`.
pub(super) fn is_list(between: &str) -> bool {
    between.starts_with(',') && between.chars().all(|c| matches!(c, ',' | ' ' | '0'..='9'))
}
