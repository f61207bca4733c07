//! One search from its first question to its last answer, on a clock of its own.

use std::time::Duration;

use b24_duplicates::domain::Millis;
use b24_duplicates::lookup::{EverySpelling, Own, Spellings, Verdict};
use b24_duplicates::protocol::{Batch, Command, CommandName, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::{CallId, Outgoing, Renewal, RequestId, ResponseBody, Scheduler, Status};
use b24_duplicates::search::Search;
use sandbox::crm::Moment;

use crate::account::Auditor;
use crate::network::{Credential, disturb, offline, send};
use crate::page::options;
use crate::past::{Past, change};
use crate::setting::start;
use crate::{Broken, Chance, Happening, Outcome, Page, Setting, Way};

/// From the browser to the portal and back.
const LATENCY: Duration = Duration::from_millis(80);

/// Of some requests, one in so many, the way is longer than of those that are sent after them.
const LATE_ONE_IN: u64 = 4;

/// A search that takes more requests than this does not end.
const ENDLESS: u64 = 20_000;

/// The browser is offline for so long.
const OFFLINE: Duration = Duration::from_mins(3);

/// The portal's counter of requests blocks at this level.
const BURST: u32 = 50;

/// Carries out the search of a setting.
///
/// # Errors
/// What the search did that no search may do.
pub fn run<P: Page>(setting: &mut Setting, chance: &mut Chance) -> Result<Outcome, Broken> {
    let search = Search::<P>::new(setting.asked.clone(), &options(setting))?;
    let begins = setting.begins;
    let mut run = Run {
        credential: Credential::new(setting.renewal, setting.user, &mut setting.portal, begins),
        scheduler: Scheduler::new(setting.renewal),
        search,
        calls: Vec::new(),
        now: begins,
        others_until: begins,
        offline_until: begins,
        under_way: Vec::new(),
        parent: Parent::Answers,
        is_renewing: false,
        user: User::Waits,
        auditor: Auditor::new(&setting.asked),
        outcome: Outcome { past: Past::begin(&setting.portal, &setting.asked), ..Outcome::default() },
    };
    let mut step = 0;
    loop {
        while let Some(happening) = setting.happenings.due(step) {
            run.happen(happening, setting)?;
            run.check_account()?;
        }
        if !run.step(setting, chance) {
            break;
        }
        run.check_account()?;
        if run.outcome.requests > ENDLESS {
            return Err(Broken::Endless);
        }
        step += 1;
    }
    let is_alone = setting.neighbours == 0 && begins == start();
    if is_alone && setting.portal.bucket(run.now).1 >= BURST {
        return Err(Broken::TooFast);
    }
    let took = run.now.since(begins);
    let (_, spellings) = EverySpelling::begin::<P>(setting.values.iter(), &options(setting))?;
    let said = |value| Verdict::of(&run.search, &spellings, value, setting.types, &Own::default());
    let said = spellings.values(&run.search).map(said).collect();
    Ok(Outcome { report: run.search.report(), said, took, ..run.outcome })
}

/// Whether the parent window answers when it is asked for a new token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    Answers,
    IsSilentOnce,
}

/// What the user does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum User {
    Waits,
    Pauses { until: Moment },
}

/// A request, and the answer on its way.
struct UnderWay {
    outgoing: Outgoing,
    raw: RawResponse,
    arrives: Moment,
}

struct Run<P: Page> {
    credential: Credential,
    scheduler: Scheduler,
    search: Search<P>,
    /// What the search waits for.
    calls: Vec<(CallId, CommandName)>,
    now: Moment,
    others_until: Moment,
    offline_until: Moment,
    under_way: Vec<UnderWay>,
    parent: Parent,
    is_renewing: bool,
    user: User,
    auditor: Auditor,
    outcome: Outcome,
}

impl<P: Page> Run<P> {
    fn happen(&mut self, happening: Happening, setting: &mut Setting) -> Result<(), Broken> {
        match happening {
            Happening::Cancel => {
                self.cancel()?;
                self.search.cancel();
                self.user = User::Waits;
                self.outcome.cancelled = true;
            }
            Happening::Sleep => {
                self.now = self.now + Duration::from_hours(1);
                // Who wakes first, the answer or the shell's deadline, differs.
                for under_way in &mut self.under_way {
                    if under_way.outgoing.id.0.is_multiple_of(2) {
                        under_way.raw = RawResponse::Fault(TransportFault::TimedOut);
                    }
                }
            }
            Happening::Offline => {
                self.offline_until = self.now + OFFLINE;
                for under_way in &mut self.under_way {
                    (under_way.raw, under_way.arrives) = (offline(), self.now);
                }
            }
            Happening::Pause if self.user == User::Waits && !self.search.is_finished() => {
                self.cancel()?;
                self.search.requeue();
                self.user = User::Pauses { until: self.now + Duration::from_mins(1) };
                self.outcome.pauses += 1;
            }
            Happening::Pause => {}
            Happening::GoOn => {
                self.user = User::Waits;
                self.scheduler.resume();
            }
            Happening::TokenLost => {
                if let Credential::Token(token) = &self.credential {
                    setting.portal.revoke_token(token);
                    self.parent = Parent::IsSilentOnce;
                }
            }
            Happening::Kill => self.kill(setting)?,
        }
        Ok(())
    }

    /// Nobody waits for an answer any more.
    fn cancel(&mut self) -> Result<(), Broken> {
        let calls = std::mem::take(&mut self.calls);
        let mut aborted: Vec<RequestId> =
            calls.into_iter().filter_map(|(call_id, _)| self.scheduler.cancel(call_id)).collect();
        let mut under_way: Vec<RequestId> =
            self.under_way.drain(..).map(|under_way| under_way.outgoing.id).collect();
        aborted.sort_unstable();
        under_way.sort_unstable();
        if aborted == under_way { Ok(()) } else { Err(Broken::NotAborted) }
    }

    /// Everything goes but what the page keeps.
    fn kill(&mut self, setting: &mut Setting) -> Result<(), Broken> {
        if let Some(kept) = P::kept(&self.search, setting, |text| self.credential.is_in(text))? {
            self.search = kept;
            self.outcome.resumed += 1;
        } else {
            self.search = Search::new(setting.asked.clone(), &options(setting))?;
            self.auditor = Auditor::new(&setting.asked);
            self.outcome.reopened += 1;
        }
        self.scheduler = Scheduler::taking_over(setting.renewal, self.millis(setting));
        self.credential = Credential::new(setting.renewal, setting.user, &mut setting.portal, self.now);
        self.under_way.clear();
        self.calls.clear();
        self.is_renewing = false;
        self.user = User::Waits;
        Ok(())
    }

    /// Does the next thing. `false` when there is none.
    fn step(&mut self, setting: &mut Setting, chance: &mut Chance) -> bool {
        if let User::Pauses { until } = self.user {
            if self.is_renewing {
                self.hear_parent(setting);
            }
            self.now = self.now + Duration::from_secs(20);
            if self.now >= until {
                self.user = User::Waits;
                self.scheduler.resume();
            }
            return true;
        }
        if let Some(batch) = self.search.next_batch(self.scheduler.room()) {
            self.ask(batch);
            return true;
        }
        if let Some(outgoing) = self.scheduler.dispatch(self.millis(setting), chance.any()) {
            self.send(setting, outgoing, chance);
            return true;
        }
        let arrives = self.under_way.iter().map(|under_way| under_way.arrives).min();
        let pause = |until: Millis| Duration::from_millis(until.saturating_sub(self.millis(setting)));
        let wakes = self.scheduler.wakes().map(|until| self.now + pause(until));
        match (self.scheduler.status(), arrives) {
            // The parent window answers with a later step, before anything else arrives or after it.
            (Status::Renewing, _) if self.is_renewing && (arrives.is_none() || chance.percent(50)) => {
                self.hear_parent(setting);
            }
            (Status::Renewing, None) => self.is_renewing = true,
            (Status::Renewing, _) if !self.is_renewing => self.is_renewing = true,
            (_, Some(arrives)) if wakes.is_none_or(|wakes| arrives <= wakes) => self.receive(setting),
            (Status::Idle, None) if self.search.stuck().is_some() => {
                self.look_after();
                self.search.go_on();
                self.outcome.stuck += 1;
            }
            (Status::Halted(_), None) => self.look_after(),
            _ => match wakes {
                Some(wakes) => self.now = self.now.max(wakes),
                None => return false,
            },
        }
        true
    }

    fn ask(&mut self, batch: Batch) {
        for (_, command) in &batch.commands {
            match command {
                Command::Find { .. } => self.outcome.finds += 1,
                _ => self.outcome.lists += 1,
            }
        }
        if let Some(name) = batch.name() {
            self.calls.push((self.scheduler.enqueue(RestCall::Batch(batch)), name));
        }
    }

    /// The parent window was asked for a new token.
    fn hear_parent(&mut self, setting: &mut Setting) {
        self.is_renewing = false;
        match std::mem::replace(&mut self.parent, Parent::Answers) {
            Parent::Answers => {
                self.credential =
                    Credential::new(Renewal::ByParent, setting.user, &mut setting.portal, self.now);
                self.scheduler.token_renewed();
            }
            Parent::IsSilentOnce => self.scheduler.token_lost(),
        }
    }

    /// The user finds the search stopped.
    fn look_after(&mut self) {
        self.outcome.halts += 1;
        self.now = self.now + Duration::from_mins(1);
        self.scheduler.resume();
    }

    /// Sends a request. Its answer arrives with a later step, unless something happens before.
    fn send(&mut self, setting: &mut Setting, outgoing: Outgoing, chance: &mut Chance) {
        self.hear_others(setting);
        self.outcome.requests += 1;
        let (raw, took) = if self.now < self.offline_until {
            (offline(), Duration::ZERO)
        } else {
            let mut has_changed = false;
            while chance.percent(setting.change_percent) {
                change(&mut setting.portal, &setting.asked, chance);
                has_changed = true;
            }
            // Nobody sees what was true between two requests.
            if has_changed {
                self.outcome.past.note(&setting.portal, &setting.asked);
            }
            send(&mut setting.portal, &self.credential, &outgoing.call, setting.cards, self.now)
        };
        let mut late = || if chance.below(LATE_ONE_IN) == 0 { chance.below(2_000) } else { chance.below(80) };
        let way = match setting.way {
            Way::Uneven => LATENCY + Duration::from_millis(late()),
            Way::None => Duration::ZERO,
        };
        let arrives = self.now + took + way;
        self.under_way.push(UnderWay { outgoing, raw, arrives });
    }

    /// The first of what is under way arrives.
    fn receive(&mut self, setting: &Setting) {
        let in_order = self.under_way.iter().enumerate();
        let first = in_order.min_by_key(|(_, under_way)| under_way.arrives).map(|(place, _)| place);
        let Some(first) = first else { return };
        let UnderWay { outgoing, raw, arrives } = self.under_way.remove(first);
        self.now = self.now.max(arrives);
        let now = self.millis(setting);
        let Some(response) = self.scheduler.arrived(outgoing.id, raw, now) else { return };
        let asked = self.calls.iter().position(|(call_id, _)| *call_id == response.call_id);
        let Some((_, name)) = asked.map(|place| self.calls.remove(place)) else { return };
        match response.outcome {
            Ok(ResponseBody::Batch(reply)) => {
                if let RestCall::Batch(batch) = &outgoing.call {
                    self.auditor.responded(batch, &reply);
                }
                self.search.answered(name, &reply);
            }
            Ok(ResponseBody::Single(_)) | Err(_) => {
                self.outcome.refused = true;
                self.search.fail();
                for (call_id, _) in std::mem::take(&mut self.calls) {
                    self.scheduler.cancel(call_id);
                }
                self.under_way.clear();
            }
        }
        self.outcome.forecasts.push((self.now, self.search.progress().left));
    }

    /// What the neighbours sent since we were last here.
    fn hear_others(&mut self, setting: &mut Setting) {
        if setting.neighbours == 0 {
            return;
        }
        let pause = Duration::from_millis(1_000_000 / setting.neighbours);
        // The portal's counter forgets everything within a minute.
        self.others_until = self.others_until.max(self.now - Duration::from_mins(1));
        while self.others_until < self.now {
            self.outcome.neighbours += 1;
            self.outcome.neighbours_refused += u64::from(!disturb(&mut setting.portal, self.others_until));
            self.others_until = self.others_until + pause;
        }
    }

    /// Every value is in exactly one state, at any moment.
    fn check_account(&self) -> Result<(), Broken> {
        self.auditor.check(&self.search, self.outcome.cancelled)?;
        Ok(())
    }

    fn millis(&self, setting: &Setting) -> Millis {
        Millis::try_from(self.now.since(setting.begins).as_millis()).unwrap_or(Millis::MAX)
    }
}
