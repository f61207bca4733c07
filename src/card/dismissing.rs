//! *Not a duplicate*: what is said in one card holds in the other, and is kept in the portal.

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::Dismissal;
use crate::lookup::{IsDismissed, Mode};
use crate::protocol::{Command, KeptFor, RestCall};
use crate::scheduler::{CallId, Response};
use crate::session::Connection;

use super::card::{Beside, Card, CardState};

/// The last that was dismissed or brought back, which can be taken back.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Dismissing {
    pub(super) what: Dismissal,
    pub(super) is_dismissed: IsDismissed,
    pub(super) keeping: Keeping,
}

/// Whether the portal keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keeping {
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
        let keeping = if has_room { ask(connection, &what, is_dismissed, kept) } else { Keeping::Full };
        self.dismissing = Some(Dismissing { what, is_dismissed, keeping });
        self.take_dismissals(connection);
        effects.push(Effect::Focus(FocusTarget::Results));
    }

    fn take_dismissals(&mut self, connection: &Connection) {
        if let CardState::Searched(lookup) = &mut self.state {
            lookup.dismiss(&connection.dismissed);
        }
        if let Beside::Searched(lookup) = &mut self.beside {
            lookup.dismiss(&connection.dismissed);
        }
    }

    /// Takes the answer to what was to be kept. False if it is none.
    pub(super) fn is_kept(&mut self, connection: &mut Connection, response: &Response) -> bool {
        let Some(Dismissing { what, is_dismissed, keeping }) = &mut self.dismissing else { return false };
        let Keeping::Asked(call_id, kept) = *keeping else { return false };
        if call_id != response.call_id {
            return false;
        }
        *keeping = match (&response.outcome, kept) {
            (Ok(_), kept) => Keeping::Kept(kept),
            (Err(_), KeptFor::Everybody) => ask(connection, what, *is_dismissed, KeptFor::User),
            (Err(_), KeptFor::User) => Keeping::Refused,
        };
        true
    }
}

fn ask(connection: &mut Connection, what: &Dismissal, is_dismissed: IsDismissed, kept: KeptFor) -> Keeping {
    let is_dismissed = is_dismissed == IsDismissed::Yes;
    let command = Command::Dismiss { what: what.clone(), is_dismissed, kept };
    Keeping::Asked(connection.enqueue(RestCall::Single(command)), kept)
}
