//! A REST response, without HTTP types.

use std::time::Duration;

/// What the portal answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers, in the order of sending.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
    /// How long the portal took by its cost model. The shell waits this long before it answers.
    pub took: Duration,
    /// What happens to the answer on its way.
    pub delivery: Delivery,
}

/// What happens to an answer on its way. Anything but [`Delivery::Whole`] comes from a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// It arrives.
    #[default]
    Whole,
    /// The connection is closed without an answer.
    Reset,
    /// The connection stays open and nothing ever comes.
    Stall,
}

impl RestResponse {
    /// A JSON answer with the headers that every address under `/rest/` sends.
    pub(super) fn json(status: u16, body: String, took: Duration) -> Self {
        let mut headers = cors();
        headers.push(("Content-Type", "application/json; charset=utf-8".to_owned()));
        Self { status, headers, body, took, delivery: Delivery::Whole }
    }

    /// The answer to a preflight: the same three headers, no body, no authorisation.
    pub(super) fn preflight() -> Self {
        Self {
            status: 200,
            headers: cors(),
            body: String::new(),
            took: Duration::ZERO,
            delivery: Delivery::Whole,
        }
    }
}

/// The three headers of every answer. `Authorization` and `X-...` are not allowed to a browser.
fn cors() -> Vec<(&'static str, String)> {
    [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Headers", "origin, content-type, accept"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}
