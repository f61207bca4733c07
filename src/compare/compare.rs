//! The comparison.

use crate::app::{Effect, Effects};
use crate::domain::Chosen;
use crate::protocol::{Reason, Refusal};
use crate::scheduler::{CallId, Response};
use crate::session::Connection;

use super::reading::{Reading, Step};
use super::rows::{Row, rows};
use super::sheet::Sheet;
use super::{Arrangement, Shown};

/// Records side by side.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Compare {
    pub(crate) chosen: Chosen,
    pub(crate) state: State,
    pub(crate) shown: Shown,
    pub(crate) arrangement: Arrangement,
    /// The value whose ties stand out.
    pub(crate) picked: Option<usize>,
}

/// How far it is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum State {
    /// The records, or the names of what they point to, are being read.
    Reading(Box<Reading>),
    /// The whole question was refused.
    Unread(Refusal),
    /// They were read.
    Read(Box<Laid>),
}

/// What was read, laid side by side.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Laid {
    pub(crate) sheet: Sheet,
    pub(crate) rows: Vec<Row>,
}

impl Compare {
    /// Begins to read the records.
    pub(crate) fn begin(connection: &mut Connection, chosen: Chosen) -> Self {
        let state = State::Reading(Box::new(Reading::begin(connection, &chosen)));
        Self { chosen, state, shown: Shown::default(), arrangement: Arrangement::default(), picked: None }
    }

    /// Reads them again. What was shown stays until then.
    pub(crate) fn again<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.stop(connection, effects);
        connection.resume();
        self.read_again(connection);
    }

    /// Reads them again by itself, because they may have changed.
    pub(crate) fn read_again(&mut self, connection: &mut Connection) {
        if let State::Read(_) | State::Unread(_) = &self.state {
            self.state = State::Reading(Box::new(Reading::begin(connection, &self.chosen)));
        }
    }

    /// Makes the ties of a value stand out, or no more.
    pub(crate) fn pick(&mut self, place: usize) {
        self.picked = (self.picked != Some(place)).then_some(place);
    }

    /// Drops what is under way.
    pub(crate) fn stop<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        if let State::Reading(reading) = &self.state {
            effects.extend(connection.cancel(reading.call_id).map(Effect::Abort));
            self.state = State::Unread(Refusal::bare(Reason::Aborted, 0));
        }
    }

    /// Whether this call is awaited.
    pub(crate) fn expects(&self, call_id: CallId) -> bool {
        matches!(&self.state, State::Reading(reading) if reading.call_id == call_id)
    }

    /// Takes an answer of the portal.
    pub(crate) fn responded(&mut self, connection: &mut Connection, response: Response) {
        if !self.expects(response.call_id) {
            return;
        }
        let State::Reading(reading) = &mut self.state else { return };
        match reading.responded(connection, response) {
            Step::Further => {}
            Step::Refused(refusal) => self.state = State::Unread(refusal),
            Step::Done(sheet) => {
                let rows = rows(&sheet);
                self.state = State::Read(Box::new(Laid { sheet, rows }));
            }
        }
    }

    /// What was read, once it was.
    pub(crate) fn laid(&self) -> Option<&Laid> {
        match &self.state {
            State::Read(laid) => Some(laid),
            State::Reading(_) | State::Unread(_) => None,
        }
    }
}
