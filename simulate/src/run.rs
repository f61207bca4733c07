//! One search from its first question to its last answer, on a clock of its own.

use std::time::Duration;

use b24_duplicates::domain::SearchReport;
use b24_duplicates::protocol::{Command, RestCall};
use b24_duplicates::search::{
    Courier, Delivered, Dispatch, Errand, Millis, Outgoing, Renewal, Search, SearchOptions, SearchRefused,
};
use sandbox::crm::Moment;

use crate::Chance;
use crate::network::{Credential, disturb, send};
use crate::setting::{Interruption, Setting, start};

/// From the browser to the portal and back.
const LATENCY: Duration = Duration::from_millis(80);

/// A search that takes more requests than this does not end.
const ENDLESS: u64 = 20_000;

/// A finished search and what it took.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What it found out.
    pub report: SearchReport,
    /// HTTP requests.
    pub requests: u64,
    /// Commands that asked for keys.
    pub finds: u64,
    /// Commands that loaded records.
    pub lists: u64,
    /// How often the courier stopped and was told to go on.
    pub halts: u64,
    /// Whether the portal refused the search as a whole.
    pub refused: bool,
    /// From the first question to the last answer.
    pub took: Duration,
}

/// Carries out the search of a setting.
///
/// # Errors
/// If the search does not take the input.
pub fn run(setting: &mut Setting, chance: &mut Chance) -> Result<Outcome, SearchRefused> {
    let search = Search::new(setting.asked.clone(), &SearchOptions { types: setting.types })?;
    let mut run = Run {
        credential: Credential::new(setting.renewal, setting.user, &mut setting.portal, start()),
        courier: Courier::new(setting.renewal),
        search,
        errand: Errand(0),
        now: start(),
        others_until: start(),
        outcome: Outcome::default(),
    };
    while run.outcome.requests < ENDLESS {
        run.interrupt(&mut setting.interruption);
        if !run.step(setting, chance) {
            break;
        }
    }
    let took = run.now.since(start());
    Ok(Outcome { report: run.search.report(), took, ..run.outcome })
}

struct Run {
    credential: Credential,
    courier: Courier,
    search: Search,
    errand: Errand,
    now: Moment,
    others_until: Moment,
    outcome: Outcome,
}

impl Run {
    fn interrupt(&mut self, interruption: &mut Interruption) {
        match *interruption {
            Interruption::Cancel { after } if after <= self.outcome.requests => {
                self.courier.withdraw(self.errand);
                self.search.cancel();
            }
            Interruption::Sleep { after } if after <= self.outcome.requests => {
                self.now = self.now + Duration::from_hours(1);
            }
            Interruption::None | Interruption::Cancel { .. } | Interruption::Sleep { .. } => return,
        }
        *interruption = Interruption::None;
    }

    /// Does the next thing. `false` when there is none.
    fn step(&mut self, setting: &mut Setting, chance: &mut Chance) -> bool {
        match self.courier.dispatch(self.millis(), chance.any()) {
            Dispatch::Idle => match self.search.next_batch() {
                Some(batch) => {
                    for (_, command) in &batch.commands {
                        match command {
                            Command::Find { .. } => self.outcome.finds += 1,
                            _ => self.outcome.lists += 1,
                        }
                    }
                    self.errand = Errand(self.errand.0 + 1);
                    self.courier.give(self.errand, RestCall::Batch(batch));
                }
                None => return false,
            },
            Dispatch::Send(outgoing) => self.carry(setting, &outgoing),
            Dispatch::Wait { until, .. } => {
                let pause = until.saturating_sub(self.millis());
                self.now = self.now + Duration::from_millis(pause);
            }
            Dispatch::RenewToken => {
                self.credential =
                    Credential::new(Renewal::ByParent, setting.user, &mut setting.portal, self.now);
                self.courier.token_renewed();
            }
            Dispatch::Halted(_) => {
                self.outcome.halts += 1;
                self.now = self.now + Duration::from_mins(1);
                self.courier.resume();
            }
            Dispatch::Underway => return false,
        }
        true
    }

    fn carry(&mut self, setting: &mut Setting, outgoing: &Outgoing) {
        self.hear_others(setting);
        self.outcome.requests += 1;
        let (arrival, took) = send(&mut setting.portal, &self.credential, &outgoing.call, self.now);
        self.now = self.now + took + LATENCY;
        let Some(delivery) = self.courier.arrived(outgoing.id, arrival, self.millis()) else { return };
        match delivery.outcome {
            Ok(Delivered::Batch(reply)) => self.search.answered(&reply),
            Ok(Delivered::Single(_)) | Err(_) => {
                self.outcome.refused = true;
                self.search.fail();
            }
        }
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

    fn millis(&self) -> Millis {
        Millis::try_from(self.now.since(start()).as_millis()).unwrap_or(Millis::MAX)
    }
}
