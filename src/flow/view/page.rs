//! The page with the search box.

use crate::domain::OriginError;
use crate::flow::Intent;
use crate::flow::model::{
    Asking, Board, ConnectFault, Connection, ConnectionStatus, Extent, Face, Host, Input, Page, Phase, Place,
    Reach, Run, Size,
};
use crate::i18n::Key;
use crate::protocol::webhook::WebhookError;

use super::{
    CallView, ConnectionView, FieldErrorView, NoticeView, PageView, RunState, ScreenView, Tone, call, form,
    install, notice, page_notice, results, run,
};

/// The page, or the installation on it.
pub(super) fn view(page: &Page, address: &str) -> ScreenView {
    match (&page.reach, &page.face) {
        (Reach::Connected(connection), Face::Install(shown)) => {
            ScreenView::Install(Box::new(install::on_page(shown, connection, address)))
        }
        (Reach::Connected(connection), Face::Search) => {
            ScreenView::Page(Box::new(connected(page, connection)))
        }
        (Reach::Proving { connection, .. }, _) => {
            let checking = ConnectionView::Checking { host: connection.origin.host().to_owned() };
            ScreenView::Page(Box::new(disconnected(checking, page_notice::of_proof(&connection.status))))
        }
        (Reach::Asking(asking), _) => ScreenView::Page(Box::new(self::asking(asking))),
    }
}

fn disconnected(connection: ConnectionView, notice: Option<NoticeView>) -> PageView {
    PageView {
        state: RunState::Disconnected,
        connection,
        form: None,
        notice,
        progress: None,
        results: None,
        call: CallView::None,
        can_install: false,
    }
}

fn asking(asking: &Asking) -> PageView {
    let (error, notice) = match &asking.fault {
        None => (None, None),
        Some(ConnectFault::Address(error)) => (Some(field_error(*error)), None),
        Some(ConnectFault::Refused(refusal)) => {
            (None, Some(page_notice::on_own_page(notice::of_refusal(refusal))))
        }
    };
    disconnected(ConnectionView::Asking { error }, notice)
}

fn field_error(error: WebhookError) -> FieldErrorView {
    let (code, text) = match error {
        WebhookError::Empty => ("B24D-ADDRESS-EMPTY", Key::ConnectEmpty),
        WebhookError::NotAnAddress => ("B24D-ADDRESS", Key::ConnectNotAnAddress),
        WebhookError::NotAWebhook => ("B24D-ADDRESS-PATH", Key::ConnectNotAWebhook),
        WebhookError::Origin(OriginError::Malformed) => ("B24D-ADDRESS-HOST", Key::ConnectNotAnAddress),
        WebhookError::Origin(OriginError::Insecure) => ("B24D-ADDRESS-HTTP", Key::ConnectInsecure),
        WebhookError::Origin(OriginError::OtherMachine) => ("B24D-ADDRESS-LOCAL", Key::ConnectOtherMachine),
        WebhookError::Origin(OriginError::NotListed) => ("B24D-ADDRESS-UNLISTED", Key::ConnectNotListed),
    };
    FieldErrorView { code, text: text.into() }
}

fn connected(page: &Page, connection: &Connection) -> PageView {
    let input = page.form.input();
    let shown_connection = match &connection.host {
        Host::Frame(_) => ConnectionView::Frame,
        Host::Webhook(account) => {
            ConnectionView::Webhook { host: account.origin.host().to_owned(), user: account.user.0.get() }
        }
    };
    let shown = match &page.board {
        Board::Blank => None,
        Board::Run(run) => Some(&**run),
    };
    let running = shown.is_some_and(|run| !run.is_over());
    PageView {
        state: shown.map_or_else(|| without_run(&input), |found| run::state(found, &connection.status)),
        connection: shown_connection,
        form: Some(form::view(&page.form, &input, running)),
        notice: notice_of(page, connection, &input, shown),
        progress: shown.and_then(|found| run::progress(found, connection)),
        results: shown.map(|found| results::view(found, &page.display, connection)),
        call: shown.map_or(CallView::None, |found| call::view(found, &page.display, connection)),
        can_install: connection.frame().is_some_and(|frame| frame.place == Place::Page),
    }
}

const fn without_run(input: &Input) -> RunState {
    if input.invalid > 0 { RunState::Invalid } else { RunState::Ready }
}

fn notice_of(page: &Page, connection: &Connection, input: &Input, shown: Option<&Run>) -> Option<NoticeView> {
    let notice = most_urgent(page, connection, input, shown)?;
    Some(match connection.host {
        Host::Frame(_) => notice,
        Host::Webhook(_) => page_notice::on_own_page(notice),
    })
}

/// Of all there is to say. A search that is halted or paused waits for the user's *go on*, so that it comes before what is
/// wrong with the next one.
fn most_urgent(
    page: &Page,
    connection: &Connection,
    input: &Input,
    shown: Option<&Run>,
) -> Option<NoticeView> {
    if matches!(connection.status, ConnectionStatus::Halted(_)) {
        return notice::of_status(&connection.status);
    }
    if let Some(run) = shown.filter(|run| matches!(run.phase, Phase::Paused(_))) {
        return run::notice(run, connection);
    }
    let is_searched = shown.is_some_and(|run| is_of(run, page, input));
    if input.size() == Size::TooMany && !is_searched {
        return Some(page_notice::too_many());
    }
    let shown = shown?;
    run::notice(shown, connection).or_else(|| (shown.is_over() && !is_searched).then(|| stale(input)))
}

/// Whether a search is one of what the search box holds, or of its first part. It is not once the text has
/// changed.
fn is_of(run: &Run, page: &Page, input: &Input) -> bool {
    run.types == page.form.types
        && match (run.extent, input.size()) {
            (Extent::Whole, Size::TooMany) => false,
            (Extent::FirstPart, Size::TooMany) | (Extent::Whole, _) => run.input == *input,
            (Extent::FirstPart, _) => false,
        }
}

fn stale(input: &Input) -> NoticeView {
    let notice = notice::plain(Tone::Info, Key::PageStale.into(), None);
    match input.size() {
        Size::Fits(_) => notice::with(notice, "search-again", Key::PageSearchAgain, Intent::SearchAgain),
        Size::Empty | Size::TooMany => notice,
    }
}
