//! The shown call: whether it is shown, in which form, and what is copied of it.

use crate::flow::model::{CallFold, Model};
use crate::flow::view::call_text;
use crate::flow::{CopyWhat, Effect, Intent};

use super::{Effects, display};

pub(super) fn wanted(model: &mut Model, intent: &Intent, effects: &mut Effects) {
    match intent {
        Intent::CopyCall => copy(model, CopyWhat::Call, effects),
        Intent::CopyAnswer => copy(model, CopyWhat::Answer, effects),
        _ => {
            let Some((display, _)) = display::shown(&mut model.stage) else { return };
            match intent {
                Intent::ToggleCall => {
                    display.call = match display.call {
                        CallFold::Folded => CallFold::Shown,
                        CallFold::Shown => CallFold::Folded,
                    };
                }
                Intent::ChooseSnippet(snippet) => display.snippet = *snippet,
                _ => {}
            }
        }
    }
}

fn copy(model: &Model, what: CopyWhat, effects: &mut Effects) {
    if let Some(text) = call_text(model, what) {
        effects.push(Effect::Copy { what, text });
    }
}
