//! From an event to the next state.

#[cfg(feature = "page")]
mod call;
mod card;
mod display;
#[cfg(feature = "page")]
mod form;
mod frame;
#[cfg(feature = "page")]
mod install;
mod intent;
mod launch;
#[cfg(feature = "page")]
mod page;
mod run;
mod scheduler;
#[cfg(feature = "page")]
mod trail;

use super::model::Model;
use super::{Effect, Event, Moment, Timer};

/// The effects of one event, in order.
type Effects = Vec<Effect>;

/// Takes an event: changes the model, says what is to be done.
pub fn update(model: &mut Model, event: Event, moment: Moment) -> Vec<Effect> {
    let mut effects = Effects::new();
    match event {
        Event::Launched(launch) => launch::launched(model, &launch, &mut effects),
        Event::FrameAnswered(answer) => frame::answered(model, answer, &mut effects),
        Event::Received { id, raw } => scheduler::arrived(model, id, raw, moment, &mut effects),
        Event::Woke(timer) => woke(model, timer, &mut effects),
        Event::LanguageLoaded(language, loaded) => {
            launch::language_loaded(model, language, loaded, &mut effects);
        }
        #[cfg(feature = "page")]
        Event::WebhookTaken(taken) => page::webhook_taken(model, taken, &mut effects),
        Event::Copied { what, done } => display::copied(model, what, done, &mut effects),
        Event::ContentHeight(height) => frame::content_height(model, height, &mut effects),
        Event::Awake => scheduler::awake(model),
        Event::User(intent) => intent::wanted(model, intent, &mut effects),
    }
    scheduler::pump(model, moment, &mut effects);
    effects
}

fn woke(model: &mut Model, timer: Timer, effects: &mut Effects) {
    match timer {
        Timer::Handshake => frame::handshake_expired(model),
        Timer::TokenRenewal => frame::renewal_expired(model),
        Timer::Scheduler => scheduler::woke(model),
        Timer::Resize => frame::fit(model, effects),
        Timer::Note => model.note = None,
        #[cfg(feature = "page")]
        Timer::Slice => form::read_slice(model, effects),
        #[cfg(feature = "page")]
        Timer::Finish => install::finish_expired(model),
    }
}
