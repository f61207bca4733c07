//! `GET /_sandbox/switch`: changes the session and goes back.

use axum::extract::RawQuery;
use axum::http::{HeaderName, StatusCode, header};

use crate::php::parse_query;

use super::session::Session;

/// Changes what the query names and redirects to `back`, or to the start page.
pub(super) async fn switch(
    session: Session,
    RawQuery(query): RawQuery,
) -> (StatusCode, [(HeaderName, String); 2]) {
    let query = query.unwrap_or_default();
    let back = parse_query(&query)
        .get("back")
        .and_then(|back| back.as_text().and_then(own_path))
        .unwrap_or("/".into());
    let cookie = session.changed_by(&query).to_cookie();
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, back)])
}

/// A path of this portal, never another site: one slash in front, nothing that a header cannot hold.
fn own_path(back: &str) -> Option<String> {
    let is_path = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    (is_path && back.bytes().all(|byte| byte.is_ascii_graphic())).then(|| back.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/crm/contact/details/275/?tab=app", true)]
    #[case("//elsewhere.test/", false)]
    #[case("/\\elsewhere.test/", false)]
    #[case("http://elsewhere.test/", false)]
    #[case("/a\r\nSet-Cookie: x", false)]
    fn back_leads_to_this_portal_only(#[case] back: &str, #[case] kept: bool) {
        assert_eq!(own_path(back).is_some(), kept);
    }
}
