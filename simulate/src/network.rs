//! The way between widget and portal: what a browser would make of the portal's answer.

use std::time::Duration;

use b24_duplicates::protocol::{BodyKind, Node, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::Renewal;
use sandbox::crm::Moment;
use sandbox::portal::Portal;
use sandbox::rest::{Delivery, RestRequest, RestResponse};

use crate::Cards;

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

    /// Whether a text holds the secret.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Webhook(user) => text.contains(&webhook(*user)),
            Self::Token(token) => text.contains(token),
        }
    }
}

fn webhook(user: u32) -> String {
    format!("sandbox{user}code")
}

/// Sends a call. Gives what arrives, and how long that takes.
pub(crate) fn send(
    portal: &mut Portal,
    credential: &Credential,
    call: &RestCall,
    cards: Cards,
    now: Moment,
) -> (RawResponse, Duration) {
    let (path, body) = match credential {
        Credential::Webhook(user) => {
            (format!("/rest/{user}/{}/{}", webhook(*user), call.method()), call.body())
        }
        Credential::Token(token) => {
            (format!("/rest/{}", call.method()), format!("{}&auth={token}", call.body()))
        }
    };
    let request = RestRequest { source: ADDRESS.to_owned(), ..RestRequest::form(&path, &body) };
    let response = portal.handle(&request, now);
    if response.took >= DEADLINE || response.delivery == Delivery::Stall {
        return (RawResponse::Fault(TransportFault::TimedOut), DEADLINE);
    }
    let took = response.took;
    (shown(cards, raw_response(&response)), took)
}

/// What the browser makes of a request while it is offline.
pub(crate) const fn offline() -> RawResponse {
    RawResponse::Fault(TransportFault::Network { offline: true })
}

fn shown(cards: Cards, raw: RawResponse) -> RawResponse {
    match (cards, raw) {
        (Cards::WithoutCommunications, RawResponse::Decoded { status, body }) => {
            RawResponse::Decoded { status, body: without_communications(body) }
        }
        (_, raw) => raw,
    }
}

/// No other answer has fields of these names.
fn without_communications(body: Node) -> Node {
    match body {
        Node::List(items) => Node::List(items.into_iter().map(without_communications).collect()),
        Node::Map(entries) => {
            let kept = entries.into_iter().filter(|(name, _)| name != "PHONE" && name != "EMAIL");
            Node::Map(kept.map(|(name, value)| (name, without_communications(value))).collect())
        }
        plain => plain,
    }
}

/// Somebody else behind the same address asks something. `false` if the portal is asked too often.
pub(crate) fn disturb(portal: &mut Portal, now: Moment) -> bool {
    let request = RestRequest {
        source: ADDRESS.to_owned(),
        ..RestRequest::get("/rest/1/sandbox1code/server.time", "")
    };
    portal.handle(&request, now).status != 503
}

fn raw_response(response: &RestResponse) -> RawResponse {
    let may_be_read = response.headers.iter().any(|(name, _)| *name == "Access-Control-Allow-Origin");
    if (300..400).contains(&response.status) {
        return RawResponse::Fault(TransportFault::Redirected);
    }
    if response.delivery == Delivery::Reset || !may_be_read {
        return RawResponse::Fault(TransportFault::Network { offline: false });
    }
    let status = response.status;
    match serde_json::from_str::<Node>(&response.body) {
        Ok(body) => RawResponse::Decoded { status, body },
        Err(_) if response.body.is_empty() => RawResponse::Unreadable { status, body: BodyKind::Empty },
        Err(_) => RawResponse::Unreadable { status, body: BodyKind::Other },
    }
}
