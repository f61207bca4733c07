//! The page with the search box.

use crate::card::CallView;
use crate::domain::OriginError;
use crate::i18n::Key;
use crate::lookup::view::{self as shown, RunState};
use crate::lookup::{Phase, Scope};
use crate::page::model::{Account, Checking, ConnectFault, FormInput, Page, PageLookup, Screen, Size, Store};
use crate::page::{App, FormIntent, Intent};
use crate::protocol::webhook::WebhookError;
use crate::session::view::{NoticeView, Tone, of_refusal, of_status, plain, with};
use crate::session::{Connection, Place};

use super::{ConnectionView, FieldErrorView, PageView, ScreenView, compare, form, install, list, notice};

impl App {
    /// The page, or the installation on it.
    pub(super) fn page_screen(&self, page: &Page) -> ScreenView {
        match (&page.account, &page.screen, self.session.connection()) {
            (Account::Asking(fault), ..) => ScreenView::Page(Box::new(asking(fault.as_ref(), &page.store))),
            (_, _, None) => ScreenView::Connecting,
            (Account::Proving { webhook, .. }, _, Some(connection)) => {
                let checking = ConnectionView::Checking { host: webhook.origin.host().to_owned() };
                let notice = notice::of_proof(&connection.status());
                ScreenView::Page(Box::new(disconnected(checking, notice)))
            }
            (Account::Framed | Account::Webhook(_), Screen::Install(shown), Some(connection)) => {
                ScreenView::Install(Box::new(install::on_page(shown, connection, &self.card_address)))
            }
            (Account::Framed | Account::Webhook(_), Screen::Comparing(shown), Some(connection)) => {
                ScreenView::Compare(Box::new(compare::view(shown, connection)))
            }
            (Account::Framed, Screen::Search | Screen::List, Some(connection)) => {
                ScreenView::Page(Box::new(self.connected(page, connection, ConnectionView::Frame)))
            }
            (Account::Webhook(webhook), Screen::Search | Screen::List, Some(connection)) => {
                let host = webhook.origin.host().to_owned();
                let account = ConnectionView::Webhook { host, user: webhook.user.0.get() };
                ScreenView::Page(Box::new(self.connected(page, connection, account)))
            }
        }
    }

    fn connected(&self, page: &Page, connection: &Connection, account: ConnectionView) -> PageView {
        if let (Screen::List, Some(checking)) = (&page.screen, &page.list) {
            return checking_list(checking, &page.store, connection, account);
        }
        let input = page.form.input();
        let found = page.lookup();
        let running = found.is_some_and(|found| !found.is_over());
        let notice = most_urgent(page, connection, &input)
            .or_else(|| list::kept_notice(&page.store, page.list.as_deref()));
        PageView {
            state: found
                .map_or_else(|| without_run(&input), |found| shown::state(found, &connection.status())),
            form: Some(form::view(&page.form, &input, running)),
            notice: if account == ConnectionView::Frame { notice } else { notice.map(notice::on_own_page) },
            connection: account,
            progress: found.and_then(|found| shown::progress(found, connection)),
            results: found.map(|found| shown::results(found, &page.results, connection)),
            call: self.call(),
            list: None,
            list_entry: Some(list::entry(page.list.as_deref())),
            can_install: connection.frame.is_some_and(|frame| frame.place == Place::Page && frame.is_admin),
        }
    }
}

fn checking_list(
    checking: &Checking,
    store: &Store,
    connection: &Connection,
    account: ConnectionView,
) -> PageView {
    let mut view = list::view(checking, store, connection);
    if account != ConnectionView::Frame {
        view.notice = view.notice.map(notice::on_own_page);
    }
    PageView { state: RunState::Ready, list: Some(Box::new(view)), ..disconnected(account, None) }
}

fn disconnected(connection: ConnectionView, notice: Option<NoticeView<Intent>>) -> PageView {
    PageView {
        state: RunState::Disconnected,
        connection,
        form: None,
        notice,
        progress: None,
        results: None,
        call: CallView::None,
        list: None,
        list_entry: None,
        can_install: false,
    }
}

fn asking(fault: Option<&ConnectFault>, store: &Store) -> PageView {
    let (error, notice) = match fault {
        None => (None, None),
        Some(ConnectFault::Address(error)) => (Some(field_error(*error)), None),
        Some(ConnectFault::Refused(refusal)) => (None, Some(notice::on_own_page(of_refusal(refusal)))),
        Some(ConnectFault::WithoutCrm) => (None, Some(notice::without_crm())),
    };
    // What came of the list that was given up with the portal is said here.
    let notice = notice.or_else(|| list::kept_notice(store, None));
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

const fn without_run(input: &FormInput) -> RunState {
    let is_nothing = input.phones.distinct + input.emails.distinct == 0;
    if input.invalid > 0 || (input.unread > 0 && is_nothing) { RunState::Invalid } else { RunState::Ready }
}

/// Of all there is to say. A search that is halted or paused waits for the user's *go on*, so that it comes before
/// what is wrong with the next one.
fn most_urgent(page: &Page, connection: &Connection, input: &FormInput) -> Option<NoticeView<Intent>> {
    if connection.is_halted() {
        return of_status(&connection.status());
    }
    let found = page.lookup();
    if let Some(found) = found.filter(|found| matches!(found.phase, Phase::Paused(_))) {
        return shown::notice(found, connection);
    }
    let is_searched = page.lookup.as_ref().is_some_and(|lookup| is_of(lookup, page, input));
    if input.size() == Size::TooMany && !is_searched {
        return Some(notice::too_many(input.fitting()));
    }
    let found = found?;
    // Whoever has stopped a search and typed on looks at what is no longer asked for.
    if !is_searched && matches!(found.phase, Phase::Cancelled) {
        return Some(stale(input));
    }
    shown::notice(found, connection).or_else(|| (found.is_over() && !is_searched).then(|| stale(input)))
}

/// Whether a search is one of what the search box holds, or of its first part. It is not once the text has
/// changed.
fn is_of(lookup: &PageLookup, page: &Page, input: &FormInput) -> bool {
    lookup.found.types == page.form.types
        && match (lookup.found.scope, input.size()) {
            (Scope::Whole, Size::TooMany) | (Scope::FirstPart, Size::Empty | Size::Fits(_)) => false,
            (Scope::FirstPart, Size::TooMany) | (Scope::Whole, Size::Empty | Size::Fits(_)) => {
                lookup.input == *input
            }
        }
}

fn stale(input: &FormInput) -> NoticeView<Intent> {
    let notice = plain(Tone::Info, Key::PageStale.into(), None);
    match input.size() {
        Size::Fits(_) => {
            let again = Intent::Form(FormIntent::SearchAgain);
            with(notice, "search-again", Key::PageSearchAgain, again)
        }
        Size::Empty | Size::TooMany => notice,
    }
}
