//! Placements that are bound: the answer of `placement.get`.

use super::node::{Misshapen, Node};

/// A place of the portal where a page of this app opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundPlacement {
    /// The placement's code, in upper case.
    pub placement: String,
    /// The address of the page, as the portal keeps it: what `placement.unbind` must be given.
    pub handler: String,
}

/// The placements of this app.
///
/// # Errors
/// If it is no list of placements.
pub fn bound(rows: &Node) -> Result<Vec<BoundPlacement>, Misshapen> {
    let read = |row: &Node| {
        let placement = row.text("placement").ok_or(Misshapen)?.to_ascii_uppercase();
        let handler = row.text("handler").ok_or(Misshapen)?.to_owned();
        Ok(BoundPlacement { placement, handler })
    };
    rows.items()?.into_iter().map(read).collect()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("[]", Some(vec![]))]
    #[case(
        r#"[{"placement":"CRM_LEAD_DETAIL_TAB","userId":0,"handler":"https:\/\/w.example\/","options":[],"title":"x"}]"#,
        Some(vec![("CRM_LEAD_DETAIL_TAB", "https://w.example/")])
    )]
    #[case(r#"[{"placement":"left_menu","handler":"h"}]"#, Some(vec![("LEFT_MENU", "h")]))]
    #[case(r#"[{"placement":"LEFT_MENU"}]"#, None)]
    #[case(r#"["LEFT_MENU"]"#, None)]
    #[case("null", None)]
    fn reads_what_is_bound(#[case] json: &str, #[case] expected: Option<Vec<(&str, &str)>>) {
        let rows: Node = serde_json::from_str(json).unwrap();
        let expected = expected.map(|rows| {
            let owned = |(placement, handler): (&str, &str)| BoundPlacement {
                placement: placement.to_owned(),
                handler: handler.to_owned(),
            };
            rows.into_iter().map(owned).collect()
        });
        assert_eq!(bound(&rows).ok(), expected);
    }
}
