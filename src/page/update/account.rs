//! The webhook of a page of its own.

use crate::app::{Effect, Effects, FocusTarget};
use crate::page::model::{Account, ConnectFault, Screen, Stage, WebhookAccount};
use crate::page::{App, Extra};
use crate::protocol::webhook::WebhookError;
use crate::protocol::{Command, Node, Reason, Refusal, RestCall, cards};
use crate::scheduler::{Response, ResponseBody};

impl App {
    /// The user wants to connect: the shell reads the field, so that the secret never comes here.
    pub(super) fn take_webhook(&self, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &self.stage
            && let Account::Asking(_) = page.account
        {
            effects.push(Effect::Extra(Extra::TakeWebhook));
        }
    }

    /// The webhook was taken from its field, or refused.
    pub(in crate::page) fn webhook_taken(
        &mut self,
        taken: Result<WebhookAccount, WebhookError>,
        effects: &mut Effects<Extra>,
    ) {
        let Stage::Page(page) = &mut self.stage else { return };
        let Account::Asking(fault) = &mut page.account else { return };
        match taken {
            Ok(webhook) => {
                let Some(connection) = self.session.connect(webhook.origin.clone()) else { return };
                let call_id = connection.enqueue(RestCall::Single(Command::Profile));
                page.account = Account::Proving { webhook, call_id };
                // The field is gone; the search box, which gets the focus next, is not there yet.
                effects.push(Effect::Focus(FocusTarget::Heading));
            }
            Err(error) => {
                *fault = Some(ConnectFault::Address(error));
                effects.push(Effect::Focus(FocusTarget::WebhookField));
            }
        }
    }

    /// The portal has said who the webhook is, or that it is none.
    pub(super) fn proved(&mut self, response: Response, effects: &mut Effects<Extra>) {
        let Stage::Page(page) = &mut self.stage else { return };
        let refused = single(response.outcome).and_then(|result| Ok(cards::profile(&result)?)).err();
        let before = std::mem::replace(&mut page.account, Account::Asking(None));
        page.account = match (before, refused) {
            (Account::Proving { webhook, .. }, None) => {
                effects.push(Effect::Focus(FocusTarget::SearchBox));
                Account::Webhook(webhook)
            }
            (Account::Proving { .. }, Some(refusal)) => {
                self.session.disconnect(effects);
                effects.push(Effect::Focus(FocusTarget::WebhookField));
                Account::Asking(Some(ConnectFault::Refused(refusal)))
            }
            (other, _) => other,
        };
    }

    /// Forgets the webhook. The text stays; results go, since they are that portal's.
    pub(super) fn disconnect(&mut self, effects: &mut Effects<Extra>) {
        let (Stage::Page(page), Some(connection)) = (&mut self.stage, self.session.connection_mut()) else {
            return;
        };
        match &page.account {
            Account::Framed | Account::Asking(_) => return,
            Account::Proving { call_id, .. } => {
                effects.extend(connection.cancel(*call_id).map(Effect::Abort));
            }
            Account::Webhook(_) => page.stop(connection, effects),
        }
        page.account = Account::Asking(None);
        page.lookup = None;
        page.screen = Screen::Search;
        self.session.disconnect(effects);
        effects.push(Effect::Focus(FocusTarget::WebhookField));
    }
}

/// The answer to a single command.
pub(super) fn single(outcome: Result<ResponseBody, Refusal>) -> Result<Node, Refusal> {
    match outcome? {
        ResponseBody::Single(result) => Ok(result),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
