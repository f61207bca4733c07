//! Time, as it is passed in with every event and never read.

/// Milliseconds on a clock that only goes forward.
pub type Millis = u64;
