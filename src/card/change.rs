//! What happens to a card's tab after it was opened.

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::{PerType, RecordRef};
use crate::lookup::{self, Left, Mode, Phase, ResultsState};
use crate::protocol::frame::FrameCall;
use crate::protocol::{CardOwner, OwnerKind};
use crate::scheduler::{CallId, Response};
use crate::session::Connection;

use super::card::{Beside, Card, CardState, Place, Reload};
use super::reading;

/// The button that reads a card anew, and the one that stops that; one of them is always there.
const REFRESH: &str = "refresh";
const STOP: FocusTarget = FocusTarget::Own("cancel");

impl<M: Mode> Card<M> {
    /// Begins to read a card.
    pub(crate) fn begin(connection: &mut Connection, owner: CardOwner) -> Self {
        let state = CardState::Reading(reading::begin(connection, owner));
        let beside = match owner.kind {
            OwnerKind::Record(entity) => Some(RecordRef::new(entity, owner.id)),
            OwnerKind::Deal => None,
        };
        let results = ResultsState { beside, ..ResultsState::default() };
        Self {
            owner,
            state,
            renewal: None,
            results,
            reload: Reload::ByItself,
            place: Place::AsItIs,
            beside: Beside::Nothing,
            dismissing: Vec::new(),
        }
    }

    /// Takes an answer of the portal.
    pub(crate) fn responded<X>(
        &mut self,
        connection: &mut Connection,
        response: Response,
        effects: &mut Effects<X>,
    ) {
        if self.is_kept(connection, &response) {
            return;
        }
        if let Beside::Searched(lookup) = &mut self.beside
            && lookup.awaits(response.call_id)
        {
            return lookup.responded(connection, response);
        }
        match &mut self.renewal {
            Some(renewal) if renewal.awaits(response.call_id) => {
                renewal.responded(connection, response);
                self.show_renewal(effects);
            }
            _ => {
                self.state.responded(connection, response);
                // The button that stops it is gone, and the focus with it.
                if !self.state.is_under_way() && std::mem::take(&mut self.place) == Place::Refresh {
                    effects.push(Effect::Focus(FocusTarget::OwnIfLost(REFRESH)));
                }
            }
        }
    }

    /// Shows what was read anew once all of it is there, names included, so that nothing is seen to move but what
    /// has changed.
    fn show_renewal<X>(&mut self, effects: &mut Effects<X>) {
        let is_there = self.renewal.as_deref().is_some_and(|renewal| match renewal {
            CardState::Searched(lookup) => {
                lookup.phase == Phase::Finished && lookup.search.refusal().is_none()
            }
            CardState::Empty(_) => true,
            CardState::Reading(_) | CardState::ReadingStopped | CardState::Unread(_) => false,
        });
        if let Some(renewal) = self.renewal.take_if(|_| is_there) {
            let before = std::mem::replace(&mut self.state, *renewal);
            let reload = std::mem::replace(&mut self.reload, Reload::ByItself);
            if reload == Reload::Told && before.found() != self.state.found() {
                effects.push(Effect::Frame(FrameCall::ReloadData));
            }
        }
    }

    /// The slider in which records stood side by side was closed: they may be fewer now.
    pub(crate) fn compared<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.reload = Reload::Told;
        self.renew(connection, effects);
    }

    /// Takes what the user wants of the search.
    pub(crate) fn wanted<X>(
        &mut self,
        connection: &mut Connection,
        intent: &lookup::Intent,
        effects: &mut Effects<X>,
    ) {
        let Some(left) = lookup::wanted(self.shown(), connection, intent, effects) else { return };
        match left {
            Left::Cancel => match &mut self.beside {
                Beside::Searched(lookup) => lookup.cancel(connection, effects),
                Beside::Nothing | Beside::Invalid => self.stop(connection, effects),
            },
            Left::Resume => self.resume(connection, effects),
            Left::Compare => {
                let chosen = self.lookup().and_then(|lookup| self.results.chosen(lookup));
                if let Some(chosen) = chosen {
                    connection.compare(chosen, effects);
                }
                return;
            }
            // Whoever types goes on typing where it was nothing.
            Left::Beside(text) => return self.search_beside(connection, &text, effects),
            Left::Dismiss(what, is_dismissed) => {
                return self.dismiss(connection, what, is_dismissed, effects);
            }
            Left::Back => self.leave_beside(connection, effects),
        }
        effects.push(Effect::Focus(self.place_to_go_on()));
    }

    /// Where the user goes on when the button that was pressed is gone, and the keyboard's focus with it: at the
    /// results if there are any, or else at the button that has come in its place. The heading is for screen readers
    /// only: whoever sees would not see where they are.
    pub(crate) const fn place_to_go_on(&self) -> FocusTarget {
        match (self.lookup(), &self.state) {
            (Some(_), _) => FocusTarget::Results,
            (None, CardState::Reading(_)) => STOP,
            (None, CardState::ReadingStopped) => FocusTarget::Own(REFRESH),
            (None, _) => FocusTarget::Heading,
        }
    }

    /// Reads the card again and searches again, on the user's word.
    pub(crate) fn refresh<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.read_again(connection, effects);
        effects.push(Effect::Focus(self.place_to_go_on()));
    }

    fn read_again<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.leave_beside(connection, effects);
        self.stop(connection, effects);
        connection.resume();
        self.results.rewind();
        self.state = CardState::Reading(reading::begin(connection, self.owner));
        self.place = Place::Refresh;
    }

    /// Goes on after a pause; without one, tries again what was refused.
    fn resume<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        if let Beside::Searched(lookup) = &mut self.beside {
            if !lookup.is_over() {
                return lookup.go_on_after_silence(connection);
            }
            let text = lookup.input.values.first().map(|value| value.raw.clone()).unwrap_or_default();
            return self.search_beside(connection, &text, effects);
        }
        match &mut self.state {
            CardState::Reading(_) => {}
            // What the user has paused waits for the user's own word.
            CardState::Searched(lookup) if !lookup.is_over() => lookup.go_on_after_silence(connection),
            CardState::Searched(_)
            | CardState::ReadingStopped
            | CardState::Unread(_)
            | CardState::Empty(_) => self.read_again(connection, effects),
        }
    }

    /// Reads the card again and searches again while the results stay, once there are any.
    pub(crate) fn renew<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        let CardState::Searched(lookup) = &self.state else { return };
        if matches!(lookup.phase, Phase::Naming { .. } | Phase::Finished) {
            self.drop_renewal(connection, effects);
            let reading = reading::begin(connection, self.owner);
            self.renewal = Some(Box::new(CardState::Reading(reading)));
        }
    }

    fn drop_renewal<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        if let Some(mut renewal) = self.renewal.take() {
            renewal.stop(connection, effects);
        }
    }

    /// Stops what is under way.
    fn stop<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        self.place = Place::AsItIs;
        self.drop_renewal(connection, effects);
        self.state.stop(connection, effects);
    }
}

impl<M: Mode> CardState<M> {
    fn responded(&mut self, connection: &mut Connection, response: Response) {
        match self {
            Self::Reading(reader) if reader.call_id == response.call_id => {
                let Self::Reading(reader) = std::mem::replace(self, Self::ReadingStopped) else { return };
                *self = match lookup::batch_reply(response) {
                    Ok(reply) => reading::go_on(connection, reader, &reply),
                    Err(refusal) => Self::Unread(refusal),
                };
            }
            Self::Searched(lookup) => lookup.responded(connection, response),
            Self::Reading(_) | Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => {}
        }
    }

    /// What was found.
    fn found(&self) -> Option<&PerType<Vec<RecordRef>>> {
        match self {
            Self::Searched(lookup) => Some(&lookup.findings.records),
            Self::Reading(_) | Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => None,
        }
    }

    /// Whether this call is awaited.
    fn awaits(&self, call_id: CallId) -> bool {
        match self {
            Self::Reading(reader) => reader.call_id == call_id,
            Self::Searched(lookup) => lookup.awaits(call_id),
            Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => false,
        }
    }

    /// Whether it is still being read or searched.
    fn is_under_way(&self) -> bool {
        match self {
            Self::Reading(_) => true,
            Self::Searched(lookup) => !lookup.is_over(),
            Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => false,
        }
    }

    /// Whether any call is.
    pub(super) const fn is_waiting(&self) -> bool {
        match self {
            Self::Reading(_) => true,
            Self::Searched(lookup) => lookup.is_waiting(),
            Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => false,
        }
    }

    fn stop<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        match self {
            Self::Reading(reader) => {
                effects.extend(connection.cancel(reader.call_id).map(Effect::Abort));
                *self = Self::ReadingStopped;
            }
            Self::Searched(lookup) => lookup.cancel(connection, effects),
            Self::ReadingStopped | Self::Unread(_) | Self::Empty(_) => {}
        }
    }
}
