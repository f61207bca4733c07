//! What this browser keeps: looked for at the start, offered to whom it belongs, erased.

use crate::app::{Effect, Effects, Moment};
use crate::page::model::list::{Head, Keeping, NotKept};
use crate::page::model::{Account, Offer, Page, Room, Stage, StoreNews, Who};
use crate::page::{App, Extra};
use crate::protocol::store::{Found, KeptId, StoreAnswer, StoreCall, StoreFault, WantedBy};
use crate::protocol::{Command, RestCall, cards};
use crate::scheduler::Response;
use crate::session::Connection;

use super::account::single;

impl App {
    /// There is a portal: perhaps a list of it is kept.
    pub(super) fn look_for_kept(&mut self, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &mut self.stage
            && page.is_connected()
        {
            page.look_for_kept(effects);
        }
    }

    /// The browser's storage has answered.
    pub(in crate::page) fn store_answered(
        &mut self,
        answer: StoreAnswer,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        let Stage::Page(page) = &mut self.stage else { return };
        match (answer, self.session.connection_mut().filter(|_| page.is_connected())) {
            (StoreAnswer::Erased { wanted, erased }, _) => page.erased(wanted, erased),
            // The portal was left meanwhile.
            (_, None) => {}
            (StoreAnswer::Looked(found), Some(connection)) => page.looked(connection, found, at, effects),
            (StoreAnswer::Kept { by, kept }, Some(_)) => {
                if let Some(checked) = page.checked_mut() {
                    checked.kept(by, kept, effects);
                }
                // Another one can be there: that of another tab, or the one before, in whose place this one was not kept.
                if kept.is_err() {
                    page.look_for_kept(effects);
                }
            }
            (StoreAnswer::Taken { by, taken }, Some(_)) => page.kept_taken(by, taken, effects),
        }
        self.after_list(effects);
    }

    /// Keeps what has become known of a list that is to be kept, if it is time for it.
    pub(in crate::page) fn keep_list(&mut self, at: Moment, effects: &mut Effects<Extra>) {
        if let (Stage::Page(page), Some(connection)) = (&mut self.stage, self.session.connection_mut()) {
            page.keep(connection, at, effects);
        }
    }
}

impl Page {
    /// Asks what is kept.
    pub(super) fn look_for_kept(&mut self, effects: &mut Effects<Extra>) {
        self.store.room = Room::Asked;
        effects.push(store(StoreCall::Look));
    }

    /// What is old, or cannot be read, is erased. What is left of this portal is offered, if it is the user's.
    fn looked(
        &mut self,
        connection: &mut Connection,
        found: Result<Vec<Found>, StoreFault>,
        at: Moment,
        effects: &mut Effects<Extra>,
    ) {
        self.store.room = if found.is_ok() { Room::There } else { Room::Denied };
        let (mut of_portal, mut erased) = (Vec::new(), Vec::new());
        for Found { held, head } in found.unwrap_or_default() {
            match head.as_deref().map(Head::from_bytes) {
                Some(Some(head)) if !head.is_old(at.now) => {
                    if held.of.is_of(&connection.origin) {
                        of_portal.push((held, head));
                    }
                    continue;
                }
                Some(None) if held.of.is_of(&connection.origin) => {
                    self.store.news = Some(StoreNews::Unreadable);
                }
                // An old one; one of which nothing but parts is left; one of another portal.
                Some(_) | None => {}
            }
            erased.push(held);
        }
        if !erased.is_empty() {
            effects.push(store(StoreCall::Erase { lists: erased, wanted: WantedBy::Nobody }));
        }
        if !of_portal.is_empty() {
            self.store.offer = Offer::OfSomebody(of_portal);
            self.ask_user(connection);
            self.offer();
        }
    }

    /// Finds out who the user is.
    fn ask_user(&mut self, connection: &mut Connection) {
        if let Who::Unknown = self.store.who {
            self.store.who = match &self.account {
                Account::Webhook(webhook) => Who::Known(webhook.user),
                _ => Who::Asked(connection.enqueue(RestCall::Single(Command::Profile))),
            };
        }
    }

    /// Takes what the portal says of the user. False if it is an answer to something else.
    pub(super) fn user_told(&mut self, response: &Response) -> bool {
        if self.store.who != Who::Asked(response.call_id) {
            return false;
        }
        let profile = single(response.outcome.clone()).ok().and_then(|result| cards::profile(&result).ok());
        self.store.who = profile.map_or(Who::Nobody, |profile| Who::Known(profile.user));
        self.offer();
        true
    }

    /// Offers what is the user's, and nothing that is another's.
    fn offer(&mut self) {
        let user = match self.store.who {
            Who::Unknown | Who::Asked(_) => return,
            Who::Known(user) => Some(user),
            Who::Nobody => None,
        };
        self.store.offer = match std::mem::take(&mut self.store.offer) {
            Offer::OfSomebody(found) => {
                let mine = found.into_iter().find(|(held, _)| Some(held.of.user()) == user);
                mine.map_or(Offer::None, |(held, head)| Offer::There(held, Box::new(head)))
            }
            offer => offer,
        };
    }

    fn keep(&mut self, connection: &mut Connection, at: Moment, effects: &mut Effects<Extra>) {
        let is_wanted = self.checked_mut().is_some_and(|checked| checked.keeping == Keeping::Wanted);
        if is_wanted {
            self.ask_user(connection);
        }
        let (who, offer) = (self.store.who, &mut self.store.offer);
        let Some(checked) = self.list.as_mut().and_then(|list| list.checked_mut()) else { return };
        match (&checked.keeping, who) {
            (Keeping::Wanted, Who::Known(user)) => {
                checked.begin_keeping(KeptId::new(&connection.origin, user), at, effects);
                // It is kept in the place of that.
                *offer = Offer::None;
            }
            (Keeping::Wanted, Who::Nobody) => checked.keeping = Keeping::Ended(NotKept::Nobody),
            _ => checked.keep_on(&connection.origin, at, effects),
        }
    }

    /// The user wants nothing to be kept any more.
    pub(super) fn erase_kept(&mut self, effects: &mut Effects<Extra>) {
        if let Some(checked) = self.checked_mut().filter(|checked| checked.keeping.is_on()) {
            return checked.stop_keeping(NotKept::Wanted, effects);
        }
        if let Offer::There(held, _) = &self.store.offer {
            let lists = vec![held.clone()];
            effects.push(store(StoreCall::Erase { lists, wanted: WantedBy::Somebody }));
            self.store.offer = Offer::Erasing;
        }
    }

    fn erased(&mut self, wanted: WantedBy, erased: Result<(), StoreFault>) {
        if wanted == WantedBy::Nobody {
            // What another tab has taken over meanwhile is its own.
            if erased.is_err_and(|fault| fault != StoreFault::Replaced) {
                self.store.news = Some(StoreNews::NotErased);
            }
            return;
        }
        if let Some(checked) = self.checked_mut()
            && let Keeping::Erasing(why) = checked.keeping
        {
            checked.keeping = Keeping::Ended(match erased {
                Ok(()) => why,
                // Where it could not be kept, there is nothing of it.
                Err(StoreFault::Replaced) if matches!(why, NotKept::Fault(_)) => why,
                Err(StoreFault::Replaced) => NotKept::Fault(StoreFault::Replaced),
                Err(_) => NotKept::NotErased,
            });
            return;
        }
        let was_offered = self.store.offer == Offer::Erasing;
        if was_offered {
            self.store.offer = Offer::None;
        }
        match erased {
            Ok(()) if was_offered => self.store.news = Some(StoreNews::Erased),
            // The list was given up with the portal, or for another one.
            Ok(()) => {}
            Err(StoreFault::Replaced) => self.store.news = Some(StoreNews::Elsewhere),
            Err(_) => self.store.news = Some(StoreNews::NotErased),
        }
    }
}

/// A call of the browser's storage.
pub(super) const fn store(call: StoreCall) -> Effect<Extra> {
    Effect::Extra(Extra::Store(call))
}
