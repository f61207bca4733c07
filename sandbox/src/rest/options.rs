//! `app.option.*` and `user.option.*`: what the application keeps in the portal.

use indexmap::IndexMap;

use super::call::{Answer, Call};
use super::error::RestError;
use crate::php::{Array, Value};
use crate::portal::Credential;

/// Whose options a method is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Of all users; administrators write them.
    App,
    /// Of the user who calls.
    User,
}

/// One option by name, `null` when there is none, or without a name all of them.
pub(super) fn get(call: &mut Call<'_>, owner: Owner) -> Result<Answer, RestError> {
    check_application(call)?;
    let name = call.params.get("option").map(Value::to_text).unwrap_or_default();
    let options = options(call, owner);
    if name.is_empty() {
        return Ok(Answer::of(Value::map(
            options.iter().map(|(name, value)| (name.as_str(), value.clone())),
        )));
    }
    Ok(Answer::of(options.get(&name).cloned().unwrap_or_default()))
}

/// Sets options; those that are not named stay.
pub(super) fn set(call: &mut Call<'_>, owner: Owner) -> Result<Answer, RestError> {
    check_application(call)?;
    if owner == Owner::App && !call.user().is_admin {
        return Err(RestError::AccessDenied);
    }
    let changes = call.params.get("options").and_then(Value::as_array).cloned();
    let changes =
        changes.filter(|changes: &Array| !changes.is_empty()).ok_or(RestError::Argument("options"))?;
    let options = options(call, owner);
    for (name, value) in changes.iter() {
        options.insert(name.to_string(), value.clone());
    }
    Ok(Answer::of(true))
}

fn check_application(call: &Call<'_>) -> Result<(), RestError> {
    if call.caller.credential == Credential::App { Ok(()) } else { Err(RestError::WrongAuthType) }
}

fn options<'a>(call: &'a mut Call<'_>, owner: Owner) -> &'a mut IndexMap<String, Value> {
    let app = &mut call.portal.app;
    match owner {
        Owner::App => &mut app.app_options,
        Owner::User => app.user_options.entry(call.caller.user.id).or_default(),
    }
}
