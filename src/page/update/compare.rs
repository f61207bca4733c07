//! Records side by side, and what becomes of them.

use crate::app::{Destination, Effect, Effects, FocusTarget};
use crate::compare::{self, Compare};
use crate::domain::Chosen;
use crate::merge::{self, Merge};
use crate::page::model::{Comparing, From, Page, Records, Screen, Stage};
use crate::page::{App, Extra};
use crate::protocol::frame::FrameCall;
use crate::scheduler::{CallId, Response};
use crate::session::Connection;

impl App {
    /// Takes what the user wants of records side by side.
    pub(super) fn compare_wanted(&mut self, intent: compare::Intent, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(comparing) = comparing(&mut self.stage) else { return };
        match intent {
            compare::Intent::Again => {
                comparing.again(connection, effects);
                effects.push(Effect::Focus(FocusTarget::Heading));
            }
            compare::Intent::Show(shown) => comparing.compare.shown = shown,
            compare::Intent::Arrange(arrangement) => comparing.compare.arrangement = arrangement,
            compare::Intent::Pick(place) => comparing.compare.pick(place),
            compare::Intent::Print => effects.push(Effect::Extra(Extra::Print)),
            // Whoever leaves now never learns what came of the order.
            compare::Intent::Back if comparing.merge.as_ref().is_some_and(Merge::is_under_way) => {
                effects.push(Effect::Focus(FocusTarget::Own(merge::PLACE)));
            }
            compare::Intent::Back => match comparing.from {
                // The portal closes its slider.
                From::Slider => {}
                From::Tab => effects.push(Effect::Open(Destination::Start)),
                From::Search => self.back_to_search(effects),
            },
        }
    }

    fn back_to_search(&mut self, effects: &mut Effects<Extra>) {
        if let (Stage::Page(page), Some(connection)) = (&mut self.stage, self.session.connection_mut()) {
            if let Screen::Comparing(comparing) = &mut page.screen {
                comparing.compare.stop(connection, effects);
                let records = comparing.records;
                page.screen = Screen::Search;
                // What was found is no longer what is there.
                if records == Records::Changed {
                    page.search_anew(connection, effects);
                }
            }
            effects.push(Effect::Focus(self.place_to_go_on()));
        }
    }

    /// Takes what the user wants of merging them.
    pub(super) fn merge_wanted(&mut self, intent: merge::Intent, effects: &mut Effects<Extra>) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(comparing) = comparing(&mut self.stage) else { return };
        match (intent, &mut comparing.merge) {
            (merge::Intent::Begin, merge) => {
                if !merge.as_ref().is_some_and(Merge::is_under_way) {
                    // Whoever tries again has chosen already.
                    let chosen = merge.as_ref().map(Merge::survivor);
                    *merge = comparing.compare.laid().and_then(Merge::of);
                    if let (Some(merge), Some(chosen)) = (merge, chosen) {
                        merge.survive(chosen);
                    }
                }
            }
            (merge::Intent::Survive(reference), Some(merge)) => {
                merge.survive(reference);
                return;
            }
            (merge::Intent::Ask, Some(merge)) => merge.ask(),
            (merge::Intent::ForSure, Some(merge)) => merge.begin(connection),
            (merge::Intent::Leave, Some(merge)) => merge.leave(),
            (merge::Intent::OpenPage, Some(merge)) => {
                let path = merge.page_path();
                effects.push(Effect::Frame(FrameCall::OpenPath { path }));
                return;
            }
            (merge::Intent::Close, Some(merge)) => {
                if !merge.can_be_closed() {
                    return;
                }
                comparing.merge = None;
                // The button that opens it may be gone: of one record that is left nothing can be merged.
                effects.push(Effect::Focus(FocusTarget::Heading));
            }
            (_, None) => return,
        }
        effects.push(Effect::Focus(FocusTarget::Own(merge::PLACE)));
    }

    /// The slider in which the portal's own page for merging stood was closed: what was done there is seen.
    pub(super) fn compare_again(&mut self, effects: &mut Effects<Extra>) {
        if let (Some(comparing), Some(connection)) =
            (comparing(&mut self.stage), self.session.connection_mut())
            && !comparing.merge.as_ref().is_some_and(Merge::is_under_way)
        {
            comparing.again(connection, effects);
        }
    }
}

impl Page {
    /// Shows records that were found side by side.
    pub(super) fn compare(&mut self, connection: &mut Connection, chosen: Chosen) {
        self.screen = Screen::Comparing(Box::new(Comparing::begin(connection, chosen, From::Search)));
    }
}

impl Comparing {
    /// Begins to read the records.
    pub(super) fn begin(connection: &mut Connection, chosen: Chosen, from: From) -> Self {
        Self { compare: Compare::begin(connection, chosen), merge: None, from, records: Records::AsFound }
    }

    fn again(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        // What came of a merge is said until something else is wanted; what is being merged is not given up.
        if !self.merge.as_ref().is_some_and(Merge::is_under_way) {
            self.merge = None;
        }
        self.compare.again(connection, effects);
    }

    /// Whether this is an answer for it.
    pub(super) fn expects(&self, call_id: CallId) -> bool {
        self.compare.expects(call_id) || self.merge.as_ref().is_some_and(|merge| merge.expects(call_id))
    }

    /// Takes an answer of the portal.
    pub(super) fn responded(&mut self, connection: &mut Connection, response: Response) {
        match &mut self.merge {
            Some(merge) if merge.expects(response.call_id) => {
                merge.responded(response);
                // To look is all that can be done where nobody knows; and what is shown beside is true again.
                if merge.has_changed_something() {
                    self.records = Records::Changed;
                    self.compare.read_again(connection);
                }
            }
            Some(_) | None => self.compare.responded(connection, response),
        }
    }
}

/// What is shown side by side, if anything is.
fn comparing(stage: &mut Stage) -> Option<&mut Comparing> {
    match stage {
        Stage::Comparing(comparing) => Some(comparing),
        Stage::Page(page) => match &mut page.screen {
            Screen::Comparing(comparing) => Some(comparing),
            Screen::Search | Screen::List | Screen::Install(_) => None,
        },
        Stage::Starting | Stage::NewCard | Stage::Card(_) | Stage::Installing(_) => None,
    }
}
