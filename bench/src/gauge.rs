//! Processor time and memory of one side of a conversation.

use std::fmt;
use std::time::Duration;

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a piece of work took that is done in many steps. Whoever does the other steps is not measured, as long
/// as it takes nothing from the heap meanwhile that it gives back later.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gauge {
    /// Processor time.
    pub time: Duration,
    /// The processor time of the longest step.
    pub longest: Duration,
    /// Bytes on the heap after the last step.
    held: usize,
    /// The most of them at any moment.
    pub most: usize,
}

impl Gauge {
    /// Does one step.
    pub fn measure<T>(&mut self, step: impl FnOnce() -> T) -> T {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let started = ThreadTime::now();
        let done = step();
        let took = started.elapsed();
        let (after, peak) = (MEMORY.current_usage(), MEMORY.peak_usage());
        self.time += took;
        self.longest = self.longest.max(took);
        self.most = self.most.max(self.held + peak.saturating_sub(before));
        self.held = (self.held + after).saturating_sub(before);
        done
    }
}

impl fmt::Display for Gauge {
    #[expect(clippy::cast_precision_loss, reason = "a number of bytes that is shown with one decimal")]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
        let (time, longest) = (milliseconds(self.time), milliseconds(self.longest));
        let megabytes = self.most as f64 / 1_000_000.0;
        write!(formatter, "{time:>7.0} ms, longest step {longest:>5.1} ms, at most {megabytes:>6.1} MB")
    }
}
