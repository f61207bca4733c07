//! What the portal limits: requests from one address, and the working time of each method.

mod operating;
mod rate;

pub use operating::{Operating, OperatingTime, Work};
pub use rate::Rate;
