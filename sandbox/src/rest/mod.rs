//! A REST request in, a REST response out: neither HTTP nor a system clock.

mod auth;
mod batch;
mod call;
mod change;
mod classic;
mod contacts;
mod definition;
mod directory;
mod error;
mod find;
mod item;
mod merge;
mod method;
mod options;
mod placement;
mod reference;
mod request;
mod response;
mod route;
mod service;
mod spoil;
mod time;

use std::time::Duration;

pub use error::{CrmError, RestError};
pub use method::{Method, Scope};
pub use options::Owner;
pub use request::{RestRequest, Verb};
pub use response::{Delivery, RestResponse};

use auth::{Arrival, Caller};
use call::{Answer, Call};
use route::Route;
use spoil::Before;

use crate::crm::Moment;
use crate::php::{Array, to_json};
use crate::portal::{FaultKind, Portal, Settings};

/// How long the cloud lets one request work. Its commands up to then are done and charged.
const MAX_DURATION: Duration = Duration::from_mins(1);

impl Portal {
    /// Answers one request at a moment. The answer says how long it took by the cost model.
    pub fn handle(&mut self, request: &RestRequest, now: Moment) -> RestResponse {
        if request.verb == Verb::Options {
            self.stats.preflights += 1;
            return RestResponse::preflight();
        }
        self.stats.http_requests += 1;
        let request = Parsed::new(request);
        let fault = self.faults.for_request(&request.method_names(), now);
        let fault = if self.admits(request.source, fault.as_ref(), now) {
            fault
        } else {
            Some(FaultKind::QueryLimit)
        };
        let response = match fault.as_ref().map_or(Before::GoOn, spoil::before) {
            Before::Refuse(error) => self.written(Err(error), now),
            Before::Answer(response) => return response,
            Before::GoOn => {
                // The portal's clock begins when a worker takes the request: the wait for one is not told.
                let start = self.workers.begin(self.settings.workers, now);
                let answer = answer(self, request, start);
                let response = self.written(answer, start);
                self.workers.work(start, response.took);
                RestResponse { took: start.since(now) + response.took, ..response }
            }
        };
        let previous = std::mem::replace(&mut self.last_answer, response.body.clone());
        match fault {
            Some(fault) => spoil::spoil(&fault, response, &previous),
            None => response,
        }
    }

    /// Whether the request counter has room. It stands in front of everything, so that a request which a
    /// fault spoils further on counts as well; one that a fault blocks here does not.
    fn admits(&mut self, source: &str, fault: Option<&FaultKind>, now: Moment) -> bool {
        let is_counted = self.settings.limits && fault != Some(&FaultKind::QueryLimit);
        !is_counted || self.rate.admit(source, self.settings.plan, now)
    }

    fn written(&mut self, answer: Result<Answer, RestError>, now: Moment) -> RestResponse {
        match answer {
            Ok(answer) if answer.took > MAX_DURATION && self.settings.limits => {
                RestResponse { took: MAX_DURATION, ..spoil::gateway_page(504) }
            }
            Ok(answer) => {
                let took = answer.took;
                RestResponse::json(200, to_json(&answer.into_body(now, self.settings.told_time)), took)
            }
            Err(error) => {
                self.stats.count_rejection(error.code());
                let Settings { statuses, wording, .. } = self.settings;
                RestResponse::json(error.status(statuses), to_json(&error.body(wording)), Duration::ZERO)
            }
        }
    }
}

/// A request with its address and parameters taken apart.
struct Parsed<'a> {
    source: &'a str,
    bearer: Option<&'a str>,
    is_secure: bool,
    session_user: Option<u32>,
    route: Route,
    params: Array,
}

impl<'a> Parsed<'a> {
    fn new(request: &'a RestRequest) -> Self {
        Self {
            source: &request.source,
            bearer: request.bearer.as_deref(),
            is_secure: request.is_secure,
            session_user: request.session_user,
            route: Route::parse(&request.path),
            params: request.params(),
        }
    }

    /// The method asked for and, for a batch, those of its items.
    fn method_names(&self) -> Vec<String> {
        let mut names = vec![self.route.method.clone()];
        if self.route.method.eq_ignore_ascii_case(Method::Batch.name()) {
            names.extend(batch::method_names(&self.params));
        }
        names
    }
}

/// The checks in the portal's order: method, credential; the rest belongs to each call.
fn answer(portal: &mut Portal, request: Parsed<'_>, now: Moment) -> Result<Answer, RestError> {
    if request.route.wants_xml {
        return Err(RestError::NoXml);
    }
    portal.operating.begin_request();
    let method = Method::from_name(&request.route.method).ok_or(RestError::MethodNotFound)?;
    let mut params = request.params;
    let webhook = request.route.webhook.as_ref();
    let bearer = request.bearer;
    let arrival =
        Arrival { webhook, bearer, is_secure: request.is_secure, session_user: request.session_user };
    let caller = Caller::identify(portal, arrival, &params, now)?;
    if params.get("token").is_some() {
        return Err(RestError::NoDownloads);
    }
    drop_reserved(&mut params);
    Call { portal, caller: &caller, params, now, took: Duration::ZERO }.run(method)
}

/// Takes out the parameters that belong to the transport.
fn drop_reserved(params: &mut Array) {
    for name in ["auth", "access_token", "auth_connector", "aplogin", "ap", "sessid", "method", "state"] {
        params.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::parse_query;

    #[test]
    fn the_names_of_the_transport_never_reach_a_method() {
        let names = "auth=1&access_token=1&auth_connector=1&aplogin=1&ap=1&sessid=1&method=1&state=1";
        let mut params = parse_query(&format!("{names}&start=50&type=PHONE"));
        drop_reserved(&mut params);
        assert_eq!(params, parse_query("start=50&type=PHONE"));
    }
}
