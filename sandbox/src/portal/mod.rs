//! The state of one portal, and the rules that need nothing but that state.

mod app;
mod faults;
mod limits;
mod settings;
mod stats;
mod tokens;
mod users;
mod webhooks;
mod workers;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::crm::{Crm, EntityType, Moment, Record, User};

pub use app::{App, Binding, CARD_PAGE, LangText};
pub use faults::{Fault, FaultKind, Faults};
pub use limits::{Operating, OperatingTime, Rate, Work};
pub use settings::{
    Billing, Language, Plan, References, Service, Settings, Statuses, ToldTime, Wording, ZeroCode,
};
pub use stats::Stats;
pub use tokens::{Token, TokenError};
pub use webhooks::{Credential, Webhook};
pub use workers::Workers;

use tokens::Tokens;

/// One portal: CRM, users, application, credentials. The clock and the seed are passed in.
#[derive(Clone, Debug)]
pub struct Portal {
    /// What its chance comes from.
    pub seed: u64,
    /// Records and the duplicate index.
    pub crm: Crm,
    /// Users by id.
    pub users: BTreeMap<u32, User>,
    /// Incoming webhooks.
    pub webhooks: Vec<Webhook>,
    /// The one local application of the portal.
    pub app: App,
    /// What is switched on or off for the whole portal.
    pub settings: Settings,
    /// What was asked and refused so far.
    pub stats: Stats,
    /// What goes wrong on demand.
    pub faults: Faults,
    /// The last answer that was no fault, for the fault that sends it again.
    pub(crate) last_answer: String,
    pub(crate) rate: Rate,
    pub(crate) operating: Operating,
    pub(crate) workers: Workers,
    tokens: Tokens,
}

impl Portal {
    /// A portal with its users and an empty CRM.
    pub fn new(settings: Settings, seed: u64) -> Self {
        let mut randomness = fastrand::Rng::with_seed(seed);
        let users = users::fixed();
        Self {
            seed,
            crm: Crm::default(),
            webhooks: webhooks::fixed(&users),
            users,
            app: App::new(&mut randomness),
            settings,
            stats: Stats::default(),
            faults: Faults::default(),
            last_answer: String::new(),
            rate: Rate::default(),
            operating: Operating::default(),
            workers: Workers::default(),
            tokens: Tokens::new(randomness),
        }
    }

    /// Gives out an access token of the application for a user.
    pub fn issue_token(&mut self, user_id: u32, now: Moment) -> Token {
        self.tokens.issue(user_id, self.settings.token_ttl, now)
    }

    /// A fresh token in place of one that runs out: what the parent window does for a frame.
    pub fn refresh(&mut self, user_id: u32, now: Moment) -> Token {
        self.issue_token(user_id, now)
    }

    /// Makes an access token worthless before its time.
    pub fn revoke_token(&mut self, access: &str) {
        self.tokens.revoke(access);
    }

    /// The user of an access token.
    ///
    /// # Errors
    /// When the token was never given out, was revoked, or has expired.
    pub fn token_user(&self, access: &str, now: Moment) -> Result<u32, TokenError> {
        self.tokens.user(access, now)
    }

    /// The fullest request counter now, and the highest level that it reached.
    pub fn bucket(&self, now: Moment) -> (u32, u32) {
        (self.rate.level(self.settings.plan, now), self.rate.peak())
    }

    /// Working time by method in the last ten minutes, over all credentials.
    pub fn operating_time(&self, now: Moment) -> BTreeMap<&'static str, Duration> {
        self.operating.by_method(now)
    }

    /// A live record.
    pub fn record(&self, entity_type: EntityType, id: u32) -> Option<&Record> {
        self.crm.record(entity_type, id)
    }

    /// Whether a user may see a record. A missing record and an unknown user give `false`.
    pub fn can_read(&self, user_id: u32, entity_type: EntityType, id: u32) -> bool {
        let record = self.crm.record(entity_type, id);
        let user = self.users.get(&user_id);
        record.zip(user).is_some_and(|(record, user)| user.can_read(record))
    }

    /// The records of a type that a user may see, oldest first.
    pub fn readable(
        &self,
        user_id: u32,
        entity_type: EntityType,
    ) -> impl DoubleEndedIterator<Item = &Record> {
        let user = self.users.get(&user_id);
        self.crm.records(entity_type).filter(move |record| user.is_some_and(|user| user.can_read(record)))
    }
}
