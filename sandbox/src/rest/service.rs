//! Small methods about the caller and the portal.

use super::call::{Answer, Call};
use super::method::Method;
use crate::php::Value;
use crate::portal::Credential;

/// Every scope that the portal knows.
const ALL_SCOPES: [&str; 8] =
    ["crm", "placement", "telephony", "user", "user_basic", "user_brief", "userfieldconfig", "im"];

/// `profile`: the user behind the credential, whatever its scopes.
pub(super) fn profile(call: &Call<'_>) -> Answer {
    let user = call.user();
    Answer::of(Value::map([
        ("ID", Value::from(user.id.to_string())),
        ("ADMIN", Value::from(user.is_admin)),
        ("NAME", Value::from(user.name.as_str())),
        ("LAST_NAME", Value::from(user.last_name.as_str())),
        ("PERSONAL_GENDER", Value::from("")),
        ("TIME_ZONE", Value::from("")),
    ]))
}

/// `app.info`: the application, or what a webhook may do.
pub(super) fn app_info(call: &Call<'_>) -> Answer {
    if let Credential::Webhook(_) = call.caller.credential {
        return Answer::of(Value::map([
            ("SCOPE", Value::list(call.caller.scopes.iter().map(String::as_str))),
            ("LICENSE", Value::from("en_basic")),
        ]));
    }
    let app = &call.portal.app;
    Answer::of(Value::map([
        ("ID", Value::from(1_i64)),
        ("CODE", Value::from(app.client_id.as_str())),
        ("VERSION", Value::from(1_i64)),
        ("STATUS", Value::from("L")),
        ("INSTALLED", Value::from(app.installed)),
        ("PAYMENT_EXPIRED", Value::from("N")),
        ("DAYS", Value::Null),
        ("LANGUAGE_ID", Value::from("en")),
        ("LICENSE", Value::from("en_basic")),
        ("LICENSE_TYPE", Value::from("basic")),
        ("LICENSE_FAMILY", Value::from("basic")),
    ]))
}

/// `scope`: what the credential may do, or with `full` every scope there is.
pub(super) fn scope(call: &Call<'_>) -> Answer {
    if call.params.get("full").is_some_and(Value::is_truthy) {
        return Answer::of(Value::list(ALL_SCOPES));
    }
    Answer::of(Value::list(call.caller.scopes.iter().map(String::as_str)))
}

/// `method.get`: whether a method exists, and whether the credential's scopes allow it.
pub(super) fn method_get(call: &Call<'_>) -> Answer {
    let name = call.params.get("name").map(Value::to_text).unwrap_or_default();
    let method = Method::from_name(&name);
    let is_available = method.is_some_and(|method| method.scope().is_in(&call.caller.scopes));
    Answer::of(Value::map([("isExisting", method.is_some()), ("isAvailable", is_available)]))
}
