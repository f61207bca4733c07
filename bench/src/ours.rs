//! The widget's own search over real HTTP: the same plan, the same scheduler, the same bodies as in the browser.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use b24_duplicates::domain::Millis;
use b24_duplicates::domain::{Communication, SearchReport};
use b24_duplicates::protocol::{BodyKind, Node, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::{Outgoing, Renewal, ResponseBody, Scheduler, Status, Wait};
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
    /// From the first question to the last answer.
    pub wall: Duration,
}

/// Searches through a webhook, whose certificate is trusted if there is one.
///
/// # Errors
/// If the certificate cannot be read, the search does not take the values, or the portal refuses it as a whole.
pub fn search(webhook: &str, certificate: Option<&[u8]>, asked: Vec<Communication>) -> Result<Found> {
    let run = Run {
        webhook,
        agent: agent(certificate)?,
        search: Search::<Pools>::new(asked, &SearchOptions::default())?,
        scheduler: Scheduler::new(Renewal::None),
        observer: Observer::default(),
        calls: 0,
        waited: Duration::ZERO,
        halts: 0,
        started: Instant::now(),
    };
    run.finish()
}

struct Run<'a> {
    webhook: &'a str,
    agent: Agent,
    search: Search<Pools>,
    scheduler: Scheduler,
    observer: Observer,
    calls: u64,
    waited: Duration,
    halts: u64,
    started: Instant,
}

impl Run<'_> {
    fn finish(mut self) -> Result<Found> {
        let mut chance = Chance::new(1);
        let mut sent = None;
        loop {
            if let Some(outgoing) = self.scheduler.dispatch(self.now(), chance.any()) {
                self.observe(&outgoing, &mut sent);
                let raw = self.post(&outgoing.call);
                self.arrived(&outgoing, raw)?;
                continue;
            }
            match self.scheduler.status() {
                Status::Idle => match self.search.next_batch() {
                    Some(batch) => {
                        self.calls += 1;
                        self.scheduler.enqueue(RestCall::Batch(batch));
                    }
                    None if self.search.stuck().is_some() => {
                        self.halts += 1;
                        std::thread::sleep(LOOKS_AFTER);
                        self.search.go_on();
                    }
                    None => break,
                },
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
        Ok(Found { report: self.search.report(), phases, waited, halts, wall })
    }

    fn observe(&mut self, outgoing: &Outgoing, sent: &mut Option<u64>) {
        let is_again = sent.replace(self.calls) == Some(self.calls);
        match &outgoing.call {
            RestCall::Batch(batch) if !is_again => self.observer.sent(batch),
            _ => self.observer.sent_again(),
        }
    }

    fn arrived(&mut self, outgoing: &Outgoing, raw: RawResponse) -> Result<()> {
        let now = self.now();
        let Some(response) = self.scheduler.arrived(outgoing.id, raw, now) else { return Ok(()) };
        match response.outcome {
            Ok(ResponseBody::Batch(reply)) => self.search.answered(&reply),
            Ok(ResponseBody::Single(_)) => bail!("a batch was answered as a single command"),
            Err(refusal) => bail!("the portal refuses the search: {refusal:?}"),
        }
        Ok(())
    }

    fn wait(&mut self, until: Millis, why: Wait) {
        let pause = Duration::from_millis(until.saturating_sub(self.now()));
        if matches!(why, Wait::Pace | Wait::RateLimit) {
            self.waited += pause;
        }
        std::thread::sleep(pause);
    }

    /// Sends a call as the widget's shell does. What a browser would keep from a page is kept from us.
    fn post(&self, call: &RestCall) -> RawResponse {
        let request = self.agent.post(format!("{}{}", self.webhook, call.method()));
        match request.header("Content-Type", "application/x-www-form-urlencoded").send(call.body()) {
            Ok(response) => read(response),
            Err(ureq::Error::Timeout(_)) => RawResponse::Fault(TransportFault::TimedOut),
            Err(_) => RawResponse::Fault(TransportFault::Network { offline: false }),
        }
    }

    fn now(&self) -> Millis {
        Millis::try_from(self.started.elapsed().as_millis()).unwrap_or(Millis::MAX)
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
