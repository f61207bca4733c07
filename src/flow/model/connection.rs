//! The connection to one portal.

use crate::domain::Millis;
use crate::domain::{PortalOrigin, RecordRef};
use crate::protocol::{CommandName, RestCall};
use crate::scheduler::{CallId, Halt, Renewal, RequestId, Scheduler, Wait};

use super::super::WebhookAccount;

/// A connected portal: the way to it, the scheduler that carries calls there, and what the scheduler does.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Connection {
    pub(in crate::flow) origin: PortalOrigin,
    pub(in crate::flow) host: Host,
    pub(in crate::flow) scheduler: Scheduler,
    pub(in crate::flow) status: ConnectionStatus,
    /// Which connection of this page it is. Requests of an earlier one are not ours.
    generation: u32,
    calls: u64,
    names: u32,
}

/// Who lets us in.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Host {
    /// The parent window.
    Frame(FrameHost),
    /// A webhook.
    #[cfg_attr(not(feature = "page"), expect(dead_code, reason = "a card is always in a frame"))]
    Webhook(WebhookAccount),
}

/// What the parent window told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) struct FrameHost {
    /// A hint for the interface, never a right.
    pub(in crate::flow) is_admin: bool,
    pub(in crate::flow) place: Place,
    pub(in crate::flow) slider: Slider,
}

/// The place of our frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Place {
    /// A card's tab.
    Tab,
    /// The call card.
    Call,
    /// A page.
    Page,
}

/// Whether the portal opens cards in its side slider for us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Slider {
    /// As far as we know.
    Works,
    /// It was asked for this card, and has not closed it yet. The parent window never says *no*: who clicks the
    /// same title again has seen no slider, and the connection opens a tab.
    Opening(RecordRef),
    /// It refused once (mobile application): links open in a tab of their own.
    Refused,
}

/// What the scheduler is doing.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum ConnectionStatus {
    /// Nothing.
    Quiet,
    /// A request is under way.
    Underway,
    /// It waits.
    Waiting {
        /// Until when.
        until: Millis,
        /// Why.
        why: Wait,
    },
    /// The parent window was asked for a new token.
    Renewing,
    /// It stopped, and waits for the user.
    Halted(Halt),
}

/// Names of our own commands begin here, so that they are never those of a search.
const FIRST_NAME: u32 = 1 << 30;

/// Bits of a request's number that the scheduler counts; the rest is the generation.
const GENERATION_SHIFT: u32 = 40;

impl Connection {
    /// A connection without traffic.
    pub(in crate::flow) fn new(origin: PortalOrigin, host: Host, generation: u32) -> Self {
        let renewal = match host {
            Host::Frame(_) => Renewal::ByParent,
            Host::Webhook(_) => Renewal::None,
        };
        Self {
            origin,
            host,
            scheduler: Scheduler::new(renewal),
            status: ConnectionStatus::Quiet,
            generation,
            calls: 0,
            names: FIRST_NAME,
        }
    }

    /// Gives the scheduler a call. The answer is responded under the returned name.
    pub(in crate::flow) fn enqueue(&mut self, call: RestCall) -> CallId {
        self.calls += 1;
        let call_id = CallId(self.calls);
        self.scheduler.enqueue(call_id, call);
        call_id
    }

    /// Drops a call; names the request to abort if it is under way.
    pub(in crate::flow) fn cancel(&mut self, call_id: CallId) -> Option<RequestId> {
        self.scheduler.cancel(call_id).map(|id| self.outward(id))
    }

    /// Lets a halted scheduler go on.
    pub(in crate::flow) fn resume(&mut self) {
        self.scheduler.resume();
        if matches!(self.status, ConnectionStatus::Halted(_)) {
            self.status = ConnectionStatus::Quiet;
        }
    }

    /// A new name for a command of our own.
    pub(in crate::flow) fn name(&mut self) -> CommandName {
        self.names = self.names.checked_add(1).unwrap_or(FIRST_NAME);
        CommandName(self.names)
    }

    /// A request's name for the world: unique over all connections of this page.
    pub(in crate::flow) fn outward(&self, id: RequestId) -> RequestId {
        RequestId(u64::from(self.generation) << GENERATION_SHIFT | id.0)
    }

    /// The scheduler's own name of a request; `None` if it belongs to another connection.
    pub(in crate::flow) fn inward(&self, id: RequestId) -> Option<RequestId> {
        let ours = id.0 >> GENERATION_SHIFT == u64::from(self.generation);
        ours.then_some(RequestId(id.0 & ((1 << GENERATION_SHIFT) - 1)))
    }

    /// The next connection's number.
    #[cfg(feature = "page")]
    pub(in crate::flow) const fn next_generation(&self) -> u32 {
        self.generation.wrapping_add(1) & 0x00ff_ffff
    }

    /// What the parent window told, if it lets us in.
    pub(in crate::flow) const fn frame(&self) -> Option<&FrameHost> {
        match &self.host {
            Host::Frame(frame) => Some(frame),
            Host::Webhook(_) => None,
        }
    }

    /// What the portal's side slider does, if the parent window lets us in.
    pub(in crate::flow) const fn slider_mut(&mut self) -> Option<&mut Slider> {
        match &mut self.host {
            Host::Frame(frame) => Some(&mut frame.slider),
            Host::Webhook(_) => None,
        }
    }
}
