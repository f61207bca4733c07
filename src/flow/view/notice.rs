//! Notices: what is the matter, and what to do next.

use crate::domain::OriginError;
use crate::flow::Intent;
use crate::flow::model::{Line, Refused};
use crate::i18n::Arg;
use crate::i18n::{Key, Message};
use crate::protocol::frame::{FrameError, InitError};
use crate::protocol::{Class, Reason, Refusal};
use crate::search::{Halt, Search, Wait};

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

/// The same on a page of its own, where there is no page of the portal to reload, and where reloading ours
/// would forget the webhook.
pub(super) fn on_own_page(mut notice: NoticeView) -> NoticeView {
    if notice.hint == Some(Key::RefusalHintReload.into()) {
        notice.hint = Some(Key::RefusalHintWebhook.into());
    }
    notice
}

/// A refusal of what an administrator does with the tabs, which takes more permissions than a search.
pub(super) fn of_refused_tab(refused: &Refusal) -> NoticeView {
    let mut notice = of_refusal(refused);
    if refused.reason == Reason::ScopeMissing {
        notice.hint = Some(Key::RefusalHintTabs.into());
    }
    notice
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

/// What keeps the courier: a halt, or a wait that the user should know of.
pub(super) fn of_line(line: &Line) -> Option<NoticeView> {
    match line {
        Line::Halted(Halt::GaveUp(refused)) => Some(with_resume(of_refusal(refused))),
        Line::Halted(Halt::Offline) => Some(with_resume(of_refusal(&Refusal::bare(Reason::Offline, 0)))),
        Line::Halted(Halt::TokenLost) => {
            let hint = Some(Key::RefusalHintReload.into());
            let mut notice = plain(Tone::Alert, Key::RefusalTokenLost.into(), hint);
            notice.code = "B24D-TOKEN-LOST";
            Some(with_resume(notice))
        }
        Line::Quiet | Line::Underway | Line::Waiting { .. } | Line::Renewing => None,
    }
}

/// The portal cannot be reached while a webhook is being checked: most often a mistyped address.
pub(super) fn of_proof(line: &Line) -> Option<NoticeView> {
    let waits_for_portal = matches!(line, Line::Waiting { why: Wait::Fault, .. });
    let notice = if waits_for_portal {
        let mut notice =
            plain(Tone::Alert, Key::ConnectNotReached.into(), Some(Key::ConnectNotReachedHint.into()));
        notice.code = "B24D-CONNECTING";
        Some(notice)
    } else {
        of_line(line)
    };
    notice.map(on_own_page).map(|notice| with(notice, "other-webhook", Key::ConnectOther, Intent::Disconnect))
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

/// More values than one search takes.
pub(super) fn too_many() -> NoticeView {
    let limited = |key| Message::plain(key).with("count", Arg::Number(Search::LIMIT as u64));
    let mut notice = plain(Tone::Warning, limited(Key::InputTooMany), Some(Key::InputTooManyHint.into()));
    notice.code = "B24D-TOO-MANY";
    let (label, intent) = (limited(Key::InputSearchFirst), Intent::SearchFirst);
    notice.actions.push(ActionView { name: "search-first", label, intent });
    notice
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
