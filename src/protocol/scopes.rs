//! `scope`: what the credential that asks may do.

use super::command::{Command, Made};
use super::form::Params;
use super::node::{Misshapen, Node};

/// Without it no question about the CRM is answered.
const CRM: &str = "crm";

/// Asks for the scopes of the credential, which everybody may.
pub fn ask() -> Command {
    Command::Made(Made { method: "scope", params: Params::default() })
}

/// Whether the scopes hold what every question about the CRM needs.
///
/// # Errors
/// If the answer is no list of scopes.
pub fn hold_crm(answer: &Node) -> Result<bool, Misshapen> {
    let scopes = answer.items()?.into_iter().map(|scope| scope.as_text().ok_or(Misshapen));
    let scopes = scopes.collect::<Result<Vec<_>, _>>()?;
    Ok(scopes.iter().any(|scope| scope.eq_ignore_ascii_case(CRM)))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(r#"["crm","user"]"#, Some(true))]
    #[case(r#"["user","CRM"]"#, Some(true))]
    #[case(r#"["user","crm.fields"]"#, Some(false))]
    #[case("[]", Some(false))]
    #[case(r"[1]", None)]
    #[case(r#"{"scope":"crm"}"#, None)]
    #[case("null", None)]
    fn scopes_are_read(#[case] json: &str, #[case] expected: Option<bool>) {
        let answer: Node = serde_json::from_str(json).unwrap();
        assert_eq!(hold_crm(&answer).ok(), expected);
    }
}
