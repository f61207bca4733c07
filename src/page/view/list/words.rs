//! The words for what is said of files, rows and values.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{EntityType, TypeChoice};
use crate::i18n::{Arg, Key, Message};
use crate::list::{Piece, Row, Verdict, VerdictKind};
use crate::lookup::view::{cut, why};
use crate::page::model::list::{FILE_KINDS, NotSaved, UnusableAt};
use crate::page::view::unread;
use crate::protocol::files::{Flaw, Format, Refused, Separator, Unwritten};
use crate::session::view::Tone;

use super::{ListPieceView, ListVerdictView, RefusedView};

/// What a verdict is called where these types were asked for, without its numbers.
pub(in crate::page) fn kind_name(kind: VerdictKind, types: TypeChoice) -> Message {
    among(plain_name(kind), kind, types)
}

/// What was not found, or only so, may still be found among the types that were not asked for.
fn among(text: impl Into<Message>, kind: VerdictKind, types: TypeChoice) -> Message {
    match kind {
        VerdictKind::New | VerdictKind::Once | VerdictKind::OtherSpelling | VerdictKind::Hidden => {
            among_types(text, types)
        }
        VerdictKind::Several
        | VerdictKind::Incomplete
        | VerdictKind::Repeated
        | VerdictKind::NotValid
        | VerdictKind::NotChecked => text.into(),
    }
}

/// A statement that holds among the types that were asked for.
pub(super) fn among_types(text: impl Into<Message>, types: TypeChoice) -> Message {
    let key = match types {
        TypeChoice::All => return text.into(),
        TypeChoice::Only(EntityType::Lead) => Key::ListAmongLeads,
        TypeChoice::Only(EntityType::Contact) => Key::ListAmongContacts,
        TypeChoice::Only(EntityType::Company) => Key::ListAmongCompanies,
    };
    Message::plain(key).with("what", Arg::Message(text.into()))
}

/// That only one type is asked for, where it is so.
pub(in crate::page) const fn asked_only(types: TypeChoice) -> Option<Key> {
    match types {
        TypeChoice::All => None,
        TypeChoice::Only(EntityType::Lead) => Some(Key::ListOnlyLeads),
        TypeChoice::Only(EntityType::Contact) => Some(Key::ListOnlyContacts),
        TypeChoice::Only(EntityType::Company) => Some(Key::ListOnlyCompanies),
    }
}

/// What is asked for.
pub(super) const fn asked(types: TypeChoice) -> Key {
    match types {
        TypeChoice::All => Key::ListAskedAll,
        TypeChoice::Only(EntityType::Lead) => Key::ListAskedLeads,
        TypeChoice::Only(EntityType::Contact) => Key::ListAskedContacts,
        TypeChoice::Only(EntityType::Company) => Key::ListAskedCompanies,
    }
}

const fn plain_name(kind: VerdictKind) -> Key {
    match kind {
        VerdictKind::Several => Key::ListKindSeveral,
        VerdictKind::Once => Key::ListKindOnce,
        VerdictKind::OtherSpelling => Key::ListKindOtherSpelling,
        VerdictKind::Hidden => Key::ListKindHidden,
        VerdictKind::Incomplete => Key::ListKindIncomplete,
        VerdictKind::Repeated => Key::ListKindRepeated,
        VerdictKind::New => Key::ListKindNew,
        VerdictKind::NotValid => Key::ListKindNotAll,
        VerdictKind::NotChecked => Key::ListKindNotChecked,
    }
}

/// What the verdict of a row is called, without its numbers. A row of which something was checked has something to check.
pub(in crate::page) fn kind_of_row(kind: VerdictKind, row: &Row, types: TypeChoice) -> Message {
    match kind {
        VerdictKind::NotValid if row.values.is_empty() => Key::ListKindNotValid.into(),
        VerdictKind::NotValid => Key::ListNotAll.into(),
        kind => kind_name(kind, types),
    }
}

/// So many records, and how many beside them are hidden.
pub(super) fn and_hidden(key: Key, visible: usize, hidden: usize) -> Message {
    let found = Message::counting(key, visible as u64);
    if hidden == 0 {
        return found;
    }
    Message::plain(Key::ListAndHidden)
        .with("found", Arg::Message(found))
        .with("hidden", Arg::Message(Message::counting(Key::ListMoreHidden, hidden as u64)))
}

/// A verdict where these types were asked for, with its numbers.
pub(super) fn verdict(verdict: Verdict, row: &Row, types: TypeChoice) -> ListVerdictView {
    let kind = VerdictKind::from(verdict);
    let counting = |key, count: usize| Message::counting(key, count as u64);
    let text = match verdict {
        Verdict::Several { visible, hidden } => and_hidden(Key::ListSeveral, visible, hidden),
        Verdict::RepeatedIn(row) => Message::plain(Key::ListRepeatedIn).with("row", Arg::Number(row as u64)),
        Verdict::HiddenOnly(count) => among(counting(Key::ListHidden, count), kind, types),
        Verdict::OnlyAnotherSpelling { visible, hidden } => {
            among(and_hidden(Key::ListOtherSpelling, visible, hidden), kind, types)
        }
        Verdict::PossiblyIncomplete { visible, hidden, .. } if visible + hidden > 0 => {
            counting(Key::ListIncomplete, visible + hidden)
        }
        Verdict::New
        | Verdict::Once(_)
        | Verdict::NotValid
        | Verdict::PossiblyIncomplete { .. }
        | Verdict::NotChecked => kind_of_row(kind, row, types),
    };
    let tone = match kind {
        VerdictKind::New => Tone::Good,
        VerdictKind::NotValid | VerdictKind::NotChecked => Tone::Info,
        VerdictKind::Several
        | VerdictKind::Once
        | VerdictKind::OtherSpelling
        | VerdictKind::Hidden
        | VerdictKind::Incomplete
        | VerdictKind::Repeated => Tone::Warning,
    };
    ListVerdictView { kind, tone, text }
}

/// Pieces that cannot be asked, as they are listed.
pub(in crate::page) fn pieces_shown(pieces: &BTreeMap<u32, UnusableAt>) -> Arc<[ListPieceView]> {
    pieces.iter().map(|(place, at)| piece(Some(*place), at.number, &at.piece)).collect()
}

/// A piece of the row with this number.
pub(super) fn piece(place: Option<u32>, number: usize, piece: &Piece) -> ListPieceView {
    let (text, why) = match piece {
        Piece::Invalid(text, error) => (text.as_str(), why(*error)),
        Piece::Unread(text, reason) => (text.as_str(), unread::why(*reason)),
        Piece::More(_) => ("…", Key::ListMorePieces),
        // It can be asked.
        Piece::Value(value) => (value.written().spelling(), Key::InputUnrecognised),
    };
    ListPieceView { place, row: number as u64, text: cut(text), why }
}

pub(super) const fn entity(entity: EntityType) -> Key {
    match entity {
        EntityType::Lead => Key::EntityLead,
        EntityType::Contact => Key::EntityContact,
        EntityType::Company => Key::EntityCompany,
    }
}

pub(super) fn format(format: &Format) -> Message {
    let text = |text: &str| Arg::Text(text.to_owned());
    match format {
        Format::Text { charset, separator } => Message::plain(Key::ListFormatText)
            .with("charset", text(charset))
            .with("separator", Arg::Message(self::separator(*separator).into())),
        Format::VCard { charset } => Message::plain(Key::ListFormatVcard).with("charset", text(charset)),
        Format::Sheet { kind, sheet } => Message::plain(Key::ListFormatSheet)
            .with("kind", text(kind))
            .with("sheet", Arg::Number(u64::from(*sheet) + 1)),
    }
}

const fn separator(separator: Separator) -> Key {
    match separator {
        Separator::Comma => Key::ListSeparatorComma,
        Separator::Semicolon => Key::ListSeparatorSemicolon,
        Separator::Tab => Key::ListSeparatorTab,
        Separator::Pipe => Key::ListSeparatorPipe,
        Separator::LineEnd => Key::ListSeparatorLine,
    }
}

pub(super) const fn flaw(flaw: Flaw) -> Key {
    match flaw {
        Flaw::OpenQuote => Key::ListFlawQuote,
        Flaw::Undecodable => Key::ListFlawUndecodable,
        Flaw::TooManyCells => Key::ListFlawCells,
        Flaw::UnreadableCell => Key::ListFlawCell,
        Flaw::CutOff => Key::ListFlawCut,
    }
}

pub(super) fn refused(why: Refused) -> RefusedView {
    let (code, text, hint) = match why {
        Refused::Empty => ("B24D-FILE-EMPTY", Key::ListRefusedEmpty, Key::ListHintOther),
        Refused::TooLarge => ("B24D-FILE-LARGE", Key::ListRefusedLarge, Key::ListHintDivide),
        Refused::Inflated => ("B24D-FILE-INFLATED", Key::ListRefusedLarge, Key::ListHintDivide),
        Refused::Password => ("B24D-FILE-PASSWORD", Key::ListRefusedPassword, Key::ListHintSave),
        Refused::Macros => ("B24D-FILE-MACROS", Key::ListRefusedMacros, Key::ListHintSave),
        Refused::Damaged => ("B24D-FILE-DAMAGED", Key::ListRefusedDamaged, Key::ListHintSave),
        Refused::TooManyCells => ("B24D-FILE-CELLS", Key::ListRefusedCells, Key::ListHintDivide),
        Refused::TooManyRows => ("B24D-FILE-ROWS", Key::ListRefusedRows, Key::ListHintDivide),
        Refused::TooManyColumns => ("B24D-FILE-COLUMNS", Key::ListRefusedColumns, Key::ListHintDivide),
        Refused::Binary => ("B24D-FILE-BINARY", Key::ListRefusedBinary, Key::ListHintOther),
        Refused::Pdf => ("B24D-FILE-PDF", Key::ListRefusedPdf, Key::ListHintOther),
        Refused::Picture => ("B24D-FILE-PICTURE", Key::ListRefusedPicture, Key::ListHintOther),
        Refused::WebPage => ("B24D-FILE-WEB-PAGE", Key::ListRefusedWebPage, Key::ListHintSave),
        Refused::Archive => ("B24D-FILE-ARCHIVE", Key::ListRefusedArchive, Key::ListHintOther),
        Refused::Document => ("B24D-FILE-DOCUMENT", Key::ListRefusedDocument, Key::ListHintOther),
        Refused::OtherSheet => ("B24D-FILE-SHEET", Key::ListRefusedOtherSheet, Key::ListHintSave),
        Refused::Unreachable => ("B24D-FILE-UNREACHABLE", Key::ListRefusedUnreachable, Key::ListHintAgain),
    };
    let hint = if hint == Key::ListHintOther { kinds_in(hint) } else { hint.into() };
    RefusedView { code, text, hint }
}

/// Why the list is not saved.
pub(super) const fn not_saved(why: NotSaved) -> Key {
    match why {
        NotSaved::Unwritten(Unwritten::Rows) => Key::ListNotSavedRows,
        NotSaved::Unwritten(Unwritten::Columns) => Key::ListNotSavedColumns,
        NotSaved::Unwritten(Unwritten::Cells) => Key::ListNotSavedCells,
        NotSaved::Unwritten(Unwritten::Text) => Key::ListNotSavedText,
        NotSaved::Unwritten(Unwritten::Memory) => Key::ListNotSavedMemory,
        NotSaved::Unwritten(Unwritten::Unsaved) => Key::ListNotSavedByBrowser,
        NotSaved::Unwritten(Unwritten::Failed | Unwritten::Stopped) => Key::ListNotSaved,
        NotSaved::Lost => Key::ListNotSavedLost,
    }
}

/// A sentence that says which kinds of files are read.
pub fn kinds_in(sentence: Key) -> Message {
    let kinds = FILE_KINDS.map(str::to_ascii_uppercase).join(", ");
    Message::plain(sentence).with("kinds", Arg::Text(kinds))
}
