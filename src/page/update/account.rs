//! The webhook of a page of its own.

use crate::app::{Effect, Effects, FocusTarget};
use crate::lookup::batch_reply;
use crate::page::model::{Account, ConnectFault, Page, ProofAsked, Screen, Stage, Store, WebhookAccount};
use crate::page::{App, Extra};
use crate::protocol::webhook::WebhookError;
use crate::protocol::{Batch, Class, Command, Node, Reason, Refusal, RestCall, cards, scopes};
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
                let (profile, scopes) = (connection.name(), connection.name());
                let commands = vec![(profile, Command::Profile), (scopes, scopes::ask())];
                let call_id = connection.enqueue(RestCall::Batch(Batch { commands }));
                let asked = ProofAsked::Whole { profile, scopes };
                page.account = Account::Proving { webhook, call_id, asked };
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
        let Account::Proving { webhook, call_id, asked } = &mut page.account else { return };
        let fault = match proof(*asked, response) {
            Proof::Given => {
                let webhook = webhook.clone();
                effects.push(Effect::Focus(FocusTarget::SearchBox));
                page.account = Account::Webhook(webhook);
                self.expect_texts(effects);
                return self.look_for_kept(effects);
            }
            Proof::LeftOpen => {
                let Some(connection) = self.session.connection_mut() else { return };
                *call_id = connection.enqueue(RestCall::Single(Command::Profile));
                *asked = ProofAsked::Profile;
                return;
            }
            Proof::Failed(fault) => fault,
        };
        page.account = Account::Asking(Some(fault));
        self.session.disconnect(effects);
        effects.push(Effect::Focus(FocusTarget::WebhookField));
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

/// What the portal's answer is to a webhook.
enum Proof {
    Given,
    /// It has not said who the webhook is, and may if it is asked again.
    LeftOpen,
    Failed(ConnectFault),
}

fn proof(asked: ProofAsked, response: Response) -> Proof {
    let read = |result: &Node| match cards::profile(result) {
        Ok(_) => Proof::Given,
        Err(misshapen) => Proof::Failed(ConnectFault::Refused(misshapen.into())),
    };
    let ProofAsked::Whole { profile, scopes } = asked else {
        return single(response.outcome)
            .map_or_else(|refusal| Proof::Failed(ConnectFault::Refused(refusal)), |result| read(&result));
    };
    let reply = match batch_reply(response) {
        Ok(reply) => reply,
        Err(refusal) => return Proof::Failed(ConnectFault::Refused(refusal)),
    };
    // Where the portal does not tell the scopes, the first question about the CRM will.
    let lacks_crm = matches!(reply.of(scopes), Some(Ok(answer)) if scopes::hold_crm(answer) == Ok(false));
    match reply.of(profile) {
        Some(Ok(_)) if lacks_crm => Proof::Failed(ConnectFault::WithoutCrm),
        Some(Ok(result)) => read(result),
        Some(Err(refusal)) if refusal.reason.class() == Class::Stop => {
            Proof::Failed(ConnectFault::Refused(refusal.clone()))
        }
        Some(Err(_)) | None => Proof::LeftOpen,
    }
}

/// The answer to a single command.
pub(super) fn single(outcome: Result<ResponseBody, Refusal>) -> Result<Node, Refusal> {
    match outcome? {
        ResponseBody::Single(result) => Ok(result),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
