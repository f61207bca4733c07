//! The answer of `crm.duplicate.findbycomm`.

use crate::domain::{EntityType, RecordRef, contains};

use super::node::{Misshapen, Node};

/// The records of an answer, in the portal's order. Nothing found is `[]`; types that can be none of ours
/// are left out.
///
/// # Errors
/// If it is not a map of lists of ids. A list with items (`[275]`, or `{"1":275}` where PHP has taken one out)
/// names no type, and neither does a name like ours (`lead`, `CRM_LEAD`): none of them may read as *nothing
/// found*.
pub fn read(result: &Node) -> Result<Vec<RecordRef>, Misshapen> {
    let mut found = Vec::new();
    for (name, ids) in result.entries()? {
        let Some(entity) = EntityType::from_wire(name) else {
            if may_name_a_type(name) {
                return Err(Misshapen);
            }
            continue;
        };
        for id in ids.items()? {
            found.push(RecordRef::new(entity, id.as_id().ok_or(Misshapen)?));
        }
    }
    Ok(found)
}

/// Whether a name that is none of ours could mean one of our types all the same.
fn may_name_a_type(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    is_number || EntityType::ALL.into_iter().any(|entity| contains(&upper, entity.wire()))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("[]", Some(""))]
    #[case("{}", Some(""))]
    #[case(r#"{"LEAD":[17,42],"CONTACT":[275,2297]}"#, Some("LEAD 17 LEAD 42 CONTACT 275 CONTACT 2297"))]
    #[case(r#"{"CONTACT":[2297,"275"],"LEAD":["17"]}"#, Some("CONTACT 2297 CONTACT 275 LEAD 17"))]
    #[case(r#"{"COMPANY":{"0":3,"2":5}}"#, Some("COMPANY 3 COMPANY 5"))]
    #[case(r#"{"LEAD":[],"CONTACT":[7]}"#, Some("CONTACT 7"))]
    #[case(r#"{"DEAL":[1],"CONTACT":[7],"toString":"x"}"#, Some("CONTACT 7"))]
    #[case(r#"{"CONTACT":[7.0]}"#, Some("CONTACT 7"))]
    // Left out before, and *Complete* was claimed.
    #[case(r#"{"lead":[17]}"#, None)]
    #[case(r#"{"Lead":[17],"CONTACT":[7]}"#, None)]
    #[case(r#"{"CONTACT":[7],"company":[]}"#, None)]
    #[case(r#"{"CRM_LEAD":[17]}"#, None)]
    #[case(r#"{"LEAD ":[17]}"#, None)]
    #[case(r#"{"contacts":[17]}"#, None)]
    #[case(r#"{"1":[17]}"#, None)]
    #[case(r#"{"1":275}"#, None)]
    #[case(r#"{"":[275]}"#, None)]
    #[case("[275]", None)]
    #[case("null", None)]
    #[case("false", None)]
    #[case("\"\"", None)]
    #[case("275", None)]
    #[case(r#"{"CONTACT":275}"#, None)]
    #[case(r#"{"CONTACT":null}"#, None)]
    #[case(r#"{"CONTACT":{"a":275}}"#, None)]
    #[case(r#"{"CONTACT":[0]}"#, None)]
    #[case(r#"{"CONTACT":[-1]}"#, None)]
    #[case(r#"{"CONTACT":[1.5]}"#, None)]
    #[case(r#"{"CONTACT":["12abc"]}"#, None)]
    #[case(r#"{"CONTACT":[null]}"#, None)]
    #[case(r#"{"CONTACT":[[275]]}"#, None)]
    #[case(r#"{"CONTACT":[9007199254740991]}"#, Some("CONTACT 9007199254740991"))]
    #[case(r#"{"CONTACT":[9007199254740992]}"#, None)]
    #[case(r#"{"CONTACT":[9007199254740993]}"#, None)]
    #[case(r#"{"CONTACT":["9007199254740992"]}"#, None)]
    #[case(r#"{"CONTACT":[9007199254740994]}"#, None)]
    fn reads_what_the_portal_writes_and_nothing_else(#[case] json: &str, #[case] expected: Option<&str>) {
        let node: Node = serde_json::from_str(json).unwrap();
        let found = read(&node).ok().map(|found| {
            let words = found.iter().map(|record| format!("{} {}", record.entity.wire(), record.id.get()));
            words.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(found.as_deref(), expected);
    }
}
