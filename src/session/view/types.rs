//! The screen, and what every screen may have.

use crate::domain::RecordRef;
use crate::i18n::{Language, Message};
use crate::session::Note;

/// The whole screen of an application, and what it says to whoever leaves it, if it has anything to say.
#[derive(Clone, PartialEq, Debug)]
pub struct AppView<S, L = ()> {
    /// The language of the texts.
    pub language: Language,
    /// Where we were opened: decides about margins and headings.
    pub surface: Surface,
    /// The portal that we talk to, by host: visible on every page.
    pub portal: Option<String>,
    /// What is shown.
    pub screen: S,
    /// What leaving would give up, whatever is shown.
    pub leaving: L,
    /// What a screen reader is told politely; changes only when there is news.
    pub announcement: Option<Message>,
    /// A short note beside what it is about, like *copied*.
    pub note: Option<Note>,
    /// What a click on a record's title does.
    pub cards_open: CardsOpen,
}

/// Who opens a record's card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CardsOpen {
    /// The link, in a tab of its own.
    #[default]
    ByLink,
    /// The portal's side slider.
    InSlider,
    /// The slider; but this card was asked of it already.
    InSliderBut(RecordRef),
}

impl CardsOpen {
    /// Whether the slider opens this record's card.
    pub fn in_slider(self, record: RecordRef) -> bool {
        match self {
            Self::ByLink => false,
            Self::InSlider => true,
            Self::InSliderBut(asked) => asked != record,
        }
    }
}

/// Where the widget stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Surface {
    /// In a card's tab or another small frame: no margin, no heading.
    Tab,
    /// A page of its own.
    #[default]
    Page,
}

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tone {
    /// Calm information.
    Info,
    /// Something is good.
    Good,
    /// Something deserves care.
    Warning,
    /// Something went wrong.
    Alert,
}

/// A message with what to do next: something that an application's user can want.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeView<I> {
    /// How it is meant.
    pub tone: Tone,
    /// Our stable code, for support; empty for messages that are not faults.
    pub code: &'static str,
    /// What is the matter, in one sentence.
    pub title: Message,
    /// What to do next.
    pub hint: Option<Message>,
    /// The portal's own code or words, for support.
    pub detail: Option<String>,
    /// Buttons.
    pub actions: Vec<ActionView<I>>,
}

/// A button of a notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActionView<I> {
    /// Its `name`.
    pub name: &'static str,
    /// Its text.
    pub label: Message,
    /// What it does.
    pub intent: I,
}

impl<I> NoticeView<I> {
    /// The same for whoever can want more.
    pub fn convert<J: From<I>>(self) -> NoticeView<J> {
        let Self { tone, code, title, hint, detail, actions } = self;
        let action = |ActionView { name, label, intent }: ActionView<I>| ActionView {
            name,
            label,
            intent: J::from(intent),
        };
        NoticeView { tone, code, title, hint, detail, actions: actions.into_iter().map(action).collect() }
    }
}
