//! Notices: what is the matter, and what to do next.

use crate::domain::OriginError;
use crate::flow::Intent;
use crate::flow::model::{ConnectionStatus, Refused};
use crate::i18n::{Key, Message};
use crate::protocol::frame::{FrameError, InitError};
use crate::protocol::{Class, Reason, Refusal};
use crate::scheduler::Halt;

use super::{ActionView, NoticeView, Tone, refusal};

/// A notice without code, detail and buttons.
pub(super) const fn plain(tone: Tone, title: Message, hint: Option<Message>) -> NoticeView {
    NoticeView { tone, code: "", title, hint, detail: None, actions: Vec::new() }
}

/// A refusal as a sales person reads it.
pub(super) fn of_refusal(refused: &Refusal) -> NoticeView {
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
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What keeps the scheduler: a halt, or a wait that the user should know of.
pub(super) fn of_status(status: &ConnectionStatus) -> Option<NoticeView> {
    match status {
        ConnectionStatus::Halted(Halt::GaveUp(refused)) => Some(with_resume(of_refusal(refused))),
        ConnectionStatus::Halted(Halt::Offline) => {
            Some(with_resume(of_refusal(&Refusal::bare(Reason::Offline, 0))))
        }
        ConnectionStatus::Halted(Halt::TokenLost) => {
            let hint = Some(Key::RefusalHintReload.into());
            let mut notice = plain(Tone::Alert, Key::RefusalTokenLost.into(), hint);
            notice.code = "B24D-TOKEN-LOST";
            Some(with_resume(notice))
        }
        ConnectionStatus::Quiet
        | ConnectionStatus::Underway
        | ConnectionStatus::Waiting { .. }
        | ConnectionStatus::Renewing => None,
    }
}

/// Adds *go on*.
pub(super) fn with_resume(notice: NoticeView) -> NoticeView {
    with(notice, "resume", Key::RefusalResume, Intent::Resume)
}

/// Adds a button.
pub(super) fn with(mut notice: NoticeView, name: &'static str, label: Key, intent: Intent) -> NoticeView {
    notice.actions.push(ActionView { name, label: label.into(), intent });
    notice
}

/// Adds *try again*, where trying again can help.
pub(super) fn with_retry(notice: NoticeView, class: Class) -> NoticeView {
    match class {
        Class::Rate | Class::Operating | Class::Token | Class::Transient | Class::Bug => {
            with(notice, "retry", Key::RefusalRetry, Intent::Resume)
        }
        Class::Stop | Class::Record => notice,
    }
}

/// Why we do not start.
pub(super) fn not_started(refused: &Refused) -> NoticeView {
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
    let mut notice = plain(Tone::Alert, title.into(), Some(hint.into()));
    notice.code = code;
    match refused {
        Refused::Silent(_) => with(notice, "retry", Key::RefusalRetry, Intent::Resume),
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
