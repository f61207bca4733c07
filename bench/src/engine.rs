//! Processor time and memory of the search alone: plan and scheduler, the bodies that they send, the answers that
//! they read. No network, no interface; the portal's own work is not counted.

use std::time::Duration;

use anyhow::{Result, bail};
use b24_duplicates::domain::Millis;
use b24_duplicates::protocol::{Node, RawResponse, RestCall};
use b24_duplicates::scheduler::{Outgoing, Renewal, ResponseBody, Scheduler, Status};
use b24_duplicates::search::{Pools, Search, SearchOptions};
use sandbox::crm::Moment;
use sandbox::rest::RestRequest;
use simulate::{Chance, Setting, Share, Size, World};

use crate::gauge::Gauge;

/// What a search took.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Engine {
    /// How many values.
    pub values: usize,
    /// HTTP requests.
    pub requests: u64,
    /// From the input to the last answer, reading the answers' JSON included.
    pub gauge: Gauge,
}

/// Carries out a search in a portal where one value in ten is found, and one record in ten is hidden.
///
/// # Errors
/// If the search does not take the input, or is refused.
pub fn run(values: usize) -> Result<Engine> {
    let world = World::Reference { find_ms: 5, hidden_percent: 10 };
    let size =
        Size { values, hits: Some(Share::percent(10)), variants_percent: None, fault_percent: None, world };
    let mut setting = Setting::of(size, &mut Chance::new(1));
    setting.portal.settings.limits = false;
    let mut gauge = Gauge::default();
    let mut search =
        gauge.measure(|| Search::<Pools>::new(setting.asked.clone(), &SearchOptions::default()))?;
    let mut scheduler = Scheduler::new(Renewal::None);
    let (mut requests, mut now) = (0, 0);
    loop {
        match gauge.measure(|| next(&mut search, &mut scheduler, now))? {
            Next::Send(outgoing, body) => {
                requests += 1;
                let path = format!("/rest/7/sandbox7code/{}", outgoing.call.method());
                let request = RestRequest::form(&path, &body);
                let response = setting.portal.handle(&request, moment(now));
                now += Millis::try_from(response.took.as_millis())?;
                gauge.measure(|| take(&mut search, &mut scheduler, &outgoing, &response.body, now))?;
            }
            Next::Wait(until) => now = until,
            Next::Nothing => break,
        }
    }
    Ok(Engine { values, requests, gauge })
}

enum Next {
    Send(Outgoing, String),
    Wait(Millis),
    Nothing,
}

fn next(search: &mut Search<Pools>, scheduler: &mut Scheduler, now: Millis) -> Result<Next> {
    if scheduler.status() == Status::Idle {
        let Some(batch) = search.next_batch() else { return Ok(Next::Nothing) };
        scheduler.enqueue(RestCall::Batch(batch));
    }
    if let Some(outgoing) = scheduler.dispatch(now, 0) {
        let body = outgoing.call.body();
        return Ok(Next::Send(outgoing, body));
    }
    match scheduler.status() {
        Status::Waiting { until, .. } => Ok(Next::Wait(until)),
        other => bail!("a portal without faults leads to {other:?}"),
    }
}

fn take(
    search: &mut Search<Pools>,
    scheduler: &mut Scheduler,
    outgoing: &Outgoing,
    body: &str,
    now: Millis,
) -> Result<()> {
    let body: Node = serde_json::from_str(body)?;
    let response = scheduler.arrived(outgoing.id, RawResponse::Decoded { status: 200, body }, now);
    match response.map(|response| response.outcome) {
        Some(Ok(ResponseBody::Batch(reply))) => search.answered(&reply),
        other => bail!("a portal without faults answers {other:?}"),
    }
    search.progress();
    Ok(())
}

fn moment(now: Millis) -> Moment {
    Moment::from_seconds(1_750_000_000) + Duration::from_millis(now)
}
