//! The types of the view.

mod places;
mod results;
mod screen;

pub use places::{
    AttachmentView, CallView, CardView, ConnectionView, FieldErrorView, FormView, InstallExit, InstallView,
    InvalidView, PageView, PlacementView,
};
pub use results::{
    CompletenessView, GroupView, HiddenView, MatchedView, RecordView, ResultsView, ValueView, VerdictView,
};
pub use screen::{
    ActionView, AppView, CardsOpen, NoticeView, ProgressView, RunState, ScreenView, Surface, Tone,
};
