//! Who works on requests: a portal has so many workers, and what comes when all of them work waits for the first that
//! is free. Requests are taken in the order in which they come.

use std::time::Duration;

use crate::crm::Moment;

/// When each worker is free again. Those who never worked are not listed.
#[derive(Clone, Debug, Default)]
pub struct Workers {
    busy_until: Vec<Moment>,
}

impl Workers {
    /// When a request that comes now is begun, if there are so many workers; at once without a number.
    pub fn begin(&mut self, number: Option<usize>, now: Moment) -> Moment {
        self.busy_until.retain(|until| *until > now);
        let Some(number) = number else { return now };
        self.busy_until.sort_unstable();
        // As many end before it as there are too many.
        let ahead = (self.busy_until.len() + 1).checked_sub(number.max(1));
        let frees = ahead.and_then(|ahead| self.busy_until.get(ahead.checked_sub(1)?));
        frees.map_or(now, |until| *until)
    }

    /// A worker works on a request from then on, for so long.
    pub fn work(&mut self, start: Moment, took: Duration) {
        self.busy_until.push(start + took);
    }
}
