//! One call of a method, alone or inside a batch.

use std::time::Duration;

use super::auth::Caller;
use super::error::{CrmError, RestError};
use super::method::Method;
use super::time::time_of;
use super::{
    batch, change, classic, contacts, definition, directory, find, item, merge, options, placement, service,
};
use crate::crm::{EntityType, Moment, User};
use crate::php::{Array, Value};
use crate::portal::{FaultKind, OperatingTime, Portal, ToldTime, Work};

/// A call while it runs.
pub(super) struct Call<'a> {
    /// The portal.
    pub(super) portal: &'a mut Portal,
    /// Who calls.
    pub(super) caller: &'a Caller,
    /// The parameters, without those of the transport.
    pub(super) params: Array,
    /// When the call began.
    pub(super) now: Moment,
    /// How long it has taken so far by the cost model.
    pub(super) took: Duration,
}

/// What a method answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// The value under `result`.
    pub(super) result: Value,
    /// Where the next page begins.
    pub(super) next: Option<i64>,
    /// How many rows there are in all.
    pub(super) total: Option<i64>,
    /// How long it took.
    pub(super) took: Duration,
    /// The working time of the method, if the portal counts it.
    pub(super) operating: Option<OperatingTime>,
}

impl Answer {
    /// An answer that is no page of a list.
    pub(super) fn of(result: impl Into<Value>) -> Self {
        Self { result: result.into(), ..Self::default() }
    }

    /// The whole body, in the portal's order of keys.
    pub(super) fn into_body(self, start: Moment, told: ToldTime) -> Value {
        let time = time_of(start, self.took, self.operating, told);
        let mut body = Array::default();
        body.insert("result", self.result);
        if let Some(next) = self.next {
            body.insert("next", next);
        }
        if let Some(total) = self.total {
            body.insert("total", total);
        }
        body.insert("time", time);
        Value::Array(body)
    }
}

impl Call<'_> {
    /// Runs a method: scope, working time, the method itself, the bill.
    pub(super) fn run(&mut self, method: Method) -> Result<Answer, RestError> {
        self.caller.check_scope(method)?;
        let is_limited = self.portal.settings.limits;
        let billing = self.portal.settings.billing;
        let credential = &self.caller.credential;
        if is_limited && !self.portal.operating.is_open(credential, method.name(), billing, self.now) {
            return Err(RestError::OperationTime);
        }
        self.portal.stats.count_command(method.name());
        match self.portal.faults.for_command(method.name(), self.now) {
            Some(FaultKind::CommandError { code, text }) => {
                return Err(RestError::Forced { status: 400, code, text });
            }
            Some(FaultKind::CommandResult { result }) => return Ok(Answer::of(result)),
            _ => {}
        }
        let answer = self.dispatch(method);
        let billed = batch::billed_time(method, billing, self.took);
        let work = Work { start: self.now, took: self.took, billed };
        let operating =
            is_limited.then(|| self.portal.operating.charge(credential, method.name(), billing, work));
        answer.map(|answer| Answer { took: self.took, operating, ..answer })
    }

    /// The user who calls.
    pub(super) fn user(&self) -> &User {
        &self.caller.user
    }

    /// Refuses a user who may not read a type at all.
    pub(super) fn check_readable(&self, entity_type: EntityType) -> Result<(), RestError> {
        if self.user().reads_some(entity_type) { Ok(()) } else { Err(CrmError::Denied.into()) }
    }

    /// Adds working time.
    pub(super) fn spend(&mut self, each: Duration, times: usize) {
        self.took += each.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX));
    }

    fn dispatch(&mut self, method: Method) -> Result<Answer, RestError> {
        match method {
            Method::Batch => Ok(batch::run(self)),
            Method::FindByComm => find::find_by_comm(self),
            Method::Get(entity_type) => classic::get(self, entity_type),
            Method::List(entity_type) => classic::list(self, entity_type),
            Method::ContactsOf(entity_type) => contacts::get(self, entity_type),
            Method::Fields(entity_type) => definition::of_type(self, entity_type),
            Method::ItemFields => definition::of_items(self),
            Method::Add(entity_type) => change::add(self, entity_type),
            Method::Update(entity_type) => change::update(self, entity_type),
            Method::Delete(entity_type) => change::delete(self, entity_type),
            Method::ItemGet => item::get(self),
            Method::ItemList => item::list(self),
            Method::MergeBatch => merge::merge_batch(self),
            Method::OptionGet(owner) => options::get(self, owner),
            Method::OptionSet(owner) => options::set(self, owner),
            Method::StatusList => directory::status_list(self),
            Method::UserGet => Ok(directory::user_get(self)),
            Method::UserCurrent => Ok(directory::user_current(self)),
            Method::UserAdmin => Ok(Answer::of(self.user().is_admin)),
            Method::Profile => Ok(service::profile(self)),
            Method::AppInfo => Ok(service::app_info(self)),
            Method::Scope => Ok(service::scope(self)),
            Method::ServerTime => Ok(Answer::of(self.now.iso())),
            Method::MethodGet => Ok(service::method_get(self)),
            Method::PlacementBind => placement::bind(self),
            Method::PlacementUnbind => placement::unbind(self),
            Method::PlacementGet => placement::get(self),
            Method::PlacementList => Ok(placement::list(self)),
        }
    }
}
