//! The application's timers, one of each kind.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;

use crate::app::Timer;

/// The timers that run. Dropping it stops them.
#[derive(Default)]
pub(super) struct Timers {
    running: RefCell<Vec<(Timer, Timeout)>>,
}

impl Timers {
    /// Starts a timer, anew if it runs already.
    pub(super) fn start(&self, timer: Timer, after_ms: u32, woke: impl FnOnce() + 'static) {
        self.stop(timer);
        self.running.borrow_mut().push((timer, Timeout::new(after_ms, woke)));
    }

    /// Stops a timer.
    pub(super) fn stop(&self, timer: Timer) {
        self.running.borrow_mut().retain(|(running, _)| *running != timer);
    }
}
