//! Records with all their fields, and what the portal calls these: `crm.{lead,contact,company}.get` and `.fields`,
//! `crm.status.list`, and the open deals of a client.
//!
//! What a field is called, and what its entries are called, is the portal's to say, in the language of its user.

use crate::domain::{EntityType, RecordId, RecordRef, sanitised};

use super::command::{Command, Made};
use super::form::{Param, Params};
use super::node::{Misshapen, Node};

/// Asks which fields the records of a type have: `crm.{lead,contact,company}.fields`.
pub fn ask(entity: EntityType) -> Command {
    let method = match entity {
        EntityType::Lead => "crm.lead.fields",
        EntityType::Contact => "crm.contact.fields",
        EntityType::Company => "crm.company.fields",
    };
    Command::Made(Made { method, params: Params::default() })
}

/// Asks for the entries of some catalogues: `crm.status.list`.
pub fn ask_entries(catalogues: Vec<String>) -> Command {
    let params = Params::default().with("filter", Param::entry("ENTITY_ID", Param::texts(catalogues)));
    Command::Made(Made { method: "crm.status.list", params })
}

/// Asks for the open deals of a contact or a company: `crm.deal.list`. `None` for a lead, which has no deals.
pub fn ask_open_deals(client: RecordRef) -> Option<Command> {
    let field = match client.entity {
        EntityType::Lead => return None,
        EntityType::Contact => "CONTACT_ID",
        EntityType::Company => "COMPANY_ID",
    };
    let text = |text: &str| Param::Text(text.to_owned());
    let filter =
        vec![(field.to_owned(), text(&client.id.get().to_string())), ("CLOSED".to_owned(), text("N"))];
    let params = Params::default()
        .with("filter", Param::Map(filter))
        .list("select", vec!["ID".to_owned()])
        .text("start", "-1");
    Some(Command::Made(Made { method: "crm.deal.list", params }))
}

/// A field of a type's records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub code: String,
    /// What people call it, cleaned; its code if the portal has no other name for it.
    pub label: String,
    /// What stands in it.
    pub kind: FieldKind,
    /// It holds any number of values.
    pub is_multiple: bool,
    /// The people of the portal have added it.
    pub is_added: bool,
}

/// What stands in a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldKind {
    /// A text, or a number: it is shown as it is.
    Plain,
    /// `Y` or `N`, `1` or `0`.
    YesNo,
    /// A day or a moment.
    Date,
    /// Phones, e-mails and the like.
    Communications,
    /// The id of a user.
    User,
    /// The id of a company.
    Company,
    /// The id of a contact.
    Contact,
    /// The code of an entry of this catalogue.
    Entry(String),
    /// The id of one of these entries, with what it is called.
    Choice(Vec<(String, String)>),
    /// A file, an address in a structure of its own, or something else that cannot be laid side by side.
    Opaque,
}

/// The answer of `crm.{lead,contact,company}.fields`, in the portal's order. What cannot be read of a field is left out,
/// and not the field.
///
/// # Errors
/// If it is no map.
pub fn read(answer: &Node) -> Result<Vec<Field>, Misshapen> {
    let field = |(code, definition): &(String, Node)| {
        let label = ["formLabel", "listLabel", "title"].into_iter().find_map(|name| named(definition, name));
        Field {
            code: code.clone(),
            label: label.unwrap_or_else(|| sanitised(code)),
            kind: kind(definition),
            is_multiple: definition.get("isMultiple") == Some(&Node::Bool(true)),
            is_added: definition.get("isDynamic") == Some(&Node::Bool(true)),
        }
    };
    Ok(answer.entries()?.iter().map(field).collect())
}

fn named(definition: &Node, name: &str) -> Option<String> {
    definition.text(name).map(sanitised).filter(|label| !label.is_empty())
}

fn kind(definition: &Node) -> FieldKind {
    match definition.text("type").unwrap_or_default() {
        "string" | "text" | "double" | "integer" | "money" | "url" | "crm_currency" => FieldKind::Plain,
        "char" | "boolean" => FieldKind::YesNo,
        "date" | "datetime" => FieldKind::Date,
        "crm_multifield" => FieldKind::Communications,
        "user" | "employee" => FieldKind::User,
        "crm_company" => FieldKind::Company,
        "crm_contact" => FieldKind::Contact,
        "crm_status" => FieldKind::Entry(definition.text("statusType").unwrap_or_default().to_owned()),
        "enumeration" => FieldKind::Choice(choices(definition)),
        _ => FieldKind::Opaque,
    }
}

fn choices(definition: &Node) -> Vec<(String, String)> {
    let items = definition.get("items").and_then(|items| items.items().ok()).unwrap_or_default();
    let entry = |item: &Node| Some((scalar(item.get("ID")?)?, sanitised(item.text("VALUE")?)));
    items.into_iter().filter_map(entry).collect()
}

/// The entry of a catalogue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The catalogue (`ENTITY_ID`).
    pub catalogue: String,
    /// Its code (`STATUS_ID`).
    pub code: String,
    /// What it is called.
    pub name: String,
}

/// The answer of `crm.status.list`, without entries that have no name.
///
/// # Errors
/// If it is no list of entries.
pub fn entries(rows: &Node) -> Result<Vec<Entry>, Misshapen> {
    let entry = |row: &Node| {
        let text = |name| row.text(name).ok_or(Misshapen);
        let name = sanitised(row.text("NAME").unwrap_or_default());
        Ok(Entry { catalogue: text("ENTITY_ID")?.to_owned(), code: text("STATUS_ID")?.to_owned(), name })
    };
    let mut named: Vec<Entry> = rows.items()?.into_iter().map(entry).collect::<Result<_, _>>()?;
    named.retain(|entry| !entry.name.is_empty());
    Ok(named)
}

/// How many rows an answer of `crm.deal.list` has; a whole page of them means that there may be more.
///
/// # Errors
/// If it is no list.
pub fn count(rows: &Node) -> Result<usize, Misshapen> {
    Ok(rows.items()?.len())
}

/// The values of each field of a record, as `get` tells them: texts as they are stored, none for what is empty.
///
/// # Errors
/// If it is no record.
pub fn values(row: &Node) -> Result<Vec<(String, Vec<String>)>, Misshapen> {
    row.get("ID").and_then(Node::as_id).ok_or(Misshapen)?;
    Ok(row.entries()?.iter().map(|(code, value)| (code.clone(), texts(value))).collect())
}

/// The texts of a value: of a list each, of phones and e-mails their spelling.
fn texts(value: &Node) -> Vec<String> {
    match value {
        Node::List(items) => items.iter().flat_map(texts).collect(),
        Node::Map(_) => value.get("VALUE").and_then(scalar).into_iter().collect(),
        single => scalar(single).into_iter().collect(),
    }
}

/// A text, number or truth as text; `None` for what is empty. `false` is how PHP writes an empty field of several
/// values.
fn scalar(value: &Node) -> Option<String> {
    let text = match value {
        Node::Text(text) => text.trim().to_owned(),
        Node::Number(number) => number.to_string(),
        Node::Bool(true) => "1".to_owned(),
        Node::Null | Node::Bool(false) | Node::List(_) | Node::Map(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// An id that a field holds; a tie to nothing is written as `0`.
pub fn id(text: &str) -> Option<RecordId> {
    text.parse().ok().and_then(RecordId::new)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::protocol::RestCall;

    fn node(json: &str) -> Node {
        serde_json::from_str(json).unwrap()
    }

    fn contact(id: u64) -> RecordRef {
        RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap())
    }

    #[rstest]
    #[case(ask(EntityType::Lead), "crm.lead.fields", "")]
    #[case(
        ask_entries(vec!["STATUS".to_owned(), "SOURCE".to_owned()]),
        "crm.status.list",
        "filter[ENTITY_ID][0]=STATUS&filter[ENTITY_ID][1]=SOURCE"
    )]
    #[case(
        ask_open_deals(contact(5)).unwrap(),
        "crm.deal.list",
        "filter[CONTACT_ID]=5&filter[CLOSED]=N&select[0]=ID&start=-1"
    )]
    fn says_each_question(#[case] command: Command, #[case] method: &str, #[case] body: &str) {
        assert_eq!(command.method(), method);
        assert_eq!(RestCall::Single(command).body(), body);
    }

    #[test]
    fn a_lead_has_no_deals_to_ask_for() {
        assert_eq!(ask_open_deals(RecordRef { entity: EntityType::Lead, ..contact(5) }), None);
    }

    #[test]
    fn reads_what_fields_are_called_and_what_stands_in_them() {
        let fields = read(&node(
            r#"{"NAME":{"type":"string","isDynamic":false,"title":"First name"},
                "STATUS_ID":{"type":"crm_status","statusType":"STATUS","title":"Stage"},
                "UF_CRM_1":{"type":"enumeration","isDynamic":true,"title":"UF_CRM_1","listLabel":"Group",
                    "formLabel":"Customer group\u202e","items":[{"ID":"41","VALUE":"Retail"},{"ID":42,"VALUE":"Other"}]},
                "UF_CRM_2":{"type":"address","isDynamic":true,"title":""},
                "X":[]}"#,
        ))
        .unwrap();
        let [name, stage, group, place, other] = &fields[..] else { panic!("{fields:?}") };
        assert_eq!(
            (name.label.as_str(), &name.kind, name.is_added),
            ("First name", &FieldKind::Plain, false)
        );
        assert_eq!(stage.kind, FieldKind::Entry("STATUS".to_owned()));
        assert_eq!((group.label.as_str(), group.is_added), ("Customer group", true));
        let choice = |id: &str, name: &str| (id.to_owned(), name.to_owned());
        assert_eq!(group.kind, FieldKind::Choice(vec![choice("41", "Retail"), choice("42", "Other")]));
        assert_eq!((place.label.as_str(), &place.kind), ("UF_CRM_2", &FieldKind::Opaque));
        assert_eq!((other.label.as_str(), &other.kind), ("X", &FieldKind::Opaque));
        assert_eq!(read(&node("[]")), Ok(Vec::new()));
        assert_eq!(read(&node("[1]")), Err(Misshapen));
    }

    #[rstest]
    #[case(r#"" a b ""#, &["a b"])]
    #[case(r#""""#, &[])]
    #[case("null", &[])]
    #[case("false", &[])]
    #[case("true", &["1"])]
    #[case("42", &["42"])]
    #[case("1.5", &["1.5"])]
    #[case(r#"["Desks","","Lamps"]"#, &["Desks", "Lamps"])]
    #[case(r#"[{"ID":"1","VALUE":"+49 30","VALUE_TYPE":"WORK"}]"#, &["+49 30"])]
    #[case(r#"{"id":"7","showUrl":"/x"}"#, &[])]
    fn reads_the_values_of_a_field(#[case] json: &str, #[case] expected: &[&str]) {
        let record = node(&format!(r#"{{"ID":"1","F":{json}}}"#));
        let values = values(&record).unwrap();
        assert_eq!(values[1].1, expected);
    }

    #[test]
    fn an_answer_without_an_id_is_no_record() {
        assert_eq!(values(&node(r#"{"NAME":"Ada"}"#)), Err(Misshapen));
    }

    #[test]
    fn reads_the_entries_of_catalogues() {
        let rows = node(
            r#"[{"ENTITY_ID":"SOURCE","STATUS_ID":"CALL","NAME":"Call"},
                {"ENTITY_ID":"SOURCE","STATUS_ID":"OLD","NAME":""}]"#,
        );
        let entry =
            Entry { catalogue: "SOURCE".to_owned(), code: "CALL".to_owned(), name: "Call".to_owned() };
        assert_eq!(entries(&rows), Ok(vec![entry]));
        assert_eq!(entries(&node(r#"[{"NAME":"x"}]"#)), Err(Misshapen));
        assert_eq!((count(&rows), count(&node("[]"))), (Ok(2), Ok(0)));
    }
}
