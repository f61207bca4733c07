//! Every refusal of the portal, with its status, code and text.

mod crm;
mod wire;

pub use crm::CrmError;

use crate::php::{Array, Value};
use crate::portal::{Language, Wording, ZeroCode};

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
    /// The application was removed.
    #[error("Application not found")]
    AppNotFound,
    /// A user who may not sign in, or a request with the session of another user.
    #[error("Unable to authorize user")]
    Unauthorized,
    /// The server that knows the tokens is away.
    #[error("Error connecting to authorization server")]
    NoAuthServer,
    /// A plan without REST, asked by an application.
    #[error("REST is available only on commercial plans.")]
    PlanOfApp,
    /// A plan without REST, asked by a webhook.
    #[error("REST is available only by subscription.")]
    PlanOfWebhook,
    /// A webhook over plain http.
    #[error("Https required.")]
    HttpsRequired,
    /// REST of this portal was switched off by the vendor.
    #[error("REST API is blocked due to overload.")]
    Overload,
    /// The portal is closed.
    #[error("Portal was deleted")]
    PortalDeleted,
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
    /// `crm.item.*` for a user from outside.
    #[error("Allowed only for intranet users")]
    IntranetOnly,
    /// A merge that the plan does not hold.
    #[error("The feature is not available on your plan")]
    FeatureRestricted,
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
    /// A parameter named `token`, which asks a real portal for a file.
    #[error("The sandbox has no signed downloads, which the parameter 'token' asks for.")]
    NoDownloads,
    /// A call that only an application may make.
    #[error("Current authorization type is denied for this method")]
    WrongAuthType,
    /// A call that only an administrator may make.
    #[error("Access denied!")]
    AccessDenied,
}

impl RestError {
    /// The body: code and text, and the argument's name where there is one. No `result`, no `time`.
    pub fn body(&self, wording: Wording) -> Value {
        let mut body = Array::default();
        match (self.code(), wording.zero) {
            ("0", ZeroCode::Number) => body.insert("error", 0_i64),
            (code, _) => body.insert("error", code),
        }
        body.insert("error_description", self.text(wording.language));
        if let Self::Argument(name) = self {
            body.insert("argument", *name);
        }
        Value::Array(body)
    }

    /// The text. Only the newer methods speak the portal's language.
    fn text(&self, language: Language) -> String {
        let translated = match (self, language) {
            (Self::ItemNotFound, Language::De) => "Das Element wurde nicht gefunden",
            (Self::ItemNotFound, Language::Ru) => "Элемент не найден",
            (Self::ItemDenied, Language::De) => {
                "Sie haben nicht genügend Rechte, um dieses Element anzuzeigen"
            }
            (Self::ItemDenied, Language::Ru) => "Недостаточно прав для просмотра этого элемента",
            _ => return self.to_string(),
        };
        translated.to_owned()
    }
}

impl From<CrmError> for RestError {
    fn from(error: CrmError) -> Self {
        Self::Crm(error)
    }
}
