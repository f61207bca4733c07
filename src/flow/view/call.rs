//! *Show the call.*

use crate::flow::Model;
use crate::flow::model::{Display, Link, Run};

use super::CallView;

/// The call of a search.
pub(super) fn view(run: &Run, display: &Display, link: &Link) -> CallView {
    let _ = (run, display, link);
    CallView::None
}

/// The shown call as it is copied.
pub(in crate::flow) fn call_text(model: &Model) -> Option<String> {
    let _ = model;
    None
}
