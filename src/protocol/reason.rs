//! The reasons of refusals: what each is called for support, and what can be done about it.

/// What can be done about a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// The rate limit: wait and ask again.
    Rate,
    /// The operating-time limit: wait until the portal's reset time.
    Operating,
    /// The token has expired: refresh it once, ask again.
    Token,
    /// Transient: ask again with growing pauses.
    Transient,
    /// The portal answers, and what it says is unknown to us: ask again for some seconds, then say it as it came.
    Unknown,
    /// Only a person can change it: say so and stop.
    Stop,
    /// Our question was wrong: say so, do not repeat it.
    Bug,
    /// The record is not there or not readable, or is already as it was wanted: an answer about this
    /// record, not a fault of the run.
    Record,
}

/// Makes the enum and all that is said of a reason from one row each.
macro_rules! reasons {
    ($($(#[$doc:meta])* $reason:ident: $code:literal, $class:ident, [$($portal_code:literal),* $(,)?];)*) => {
        /// The reasons, one for each row of the table in `docs/portal.md`, *Refusals*.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Reason { $($(#[$doc])* $reason,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$reason),*];

            /// Our stable code, for support: `B24D-RATE` and the like.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$reason => $code,)* }
            }

            /// What can be done about it.
            #[allow(clippy::match_same_arms, reason = "a row a reason")]
            pub const fn class(self) -> Class {
                match self { $(Self::$reason => Class::$class,)* }
            }

            /// The portal's codes that mean it by themselves, in upper case.
            #[allow(clippy::match_same_arms, reason = "a row a reason")]
            pub(super) const fn portal_codes(self) -> &'static [&'static str] {
                match self { $(Self::$reason => &[$($portal_code),*],)* }
            }
        }
    };
}

// The reason, our code, what can be done, and the portal's codes that mean it whatever else is said.
reasons! {
    /// Too many requests.
    RateLimit: "B24D-RATE", Rate, ["QUERY_LIMIT_EXCEEDED"];
    /// The method's operating time is used up.
    OperatingLimit: "B24D-OPERATING", Operating, ["OPERATION_TIME_LIMIT"];
    /// The access token has run out.
    TokenExpired: "B24D-TOKEN", Token, ["EXPIRED_TOKEN", "INVALID_TOKEN"];
    /// The credential is refused.
    NotAuthorised: "B24D-AUTH", Stop, [
        "NO_AUTH_FOUND", "AUTHORIZATION_ERROR", "AUTHORIZE_ERROR", "INVALID_GRANT", "INVALID_CLIENT",
    ];
    /// An administrator has to allow this method to the app, and has not.
    ConsentMissing: "B24D-CONSENT", Stop, ["METHOD_CONFIRM_WAITING", "METHOD_CONFIRM_DENIED"];
    /// There is no such webhook.
    WrongWebhook: "B24D-WEBHOOK", Stop, ["INVALID_CREDENTIALS"];
    /// The webhook or the app may not use this part of the portal.
    ScopeMissing: "B24D-SCOPE", Stop, ["INSUFFICIENT_SCOPE", "INVALID_SCOPE"];
    /// The app is not for this user.
    AppNotForUser: "B24D-APP-USER", Stop, ["USER_ACCESS_ERROR"];
    /// The user may read nothing of this kind.
    NoCrmAccess: "B24D-NO-CRM", Stop, ["ACCESS_DENIED", "ALLOWED_ONLY_INTRANET_USER"];
    /// `Access denied.` of one record: not readable for this user, or not there.
    RecordDenied: "B24D-RECORD-DENIED", Record, [];
    /// REST is not in the portal's plan.
    PlanWithoutRest: "B24D-PLAN", Stop, ["PAYMENT_REQUIRED"];
    /// The app is not installed any more.
    AppRemoved: "B24D-APP-GONE", Stop, ["APPLICATION_NOT_FOUND"];
    /// The vendor has blocked REST for this portal.
    PortalBlocked: "B24D-BLOCKED", Stop, ["OVERLOAD_LIMIT"];
    /// The portal is gone.
    PortalDeleted: "B24D-PORTAL-GONE", Stop, ["PORTAL_DELETED"];
    /// A webhook over http.
    HttpsRequired: "B24D-HTTPS", Stop, [];
    /// A redirect: the portal has moved.
    PortalMoved: "B24D-MOVED", Stop, [];
    /// The portal does not have the method.
    MethodUnknown: "B24D-METHOD", Stop, ["ERROR_METHOD_NOT_FOUND"];
    /// A parameter was wrong: `Communication type is not defined.` and its like.
    QuestionWrong: "B24D-QUESTION", Bug, [
        "100", "ERROR_ARGUMENT", "INVALID_ARG_VALUE", "INVALID_REQUEST", "EMPTY_ERROR_HANDLER_URL",
        "ERROR_BATCH_LENGTH_EXCEEDED", "ERROR_BATCH_METHOD_NOT_ALLOWED", "ERROR_PLACEMENT_MAX_COUNT",
        "ERROR_PLACEMENT_USER_MODE",
    ];
    /// One record is not there.
    RecordNotFound: "B24D-RECORD-GONE", Record, ["NOT_FOUND"];
    /// The portal failed: 5xx, an HTML page, a cut-off body.
    PortalTrouble: "B24D-PORTAL", Transient, [
        "CONNECTION_ERROR", "INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER",
    ];
    /// A JSON body of a shape that no portal sends.
    AnswerUnreadable: "B24D-ANSWER", Unknown, ["WRONG_ENCODING"];
    /// The portal answered without mentioning this command.
    NotAnswered: "B24D-NO-ANSWER", Transient, [];
    /// The network failed.
    NetworkDown: "B24D-NETWORK", Transient, [];
    /// The browser is offline.
    Offline: "B24D-OFFLINE", Transient, [];
    /// No answer in time.
    TimedOut: "B24D-TIMEOUT", Transient, [];
    /// Placements are for administrators.
    AdminOnly: "B24D-ADMIN", Stop, [];
    /// Placements need the app, not a webhook.
    AppOnly: "B24D-APP-ONLY", Stop, ["WRONG_AUTH_TYPE"];
    /// This handler is bound there already: what was wanted is there.
    AlreadyBound: "B24D-BOUND", Record, [];
    /// The portal, or the app's rights, lack this placement.
    PlacementUnknown: "B24D-PLACEMENT", Stop, ["ERROR_PLACEMENT_NOT_FOUND"];
    /// The portal does not take this page's address as a handler (no dot in the host, not https).
    HandlerRefused: "B24D-HANDLER", Stop, ["ERROR_WRONG_HANDLER_URL", "ERROR_UNSUPPORTED_PROTOCOL"];
    /// We took the request back.
    Aborted: "B24D-ABORTED", Stop, [];
    /// Anything else, shown by the portal's own code.
    Other: "B24D-OTHER", Unknown, [];
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What the table of `docs/portal.md` says in the row of a reason: by what it is told, and its class.
    fn documented(reason: Reason) -> (&'static str, &'static str) {
        let code = ["`", reason.code(), "`"].concat();
        let mut rows = include_str!("../../docs/portal.md").lines().filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
            let (codes, told_by, class) = (cells.next()?, cells.next()?, cells.next()?);
            codes.split(", ").any(|of_row| of_row == code).then_some((told_by, class))
        });
        rows.next().unwrap_or_else(|| panic!("{code} has no row in docs/portal.md"))
    }

    const fn in_words(class: Class) -> &'static str {
        match class {
            Class::Rate => "ask again later",
            Class::Operating => "wait until the portal's reset time",
            Class::Token => "renew the token once",
            Class::Transient => "ask again",
            Class::Unknown => "ask again for ten seconds",
            Class::Stop => "stop",
            Class::Bug => "our fault",
            Class::Record => "an answer",
        }
    }

    #[test]
    fn the_table_and_the_document_say_the_same() {
        for reason in Reason::ALL {
            let (told_by, class) = documented(reason);
            let class = class.split([';', ':', ',']).next().unwrap();
            assert_eq!(class, in_words(reason.class()), "{reason:?}");
            for code in reason.portal_codes() {
                let told_by = told_by.to_ascii_uppercase();
                assert!(told_by.contains(&format!("`{code}`")), "{reason:?} is told by {code} as well");
            }
        }
    }

    #[test]
    fn codes_are_stable_and_unlike() {
        let codes: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        assert!(codes.iter().all(|code| code.starts_with("B24D-")));
        assert_eq!(Reason::RateLimit.code(), "B24D-RATE");
    }

    #[test]
    fn a_code_of_the_portal_means_one_reason() {
        let codes = || Reason::ALL.into_iter().flat_map(Reason::portal_codes);
        assert_eq!(codes().collect::<BTreeSet<_>>().len(), codes().count());
        assert!(codes().all(|code| *code == code.to_ascii_uppercase()));
    }
}
