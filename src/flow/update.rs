//! From an event to the next state.

use super::{Effect, Event, Model, Moment};

/// Takes an event: changes the model, says what is to be done.
pub fn update(model: &mut Model, event: Event, moment: Moment) -> Vec<Effect> {
    let _ = (model, event, moment);
    Vec::new()
}
