//! Every state of the screen, as the view tells it: what the browser tests mount and the gallery shows.

mod card;
mod install;
mod page;
mod parts;

use b24_duplicates::flow::view::{AppView, CardsOpen, ScreenView, Surface, Tone};
use b24_duplicates::i18n::{Key, Language, Message};

use parts::notice;

/// A state of the screen and its name.
pub(crate) struct Sample {
    /// How the gallery and failed tests name it.
    pub(crate) name: &'static str,
    /// What is shown.
    pub(crate) view: AppView,
}

/// All of them.
pub(crate) fn all() -> Vec<Sample> {
    let mut all = vec![sample("connecting", Surface::Tab, ScreenView::Connecting), refused()];
    all.extend(card::all());
    all.extend(page::all());
    all.extend(install::all());
    all
}

/// A screen on a surface, in English and without a note.
pub(crate) fn sample(name: &'static str, surface: Surface, screen: ScreenView) -> Sample {
    let view = AppView {
        language: Language::English,
        surface,
        portal: (surface == Surface::Page).then(|| "portal.example".to_owned()),
        screen,
        announcement: None,
        note: None,
        cards_open: CardsOpen::InSlider,
    };
    Sample { name, view }
}

fn refused() -> Sample {
    let mut refusal = notice(Tone::Alert, "B24D-FRAME", Key::RefusalFrameNotListed);
    refusal.hint = Some(Key::RefusalFrameNotListedHint.into());
    refusal.detail = Some("portal.example.org".to_owned());
    sample("refused", Surface::Tab, ScreenView::Refused(refusal))
}

/// A message that fills `count`.
pub(crate) fn counting(key: Key, count: u64) -> Message {
    Message::counting(key, count)
}
