//! Records side by side.

use crate::compare::view as compared;
use crate::i18n::Message;
use crate::merge::{Merge, view as merged};
use crate::page::model::{Comparing, From};
use crate::session::Connection;
use crate::session::view::of_status;

use super::{CompareExit, CompareScreen};

/// What is shown.
pub(super) fn view(comparing: &Comparing, connection: &Connection) -> CompareScreen {
    let laid = comparing.compare.laid();
    CompareScreen {
        halted: of_status(&connection.status()),
        compare: compared::view(&comparing.compare, connection),
        merge: comparing.merge.as_ref().map(|merge| merged::view(merge, connection)),
        can_merge: laid.is_some_and(Merge::is_possible),
        opens_pages: connection.frame.is_some(),
        exit: match comparing.from {
            From::Slider => CompareExit::ByPortal,
            From::Tab | From::Search => CompareExit::Back,
        },
    }
}

/// What a screen reader is told.
pub(super) fn news(screen: &CompareScreen) -> Option<Message> {
    let halted = screen.halted.as_ref().map(|notice| notice.title.clone());
    let merged = || screen.merge.as_ref().and_then(merged::news);
    halted.or_else(merged).or_else(|| compared::news(&screen.compare))
}
