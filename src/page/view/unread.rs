//! What was not read of the text, and why.

use crate::domain::{Unread, fit_to_copy};
use crate::i18n::{Key, Message};
use crate::lookup::view::cut;
use crate::page::model::{Form, FormInput, Piece};
use crate::protocol::reading::Source;

use super::{UnreadPieceView, UnreadView};

/// At most this many pieces are listed. Each that is corrected makes place for another one.
const LISTED: usize = 50;

/// The pieces of the typed text, then those of the attached one; `None` if all was read.
pub(super) fn view(form: &Form, input: &FormInput) -> Option<UnreadView> {
    if input.unread == 0 {
        return None;
    }
    let attached = form.attached.iter().flat_map(|attachment| &attachment.intake.pieces);
    let typed = form.typed.pieces.iter().map(|piece| shown(Source::Typed, piece));
    let pieces: Vec<_> =
        typed.chain(attached.map(|piece| shown(Source::Attached, piece))).take(LISTED).collect();
    Some(UnreadView {
        title: Message::counting(Key::InputUnread, input.unread),
        more: input.unread.saturating_sub(pieces.len() as u64),
        pieces,
        note: form.copied.map(note),
    })
}

/// What came of copying.
pub(super) const fn note(copied: Result<(), ()>) -> Key {
    match copied {
        Ok(()) => Key::ResultCopied,
        Err(()) => Key::ResultNotCopied,
    }
}

/// A piece as its field shows it, from where it is copied by hand: what a terminal would act on is not in it, and means
/// nothing to whoever reads it anew.
fn shown(source: Source, piece: &Piece) -> UnreadPieceView {
    UnreadPieceView {
        line: u64::from(piece.line),
        source,
        start: piece.span.start,
        text: fit_to_copy(&if piece.is_whole() { piece.text.clone() } else { cut(&piece.text) }),
        is_whole: piece.is_whole(),
        why: why(piece.why),
    }
}

pub(super) const fn why(reason: Unread) -> Key {
    match reason {
        Unread::Date => Key::UnreadDate,
        Unread::Amount => Key::UnreadAmount,
        Unread::Card => Key::UnreadCard,
        Unread::NetworkAddress => Key::UnreadNetworkAddress,
        Unread::OtherNumber => Key::UnreadOtherNumber,
        Unread::OtherField => Key::UnreadOtherField,
        Unread::InWord => Key::UnreadInWord,
        Unread::InLink => Key::UnreadInLink,
        Unread::PowerOfTen => Key::UnreadPowerOfTen,
        Unread::EndingOnly => Key::UnreadEndingOnly,
        Unread::TooFewDigits => Key::InputTooFewDigits,
        Unread::TooManyDigits => Key::InputTooManyDigits,
        Unread::NoSuchNumber => Key::UnreadNoSuchNumber,
        Unread::ControlCharacter => Key::InputControlCharacter,
        Unread::NotOneAt => Key::InputNotOneAt,
        Unread::IncompleteEmail => Key::InputIncompleteEmail,
        Unread::TooLong => Key::InputTooLong,
        Unread::HiddenAddress => Key::UnreadHiddenAddress,
        Unread::MessengerId => Key::UnreadMessengerId,
        Unread::OtherKind => Key::UnreadOtherKind,
    }
}
