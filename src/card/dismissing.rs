//! *Not a duplicate*: what is said in one card holds in the other, and is kept in the portal.

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::Dismissal;
use crate::lookup::{IsDismissed, Mode};
use crate::protocol::{Command, KeptFor, RestCall};
use crate::scheduler::{CallId, Response};
use crate::session::Connection;

use super::card::{Beside, Card, CardState};

/// Something that was dismissed or brought back, which can be taken back.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Dismissing {
    pub(super) what: Dismissal,
    pub(super) is_dismissed: IsDismissed,
    pub(super) keeping: Keeping,
}

/// Whether the portal keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keeping {
    /// It will be asked to: one thing after the other, so that the last word is the last.
    Waiting(KeptFor),
    /// It is asked to.
    Asked(CallId, KeptFor),
    /// It does.
    Kept(KeptFor),
    /// It does not: it holds until the tab is closed.
    Refused,
    /// There is no room for more.
    Full,
}

impl<M: Mode> Card<M> {
    /// Dismisses something, or brings it back, here at once, and in the portal.
    pub(super) fn dismiss<X>(
        &mut self,
        connection: &mut Connection,
        what: Dismissal,
        is_dismissed: IsDismissed,
        effects: &mut Effects<X>,
    ) {
        let has_room = match is_dismissed {
            IsDismissed::Yes => connection.dismissed.put(what.clone()),
            IsDismissed::No => {
                connection.dismissed.remove(&what);
                true
            }
        };
        // Administrators say it for everybody. What was said for everybody, others cannot take back.
        let is_admin = connection.frame.is_some_and(|frame| frame.is_admin);
        let kept = if is_admin { KeptFor::Everybody } else { KeptFor::User };
        let is_busy = self.dismissing.iter().any(Dismissing::is_open);
        let keeping = match (has_room, is_busy) {
            (false, _) => Keeping::Full,
            (true, true) => Keeping::Waiting(kept),
            (true, false) => ask(connection, &what, is_dismissed, kept),
        };
        // The headline is told by itself: whoever hears it at the focus as well hears it twice.
        effects.push(Effect::Focus(match (keeping, is_dismissed) {
            (Keeping::Full, _) | (_, IsDismissed::No) => FocusTarget::Results,
            (_, IsDismissed::Yes) => FocusTarget::Own("undo"),
        }));
        // Of what is over, only the last is said.
        self.dismissing.retain(Dismissing::is_open);
        self.dismissing.push(Dismissing { what, is_dismissed, keeping });
        self.take_dismissals(connection);
    }

    fn take_dismissals(&mut self, connection: &Connection) {
        if let CardState::Searched(lookup) = &mut self.state {
            lookup.dismiss(&connection.dismissed);
        }
        if let Beside::Searched(lookup) = &mut self.beside {
            lookup.dismiss(&connection.dismissed);
        }
    }

    /// Takes the answer to what was to be kept, and asks for the next. False if it is none.
    pub(super) fn is_kept(&mut self, connection: &mut Connection, response: &Response) -> bool {
        let is_asked =
            |one: &&mut Dismissing| matches!(one.keeping, Keeping::Asked(id, _) if id == response.call_id);
        let Some(asked) = self.dismissing.iter_mut().find(is_asked) else { return false };
        let Keeping::Asked(_, kept) = asked.keeping else { return false };
        asked.keeping = match (&response.outcome, kept) {
            (Ok(_), kept) => Keeping::Kept(kept),
            (Err(_), KeptFor::Everybody) => ask(connection, &asked.what, asked.is_dismissed, KeptFor::User),
            (Err(_), KeptFor::User) => Keeping::Refused,
        };
        if !asked.is_open() {
            let next = self.dismissing.iter_mut().find(|one| one.is_open());
            if let Some(Dismissing { what, is_dismissed, keeping }) = next
                && let Keeping::Waiting(kept) = *keeping
            {
                *keeping = ask(connection, what, *is_dismissed, kept);
            }
        }
        true
    }

    /// What came of the last one is said no more.
    pub(super) fn forget_dismissing(&mut self) {
        self.dismissing.retain(Dismissing::is_open);
    }
}

impl Dismissing {
    /// Whether the portal is still to answer.
    const fn is_open(&self) -> bool {
        matches!(self.keeping, Keeping::Waiting(_) | Keeping::Asked(..))
    }
}

fn ask(connection: &mut Connection, what: &Dismissal, is_dismissed: IsDismissed, kept: KeptFor) -> Keeping {
    let is_dismissed = is_dismissed == IsDismissed::Yes;
    let command = Command::Dismiss { what: what.clone(), is_dismissed, kept };
    Keeping::Asked(connection.enqueue(RestCall::Single(command)), kept)
}
