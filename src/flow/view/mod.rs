//! What the screen shows: plain data, in the order in which it is shown. Components place it and decide
//! nothing.

#[cfg(feature = "page")]
mod call;
mod card;
mod completeness;
#[cfg(feature = "page")]
mod form;
#[cfg(feature = "page")]
mod install;
mod invalid;
#[cfg(feature = "page")]
mod long;
mod notice;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "page")]
mod page_notice;
mod record;
mod refusal;
mod results;
mod run;
mod types;
mod value;

use crate::i18n::{Catalogue, Message};

use super::Model;
use super::model::{Connection, Host, Place, Slider, Stage};

#[cfg(feature = "page")]
pub(super) use call::call_text;
pub use types::{
    ActionView, AppView, CallView, CardView, CardsOpen, CompletenessView, GroupView, HiddenView, MatchedView,
    NoticeView, ProgressView, RecordView, ResultsView, RunState, ScreenView, Surface, Tone, ValueView,
    VerdictView,
};
#[cfg(feature = "page")]
pub use types::{
    AttachmentView, ConnectionView, FieldErrorView, FormView, InstallExit, InstallView, InvalidView,
    LongSearchView, PageView, PlacementView,
};

/// A pasted text of more bytes becomes an attachment instead of freezing the search box.
pub const ATTACH_ABOVE_BYTES: usize = 100_000;

/// Makes the screen of a model.
pub fn view(model: &Model) -> AppView {
    let screen = screen(model);
    AppView {
        language: model.words.language(),
        surface: surface(model.stage.connection()),
        portal: model.stage.connection().and_then(portal),
        announcement: announcement(model, &screen),
        note: model.note.clone(),
        cards_open: cards_open(model.stage.connection()),
        screen,
    }
}

/// The texts that the view is to be written with.
pub const fn catalogue(model: &Model) -> &Catalogue {
    &model.words.catalogue
}

fn screen(model: &Model) -> ScreenView {
    match &model.stage {
        _ if !model.words.catalogue.speaks() => ScreenView::Connecting,
        Stage::Starting | Stage::Handshaking(_) => ScreenView::Connecting,
        Stage::Refused(refused) => ScreenView::Refused(notice::not_started(refused)),
        Stage::NewCard(_) => ScreenView::Card(Box::new(card::new_card())),
        Stage::Card(card) => ScreenView::Card(Box::new(card::view(card))),
        #[cfg(feature = "page")]
        Stage::Page(page) => page::view(page, &model.card_address),
        #[cfg(feature = "page")]
        Stage::Installing(installing) => ScreenView::Install(Box::new(install::of_first_run(
            &installing.install,
            &installing.connection,
            &model.card_address,
        ))),
    }
}

fn surface(connection: Option<&Connection>) -> Surface {
    match connection.and_then(Connection::frame).map(|frame| frame.place) {
        Some(Place::Tab | Place::Call) => Surface::Tab,
        Some(Place::Page) | None => Surface::Page,
    }
}

fn cards_open(connection: Option<&Connection>) -> CardsOpen {
    match connection.and_then(Connection::frame).map(|frame| frame.slider) {
        Some(Slider::Works) => CardsOpen::InSlider,
        Some(Slider::Opening(record)) => CardsOpen::InSliderBut(record),
        Some(Slider::Refused) | None => CardsOpen::ByLink,
    }
}

/// In a card the portal's name would repeat what the user sees around us. On a page whoever frames us could
/// pretend to be another portal.
fn portal(connection: &Connection) -> Option<String> {
    match &connection.host {
        Host::Frame(frame) if frame.place != Place::Page => None,
        Host::Frame(_) | Host::Webhook(_) => Some(connection.origin.host().to_owned()),
    }
}

/// Nothing is told in one language while the texts of another are on their way: it would be told twice.
fn announcement(model: &Model, screen: &ScreenView) -> Option<Message> {
    if !model.words.arrived() {
        return None;
    }
    model.note.as_ref().map(|note| note.text.clone()).or_else(|| news(screen))
}

/// What a screen reader is told: what there is news of, and only that. A notice that is an alert speaks up
/// by itself.
fn news(screen: &ScreenView) -> Option<Message> {
    let title = |notice: &NoticeView| (notice.tone != Tone::Alert).then(|| notice.title.clone());
    let (state, notice, progress, results) = match screen {
        ScreenView::Connecting => return None,
        ScreenView::Refused(notice) => return title(notice),
        #[cfg(feature = "page")]
        ScreenView::Install(install) => return install.notice.as_ref().and_then(title),
        ScreenView::Card(card) => (card.state, &card.notice, &card.progress, &card.results),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => (page.state, &page.notice, &page.progress, &page.results),
    };
    let title = notice.as_ref().and_then(title);
    let headline = results.as_ref().map(|results| results.headline.clone());
    match state {
        RunState::Reading | RunState::Searching => progress.as_ref().map(|progress| progress.text.clone()),
        RunState::Done | RunState::Cancelled => headline,
        // What the user has paused has no notice, and says so itself.
        RunState::Paused if notice.is_none() => progress.as_ref().map(|progress| progress.text.clone()),
        RunState::Paused
        | RunState::Failed
        | RunState::EmptyCard
        | RunState::NewCard
        | RunState::NoRights => title,
        RunState::Disconnected | RunState::Ready | RunState::Invalid => None,
    }
}
