//! The way between widget and portal: what a browser would make of the portal's answer.

use std::time::Duration;

use b24_duplicates::protocol::{Arrival, BodyKind, Node, RestCall, TransportFault};
use b24_duplicates::search::Renewal;
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
) -> (Arrival, Duration) {
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
        return (Arrival::Fault(TransportFault::TimedOut), DEADLINE);
    }
    let took = response.took;
    (shown(cards, arrival(&response)), took)
}

/// What the browser makes of a request while it is offline.
pub(crate) const fn arrival_offline() -> Arrival {
    Arrival::Fault(TransportFault::Network { offline: true })
}

fn shown(cards: Cards, arrival: Arrival) -> Arrival {
    match (cards, arrival) {
        (Cards::WithoutCommunications, Arrival::Decoded { status, body }) => {
            Arrival::Decoded { status, body: without_communications(body) }
        }
        (_, arrival) => arrival,
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
