//! The page that a merge is handed over to.

use axum::extract::{Path, RawQuery, State};
use axum::response::Html;
use serde::Serialize;

use crate::crm::EntityType;
use crate::php::{Value, parse_query};
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::links::{Link, plural};
use super::session::Session;
use super::{start, templates};

#[derive(Debug, Serialize)]
struct MergePage {
    chrome: Chrome,
    kinds: String,
    links: Vec<Link>,
}

/// Names the records of `?id=1,2,3` or `?id[]=1&id[]=2`, and says that this is the hand-off.
pub(super) async fn page(
    State(shared): State<Shared>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    let ids = ids(&query.unwrap_or_default());
    let links = shared.with(|portal| {
        let user = start::crm_user(portal, &session, entity_type, &chrome)?;
        Ok::<_, PageError>(ids.iter().map(|id| Link::new(portal, user, entity_type, *id)).collect::<Vec<_>>())
    })?;
    let kinds = plural(entity_type).to_lowercase();
    templates::page("merge.html", MergePage { chrome, kinds, links })
}

fn ids(query: &str) -> Vec<u32> {
    let query = parse_query(query);
    let texts = match query.get("id") {
        Some(Value::Array(list)) => list.values().map(Value::to_text).collect(),
        Some(value) => value.to_text().split(',').map(str::to_owned).collect(),
        None => Vec::new(),
    };
    texts.iter().filter_map(|text| text.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("id=1,2,3", &[1, 2, 3])]
    #[case("id[]=4&id[]=5", &[4, 5])]
    #[case("id=1,x,%202", &[1, 2])]
    #[case("", &[])]
    fn ids_come_in_both_notations(#[case] query: &str, #[case] expected: &[u32]) {
        assert_eq!(ids(query), expected);
    }
}
