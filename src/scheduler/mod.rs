//! Requests under way: at what rate calls are sent, when they are sent again, when they wait and when they stop.
//!
//! [`Scheduler`] takes calls and says what is to be sent now. It knows neither time nor network: both come with
//! each question. `width` says how many requests are under way at once, `rate_limiter` keeps them below the portal's
//! rate, `quota` below its limit on operating time, and `retry` says when a call is sent again and when it is given up.

mod answers;
mod call;
mod quota;
mod rate_limiter;
mod retry;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod scheduler;
mod width;

pub use call::{CallId, Halt, Outgoing, Renewal, RequestId, Response, ResponseBody, Status, Wait};
pub use scheduler::Scheduler;
