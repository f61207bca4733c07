//! What the control interface switches for the whole portal.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;

use super::commands::{Outcome, done, parsed};
use crate::portal::{
    App, Billing, Language, Plan, References, Service, Settings, Statuses, ToldTime, ZeroCode,
};
use crate::server::Shared;

/// What is missing stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    limits: Option<bool>,
    plan: Option<Plan>,
    billing: Option<Billing>,
    find_ms: Option<u64>,
    list_ms: Option<u64>,
    /// 0 for any number.
    workers: Option<usize>,
    service: Option<Service>,
    statuses: Option<Statuses>,
    zero_code: Option<ZeroCode>,
    rest_lang: Option<Language>,
    told_time: Option<ToldTime>,
    references: Option<References>,
    webhook_needs_https: Option<bool>,
    may_merge: Option<bool>,
    installed: Option<bool>,
    /// Whether the application is in the portal; `false` takes its placements along.
    app: Option<bool>,
    /// The scopes of the application.
    scopes: Option<Vec<String>>,
}

/// Changes limits, costs, refusals, and the state of the application.
pub(super) async fn settings(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let changes: Changes = parsed(&body)?;
    shared.with(|portal| {
        changes.switch(&mut portal.settings);
        changes.change(&mut portal.app);
    });
    Ok(done())
}

impl Changes {
    fn switch(&self, settings: &mut Settings) {
        put(&mut settings.limits, self.limits);
        put(&mut settings.plan, self.plan);
        put(&mut settings.billing, self.billing);
        put(&mut settings.find_per_value, self.find_ms.map(Duration::from_millis));
        put(&mut settings.list_per_row, self.list_ms.map(Duration::from_millis));
        put(&mut settings.workers, self.workers.map(|workers| (workers > 0).then_some(workers)));
        put(&mut settings.service, self.service);
        put(&mut settings.statuses, self.statuses);
        put(&mut settings.wording.zero, self.zero_code);
        put(&mut settings.wording.language, self.rest_lang);
        put(&mut settings.told_time, self.told_time);
        put(&mut settings.references, self.references);
        put(&mut settings.webhook_needs_https, self.webhook_needs_https);
        put(&mut settings.may_merge, self.may_merge);
    }

    fn change(self, app: &mut App) {
        put(&mut app.installed, self.installed);
        put(&mut app.scopes, self.scopes);
        match self.app {
            Some(true) => app.is_removed = false,
            Some(false) => app.remove(),
            None => {}
        }
    }
}

fn put<T>(target: &mut T, change: Option<T>) {
    if let Some(change) = change {
        *target = change;
    }
}
