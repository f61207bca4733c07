//! The user: goes on by what the screen offers, and reads what it tells.

use b24_duplicates::domain::RecordRef;
use b24_duplicates::lookup::view::{ResultsView, RunState};
use b24_duplicates::lookup::{self, Arrangement};
use b24_duplicates::page::{FormIntent, Intent, ScreenView};
use b24_duplicates::session::view::NoticeView;

use super::answers::Worth;
use super::app::App;
use super::portal::truth;

impl App {
    /// The user does what the screen offers. False if the search is done and nothing is left to do.
    pub(crate) fn go_on(&mut self) -> bool {
        let (state, offered, is_card) = match self.application.view().screen {
            ScreenView::Page(page) => (page.state, first(page.notice), false),
            ScreenView::Card(card) => (card.state, first(card.notice), true),
            _ => return false,
        };
        match (state, offered) {
            (_, Some(intent)) => self.want(intent),
            (RunState::Done, None) => return false,
            (RunState::Disconnected, None) => self.connect(),
            (RunState::Ready, None) => self.search(),
            _ if is_card => self.want(Intent::Refresh),
            _ => self.want(FormIntent::Search),
        }
        true
    }

    /// The user searches once more.
    pub(crate) fn start_again(&mut self) {
        match self.application.view().screen {
            ScreenView::Card(_) => self.want(Intent::Refresh),
            _ => self.want(FormIntent::Search),
        }
    }

    /// What is said of each value: nothing is missing, and unless the portal lied, nothing is untrue.
    pub(crate) fn told(&mut self, worth: Worth) -> Result<Vec<String>, String> {
        self.want(lookup::Intent::Arrange(Arrangement::ByValue));
        self.want(lookup::Intent::ShowMoreValues);
        let (state, results) = match self.application.view().screen {
            ScreenView::Page(page) => (page.state, page.results),
            ScreenView::Card(card) => (card.state, card.results),
            ScreenView::Connecting
            | ScreenView::Compare(_)
            | ScreenView::Install(_)
            | ScreenView::Refused(_) => {
                return Err("it is somewhere else".to_owned());
            }
        };
        if matches!(state, RunState::Searching | RunState::Reading) {
            return Err("it hangs".to_owned());
        }
        let Some(results) = results else {
            return if state == RunState::Done {
                Err("done, without results".to_owned())
            } else {
                Ok(Vec::new())
            };
        };
        self.lines(&results, worth)
    }

    fn lines(&self, results: &ResultsView, worth: Worth) -> Result<Vec<String>, String> {
        let expected = self.input.values();
        let spellings = results.values.iter().map(|value| value.spelling.as_str());
        // A lie about the card changes what is searched.
        if !self.input.is_card() && !spellings.eq(expected.iter().map(String::as_str)) {
            return Err(format!("values are lost: {} of {}", results.values.len(), expected.len()));
        }
        let mut lines = Vec::new();
        for value in &results.values {
            let verdict = value.verdict.as_ref();
            let mut true_ones = truth(&value.spelling);
            for own in self.input.own() {
                true_ones.remove(&own);
            }
            let records: Vec<RecordRef> = value.records.iter().map(|record| record.reference).collect();
            let line = format!("{} {verdict:?} {records:?}", value.spelling);
            let is_absent = verdict.is_some_and(|verdict| verdict.name == "absent");
            let is_invented = !records.iter().all(|record| true_ones.contains(record));
            if worth != Worth::Lie && (is_invented || (is_absent && !true_ones.is_empty())) {
                return Err(format!("untrue: {line}"));
            }
            lines.push(line);
        }
        Ok(lines)
    }
}

/// What the screen offers first.
fn first<I: Clone + Into<Intent>>(notice: Option<NoticeView<I>>) -> Option<Intent> {
    Some(notice?.actions.first()?.intent.clone().into())
}
