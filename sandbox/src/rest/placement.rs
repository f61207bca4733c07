//! `placement.*`: where the application is bound.

use indexmap::IndexMap;

use super::call::{Answer, Call};
use super::error::RestError;
use crate::php::{Array, Value};
use crate::portal::{Binding, Credential, LangText};

/// How many handlers a placement takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handlers {
    Any,
    One,
}

/// Placements with one code of their own, the scope that each needs, and how many handlers it takes.
const SINGLE: [(&str, &str, Handlers); 7] = [
    ("CALL_CARD", "telephony", Handlers::Any),
    ("CRM_DETAIL_SEARCH", "crm", Handlers::Any),
    ("CRM_ACTIVITY_LIST_MENU", "crm", Handlers::Any),
    ("LEFT_MENU", "", Handlers::Any),
    ("REST_APP_URI", "", Handlers::One),
    ("PAGE_BACKGROUND_WORKER", "", Handlers::One),
    ("IMMOBILE_CONTEXT_MENU", "im", Handlers::Any),
];

/// Placements that each of these entities has: `CRM_<entity>_<part>`.
const FAMILIES: [(&str, &[&str]); 7] = [
    ("DETAIL_TAB", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE", "ORDER"]),
    ("DETAIL_TOOLBAR", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE"]),
    ("DETAIL_ACTIVITY", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE", "ORDER"]),
    ("LIST_MENU", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE"]),
    ("LIST_TOOLBAR", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE", "ORDER"]),
    ("ACTIVITY_TIMELINE_MENU", &["LEAD", "DEAL", "QUOTE", "SMART_INVOICE"]),
    ("DOCUMENTGENERATOR_BUTTON", &["LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE"]),
];

/// How many characters of an address the portal can keep.
const MAX_HANDLER: usize = 255;

/// `placement.bind`.
pub(super) fn bind(call: &mut Call<'_>) -> Result<Answer, RestError> {
    check_administrator(call)?;
    let placement = text(&call.params, "PLACEMENT").to_uppercase();
    let handler = text(&call.params, "HANDLER");
    if placement.is_empty() {
        return Err(RestError::Argument("PLACEMENT"));
    }
    if handler.is_empty() {
        return Err(RestError::Argument("HANDLER"));
    }
    check_handler(&handler)?;
    check_options(&call.params, &placement)?;
    let scopes = &call.portal.app.scopes;
    let handlers = handlers_of(&placement, scopes).ok_or(RestError::PlacementNotFound)?;
    let app = &mut call.portal.app;
    if app.bound(&placement).any(|binding| binding.handler == handler) {
        return Err(RestError::AlreadyBound);
    }
    if handlers == Handlers::One && app.bound(&placement).next().is_some() {
        return Err(RestError::PlacementCount);
    }
    let binding = Binding {
        title: Some(text(&call.params, "TITLE"))
            .filter(|title| !title.is_empty())
            .unwrap_or(app.title.clone()),
        description: text(&call.params, "DESCRIPTION"),
        options: known_options(&call.params, &placement),
        lang_all: lang_all(&call.params),
        user_id: call.params.get("USER_ID").map_or(0, Value::to_int),
        placement,
        handler,
    };
    app.placements.push(binding);
    Ok(Answer::of(true))
}

/// `placement.unbind`. The count is two for each binding removed, as it was seen on portals.
pub(super) fn unbind(call: &mut Call<'_>) -> Result<Answer, RestError> {
    check_administrator(call)?;
    let placement = text(&call.params, "PLACEMENT").to_uppercase();
    let handler = text(&call.params, "HANDLER");
    if placement.is_empty() {
        return Err(RestError::Argument("PLACEMENT"));
    }
    let placements = &mut call.portal.app.placements;
    let before = placements.len();
    placements.retain(|binding| {
        binding.placement != placement || !(handler.is_empty() || binding.handler == handler)
    });
    let removed = i64::try_from(before - placements.len()).unwrap_or(0);
    Ok(Answer::of(Value::map([("count", removed.saturating_mul(2))])))
}

/// `placement.get`: everything that the application has bound.
pub(super) fn get(call: &mut Call<'_>) -> Result<Answer, RestError> {
    check_administrator(call)?;
    let rows = call.portal.app.placements.iter().map(|binding| {
        let languages = binding.lang_all.iter().map(|(lang, text)| {
            let texts = Value::map([
                ("TITLE", text.title.as_str()),
                ("DESCRIPTION", &text.description),
                ("GROUP_NAME", &text.group_name),
            ]);
            (lang.as_str(), texts)
        });
        Value::map([
            ("placement", Value::from(binding.placement.as_str())),
            ("userId", Value::from(binding.user_id)),
            ("handler", Value::from(binding.handler.as_str())),
            ("options", binding.options.clone()),
            ("title", Value::from(binding.title.as_str())),
            ("description", Value::from(binding.description.as_str())),
            ("langAll", Value::map(languages)),
        ])
    });
    Ok(Answer::of(Value::list(rows)))
}

/// `placement.list`: the codes that the caller's scopes allow, or with `FULL` all, or those of one `SCOPE`.
pub(super) fn list(call: &Call<'_>) -> Answer {
    let wanted = text(&call.params, "SCOPE");
    let is_full = call.params.get("FULL").is_some_and(Value::is_truthy);
    let scopes = &call.caller.scopes;
    let has = |scope: &str| {
        if wanted.is_empty() { is_full || scope.is_empty() || holds(scopes, scope) } else { scope == wanted }
    };
    let families = FAMILIES.iter().flat_map(|(part, entities)| {
        entities.iter().map(move |entity| (format!("CRM_{entity}_{part}"), "crm"))
    });
    let single = SINGLE.iter().map(|(code, scope, _)| ((*code).to_owned(), *scope));
    let codes = families.chain(single).filter(|(_, scope)| has(scope)).map(|(code, _)| code);
    Answer::of(Value::list(codes))
}

/// Only an application may bind, and only for an administrator.
fn check_administrator(call: &Call<'_>) -> Result<(), RestError> {
    if call.caller.credential != Credential::App {
        return Err(RestError::WrongAuthType);
    }
    if call.user().is_admin { Ok(()) } else { Err(RestError::AccessDenied) }
}

/// A background worker has to say where its failures go, and no placement here is bound for one user.
fn check_options(params: &Array, placement: &str) -> Result<(), RestError> {
    let is_worker = placement == "PAGE_BACKGROUND_WORKER";
    let error_handler = params.get("OPTIONS").and_then(|options| options.get("errorHandlerUrl"));
    if is_worker && !error_handler.is_some_and(Value::is_truthy) {
        return Err(RestError::EmptyErrorHandler);
    }
    if !is_worker && params.get("USER_ID").is_some_and(Value::is_truthy) {
        return Err(RestError::PlacementUserMode);
    }
    Ok(())
}

/// An address needs http or https and a host with a dot that is not its first character.
fn check_handler(handler: &str) -> Result<(), RestError> {
    let (scheme, rest) = handler.split_once("://").ok_or(RestError::WrongHandler)?;
    if !["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Err(RestError::UnsupportedProtocol(scheme.to_owned()));
    }
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_host = host.find('.').is_some_and(|at| at > 0);
    if is_host && handler.chars().count() <= MAX_HANDLER { Ok(()) } else { Err(RestError::WrongHandler) }
}

/// Whether the scopes know a placement, and how many handlers it takes.
fn handlers_of(placement: &str, scopes: &[String]) -> Option<Handlers> {
    let single = SINGLE.iter().find(|(code, ..)| *code == placement);
    if let Some((_, scope, handlers)) = single {
        return (scope.is_empty() || holds(scopes, scope)).then_some(*handlers);
    }
    let (entity, part) = FAMILIES.iter().find_map(|(part, entities)| {
        let entity = placement.strip_prefix("CRM_")?.strip_suffix(part)?.strip_suffix('_')?;
        Some((entity, entities))
    })?;
    let number = entity.strip_prefix("DYNAMIC_").and_then(|number| number.parse::<u32>().ok());
    let is_known = part.contains(&entity) || number.is_some_and(|number| number >= 128);
    (is_known && holds(scopes, "crm")).then_some(Handlers::Any)
}

/// The options that a placement knows; all others are dropped, and a tab knows none.
fn known_options(params: &Array, placement: &str) -> Value {
    let known: &[&str] = if placement == "PAGE_BACKGROUND_WORKER" {
        &["errorHandlerUrl"]
    } else if placement.ends_with("_DETAIL_ACTIVITY") {
        &["useBuiltInInterface", "newUserNotificationTitle", "newUserNotificationText"]
    } else {
        &[]
    };
    let options = params.get("OPTIONS").and_then(Value::as_array);
    let kept = known.iter().filter_map(|name| Some((*name, options?.get(*name)?.to_text())));
    Value::map(kept)
}

fn lang_all(params: &Array) -> IndexMap<String, LangText> {
    let languages = params.get("LANG_ALL").and_then(Value::as_array);
    let languages = languages.into_iter().flat_map(Array::iter);
    languages
        .filter_map(|(lang, texts)| {
            let texts = texts.as_array()?;
            let title = text(texts, "TITLE");
            let (description, group_name) = (text(texts, "DESCRIPTION"), text(texts, "GROUP_NAME"));
            Some((lang.to_string(), LangText { title, description, group_name }))
        })
        .collect()
}

fn text(params: &Array, name: &str) -> String {
    params.get(name).map(Value::to_text).unwrap_or_default()
}

fn holds(scopes: &[String], scope: &str) -> bool {
    scopes.iter().any(|known| known == scope)
}
