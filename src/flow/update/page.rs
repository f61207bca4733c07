//! The page with the search box: the webhook, and the search.

use crate::flow::model::{
    Asking, Board, ConnectFault, Connection, Extent, Face, Host, Input, Model, Page, Reach, Size, Stage,
};
use crate::flow::{Effect, FocusTarget, WebhookAccount};
use crate::protocol::webhook::WebhookError;
use crate::protocol::{Command, RestCall, cards};
use crate::scheduler::Response;

use super::{Effects, form, install, run};

/// The page of a call: the caller's number is searched at once.
pub(super) fn of_call(connection: Connection, number: &str, effects: &mut Effects) -> Page {
    let mut page = Page::new(Reach::Connected(Box::new(connection)));
    form::set_text(&mut page.form, number.to_owned());
    search(&mut page, effects);
    page
}

/// The webhook was taken from its field, or refused.
pub(super) fn webhook_taken(
    model: &mut Model,
    taken: Result<WebhookAccount, WebhookError>,
    effects: &mut Effects,
) {
    let Stage::Page(page) = &mut model.stage else { return };
    let Reach::Asking(asking) = &mut page.reach else { return };
    match taken {
        Ok(account) => {
            let mut connection =
                Connection::new(account.origin.clone(), Host::Webhook(account), asking.generation);
            let call_id = connection.enqueue(RestCall::Single(Command::Profile));
            page.reach = Reach::Proving { connection: Box::new(connection), call_id };
            // The field is gone; the search box, which gets the focus next, is not there yet.
            effects.push(Effect::Focus(FocusTarget::Heading));
        }
        Err(error) => {
            asking.fault = Some(ConnectFault::Address(error));
            effects.push(Effect::Focus(FocusTarget::WebhookField));
        }
    }
}

/// Takes an answer of the portal.
pub(super) fn responded(page: &mut Page, address: &str, response: Response, effects: &mut Effects) {
    match &mut page.reach {
        Reach::Asking(_) => {}
        Reach::Proving { call_id, .. } => {
            if *call_id == response.call_id {
                prove(page, response, effects);
            }
        }
        Reach::Connected(connection) => {
            if let Face::Install(install) = &mut page.face
                && install::expects(install, response.call_id)
            {
                install::responded(install, connection, address, response);
            } else if let Board::Run(run) = &mut page.board {
                run::responded(run, connection, response);
            }
        }
    }
}

/// The portal has said who the webhook is, or that it is none.
fn prove(page: &mut Page, response: Response, effects: &mut Effects) {
    let refused = run::single(response.outcome).and_then(|result| Ok(cards::profile(&result)?)).err();
    let Reach::Proving { connection, .. } = std::mem::take(&mut page.reach) else { return };
    match refused {
        None => {
            page.reach = Reach::Connected(connection);
            effects.push(Effect::Focus(FocusTarget::SearchBox));
        }
        Some(refusal) => {
            let fault = Some(ConnectFault::Refused(refusal));
            page.reach = Reach::Asking(Asking { fault, generation: connection.next_generation() });
            effects.push(Effect::ForgetCredential);
            effects.push(Effect::Focus(FocusTarget::WebhookField));
        }
    }
}

/// Forgets the webhook. The text stays; results go, since they are that portal's.
pub(super) fn disconnect(page: &mut Page, effects: &mut Effects) {
    if page.reach.connection().is_none_or(|connection| connection.frame().is_some()) {
        return;
    }
    stop(page, effects);
    if let Reach::Proving { connection, call_id } = &mut page.reach {
        effects.extend(connection.cancel(*call_id).map(Effect::Abort));
    }
    let generation = page.reach.connection().map_or(0, Connection::next_generation);
    page.reach = Reach::Asking(Asking { fault: None, generation });
    page.board = Board::Blank;
    page.face = Face::Search;
    effects.push(Effect::ForgetCredential);
    effects.push(Effect::Focus(FocusTarget::WebhookField));
}

/// Searches what the search box holds.
pub(super) fn search(page: &mut Page, effects: &mut Effects) {
    let input = page.form.input();
    if let Size::Fits(_) = input.size() {
        begin(page, input, Extent::Whole, effects);
    }
}

/// Searches the first values of a text that has more than one search takes.
pub(super) fn search_first(page: &mut Page, effects: &mut Effects) {
    let input = page.form.input();
    if input.size() == Size::TooMany {
        begin(page, input, Extent::FirstPart, effects);
    }
}

fn begin(page: &mut Page, input: Input, extent: Extent, effects: &mut Effects) {
    if is_running(&page.board) || page.form.is_reading() {
        return;
    }
    // Names that an earlier search still asks for would only keep this one waiting.
    stop(page, effects);
    let Reach::Connected(connection) = &mut page.reach else { return };
    connection.resume();
    page.display.rewind();
    let order = run::Order { input, extent, types: page.form.types, ..run::Order::default() };
    // What a search could refuse, an empty or too long input, did not come so far.
    if let Ok(run) = run::begin(connection, order) {
        page.board = Board::Run(Box::new(run));
    }
}

fn is_running(board: &Board) -> bool {
    matches!(board, Board::Run(run) if !run.is_over())
}

/// Stops the search; what was found stays.
pub(super) fn stop(page: &mut Page, effects: &mut Effects) {
    if let (Reach::Connected(connection), Board::Run(run)) = (&mut page.reach, &mut page.board) {
        run::cancel(run, connection, effects);
    }
}

/// Empties the search box and the results. The text can be brought back.
pub(super) fn clear(page: &mut Page, effects: &mut Effects) {
    stop(page, effects);
    form::clear(&mut page.form, effects);
    page.board = Board::Blank;
}
