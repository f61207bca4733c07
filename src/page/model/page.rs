//! The page with the search box.

use crate::domain::{PortalOrigin, UserId};
use crate::lookup::{Lookup, ResultsState};
use crate::protocol::webhook::WebhookError;
use crate::protocol::{CommandName, Refusal};
use crate::scheduler::CallId;

use super::{Checking, Comparing, Form, FormInput, Install, PageMode, Store};

/// The page.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Page {
    pub(in crate::page) account: Account,
    pub(in crate::page) form: Form,
    /// What was searched, if anything was.
    pub(in crate::page) lookup: Option<Box<PageLookup>>,
    pub(in crate::page) screen: Screen,
    pub(in crate::page) results: ResultsState,
    /// A list that is checked, whether it is shown or not.
    pub(in crate::page) list: Option<Box<Checking>>,
    /// What is known of the browser's storage, where a list is kept if the user wants that.
    pub(in crate::page) store: Store,
}

/// On whose account the page talks to its portal.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum Account {
    /// On that of the user around whose portal's page we stand.
    Framed,
    /// On nobody's: it asks for a webhook. What was wrong with the last one.
    Asking(Option<ConnectFault>),
    /// A webhook was given; the portal is asked whether it accepts it.
    Proving {
        /// The webhook.
        webhook: WebhookAccount,
        /// The question.
        call_id: CallId,
        /// The questions in it.
        asked: ProofAsked,
    },
    /// On that of a webhook.
    Webhook(WebhookAccount),
}

/// What a webhook is proved by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum ProofAsked {
    /// Who it is, and in the same request what it may do.
    Whole {
        /// The first question.
        profile: CommandName,
        /// The second one.
        scopes: CommandName,
    },
    /// Who it is, by itself: the portal has left that open before.
    Profile,
}

/// The webhook that is connected, without its secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WebhookAccount {
    /// The portal.
    pub origin: PortalOrigin,
    /// The user as whom it acts.
    pub user: UserId,
}

/// What was wrong with the last webhook.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) enum ConnectFault {
    /// Its address.
    Address(WebhookError),
    /// What the portal said to it.
    Refused(Refusal),
    /// The portal accepts it, and it may not ask anything about the CRM.
    WithoutCrm,
}

/// A search of what the search box held.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct PageLookup {
    pub(in crate::page) found: Lookup<PageMode>,
    /// What it held then.
    pub(in crate::page) input: FormInput,
}

/// What the page shows once it is connected.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Screen {
    /// The search box.
    #[default]
    Search,
    /// The check of a list.
    List,
    /// The installation.
    Install(Box<Install>),
    /// Records side by side.
    Comparing(Box<Comparing>),
}

impl Page {
    /// A page on this account.
    pub(in crate::page) fn new(account: Account) -> Self {
        Self {
            account,
            form: Form::default(),
            lookup: None,
            screen: Screen::default(),
            results: ResultsState::default(),
            list: None,
            store: Store::default(),
        }
    }

    /// Whether it can search.
    pub(in crate::page) const fn is_connected(&self) -> bool {
        match self.account {
            Account::Framed | Account::Webhook(_) => true,
            Account::Asking(_) | Account::Proving { .. } => false,
        }
    }

    /// The search that is shown.
    pub(in crate::page) fn lookup(&self) -> Option<&Lookup<PageMode>> {
        self.lookup.as_deref().map(|lookup| &lookup.found)
    }
}
