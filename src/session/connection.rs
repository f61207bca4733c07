//! The connection to one portal.

use crate::app::{Destination, Effect, Effects};
use crate::domain::{Chosen, Dismissals, Millis, PortalOrigin, RecordRef};
use crate::protocol::frame::FrameCall;
use crate::protocol::{CommandName, RestCall};
use crate::scheduler::{CallId, Renewal, RequestId, Scheduler, Status};

/// A connected portal: the way to it, the scheduler that carries calls there, and what the scheduler does.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Connection {
    pub(crate) origin: PortalOrigin,
    /// What the parent window told, if it is that which lets us in.
    pub(crate) frame: Option<Frame>,
    /// What this user sees as dismissed.
    pub(crate) dismissed: Dismissals,
    pub(super) scheduler: Scheduler,
    /// When the timer that runs wakes the scheduler.
    pub(super) wakes: Option<Millis>,
    /// The parent window was asked for a new token.
    pub(super) is_renewing: bool,
    names: u32,
}

/// What the parent window told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Frame {
    /// A hint for the interface, never a right.
    pub(crate) is_admin: bool,
    pub(crate) place: Place,
    pub(crate) slider: Slider,
}

/// The place of our frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// A card's tab.
    Tab,
    /// The call card.
    Call,
    /// A page.
    Page,
}

/// Whether the portal opens cards in its side slider for us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Slider {
    /// As far as we know.
    Works,
    /// It was asked for this card, and has not closed it yet. The parent window never says *no*: who clicks the
    /// same title again has seen no slider, and the link opens a tab.
    Opening(RecordRef),
    /// It was asked to show records side by side, and has not closed yet.
    Comparing,
    /// It refused once (mobile application): links open in a tab of their own.
    Refused,
}

/// Names of our own commands begin here, so that they are never those of a search.
const FIRST_NAME: u32 = 1 << 30;

impl Connection {
    /// A connection without traffic, whose requests are numbered after this one.
    pub(crate) fn new(origin: PortalOrigin, frame: Option<Frame>, last: RequestId) -> Self {
        let renewal = if frame.is_some() { Renewal::ByParent } else { Renewal::None };
        Self {
            origin,
            frame,
            dismissed: Dismissals::default(),
            scheduler: Scheduler::after(renewal, last),
            wakes: None,
            is_renewing: false,
            names: FIRST_NAME,
        }
    }

    /// Gives the scheduler a call. The response comes under the returned name.
    pub(crate) fn enqueue(&mut self, call: RestCall) -> CallId {
        self.scheduler.enqueue(call)
    }

    /// Gives it a call that is sent once and never again: whatever arrives for it is its answer.
    pub(crate) fn enqueue_once(&mut self, call: RestCall) -> CallId {
        self.scheduler.enqueue_once(call)
    }

    /// How many calls more can be under way.
    pub(crate) fn room(&self) -> usize {
        self.scheduler.room()
    }

    /// Drops a call; names the request to abort if it is under way.
    pub(crate) fn cancel(&mut self, call_id: CallId) -> Option<RequestId> {
        self.scheduler.cancel(call_id)
    }

    /// Lets a halted scheduler go on.
    pub(crate) fn resume(&mut self) {
        self.scheduler.resume();
    }

    /// What it is doing, or waits for.
    pub(crate) fn status(&self) -> Status {
        self.scheduler.status()
    }

    /// Whether it waits for the user.
    pub(crate) fn is_halted(&self) -> bool {
        matches!(self.status(), Status::Halted(_))
    }

    /// A new name for a command of our own.
    pub(crate) fn name(&mut self) -> CommandName {
        self.names = self.names.checked_add(1).unwrap_or(FIRST_NAME);
        CommandName(self.names)
    }

    /// The last request that was sent, on this connection or an earlier one.
    pub(crate) const fn last_request(&self) -> RequestId {
        self.scheduler.last_request()
    }

    /// The call that a request which is under way carries.
    pub(crate) fn carried_by(&self, request: RequestId) -> Option<CallId> {
        self.scheduler.carried_by(request)
    }

    /// Whether the user is an administrator, as far as the parent window says.
    pub(crate) fn is_admin(&self) -> bool {
        self.frame.is_some_and(|frame| frame.is_admin)
    }

    /// Opens a card in the portal's slider. Elsewhere the link itself does it.
    pub(crate) fn open<X>(&mut self, reference: RecordRef, effects: &mut Effects<X>) {
        let Some(slider) = self.slider_mut() else { return };
        if *slider != Slider::Refused && *slider != Slider::Opening(reference) {
            *slider = Slider::Opening(reference);
            effects.push(Effect::Frame(FrameCall::OpenPath { path: reference.card_path() }));
        }
    }

    /// Shows records side by side in the portal's slider. Where it opens none, the page's application shows them in place
    /// of this one.
    pub(crate) fn compare<X>(&mut self, chosen: Chosen, effects: &mut Effects<X>) {
        match self.slider_mut() {
            Some(slider @ Slider::Works) => {
                *slider = Slider::Comparing;
                effects.push(Effect::Frame(FrameCall::OpenApplication { chosen }));
            }
            // The parent window never says *no*: who presses again has seen no slider.
            _ => effects.push(Effect::Open(Destination::Compare(chosen))),
        }
    }

    /// What the portal's side slider does, if the parent window lets us in.
    pub(super) const fn slider_mut(&mut self) -> Option<&mut Slider> {
        match &mut self.frame {
            Some(frame) => Some(&mut frame.slider),
            None => None,
        }
    }
}
