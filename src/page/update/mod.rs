//! From an event to the next state.

mod account;
mod call;
mod compare;
mod form;
mod install;
pub(super) mod list;
mod reading;
mod search;
mod shortened;
mod simple;
mod store;

use crate::app::{Effect, Effects, FocusTarget};
use crate::card::Card;
use crate::domain::Chosen;
use crate::lookup::{self, Left};
use crate::protocol::frame::Placement;
use crate::scheduler::Response;
use crate::session::{Connection, News};

use super::model::{Account, Comparing, From, Install, Page, Screen, Stage};
use super::{App, Extra, FormIntent, Intent};

impl App {
    pub(super) fn hear(&mut self, news: News, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else {
            // A page of its own, which asks for a webhook.
            self.stage = Stage::Page(Box::new(Page::new(Account::Asking(None))));
            return;
        };
        match news {
            // Back from where the browser had put it: what was typed is still there.
            News::LetIn(Placement::Page | Placement::Other(_)) if matches!(self.stage, Stage::Page(_)) => {
                self.look_for_kept(effects);
            }
            News::LetIn(placement) => {
                self.stage = match (self.asked.clone(), placement) {
                    (Some(chosen), Placement::Card(_) | Placement::Page | Placement::Other(_)) => {
                        Stage::Comparing(Box::new(Comparing::begin(connection, chosen, From::Tab)))
                    }
                    (_, placement) => begin(connection, placement, effects),
                };
                self.expect_texts(effects);
                self.look_for_kept(effects);
            }
            News::Installing => {
                let mut install = Install::default();
                install.look(connection);
                self.stage = Stage::Installing(Box::new(install));
            }
            News::Responded(response) => {
                self.responded(response, effects);
                self.read_to_the_end(effects);
            }
            News::Compared => {
                if let Stage::Card(card) = &mut self.stage {
                    card.compared(connection, effects);
                }
            }
            News::SliderClosed => match &mut self.stage {
                Stage::Card(card) => card.renew(connection, effects),
                _ => self.compare_again(effects),
            },
            News::Alone => {}
        }
    }

    fn responded(&mut self, response: Response, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else { return };
        match &mut self.stage {
            Stage::Card(card) => card.responded(connection, response, effects),
            Stage::Installing(install) => install.responded(connection, &self.card_address, response),
            Stage::Page(page) => match &mut page.account {
                Account::Proving { call_id, .. } if *call_id == response.call_id => {
                    self.proved(response, effects);
                }
                Account::Asking(_) | Account::Proving { .. } => {}
                Account::Framed | Account::Webhook(_) => {
                    page.responded(connection, &self.card_address, response, effects);
                }
            },
            Stage::Comparing(comparing) => comparing.responded(connection, response),
            Stage::Starting | Stage::NewCard => {}
        }
    }

    pub(super) fn wanted(&mut self, intent: Intent, effects: &mut Effects<Extra>) {
        // The focus comes by itself after what was done, and takes no word of that away.
        if intent != Intent::Form(FormIntent::Focus) {
            self.session.forget_note();
        }
        match intent {
            Intent::Session(intent) => {
                self.session.wanted(&intent, effects);
                effects.push(Effect::Focus(self.place_to_go_on()));
            }
            Intent::Lookup(intent) => self.lookup_wanted(&intent, effects),
            Intent::Refresh => {
                if let (Stage::Card(card), Some(connection)) =
                    (&mut self.stage, self.session.connection_mut())
                {
                    card.refresh(connection, effects);
                }
            }
            Intent::Call(intent) => self.call_wanted(intent, effects),
            Intent::Form(intent) => {
                if let Stage::Page(page) = &mut self.stage {
                    page.form_wanted(self.session.connection_mut(), intent, effects);
                }
                self.read_to_the_end(effects);
            }
            Intent::Connect => self.take_webhook(effects),
            Intent::Disconnect => self.disconnect(effects),
            Intent::ShowInstall(shown) => {
                if let (Stage::Page(page), Some(connection)) =
                    (&mut self.stage, self.session.connection_mut())
                {
                    page.show_install(connection, shown, effects);
                }
                effects.push(Effect::Focus(self.place_to_go_on()));
            }
            // It needs the time, and has gone there.
            Intent::List(_) => {}
            Intent::Install(intent) => self.install_wanted(intent, effects),
            Intent::Compare(intent) => self.compare_wanted(intent, effects),
            Intent::Merge(intent) => self.merge_wanted(intent, effects),
        }
    }

    fn lookup_wanted(&mut self, intent: &lookup::Intent, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else { return };
        match &mut self.stage {
            Stage::Card(card) => card.wanted(connection, intent, effects),
            Stage::Page(page) => {
                let shown = page.lookup.as_mut().map(|lookup| (&mut lookup.found, &mut page.results));
                match (lookup::wanted(shown, connection, intent, effects), &page.account) {
                    // There is no card here.
                    (None | Some(Left::Beside(_) | Left::Back | Left::Dismiss(..)), _) => return,
                    // Who stops the proof of a webhook wants to give another one.
                    (Some(Left::Cancel), Account::Proving { .. }) => self.disconnect(effects),
                    (Some(Left::Cancel), _) => page.stop(connection, effects),
                    (Some(Left::Resume), _) => page.resume(connection, effects),
                    (Some(Left::Compare), _) => {
                        let found = page.lookup.as_ref().map(|lookup| &lookup.found);
                        if let Some(chosen) = found.and_then(|found| page.results.chosen(found)) {
                            page.compare(connection, chosen);
                        }
                    }
                }
                effects.push(Effect::Focus(self.place_to_go_on()));
            }
            Stage::Starting | Stage::NewCard | Stage::Comparing(_) | Stage::Installing(_) => {}
        }
    }

    /// Where the user reads on when the button that was pressed is gone, and the keyboard's focus with it: without
    /// a new place it would be at the top of the document.
    fn place_to_go_on(&self) -> FocusTarget {
        match &self.stage {
            Stage::Card(card) => card.place_to_go_on(),
            Stage::Page(page) => match (&page.account, &page.screen) {
                (Account::Asking(_), _) => FocusTarget::WebhookField,
                (Account::Framed | Account::Webhook(_), Screen::Search) if page.lookup.is_some() => {
                    FocusTarget::Results
                }
                _ => FocusTarget::Heading,
            },
            Stage::Starting | Stage::NewCard | Stage::Comparing(_) | Stage::Installing(_) => {
                FocusTarget::Heading
            }
        }
    }
}

fn begin(connection: &mut Connection, placement: Placement, effects: &mut Effects<Extra>) -> Stage {
    match placement {
        Placement::NewCard(_) => Stage::NewCard,
        Placement::Card(owner) => Stage::Card(Box::new(Card::begin(connection, owner))),
        Placement::Compare(written) => match Chosen::read(&written) {
            Some(chosen) => Stage::Comparing(Box::new(Comparing::begin(connection, chosen, From::Slider))),
            // The text may come from anybody.
            None => Stage::Page(Box::new(Page::new(Account::Framed))),
        },
        Placement::Call { number } => Stage::Page(Box::new(Page::of_call(connection, &number, effects))),
        Placement::Page | Placement::Other(_) => Stage::Page(Box::new(Page::new(Account::Framed))),
    }
}
