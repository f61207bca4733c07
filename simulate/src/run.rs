//! One search from its first question to its last answer, on a clock of its own.

use std::time::Duration;

use b24_duplicates::domain::Millis;
use b24_duplicates::lookup::{EverySpelling, Spellings, Verdict};
use b24_duplicates::protocol::{Command, RawResponse, RestCall, TransportFault};
use b24_duplicates::scheduler::{CallId, Outgoing, Renewal, ResponseBody, Scheduler, Status};
use b24_duplicates::search::Search;
use sandbox::crm::Moment;

use crate::account::Auditor;
use crate::network::{Credential, disturb, offline, send};
use crate::page::options;
use crate::past::{Past, change};
use crate::setting::start;
use crate::{Broken, Chance, Happening, Outcome, Page, Setting};

/// From the browser to the portal and back.
const LATENCY: Duration = Duration::from_millis(80);

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
        call_id: None,
        now: begins,
        others_until: begins,
        offline_until: begins,
        under_way: None,
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
    let said = |value| Verdict::of(&run.search, &spellings, value, setting.types, &[]);
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
    call_id: Option<CallId>,
    now: Moment,
    others_until: Moment,
    offline_until: Moment,
    under_way: Option<UnderWay>,
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
                if let Some(under_way) = &mut self.under_way
                    && self.outcome.requests.is_multiple_of(2)
                {
                    under_way.raw = RawResponse::Fault(TransportFault::TimedOut);
                }
            }
            Happening::Offline => {
                self.offline_until = self.now + OFFLINE;
                if let Some(under_way) = &mut self.under_way {
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
        let aborted = self.call_id.and_then(|call_id| self.scheduler.cancel(call_id));
        let under_way = self.under_way.take().map(|under_way| under_way.outgoing.id);
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
        self.under_way = None;
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
        if let Some(outgoing) = self.scheduler.dispatch(self.millis(setting), chance.any()) {
            self.send(setting, outgoing, chance);
            return true;
        }
        match self.scheduler.status() {
            Status::Idle => match self.search.next_batch() {
                Some(batch) => {
                    for (_, command) in &batch.commands {
                        match command {
                            Command::Find { .. } => self.outcome.finds += 1,
                            _ => self.outcome.lists += 1,
                        }
                    }
                    self.call_id = Some(self.scheduler.enqueue(RestCall::Batch(batch)));
                }
                None if self.search.stuck().is_some() => {
                    self.look_after();
                    self.search.go_on();
                    self.outcome.stuck += 1;
                }
                None => return false,
            },
            Status::Waiting { until, .. } => {
                let pause = until.saturating_sub(self.millis(setting));
                self.now = self.now + Duration::from_millis(pause);
            }
            Status::Renewing if self.is_renewing => self.hear_parent(setting),
            // The parent window answers with a later step.
            Status::Renewing => self.is_renewing = true,
            Status::Halted(_) => self.look_after(),
            Status::Underway => match self.under_way.take() {
                Some(under_way) => self.receive(setting, under_way),
                None => return false,
            },
        }
        true
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
        self.under_way = Some(UnderWay { outgoing, raw, arrives: self.now + took + LATENCY });
    }

    /// What is under way arrives.
    fn receive(&mut self, setting: &Setting, under_way: UnderWay) {
        let UnderWay { outgoing, raw, arrives } = under_way;
        self.now = self.now.max(arrives);
        let now = self.millis(setting);
        let Some(response) = self.scheduler.arrived(outgoing.id, raw, now) else { return };
        match response.outcome {
            Ok(ResponseBody::Batch(reply)) => {
                if let RestCall::Batch(batch) = &outgoing.call {
                    self.auditor.responded(batch, &reply);
                }
                self.search.answered(&reply);
            }
            Ok(ResponseBody::Single(_)) | Err(_) => {
                self.outcome.refused = true;
                self.search.fail();
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
            disturb(&mut setting.portal, self.others_until);
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
