//! Status and code of each refusal.

use super::RestError;
use crate::portal::Statuses;

impl RestError {
    /// The HTTP status. Where the vendor's code and documents differ, the setting decides.
    pub fn status(&self, statuses: Statuses) -> u16 {
        let differing = |source: u16, docs: u16| match statuses {
            Statuses::Source => source,
            Statuses::Docs => docs,
        };
        match self {
            Self::MethodNotFound => 404,
            Self::NoAuth
            | Self::InvalidToken
            | Self::ExpiredToken
            | Self::AppNotFound
            | Self::Unauthorized
            | Self::NoAuthServer => 401,
            Self::InvalidCredentials
            | Self::UserAccess
            | Self::WebhookScope
            | Self::AppScope
            | Self::BatchScope
            | Self::PlanOfApp
            | Self::PlanOfWebhook => differing(401, 403),
            Self::HttpsRequired => differing(401, 400),
            Self::Overload => differing(401, 503),
            Self::PortalDeleted => differing(403, 500),
            Self::WrongAuthType | Self::AccessDenied | Self::IntranetOnly => 403,
            Self::QueryLimit => 503,
            Self::NoXml | Self::NoDownloads => 501,
            Self::Forced { status, .. } => *status,
            Self::OperationTime => 429,
            Self::Argument(_) | Self::PlacementCount | Self::PlacementUserMode | Self::EmptyErrorHandler => {
                differing(400, 200)
            }
            _ => 400,
        }
    }

    /// The code under `error`. Classic CRM errors have an empty one.
    pub fn code(&self) -> &str {
        match self {
            Self::MethodNotFound => "ERROR_METHOD_NOT_FOUND",
            Self::NoAuth => "NO_AUTH_FOUND",
            Self::InvalidCredentials => "INVALID_CREDENTIALS",
            Self::InvalidToken => "invalid_token",
            Self::ExpiredToken => "expired_token",
            Self::UserAccess => "user_access_error",
            Self::AppNotFound => "APPLICATION_NOT_FOUND",
            Self::Unauthorized => "authorization_error",
            Self::NoAuthServer => "CONNECTION_ERROR",
            Self::HttpsRequired => "INVALID_REQUEST",
            Self::Overload => "OVERLOAD_LIMIT",
            Self::PortalDeleted => "PORTAL_DELETED",
            Self::WebhookScope | Self::AppScope | Self::BatchScope => "insufficient_scope",
            Self::QueryLimit => "QUERY_LIMIT_EXCEEDED",
            Self::OperationTime => "OPERATION_TIME_LIMIT",
            Self::BatchLength => "ERROR_BATCH_LENGTH_EXCEEDED",
            Self::BatchMethod => "ERROR_BATCH_METHOD_NOT_ALLOWED",
            Self::Crm(_) => "",
            Self::Controller(_) => "0",
            Self::MissingParameter(_) => "100",
            Self::IntranetOnly => "allowed_only_intranet_user",
            Self::FeatureRestricted => "CRM_FEATURE_RESTRICTION_ERROR",
            Self::ItemNotFound | Self::ItemType(_) => "NOT_FOUND",
            Self::ItemDenied | Self::AccessDenied | Self::PlanOfApp | Self::PlanOfWebhook => "ACCESS_DENIED",
            Self::ItemArgument(_) => "INVALID_ARG_VALUE",
            Self::Argument(_) => "ERROR_ARGUMENT",
            Self::WrongHandler => "ERROR_WRONG_HANDLER_URL",
            Self::UnsupportedProtocol(_) => "ERROR_UNSUPPORTED_PROTOCOL",
            Self::PlacementNotFound => "ERROR_PLACEMENT_NOT_FOUND",
            Self::PlacementCount => "ERROR_PLACEMENT_MAX_COUNT",
            Self::PlacementUserMode => "ERROR_PLACEMENT_USER_MODE",
            Self::EmptyErrorHandler => "EMPTY_ERROR_HANDLER_URL",
            Self::AlreadyBound => "ERROR_CORE",
            Self::NoXml => "SANDBOX_NO_XML",
            Self::NoDownloads => "SANDBOX_NO_DOWNLOADS",
            Self::WrongAuthType => "WRONG_AUTH_TYPE",
            Self::Forced { code, .. } => code,
        }
    }
}
