//! The webhook of a page of its own.

use crate::app::{Effect, Effects, FocusTarget};
use crate::page::model::{Account, ConnectFault, Page, Screen, Stage, Store, WebhookAccount};
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
        if let Account::Webhook(_) = page.account {
            self.expect_texts(effects);
            self.look_for_kept(effects);
        }
    }

    /// Forgets the webhook, and what it has asked for with it.
    pub(super) fn disconnect(&mut self, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &mut self.stage
            && matches!(page.account, Account::Proving { .. } | Account::Webhook(_))
        {
            // Whoever disconnects wants nothing of the portal to stay.
            page.erase_kept(effects);
            page.forget_portal();
            self.session.disconnect(effects);
            effects.push(Effect::Focus(FocusTarget::WebhookField));
        }
    }

    /// The browser keeps the page for whoever comes *Back*. Then it is as after *Disconnect*, and nothing is left of a
    /// webhook that was typed and not sent.
    pub(in crate::page) fn put_away(&mut self, effects: &mut Effects<Extra>) {
        self.session.forget_note();
        if let Stage::Page(page) = &mut self.stage {
            page.forget_portal();
            if page.list.take().is_some() {
                effects.push(Effect::Extra(Extra::EndFiles));
            }
        }
        effects.push(Effect::Extra(Extra::EmptyWebhookField));
    }
}

impl Page {
    /// The text stays; results go, since they are that portal's.
    fn forget_portal(&mut self) {
        if !matches!(self.account, Account::Framed) {
            self.account = Account::Asking(None);
        }
        self.lookup = None;
        self.screen = Screen::Search;
        self.store = Store::default();
        self.forget_checked();
    }
}

/// The answer to a single command.
pub(super) fn single(outcome: Result<ResponseBody, Refusal>) -> Result<Node, Refusal> {
    match outcome? {
        ResponseBody::Single(result) => Ok(result),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
