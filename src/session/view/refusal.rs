//! The words for each reason of the portal's refusals.

use crate::i18n::Key;
use crate::protocol::Reason;

/// What is the matter, and what to do next.
pub(super) const fn words(reason: Reason) -> (Key, Key) {
    match reason {
        Reason::RateLimit => (Key::RefusalRateLimit, Key::RefusalHintWait),
        Reason::OperatingLimit => (Key::RefusalOperatingLimit, Key::RefusalHintWait),
        Reason::TokenExpired => (Key::RefusalTokenLost, Key::RefusalHintReload),
        Reason::NotAuthorised => (Key::RefusalNotAuthorised, Key::RefusalHintReload),
        Reason::ConsentMissing => (Key::RefusalConsentMissing, Key::RefusalHintAdmin),
        Reason::WrongWebhook => (Key::RefusalWrongWebhook, Key::RefusalHintWebhook),
        Reason::ScopeMissing => (Key::RefusalScopeMissing, Key::RefusalHintScope),
        Reason::AppNotForUser => (Key::RefusalAppNotForUser, Key::RefusalHintAdmin),
        Reason::NoCrmAccess => (Key::RefusalNoCrmAccess, Key::RefusalHintAdmin),
        Reason::RecordDenied => (Key::RefusalRecordDenied, Key::RefusalHintAdmin),
        Reason::PlanWithoutRest => (Key::RefusalPlanWithoutRest, Key::RefusalHintAdmin),
        Reason::AppRemoved => (Key::RefusalAppRemoved, Key::RefusalHintAdmin),
        Reason::PortalBlocked => (Key::RefusalPortalBlocked, Key::RefusalHintAdmin),
        Reason::PortalDeleted => (Key::RefusalPortalDeleted, Key::RefusalHintAddress),
        Reason::HttpsRequired => (Key::RefusalHttpsRequired, Key::RefusalHintAddress),
        Reason::PortalMoved => (Key::RefusalPortalMoved, Key::RefusalHintMoved),
        Reason::MethodUnknown => (Key::RefusalMethodUnknown, Key::RefusalHintSupport),
        Reason::QuestionWrong => (Key::RefusalQuestionWrong, Key::RefusalHintSupport),
        Reason::RecordNotFound => (Key::RefusalRecordNotFound, Key::RefusalHintGone),
        Reason::PortalTrouble => (Key::RefusalPortalTrouble, Key::RefusalHintWait),
        Reason::AnswerUnreadable => (Key::RefusalAnswerUnreadable, Key::RefusalHintSupport),
        Reason::NotAnswered => (Key::RefusalNotAnswered, Key::RefusalHintWait),
        Reason::NetworkDown => (Key::RefusalNetworkDown, Key::RefusalHintNetwork),
        Reason::Offline => (Key::RefusalOffline, Key::RefusalHintNetwork),
        Reason::TimedOut => (Key::RefusalTimedOut, Key::RefusalHintWait),
        Reason::AdminOnly => (Key::RefusalAdminOnly, Key::RefusalHintAdmin),
        Reason::AppOnly => (Key::RefusalAppOnly, Key::RefusalAppOnlyHint),
        Reason::AlreadyBound => (Key::RefusalAlreadyBound, Key::RefusalAlreadyBoundHint),
        Reason::PlacementUnknown => (Key::RefusalPlacementUnknown, Key::RefusalHintTabs),
        Reason::HandlerRefused => (Key::RefusalHandlerRefused, Key::RefusalHandlerRefusedHint),
        Reason::Aborted => (Key::RefusalAborted, Key::RefusalHintWait),
        Reason::Other => (Key::RefusalOther, Key::RefusalHintSupport),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_reasons_are_told_alike() {
        let mut titles: Vec<Key> = Reason::ALL.map(|reason| words(reason).0).to_vec();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), Reason::ALL.len());
    }
}
