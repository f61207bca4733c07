//! Every refusal of the portal, with its status, code and text.

use crate::crm::EntityType;
use crate::php::{Array, Value};

/// Why a call is refused. The text is what `error_description` shows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// No method of that name. Checked before anything else.
    #[error("Method not found!")]
    MethodNotFound,
    /// No token, no webhook.
    #[error("Wrong authorization data")]
    NoAuth,
    /// A webhook with a wrong user or code.
    #[error("Invalid request credentials")]
    InvalidCredentials,
    /// A token that was never given out or was taken back.
    #[error("Unable to get application by token")]
    InvalidToken,
    /// A token whose time is over.
    #[error("The access token provided has expired")]
    ExpiredToken,
    /// The user may not open the application.
    #[error("The user does not have access to the application.")]
    UserAccess,
    /// The webhook lacks the scope of the method.
    #[error("The request requires higher privileges than provided by the webhook token")]
    WebhookScope,
    /// The application lacks the scope of the method.
    #[error("The request requires higher privileges than provided by the access token")]
    AppScope,
    /// A scope that lacks inside a batch, where the text is missing.
    #[error("")]
    BatchScope,
    /// Too many requests from one address.
    #[error("Too many requests")]
    QueryLimit,
    /// The method used up its time.
    #[error("Method is blocked due to operation time limit.")]
    OperationTime,
    /// A batch item behind the fiftieth.
    #[error("Max batch length exceeded")]
    BatchLength,
    /// A method that a batch may not hold.
    #[error("Method is not allowed for batch usage")]
    BatchMethod,
    /// A classic CRM error: the code is empty.
    #[error("{0}")]
    Crm(CrmError),
    /// An error of a controller method: the code is zero.
    #[error("{0}")]
    Controller(String),
    /// A controller method that misses an argument.
    #[error("Could not find value for parameter {{{0}}}")]
    MissingParameter(&'static str),
    /// `crm.item.*` without such a record.
    #[error("Element not found")]
    ItemNotFound,
    /// `crm.item.*` without the right.
    #[error("You do not have permission to view this item")]
    ItemDenied,
    /// `crm.item.*` with a type that does not exist.
    #[error("No type with entityTypeId {0} was found.")]
    ItemType(i64),
    /// `crm.item.*` with a filter or value that it does not know.
    #[error("{0}")]
    ItemArgument(String),
    /// A missing or refused argument, which the answer names.
    #[error("Argument '{0}' is null or empty")]
    Argument(&'static str),
    /// A placement's address that is no address.
    #[error("Wrong handler URL")]
    WrongHandler,
    /// A placement's address that is neither http nor https.
    #[error("Unsupported event handler protocol: {0}")]
    UnsupportedProtocol(String),
    /// A placement that the scopes of the application do not hold.
    #[error("Placement not found")]
    PlacementNotFound,
    /// A second handler where one is the limit.
    #[error("Placement max count: 1")]
    PlacementCount,
    /// A binding for one user where a placement has no such mode.
    #[error("User mode is not available.")]
    PlacementUserMode,
    /// A background worker without an address for its failures.
    #[error("Error handler URL is not specified")]
    EmptyErrorHandler,
    /// The same placement with the same handler again.
    #[error("Unable to set placement handler: Handler already binded")]
    AlreadyBound,
    /// A refusal that a fault asks for.
    #[error("{text}")]
    Forced {
        /// The HTTP status.
        status: u16,
        /// The code under `error`.
        code: String,
        /// The text.
        text: String,
    },
    /// An answer in XML: a real portal gives one, the sandbox does not pretend to.
    #[error("The sandbox answers in JSON only.")]
    NoXml,
    /// A call that only an application may make.
    #[error("Current authorization type is denied for this method")]
    WrongAuthType,
    /// A call that only an administrator may make.
    #[error("Access denied!")]
    AccessDenied,
}

/// The texts of classic CRM errors, whose code is empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CrmError {
    /// findbycomm without a type.
    #[error("Communication type is not defined.")]
    TypeMissing,
    /// findbycomm with another type than phone and e-mail.
    #[error("Communication type '{0}' is not supported in current context.")]
    TypeUnknown(String),
    /// findbycomm without values.
    #[error("Communication values is not defined.")]
    ValuesMissing,
    /// findbycomm for deals.
    #[error("Deal is not supported in current context.")]
    Deal,
    /// No right.
    #[error("Access denied.")]
    Denied,
    /// No id, or one below one.
    #[error("ID is not defined or invalid.")]
    Id,
    /// No such record.
    #[error("Not found")]
    NotFound,
    /// No such record, in the words of changing methods.
    #[error("{} is not found", .0.title())]
    ChangedNotFound(EntityType),
    /// Fields that are no array.
    #[error("Parameter 'fields' must be array.")]
    Fields,
    /// A required field that is empty.
    #[error("{0}")]
    Required(&'static str),
}

impl RestError {
    /// The HTTP status, as the portal's source has it; the documents differ for authorisation.
    pub fn status(&self) -> u16 {
        match self {
            Self::MethodNotFound => 404,
            Self::NoAuth
            | Self::InvalidCredentials
            | Self::InvalidToken
            | Self::ExpiredToken
            | Self::UserAccess
            | Self::WebhookScope
            | Self::AppScope
            | Self::BatchScope => 401,
            Self::WrongAuthType | Self::AccessDenied => 403,
            Self::QueryLimit => 503,
            Self::NoXml => 501,
            Self::Forced { status, .. } => *status,
            Self::OperationTime => 429,
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
            Self::WebhookScope | Self::AppScope | Self::BatchScope => "insufficient_scope",
            Self::QueryLimit => "QUERY_LIMIT_EXCEEDED",
            Self::OperationTime => "OPERATION_TIME_LIMIT",
            Self::BatchLength => "ERROR_BATCH_LENGTH_EXCEEDED",
            Self::BatchMethod => "ERROR_BATCH_METHOD_NOT_ALLOWED",
            Self::Crm(_) => "",
            Self::Controller(_) => "0",
            Self::MissingParameter(_) => "100",
            Self::ItemNotFound | Self::ItemType(_) => "NOT_FOUND",
            Self::ItemDenied | Self::AccessDenied => "ACCESS_DENIED",
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
            Self::WrongAuthType => "WRONG_AUTH_TYPE",
            Self::Forced { code, .. } => code,
        }
    }

    /// The body: code and text, and the argument's name where there is one. No `result`, no `time`.
    pub fn body(&self) -> Value {
        let mut body = Array::default();
        body.insert("error", self.code());
        body.insert("error_description", self.to_string());
        if let Self::Argument(name) = self {
            body.insert("argument", *name);
        }
        Value::Array(body)
    }
}

impl From<CrmError> for RestError {
    fn from(error: CrmError) -> Self {
        Self::Crm(error)
    }
}
