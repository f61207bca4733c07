//! Another phone or e-mail that is searched in a card's tab, without leaving the card.

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::{CommKind, Communication, InputValue, is_invisible_mark};
use crate::lookup::{Lookup, Mode, Order, Own};
use crate::session::Connection;

use super::card::{Beside, Card, CardState, Values};

impl<M: Mode> Card<M> {
    /// Searches what was typed, in place of the last such search.
    pub(super) fn search_beside<X>(
        &mut self,
        connection: &mut Connection,
        text: &str,
        effects: &mut Effects<X>,
    ) {
        self.leave_beside(connection, effects);
        let values = read(text);
        if values.is_empty() {
            self.beside = Beside::Invalid;
            return;
        }
        self.results.rewind();
        let order = Order { input: values.into(), own: self.own(), ..Order::default() };
        // One value is neither nothing nor too much.
        self.beside = Lookup::begin(connection, order)
            .map_or(Beside::Nothing, |lookup| Beside::Searched(Box::new(lookup)));
        effects.push(Effect::Focus(FocusTarget::Results));
    }

    /// Goes back to the card's own phones and e-mails.
    pub(super) fn leave_beside<X>(&mut self, connection: &mut Connection, effects: &mut Effects<X>) {
        if let Beside::Searched(lookup) = &mut self.beside {
            lookup.cancel(connection, effects);
            self.results.rewind();
        }
        self.forget_dismissing();
        self.beside = Beside::Nothing;
    }

    fn own(&self) -> Own {
        match &self.state {
            CardState::Searched(lookup) => lookup.own.clone(),
            CardState::Empty(read) => read.own.clone(),
            CardState::Reading(_) | CardState::ReadingStopped | CardState::Unread(_) => Own::default(),
        }
    }
}

/// A phone or an e-mail, as somebody types it: read like one that is stored, extension and all.
fn read(text: &str) -> Vec<InputValue> {
    let raw: String = text.chars().filter(|c| !is_invisible_mark(*c)).collect();
    let raw = raw.trim();
    let kind = if raw.contains('@') { CommKind::Email } else { CommKind::Phone };
    let mut values = Values::default();
    if let Some(written) = Communication::new(kind, raw) {
        values.add(raw.to_owned(), Some(written));
    }
    values.values
}
