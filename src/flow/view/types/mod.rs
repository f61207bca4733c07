//! The types of the view.

mod card;
#[cfg(feature = "page")]
mod page;
mod results;
mod screen;

pub use card::{CallView, CardView};
#[cfg(feature = "page")]
pub use page::{
    AttachmentView, ConnectionView, FieldErrorView, FormView, InstallExit, InstallView, InvalidView,
    PageView, PlacementView,
};
pub use results::{
    CompletenessView, GroupView, HiddenView, MatchedView, RecordView, ResultsView, ValueView, VerdictView,
};
#[cfg(feature = "page")]
pub use screen::LongSearchView;
pub use screen::{
    ActionView, AppView, CardsOpen, NoticeView, ProgressView, RunState, ScreenView, Surface, Tone,
};
