//! What a fault does to a request or its answer.

use std::time::Duration;

use super::error::RestError;
use super::response::{Delivery, RestResponse};
use crate::php::{Value, from_json, to_json};
use crate::portal::FaultKind;

/// What a fault does to a request before anything else.
pub(super) enum Before {
    /// It is refused.
    Refuse(RestError),
    /// Something in front of the portal answers, or nobody.
    Answer(RestResponse),
    /// It goes on; the fault waits for its answer or for one of its commands.
    GoOn,
}

/// What a fault does to a request before anything else.
pub(super) fn before(fault: &FaultKind) -> Before {
    let forced = |status, code: &str, text: &str| {
        Before::Refuse(RestError::Forced { status, code: code.to_owned(), text: text.to_owned() })
    };
    match fault {
        FaultKind::ExpiredToken => Before::Refuse(RestError::ExpiredToken),
        FaultKind::QueryLimit => Before::Refuse(RestError::QueryLimit),
        FaultKind::OperatingLimit => Before::Refuse(RestError::OperationTime),
        FaultKind::Overload => Before::Refuse(RestError::Overload),
        FaultKind::Error { status, code, text } => forced(*status, code, text),
        FaultKind::Answer { status, body } => {
            Before::Answer(RestResponse::json(*status, to_json(&body.clone().into()), Duration::ZERO))
        }
        FaultKind::Html { status } => Before::Answer(gateway_page(*status)),
        FaultKind::Reset => Before::Answer(without_answer(Delivery::Reset)),
        FaultKind::Stall => Before::Answer(without_answer(Delivery::Stall)),
        FaultKind::Redirect { status, location } => Before::Answer(redirect(*status, location)),
        FaultKind::CutJson
        | FaultKind::WrongContentType
        | FaultKind::Delay { .. }
        | FaultKind::EmptyResult
        | FaultKind::OtherAnswer
        | FaultKind::CommandError { .. }
        | FaultKind::CommandResult { .. } => Before::GoOn,
    }
}

/// The answer after a fault on its way.
pub(super) fn spoil(fault: &FaultKind, mut response: RestResponse, previous: &str) -> RestResponse {
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
        FaultKind::OtherAnswer => previous.clone_into(&mut response.body),
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

fn redirect(status: u16, location: &str) -> RestResponse {
    RestResponse {
        status,
        headers: vec![("Location", location.to_owned())],
        ..without_answer(Delivery::Whole)
    }
}

fn without_answer(delivery: Delivery) -> RestResponse {
    RestResponse { status: 200, headers: Vec::new(), body: String::new(), took: Duration::ZERO, delivery }
}
