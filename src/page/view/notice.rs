//! Notices of the page and of the installation.

use crate::i18n::{Arg, Key, Message};
use crate::page::{FormIntent, Intent};
use crate::protocol::{Reason, Refusal};
use crate::scheduler::{Status, Wait};
use crate::session::view::{ActionView, NoticeView, Tone, of_refusal, of_status, plain, with};

/// The same on a page of its own, where there is no page of the portal to reload, and where reloading ours
/// would forget the webhook.
pub(super) fn on_own_page(mut notice: NoticeView<Intent>) -> NoticeView<Intent> {
    if notice.hint == Some(Key::RefusalHintReload.into()) {
        notice.hint = Some(Key::RefusalHintWebhook.into());
    }
    notice
}

/// A refusal of what an administrator does with the tabs, which takes more permissions than a search.
pub(super) fn of_refused_tab(refused: &Refusal) -> NoticeView<Intent> {
    let mut notice = of_refusal(refused);
    if refused.reason == Reason::ScopeMissing {
        notice.hint = Some(Key::RefusalHintTabs.into());
    }
    notice
}

/// The portal cannot be reached while a webhook is being checked: most often a mistyped address.
pub(super) fn of_proof(status: &Status) -> Option<NoticeView<Intent>> {
    let waits_for_portal = matches!(status, Status::Waiting { why: Wait::Fault, .. });
    let notice = if waits_for_portal {
        let mut notice =
            plain(Tone::Alert, Key::ConnectNotReached.into(), Some(Key::ConnectNotReachedHint.into()));
        notice.code = "B24D-CONNECTING";
        Some(notice)
    } else {
        of_status(status)
    };
    notice.map(on_own_page).map(|notice| with(notice, "other-webhook", Key::ConnectOther, Intent::Disconnect))
}

/// The webhook that was given may not ask about the CRM.
pub(super) fn without_crm() -> NoticeView<Intent> {
    let mut notice = plain(Tone::Alert, Key::ConnectNoCrm.into(), Some(Key::ConnectNoCrmHint.into()));
    notice.code = Reason::ScopeMissing.code();
    notice
}

/// More values than one search takes, which are so many of these.
pub(super) fn too_many(fitting: u64) -> NoticeView<Intent> {
    let limited = |key| Message::plain(key).with("count", Arg::Number(fitting));
    let mut notice = plain(Tone::Warning, limited(Key::InputTooMany), Some(Key::InputTooManyHint.into()));
    notice.code = "B24D-TOO-MANY";
    let (label, intent) = (limited(Key::InputSearchFirst), Intent::Form(FormIntent::SearchFirst));
    notice.actions.push(ActionView { name: "search-first", label, intent });
    notice
}
