//! The page with the search box.

use crate::protocol::Refusal;
use crate::protocol::webhook::WebhookError;
use crate::scheduler::CallId;

use super::{Connection, Display, Form, Install, Run};

/// The page.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Page {
    pub(in crate::flow) reach: Reach,
    pub(in crate::flow) form: Form,
    pub(in crate::flow) board: Board,
    pub(in crate::flow) face: Face,
    pub(in crate::flow) display: Display,
}

/// How the page reaches a portal.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Reach {
    /// Not at all: it asks for a webhook.
    Asking(Asking),
    /// A webhook was given; the portal is asked whether it accepts it.
    Proving {
        /// The connection.
        connection: Box<Connection>,
        /// The question.
        call_id: CallId,
    },
    /// It is connected.
    Connected(Box<Connection>),
}

/// A page that asks for a webhook.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Asking {
    pub(in crate::flow) fault: Option<ConnectFault>,
    /// The number of the next connection.
    pub(in crate::flow) generation: u32,
}

/// What was wrong with the last webhook.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum ConnectFault {
    /// Its address.
    Address(WebhookError),
    /// What the portal said to it.
    Refused(Refusal),
}

/// What stands under the search box.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) enum Board {
    /// Nothing was searched.
    #[default]
    Blank,
    /// A search.
    Run(Box<Run>),
}

/// What the page shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) enum Face {
    /// The search box.
    #[default]
    Search,
    /// The installation.
    Install(Box<Install>),
}

impl Page {
    /// A page that reaches its portal in this way.
    pub(in crate::flow) fn new(reach: Reach) -> Self {
        Self {
            reach,
            form: Form::default(),
            board: Board::default(),
            face: Face::default(),
            display: Display::default(),
        }
    }
}

impl Default for Reach {
    fn default() -> Self {
        Self::Asking(Asking::default())
    }
}

impl Reach {
    /// The connection, proved or not.
    pub(in crate::flow) const fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Asking(_) => None,
            Self::Proving { connection, .. } | Self::Connected(connection) => Some(connection),
        }
    }

    /// The connection, to change.
    pub(in crate::flow) const fn connection_mut(&mut self) -> Option<&mut Connection> {
        match self {
            Self::Asking(_) => None,
            Self::Proving { connection, .. } | Self::Connected(connection) => Some(connection),
        }
    }
}
