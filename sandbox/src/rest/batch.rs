//! `batch`: up to fifty calls in one request, one after the other.

use std::time::Duration;

use super::call::{Answer, Call};
use super::error::RestError;
use super::method::Method;
use super::reference;
use super::time::time_of;
use crate::php::{Array, Key, Value, parse_query};
use crate::portal::{Billing, References};

const MAX_ITEMS: usize = 50;

/// The five containers of a batch. Each is a list or a map by its keys, and `[]` when empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Results {
    pub(super) result: Array,
    pub(super) error: Array,
    pub(super) total: Array,
    pub(super) next: Array,
    pub(super) time: Array,
}

/// Runs the items of `cmd`. An item's failure stays its own, unless `halt` is set.
pub(super) fn run(call: &mut Call<'_>) -> Answer {
    let items = parameter(&call.params, "cmd").and_then(Value::as_array).cloned().unwrap_or_default();
    let is_halting = parameter(&call.params, "halt").is_some_and(Value::is_truthy);
    let mut results = Results::default();
    for (place, (key, item)) in items.iter().enumerate() {
        let Some(command) = item.as_text() else { continue };
        let outcome =
            if place < MAX_ITEMS { run_item(call, command, &results) } else { Err(RestError::BatchLength) };
        let is_failed = outcome.is_err();
        results.add(call, key, outcome);
        let is_over_time = call.portal.settings.limits && call.took > super::MAX_DURATION;
        if is_over_time || (is_failed && is_halting) {
            break;
        }
    }
    Answer::of(Value::map([
        ("result", results.result),
        ("result_error", results.error),
        ("result_total", results.total),
        ("result_next", results.next),
        ("result_time", results.time),
    ]))
}

/// The methods that a batch names.
pub(super) fn method_names(params: &Array) -> Vec<String> {
    let items = parameter(params, "cmd").and_then(Value::as_array);
    let commands = items.into_iter().flat_map(Array::values).filter_map(Value::as_text);
    commands.map(|command| command.split(['?', '#']).next().unwrap_or_default().to_owned()).collect()
}

/// The part of a call's time that is charged to its own method.
pub(super) fn billed_time(method: Method, billing: Billing, took: Duration) -> Duration {
    match (method, billing) {
        (Method::Batch, Billing::Batch) => took / 2,
        (Method::Batch, Billing::Ban | Billing::Minutes) => Duration::ZERO,
        _ => took,
    }
}

impl Results {
    fn add(&mut self, call: &mut Call<'_>, key: &Key, outcome: Result<Answer, RestError>) {
        match outcome {
            Ok(answer) => {
                let start = call.now + call.took.saturating_sub(answer.took);
                let told = call.portal.settings.told_time;
                self.time.insert(key, time_of(start, answer.took, answer.operating, told));
                self.result.insert(key, answer.result);
                if let Some(total) = answer.total {
                    self.total.insert(key, total);
                }
                if let Some(next) = answer.next {
                    self.next.insert(key, next);
                }
            }
            Err(error) => {
                call.portal.stats.count_rejection(error.code());
                self.error.insert(key, error.body(call.portal.settings.wording));
            }
        }
    }
}

/// Runs one `method?query`. It is read as an address: `#` cuts the rest off, `+` is a space.
fn run_item(call: &mut Call<'_>, command: &str, results: &Results) -> Result<Answer, RestError> {
    let address = command.split('#').next().unwrap_or_default();
    let (name, query) = address.split_once('?').unwrap_or((address, ""));
    let is_forbidden =
        ["batch", "download", "upload"].iter().any(|forbidden| name.eq_ignore_ascii_case(forbidden));
    if is_forbidden {
        return Err(RestError::BatchMethod);
    }
    let method = Method::from_name(name).ok_or(RestError::MethodNotFound)?;
    let mut params = parse_query(query);
    super::drop_reserved(&mut params);
    if call.portal.settings.references == References::Resolved {
        reference::resolve(&mut params, results);
    }
    let now = call.now + call.took;
    let mut item = Call { portal: &mut *call.portal, caller: call.caller, params, now, took: Duration::ZERO };
    let outcome = item.run(method);
    let took = item.took;
    call.took += took;
    outcome.map_err(|error| match error {
        RestError::WebhookScope | RestError::AppScope => RestError::BatchScope,
        other => other,
    })
}

/// A parameter whose name may be in any case.
fn parameter<'a>(params: &'a Array, name: &str) -> Option<&'a Value> {
    let is_named = |key: &Key| key.to_string().eq_ignore_ascii_case(name);
    params.iter().find(|(key, _)| is_named(key)).map(|(_, value)| value)
}
