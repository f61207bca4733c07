//! The search of what the search box holds.

use crate::app::Effects;
use crate::lookup::{Lookup, Order, Phase, Scope};
use crate::page::Extra;
use crate::page::model::{Account, FirstCall, FormInput, Page, PageLookup, Scan, Screen, Size, Then};
use crate::scheduler::Response;
use crate::session::Connection;

impl Page {
    /// The page of a call: the caller's number is searched at once.
    pub(super) fn of_call(connection: &mut Connection, number: &str, effects: &mut Effects<Extra>) -> Self {
        let mut page = Self::new(Account::Framed);
        page.set_number(number.to_owned());
        page.search(connection, effects);
        page
    }

    /// Asks for what the module reads in a number that was searched before the module was there. What the portal has
    /// answered is not asked again, and who was found is not loaded again.
    pub(super) fn ask_further(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        let input = self.form.input();
        let Some(PageLookup { found, input: searched }) = self.lookup.as_deref_mut() else {
            self.form.then = Then::Nothing;
            return self.search(connection, effects);
        };
        if !found.is_over() || found.is_waiting() {
            return;
        }
        self.form.then = Then::Nothing;
        if found.types != self.form.types || !matches!(found.phase, Phase::Finished) {
            return;
        }
        let taken = input.taken(Scope::Whole);
        if taken.adds_to(&found.input) {
            let known = found.search.records().filter_map(|(record, ..)| found.search.card(record).cloned());
            let order = Order {
                input: taken,
                types: found.types,
                known: known.collect(),
                answers: found.trace.as_ref().and_then(FirstCall::told).into_iter().collect(),
                ..Order::default()
            };
            let Ok(mut further) = Lookup::begin(connection, order) else { return };
            further.names.know(std::mem::take(&mut found.names));
            *found = further;
        }
        *searched = input;
    }

    /// Takes an answer of the portal.
    pub(super) fn responded(
        &mut self,
        connection: &mut Connection,
        address: &str,
        response: Response,
        effects: &mut Effects<Extra>,
    ) {
        if self.user_told(&response) || self.list_responded(connection, &response, effects) {
            return;
        }
        match (&mut self.screen, &mut self.lookup) {
            (Screen::Install(install), _) if install.expects(response.call_id) => {
                install.responded(connection, address, response);
            }
            (Screen::Comparing(comparing), _) if comparing.expects(response.call_id) => {
                comparing.responded(connection, response);
            }
            (_, Some(lookup)) => lookup.found.responded(connection, response),
            (_, None) => {}
        }
    }

    /// Searches what the search box holds, once it is read.
    pub(super) fn search(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        if self.form.scan != Scan::Read {
            self.form.then = Then::Search;
            return;
        }
        let input = self.form.input();
        if let Size::Fits(_) = input.size() {
            self.begin(connection, input, Scope::Whole, effects);
        }
    }

    /// Searches the first values of a text that has more than one search takes.
    pub(super) fn search_first(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        let input = self.form.input();
        if input.size() == Size::TooMany {
            self.begin(connection, input, Scope::FirstPart, effects);
        }
    }

    /// Searches again what was searched last, as it was.
    pub(super) fn search_anew(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        match self.lookup.as_ref().map(|lookup| lookup.found.scope) {
            Some(Scope::FirstPart) => self.search_first(connection, effects),
            Some(Scope::Whole) | None => self.search(connection, effects),
        }
    }

    fn begin(
        &mut self,
        connection: &mut Connection,
        input: FormInput,
        scope: Scope,
        effects: &mut Effects<Extra>,
    ) {
        let is_running = self.lookup().is_some_and(|found| !found.is_over());
        if is_running || self.form.is_reading() || !self.is_connected() {
            return;
        }
        // Names that an earlier search still asks for would only keep this one waiting.
        self.stop(connection, effects);
        connection.resume();
        self.results.rewind();
        let order = Order { input: input.taken(scope), scope, types: self.form.types, ..Order::default() };
        // What a search could refuse, an empty or too long input, did not come so far.
        if let Ok(found) = Lookup::begin(connection, order) {
            self.lookup = Some(Box::new(PageLookup { found, input }));
        }
    }

    /// Goes on after a pause; without one, searches again.
    pub(super) fn resume(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        match &mut self.lookup {
            // What the user has paused waits for the user's own word.
            Some(lookup) if !lookup.found.is_over() => lookup.found.go_on_after_silence(connection),
            Some(_) | None => self.search(connection, effects),
        }
    }

    /// Stops the search; what was found stays.
    pub(super) fn stop(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        if let Some(lookup) = &mut self.lookup {
            lookup.found.cancel(connection, effects);
        }
    }
}
