//! Processor time and memory of the search alone: plan and scheduler, the bodies that they send, the answers that
//! they read. No network, no interface; the portal's own work is not counted.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, bail};
use b24_duplicates::domain::Millis;
use b24_duplicates::protocol::{CommandName, Node, RawResponse, RestCall};
use b24_duplicates::scheduler::{CallId, Outgoing, Renewal, ResponseBody, Scheduler};
use b24_duplicates::search::{Pools, Search, SearchOptions};
use sandbox::crm::Moment;
use sandbox::rest::RestRequest;

use crate::gauge::Gauge;
use crate::unlimited::unlimited;

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
    let mut setting = unlimited(values);
    let mut gauge = Gauge::default();
    let mut search =
        gauge.measure(|| Search::<Pools>::new(setting.asked.clone(), &SearchOptions::default()))?;
    let mut scheduler = Scheduler::new(Renewal::None);
    let (mut requests, mut now) = (0, 0);
    let mut under_way: Vec<(Millis, Outgoing, String)> = Vec::new();
    let mut calls = Calls::new();
    loop {
        while let Some((outgoing, body)) =
            gauge.measure(|| next(&mut search, &mut scheduler, &mut calls, now))
        {
            requests += 1;
            let path = format!("/rest/7/sandbox7code/{}", outgoing.call.method());
            let response = setting.portal.handle(&RestRequest::form(&path, &body), moment(now));
            under_way.push((now + Millis::try_from(response.took.as_millis())?, outgoing, response.body));
        }
        let arrivals = under_way.iter().map(|(arrives, ..)| *arrives).enumerate();
        let first = arrivals.min_by_key(|(_, arrives)| *arrives);
        match (first, scheduler.wakes()) {
            (Some((place, arrives)), wakes) if wakes.is_none_or(|wakes| arrives <= wakes) => {
                let (_, outgoing, body) = under_way.remove(place);
                now = now.max(arrives);
                gauge.measure(|| take(&mut search, &mut scheduler, &mut calls, (&outgoing, &body), now))?;
            }
            (_, Some(wakes)) => now = now.max(wakes),
            (_, None) => break,
        }
    }
    Ok(Engine { values, requests, gauge })
}

type Calls = BTreeMap<CallId, CommandName>;

fn next(
    search: &mut Search<Pools>,
    scheduler: &mut Scheduler,
    calls: &mut Calls,
    now: Millis,
) -> Option<(Outgoing, String)> {
    while let Some(batch) = search.next_batch(scheduler.room()) {
        let name = batch.name()?;
        calls.insert(scheduler.enqueue(RestCall::Batch(batch)), name);
    }
    let outgoing = scheduler.dispatch(now, 0)?;
    let body = outgoing.call.body();
    Some((outgoing, body))
}

fn take(
    search: &mut Search<Pools>,
    scheduler: &mut Scheduler,
    calls: &mut Calls,
    (outgoing, body): (&Outgoing, &str),
    now: Millis,
) -> Result<()> {
    let body: Node = serde_json::from_str(body)?;
    let response = scheduler.arrived(outgoing.id, RawResponse::Decoded { status: 200, body }, now);
    let (call_id, outcome) = response.map(|response| (response.call_id, response.outcome)).unzip();
    match (call_id.and_then(|call_id| calls.remove(&call_id)), outcome) {
        (Some(name), Some(Ok(ResponseBody::Batch(reply)))) => search.answered(name, &reply),
        (_, other) => bail!("a portal without faults answers {other:?}"),
    }
    search.progress();
    Ok(())
}

fn moment(now: Millis) -> Moment {
    Moment::from_seconds(1_750_000_000) + Duration::from_millis(now)
}
