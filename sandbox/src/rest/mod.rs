//! A REST request in, a REST response out: neither HTTP nor a system clock.

mod auth;
mod batch;
mod call;
mod classic;
mod contacts;
mod directory;
mod error;
mod find;
mod method;
mod placement;
mod reference;
mod request;
mod response;
mod route;
mod service;
mod time;

use std::time::Duration;

pub use error::{CrmError, RestError};
pub use method::{Method, Scope};
pub use request::{RestRequest, Verb};
pub use response::{Delivery, RestResponse};

use auth::Caller;
use call::{Answer, Call};
use route::Route;

use crate::crm::Moment;
use crate::php::{Array, to_json};
use crate::portal::Portal;

impl Portal {
    /// Answers one request at a moment. The answer says how long it took by the cost model.
    pub fn handle(&mut self, request: &RestRequest, now: Moment) -> RestResponse {
        if request.verb == Verb::Options {
            self.stats.preflights += 1;
            return RestResponse::preflight();
        }
        self.stats.http_requests += 1;
        match answer(self, request, now) {
            Ok(answer) => {
                let took = answer.took;
                RestResponse::json(200, to_json(&answer.into_body(now)), took)
            }
            Err(error) => {
                self.stats.count_rejection(error.code());
                RestResponse::json(error.status(), to_json(&error.body()), Duration::ZERO)
            }
        }
    }
}

/// The checks in the portal's order: rate, method, credential; the rest belongs to each call.
fn answer(portal: &mut Portal, request: &RestRequest, now: Moment) -> Result<Answer, RestError> {
    if portal.settings.limits && !portal.rate.admit(&request.source, portal.settings.plan, now) {
        return Err(RestError::QueryLimit);
    }
    portal.operating.begin_request();
    let route = Route::parse(&request.path);
    let method = Method::from_name(&route.method).ok_or(RestError::MethodNotFound)?;
    let mut params = request.params();
    let caller = Caller::identify(portal, route.webhook.as_ref(), request.bearer.as_deref(), &params, now)?;
    drop_reserved(&mut params);
    Call { portal, caller: &caller, params, now, took: Duration::ZERO }.run(method)
}

/// Takes out the parameters that belong to the transport.
fn drop_reserved(params: &mut Array) {
    for name in ["auth", "access_token", "auth_connector", "aplogin", "ap", "sessid", "method", "state"] {
        params.remove(name);
    }
}
