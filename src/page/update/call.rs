//! The shown call: whether it is shown, in which form, and what is copied of it.

use crate::app::{CopyWhat, Effect, Effects};
use crate::page::model::CallFold;
use crate::page::{App, CallIntent, Extra};

impl App {
    pub(super) fn call_wanted(&mut self, intent: CallIntent, effects: &mut Effects<Extra>) {
        match intent {
            CallIntent::Toggle if self.lookup().is_some() => {
                self.shown_call.fold = match self.shown_call.fold {
                    CallFold::Folded => CallFold::Shown,
                    CallFold::Shown => CallFold::Folded,
                };
            }
            CallIntent::Toggle => {}
            CallIntent::Choose(snippet) => self.shown_call.snippet = snippet,
            CallIntent::CopyCall => self.copy(CopyWhat::Call, effects),
            CallIntent::CopyAnswer => self.copy(CopyWhat::Answer, effects),
        }
    }

    fn copy(&self, what: CopyWhat, effects: &mut Effects<Extra>) {
        if let Some(text) = self.call_text(what) {
            effects.push(Effect::Copy { what, text });
        }
    }
}
