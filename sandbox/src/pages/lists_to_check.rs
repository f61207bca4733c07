//! Downloads: lists to try a check of a list with.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::data::lists::list;
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::start;

/// One of them, as a file.
pub(super) async fn file(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    chrome: Chrome,
) -> Result<Response, PageError> {
    let Some(list) = list(&name) else { return Err(start::no_page(chrome)) };
    // A long list is written beside the portal, which others are asking meanwhile.
    let (crm, seed) = shared.with(|portal| (portal.crm.clone(), portal.seed));
    let headers = [
        (header::CONTENT_TYPE, list.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, list.write(&crm, seed)).into_response())
}
