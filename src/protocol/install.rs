//! What an installation asks and orders: which placements are bound, and that one is, or is no more.

use super::command::{Command, Made};
use super::form::{Param, Params};
use super::node::{Misshapen, Node};

/// `placement.get`: what is bound.
pub fn ask() -> Command {
    Command::Made(Made { method: "placement.get", params: Params::default() })
}

/// `placement.bind`: a placement (`CRM_LEAD_DETAIL_TAB` and the like) opens the page at an address. Titles are the tab's, each with
/// Bitrix24's code of its language.
pub fn bind(placement: &str, handler: &str, titles: &[(&str, &str)]) -> Command {
    let mut params = at(placement, handler);
    if let Some((_, first)) = titles.first() {
        // A portal that does not know titles by language shows the first one.
        params = params.text("TITLE", *first).with("LANG_ALL", by_language(titles));
    }
    Command::Made(Made { method: "placement.bind", params })
}

/// `placement.unbind` of one handler, as [`bound`] names it.
pub fn unbind(placement: &str, handler: &str) -> Command {
    Command::Made(Made { method: "placement.unbind", params: at(placement, handler) })
}

fn at(placement: &str, handler: &str) -> Params {
    Params::default().text("PLACEMENT", placement).text("HANDLER", handler)
}

fn by_language(titles: &[(&str, &str)]) -> Param {
    let entry = |text: &str| Param::entry("TITLE", Param::Text(text.to_owned()));
    Param::Map(titles.iter().map(|(language, text)| ((*language).to_owned(), entry(text))).collect())
}

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
    use crate::protocol::RestCall;

    #[rstest]
    #[case(ask(), "placement.get", "")]
    #[case(
        bind("CRM_LEAD_DETAIL_TAB", "https://widget.example/", &[("en", "Doubles"), ("de", "Dubletten")]),
        "placement.bind",
        "PLACEMENT=CRM_LEAD_DETAIL_TAB&HANDLER=https%3A%2F%2Fwidget.example%2F&TITLE=Doubles\
         &LANG_ALL[en][TITLE]=Doubles&LANG_ALL[de][TITLE]=Dubletten"
    )]
    #[case(
        unbind("DEFAULT", "https://x.example/"),
        "placement.unbind",
        "PLACEMENT=DEFAULT&HANDLER=https%3A%2F%2Fx.example%2F"
    )]
    fn says_each_command(#[case] command: Command, #[case] method: &str, #[case] body: &str) {
        assert_eq!(command.method(), method);
        assert_eq!(RestCall::Single(command).body(), body);
    }

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
