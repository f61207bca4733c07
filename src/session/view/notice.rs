//! Notices: what is the matter, and what to do next.

use crate::domain::{OriginError, joined};
use crate::i18n::{Key, Message};
use crate::protocol::frame::{FrameError, InitError};
use crate::protocol::{Class, Reason, Refusal};
use crate::scheduler::{Halt, Status};
use crate::session::{Intent, Refused};

use super::{ActionView, NoticeView, Tone, refusal};

/// A notice without code, detail and buttons.
pub(crate) const fn plain<I>(tone: Tone, title: Message, hint: Option<Message>) -> NoticeView<I> {
    NoticeView { tone, code: "", title, hint, detail: None, actions: Vec::new() }
}

/// A refusal as a sales person reads it.
pub(crate) fn of_refusal<I>(refused: &Refusal) -> NoticeView<I> {
    let (title, hint) = refusal::words(refused.reason);
    NoticeView {
        tone: Tone::Alert,
        code: refused.reason.code(),
        title: title.into(),
        hint: Some(hint.into()),
        detail: detail(refused),
        actions: Vec::new(),
    }
}

/// The portal's own code and words, and the status where it says something.
fn detail(refused: &Refusal) -> Option<String> {
    let mut parts = Vec::new();
    if refused.status >= 300 {
        parts.push(refused.status.to_string());
    }
    for part in [&refused.portal_code, &refused.portal_text] {
        if !part.is_empty() {
            parts.push(part.clone());
        }
    }
    (!parts.is_empty()).then(|| joined(parts, " "))
}

/// What keeps the scheduler: a halt, from which the user can go on.
pub(crate) fn of_status<I: From<Intent>>(status: &Status) -> Option<NoticeView<I>> {
    let notice = match status {
        Status::Halted(Halt::GaveUp(refused)) => of_refusal(refused),
        Status::Halted(Halt::Offline) => of_refusal(&Refusal::bare(Reason::Offline, 0)),
        Status::Halted(Halt::TokenLost) => {
            let hint = Some(Key::RefusalHintReload.into());
            let notice = plain(Tone::Alert, Key::RefusalTokenLost.into(), hint);
            NoticeView { code: "B24D-TOKEN-LOST", ..notice }
        }
        Status::Idle | Status::Underway | Status::Waiting { .. } | Status::Renewing => return None,
    };
    Some(with(notice, "resume", Key::RefusalResume, Intent::Resume.into()))
}

/// Adds a button.
pub(crate) fn with<I>(mut notice: NoticeView<I>, name: &'static str, label: Key, intent: I) -> NoticeView<I> {
    notice.actions.push(ActionView { name, label: label.into(), intent });
    notice
}

/// Adds *try again*, where trying again can help.
pub(crate) fn with_retry<I>(notice: NoticeView<I>, class: Class, again: I) -> NoticeView<I> {
    match class {
        Class::Stop | Class::Record => notice,
        _ => with(notice, "retry", Key::RefusalRetry, again),
    }
}

/// Why we do not start.
pub(super) fn not_started<I: From<Intent>>(refused: &Refused) -> NoticeView<I> {
    let (code, title, hint) = match refused {
        Refused::Frame(error) => of_frame(*error),
        Refused::Init(InitError::NoToken) => {
            ("B24D-NO-TOKEN", Key::RefusalAppNotForUser, Key::RefusalHintAdmin)
        }
        Refused::Init(InitError::AnotherPortal) => {
            ("B24D-OTHER-PORTAL", Key::RefusalFrameContradiction, Key::RefusalHintReload)
        }
        Refused::Init(InitError::Unreadable) => {
            ("B24D-INIT", Key::RefusalFrameUnreadable, Key::RefusalHintReload)
        }
        Refused::Silent(_) => ("B24D-SILENT", Key::RefusalFrameSilent, Key::RefusalHintReload),
        Refused::NotInstalled => ("B24D-NOT-INSTALLED", Key::InstallNotFinished, Key::RefusalHintAdmin),
    };
    let notice = NoticeView { code, ..plain(Tone::Alert, title.into(), Some(hint.into())) };
    match refused {
        Refused::Silent(_) => with(notice, "retry", Key::RefusalRetry, Intent::AskParentAgain.into()),
        _ => notice,
    }
}

const fn of_frame(error: FrameError) -> (&'static str, Key, Key) {
    match error {
        FrameError::NoName => ("B24D-NO-PORTAL", Key::RefusalFrameNoName, Key::RefusalFrameNoNameHint),
        FrameError::Contradiction => {
            ("B24D-CONTRADICTION", Key::RefusalFrameContradiction, Key::RefusalHintReload)
        }
        FrameError::Origin(OriginError::Malformed) => {
            ("B24D-PORTAL-NAME", Key::RefusalFrameContradiction, Key::RefusalHintReload)
        }
        FrameError::Origin(OriginError::OtherMachine) => {
            ("B24D-LOCAL", Key::ConnectOtherMachine, Key::RefusalHintAdmin)
        }
        FrameError::Origin(OriginError::Insecure) => {
            ("B24D-INSECURE", Key::RefusalFrameInsecure, Key::RefusalHintAdmin)
        }
        FrameError::Origin(OriginError::NotListed) => {
            ("B24D-NOT-LISTED", Key::RefusalFrameNotListed, Key::RefusalFrameNotListedHint)
        }
    }
}
