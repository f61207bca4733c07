//! What a fault does to a request or its answer.

use std::time::Duration;

use super::error::RestError;
use super::response::{Delivery, RestResponse};
use crate::php::{Value, from_json, to_json};
use crate::portal::FaultKind;

/// The answer that comes in place of any work, for faults that leave the portal no chance.
pub(super) fn instead(fault: &FaultKind) -> Option<RestResponse> {
    let refusal =
        |error: &RestError| RestResponse::json(error.status(), to_json(&error.body()), Duration::ZERO);
    match fault {
        FaultKind::ExpiredToken => Some(refusal(&RestError::ExpiredToken)),
        FaultKind::QueryLimit => Some(refusal(&RestError::QueryLimit)),
        FaultKind::OperatingLimit => Some(refusal(&RestError::OperationTime)),
        FaultKind::Overload => Some(refusal(&RestError::Forced {
            status: 503,
            code: "OVERLOAD_LIMIT".to_owned(),
            text: "REST API is blocked due to overload.".to_owned(),
        })),
        FaultKind::Error { status, code, text } => {
            Some(refusal(&RestError::Forced { status: *status, code: code.clone(), text: text.clone() }))
        }
        FaultKind::Html { status } => Some(gateway_page(*status)),
        FaultKind::Reset => Some(without_answer(Delivery::Reset)),
        FaultKind::Stall => Some(without_answer(Delivery::Stall)),
        FaultKind::Redirect { location } => Some(redirect(location)),
        FaultKind::CutJson
        | FaultKind::WrongContentType
        | FaultKind::Delay { .. }
        | FaultKind::EmptyResult
        | FaultKind::OtherAnswer
        | FaultKind::CommandError { .. }
        | FaultKind::CommandResult { .. } => None,
    }
}

/// The answer after a fault on its way.
pub(super) fn spoil(fault: &FaultKind, mut response: RestResponse, before: &str) -> RestResponse {
    match fault {
        FaultKind::CutJson => {
            let middle = response.body.len() / 2;
            response.body.truncate(response.body.floor_char_boundary(middle));
        }
        FaultKind::WrongContentType => {
            for (name, value) in &mut response.headers {
                if *name == "Content-Type" {
                    "text/html; charset=utf-8".clone_into(value);
                }
            }
        }
        FaultKind::Delay { delay_ms } => response.took += Duration::from_millis(*delay_ms),
        FaultKind::EmptyResult => {
            if let Some(Value::Array(mut body)) = from_json(response.body.as_bytes()) {
                body.insert("result", Value::empty());
                response.body = to_json(&Value::Array(body));
            }
        }
        FaultKind::OtherAnswer => before.clone_into(&mut response.body),
        _ => {}
    }
    response
}

/// A page of the machine in front of the portal, which knows nothing of CORS.
pub(super) fn gateway_page(status: u16) -> RestResponse {
    RestResponse {
        status,
        headers: vec![("Content-Type", "text/html".to_owned())],
        body: "<html><head><title>Error</title></head><body><h1>The server did not answer</h1></body></html>"
            .to_owned(),
        ..without_answer(Delivery::Whole)
    }
}

fn redirect(location: &str) -> RestResponse {
    RestResponse {
        status: 302,
        headers: vec![("Location", location.to_owned())],
        ..without_answer(Delivery::Whole)
    }
}

fn without_answer(delivery: Delivery) -> RestResponse {
    RestResponse { status: 200, headers: Vec::new(), body: String::new(), took: Duration::ZERO, delivery }
}
