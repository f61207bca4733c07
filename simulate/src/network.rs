//! The way between widget and portal: what a browser would make of the portal's answer.

use std::time::Duration;

use b24_duplicates::protocol::{Arrival, BodyKind, Node, RestCall, TransportFault};
use b24_duplicates::search::Renewal;
use sandbox::crm::Moment;
use sandbox::portal::Portal;
use sandbox::rest::{Delivery, RestRequest, RestResponse};

/// The address that the widget shares with its neighbours.
const ADDRESS: &str = "198.51.100.7";

/// After this time the shell gives a request up.
const DEADLINE: Duration = Duration::from_secs(65);

/// How the widget proves who it is.
pub(crate) enum Credential {
    /// An incoming webhook of a user.
    Webhook(u32),
    /// An access token.
    Token(String),
}

impl Credential {
    /// The first credential of a user.
    pub(crate) fn new(renewal: Renewal, user: u32, portal: &mut Portal, now: Moment) -> Self {
        match renewal {
            Renewal::None => Self::Webhook(user),
            Renewal::ByParent => Self::Token(portal.issue_token(user, now).access),
        }
    }
}

/// Sends a call. Gives what arrives, and how long that takes.
pub(crate) fn send(
    portal: &mut Portal,
    credential: &Credential,
    call: &RestCall,
    now: Moment,
) -> (Arrival, Duration) {
    let (path, body) = match credential {
        Credential::Webhook(user) => {
            (format!("/rest/{user}/sandbox{user}code/{}", call.method()), call.body())
        }
        Credential::Token(token) => {
            (format!("/rest/{}", call.method()), format!("{}&auth={token}", call.body()))
        }
    };
    let request = RestRequest { source: ADDRESS.to_owned(), ..RestRequest::form(&path, &body) };
    let response = portal.handle(&request, now);
    if response.took >= DEADLINE || response.delivery == Delivery::Stall {
        return (Arrival::Fault(TransportFault::TimedOut), DEADLINE);
    }
    let took = response.took;
    (arrival(&response), took)
}

/// Somebody else behind the same address asks something.
pub(crate) fn disturb(portal: &mut Portal, now: Moment) {
    let request = RestRequest {
        source: ADDRESS.to_owned(),
        ..RestRequest::get("/rest/1/sandbox1code/server.time", "")
    };
    portal.handle(&request, now);
}

fn arrival(response: &RestResponse) -> Arrival {
    let may_be_read = response.headers.iter().any(|(name, _)| *name == "Access-Control-Allow-Origin");
    if (300..400).contains(&response.status) {
        return Arrival::Fault(TransportFault::Redirected);
    }
    if response.delivery == Delivery::Reset || !may_be_read {
        return Arrival::Fault(TransportFault::Network { offline: false });
    }
    let status = response.status;
    match serde_json::from_str::<Node>(&response.body) {
        Ok(body) => Arrival::Decoded { status, body },
        Err(_) if response.body.is_empty() => Arrival::Unreadable { status, body: BodyKind::Empty },
        Err(_) => Arrival::Unreadable { status, body: BodyKind::Other },
    }
}
