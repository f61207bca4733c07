//! The widget's own search over real HTTP: the same plan, the same scheduler, the same bodies as in the browser.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use b24_duplicates::domain::Millis;
use b24_duplicates::domain::{Communication, SearchReport};
use b24_duplicates::protocol::{BodyKind, CommandName, Node, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::{CallId, Outgoing, Renewal, ResponseBody, Scheduler, Status, Wait};
use b24_duplicates::search::{Pools, Search, SearchOptions};
use rustls::crypto::ring;
use simulate::Chance;
use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::Phases;
use crate::phase::Observer;

/// After this time the widget's shell gives a request up.
const DEADLINE: Duration = Duration::from_secs(65);

/// A browser keeps a connection for each request that may be under way.
const AT_ONCE: usize = 20;

/// A user looks after a halted search after so long.
const LOOKS_AFTER: Duration = Duration::from_secs(10);

/// What a search found out, and what it took.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its report.
    pub report: SearchReport,
    /// Its requests by their purpose.
    pub phases: Phases,
    /// How long it waited because of the portal's rate limit, by its own pace or after a refusal.
    pub waited: Duration,
    /// How often it stopped and was told to go on.
    pub halts: u64,
    /// From the first question to the first answer.
    pub first: Duration,
    /// From the first question to the last answer.
    pub wall: Duration,
}

/// Searches through a webhook, whose certificate is trusted if there is one.
///
/// # Errors
/// If the certificate cannot be read, the search does not take the values, or the portal refuses it as a whole.
pub fn search(webhook: &str, certificate: Option<&[u8]>, asked: Vec<Communication>) -> Result<Found> {
    let run = Run {
        webhook: webhook.into(),
        agent: agent(certificate)?,
        search: Search::<Pools>::new(asked, &SearchOptions::default())?,
        scheduler: Scheduler::new(Renewal::None),
        observer: Observer::default(),
        calls: Vec::new(),
        sent: BTreeSet::new(),
        waited: Duration::ZERO,
        halts: 0,
        started: Instant::now(),
    };
    run.finish()
}

/// What arrived for a request, and the call that it carried.
type Arrived = (Outgoing, RawResponse);

struct Run {
    webhook: Arc<str>,
    agent: Agent,
    search: Search<Pools>,
    scheduler: Scheduler,
    observer: Observer,
    /// What the search waits for.
    calls: Vec<(CallId, CommandName)>,
    /// The batches that were sent at least once.
    sent: BTreeSet<CommandName>,
    waited: Duration,
    halts: u64,
    started: Instant,
}

impl Run {
    fn finish(mut self) -> Result<Found> {
        let mut chance = Chance::new(1);
        let (sender, arrivals) = channel::<Arrived>();
        let (mut under_way, mut first) = (0_usize, None);
        loop {
            while let Some(batch) = self.search.next_batch(self.scheduler.room()) {
                let name = batch.name().context("a batch without commands")?;
                self.calls.push((self.scheduler.enqueue(RestCall::Batch(batch)), name));
            }
            while let Some(outgoing) = self.scheduler.dispatch(self.now(), chance.any()) {
                self.observe(&outgoing);
                under_way += 1;
                let (agent, webhook, sender) =
                    (self.agent.clone(), Arc::clone(&self.webhook), sender.clone());
                // One that nobody waits for any more is no error.
                std::thread::spawn(move || {
                    let raw = post(&agent, &webhook, &outgoing.call);
                    drop(sender.send((outgoing, raw)));
                });
            }
            if under_way > 0 {
                let until = self.scheduler.wakes().map(|wakes| self.pause(wakes));
                let arrived = match until {
                    Some(pause) => arrivals.recv_timeout(pause).ok(),
                    None => Some(arrivals.recv()?),
                };
                if let Some(arrived) = arrived {
                    under_way -= 1;
                    self.arrived(arrived)?;
                    first.get_or_insert_with(|| self.started.elapsed());
                }
                continue;
            }
            match self.scheduler.status() {
                Status::Idle if self.search.stuck().is_some() => {
                    self.halts += 1;
                    std::thread::sleep(LOOKS_AFTER);
                    self.search.go_on();
                }
                Status::Idle => break,
                Status::Waiting { until, why } => self.wait(until, why),
                Status::Halted(_) => {
                    self.halts += 1;
                    std::thread::sleep(LOOKS_AFTER);
                    self.scheduler.resume();
                }
                Status::Underway | Status::Renewing => bail!("nothing is under way with a webhook"),
            }
        }
        let wall = self.started.elapsed();
        let (phases, waited, halts) = (self.observer.phases(), self.waited, self.halts);
        let first = first.unwrap_or_default();
        Ok(Found { report: self.search.report(), phases, waited, halts, first, wall })
    }

    fn observe(&mut self, outgoing: &Outgoing) {
        match &outgoing.call {
            RestCall::Batch(batch) if batch.name().is_some_and(|name| self.sent.insert(name)) => {
                self.observer.sent(batch);
            }
            _ => self.observer.sent_again(),
        }
    }

    fn arrived(&mut self, (outgoing, raw): Arrived) -> Result<()> {
        let now = self.now();
        let Some(response) = self.scheduler.arrived(outgoing.id, raw, now) else { return Ok(()) };
        let asked = self.calls.iter().position(|(call_id, _)| *call_id == response.call_id);
        let (_, name) = self.calls.remove(asked.context("an answer that nobody waits for")?);
        match response.outcome {
            Ok(ResponseBody::Batch(reply)) => self.search.answered(name, &reply),
            Ok(ResponseBody::Single(_)) => bail!("a batch was answered as a single command"),
            Err(refusal) => bail!("the portal refuses the search: {refusal:?}"),
        }
        Ok(())
    }

    fn wait(&mut self, until: Millis, why: Wait) {
        let pause = self.pause(until);
        if matches!(why, Wait::Pace | Wait::RateLimit) {
            self.waited += pause;
        }
        std::thread::sleep(pause);
    }

    fn pause(&self, until: Millis) -> Duration {
        Duration::from_millis(until.saturating_sub(self.now()))
    }

    fn now(&self) -> Millis {
        Millis::try_from(self.started.elapsed().as_millis()).unwrap_or(Millis::MAX)
    }
}

/// Sends a call as the widget's shell does. What a browser would keep from a page is kept from us.
fn post(agent: &Agent, webhook: &str, call: &RestCall) -> RawResponse {
    let request = agent.post(format!("{webhook}{}", call.method()));
    match request.header("Content-Type", "application/x-www-form-urlencoded").send(call.body()) {
        Ok(response) => read(response),
        Err(ureq::Error::Timeout(_)) => RawResponse::Fault(TransportFault::TimedOut),
        Err(_) => RawResponse::Fault(TransportFault::Network { offline: false }),
    }
}

fn read(response: Response<ureq::Body>) -> RawResponse {
    let status = response.status();
    if status.is_redirection() {
        return RawResponse::Fault(TransportFault::Redirected);
    }
    if !response.headers().contains_key("Access-Control-Allow-Origin") {
        return RawResponse::Fault(TransportFault::Network { offline: false });
    }
    let Ok(text) = response.into_body().read_to_string() else {
        return RawResponse::Fault(TransportFault::Network { offline: false });
    };
    let status = status.as_u16();
    match serde_json::from_str::<Node>(&text) {
        Ok(body) => RawResponse::Decoded { status, body },
        Err(_) if text.is_empty() => RawResponse::Unreadable { status, body: BodyKind::Empty },
        Err(_) => RawResponse::Unreadable { status, body: BodyKind::Other },
    }
}

fn agent(certificate: Option<&[u8]>) -> Result<Agent> {
    let mut config = Agent::config_builder()
        .timeout_global(Some(DEADLINE))
        .max_idle_connections(AT_ONCE)
        .max_idle_connections_per_host(AT_ONCE)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false);
    if let Some(pem) = certificate {
        let roots = RootCerts::from([Certificate::from_pem(pem)?]);
        let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()));
        config = config.tls_config(tls.root_certs(roots).build());
    }
    Ok(config.build().new_agent())
}
