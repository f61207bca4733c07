//! What the portal tells of records and users: the answers of `get` and `list` methods, of `user.get`,
//! `crm.status.list` and `profile`.
//!
//! The classic methods write everything as text; what is empty is `null`, `"0"`, `""`, or not there at all
//! (`docs/portal.md`, *How the portal writes data*).

use crate::domain::{
    Colour, CommKind, Communication, EntityType, RecordCard, RecordId, RecordRef, StageSemantic, UserId,
    sanitised,
};

use super::node::{Misshapen, Node};

/// A record, from `crm.{lead,contact,company}.get` or a row of a list.
///
/// # Errors
/// If it is no map, has no id, or holds phones or e-mails of an unknown shape.
pub fn record(entity: EntityType, row: &Node) -> Result<RecordCard, Misshapen> {
    let Node::Map(_) = row else { return Err(Misshapen) };
    let id = row.get("ID").and_then(Node::as_id).ok_or(Misshapen)?;
    let (communications, unusable) = communications(row)?;
    let (person, company_title) = match entity {
        EntityType::Lead => (joined(row, &PERSON), sanitised(row.text("COMPANY_TITLE").unwrap_or_default())),
        EntityType::Contact | EntityType::Company => (String::new(), String::new()),
    };
    Ok(RecordCard {
        reference: RecordRef::new(entity, id),
        title: title(entity, row),
        person,
        company_title,
        communications,
        unusable,
        stage: stage(entity, row),
        responsible: tie(row, "ASSIGNED_BY_ID")?.map(UserId),
        created: date(row, "DATE_CREATE"),
        active: date(row, "LAST_ACTIVITY_TIME").or_else(|| date(row, "DATE_MODIFY")),
        contact: if entity == EntityType::Lead { tie(row, "CONTACT_ID")? } else { None },
        company: if entity == EntityType::Company { None } else { tie(row, "COMPANY_ID")? },
        lead: if entity == EntityType::Lead { None } else { tie(row, "LEAD_ID")? },
        my_company: row.text("IS_MY_COMPANY") == Some("Y"),
    })
}

/// The rows of `crm.{lead,contact,company}.list`. Records that the user may not read are not among them.
///
/// # Errors
/// If it is no list, or a row cannot be read.
pub fn records(entity: EntityType, rows: &Node) -> Result<Vec<RecordCard>, Misshapen> {
    each(rows, |row| record(entity, row))
}

fn each<T>(rows: &Node, read: impl Fn(&Node) -> Result<T, Misshapen>) -> Result<Vec<T>, Misshapen> {
    let mut all = Vec::new();
    for row in rows.items()? {
        all.push(read(row)?);
    }
    Ok(all)
}

/// Whom a deal is tied to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DealTies {
    /// Its main contact.
    pub contact: Option<RecordId>,
    /// Its company.
    pub company: Option<RecordId>,
    /// The lead that it was made of.
    pub lead: Option<RecordId>,
}

/// The answer of `crm.deal.get`.
///
/// # Errors
/// If it is no deal.
pub fn deal(row: &Node) -> Result<DealTies, Misshapen> {
    row.get("ID").and_then(Node::as_id).ok_or(Misshapen)?;
    Ok(DealTies {
        contact: tie(row, "CONTACT_ID")?,
        company: tie(row, "COMPANY_ID")?,
        lead: tie(row, "LEAD_ID")?,
    })
}

/// The answer of `crm.{deal,lead}.contact.items.get`: all contacts of a deal or a lead.
///
/// # Errors
/// If it is no list of contacts.
pub fn contact_items(rows: &Node) -> Result<Vec<RecordId>, Misshapen> {
    each(rows, |row| row.get("CONTACT_ID").and_then(Node::as_id).ok_or(Misshapen))
}

/// The answer of `user.get`: the names of users, as far as they have one.
///
/// # Errors
/// If it is no list of users.
pub fn users(rows: &Node) -> Result<Vec<(UserId, String)>, Misshapen> {
    let mut named = each(rows, |row| {
        let id = row.get("ID").and_then(Node::as_id).ok_or(Misshapen)?;
        Ok((UserId(id), joined(row, &["NAME", "LAST_NAME"])))
    })?;
    named.retain(|(_, name)| !name.is_empty());
    Ok(named)
}

/// A stage of leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeadStage {
    /// `STATUS_ID`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// In which colour the portal shows it.
    pub colour: Option<Colour>,
}

/// The answer of `crm.status.list` for leads: the stages, as far as they have a name.
///
/// # Errors
/// If it is no list of stages.
pub fn lead_stages(rows: &Node) -> Result<Vec<LeadStage>, Misshapen> {
    let mut named = each(rows, |row| {
        let id = sanitised(row.text("STATUS_ID").ok_or(Misshapen)?);
        let colour = row.text("COLOR").and_then(Colour::new);
        Ok(LeadStage { id, name: sanitised(row.text("NAME").unwrap_or_default()), colour })
    })?;
    named.retain(|stage| !stage.name.is_empty());
    Ok(named)
}

/// Who the user is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The user.
    pub user: UserId,
    /// The portal calls this user an administrator: a hint for the interface, never a right.
    pub admin: bool,
}

/// The answer of `profile`.
///
/// # Errors
/// If it is no user.
pub fn profile(row: &Node) -> Result<Profile, Misshapen> {
    let id = row.get("ID").and_then(Node::as_id).ok_or(Misshapen)?;
    Ok(Profile { user: UserId(id), admin: row.get("ADMIN") == Some(&Node::Bool(true)) })
}

/// An id of something else, which may be absent, `null`, empty or zero.
fn tie(row: &Node, field: &str) -> Result<Option<RecordId>, Misshapen> {
    match row.given(field) {
        None => Ok(None),
        Some(Node::Text(text)) if text.is_empty() => Ok(None),
        Some(value) => value.as_whole().map(RecordId::new).ok_or(Misshapen),
    }
}

fn date(row: &Node, field: &str) -> Option<String> {
    row.text(field).map(sanitised).filter(|date| !date.is_empty())
}

/// The parts of a person's name.
const PERSON: [&str; 3] = ["NAME", "SECOND_NAME", "LAST_NAME"];

/// A lead's title, or the name in it; a company's title; a contact's name.
fn title(entity: EntityType, row: &Node) -> String {
    let own = match entity {
        EntityType::Contact => String::new(),
        EntityType::Lead | EntityType::Company => sanitised(row.text("TITLE").unwrap_or_default()),
    };
    if own.is_empty() { joined(row, &PERSON) } else { own }
}

fn joined(row: &Node, fields: &[&str]) -> String {
    let mut whole = String::new();
    for part in fields.iter().filter_map(|field| row.text(field)) {
        whole.push_str(part);
        whole.push(' ');
    }
    sanitised(&whole)
}

/// Phones and e-mails in the spelling in which they are stored, and beside them what has no match key; the
/// field is absent if there are none.
fn communications(row: &Node) -> Result<(Vec<Communication>, Vec<String>), Misshapen> {
    let (mut found, mut unusable) = (Vec::new(), Vec::new());
    for kind in CommKind::ALL {
        let rows = match row.given(kind.wire()) {
            None => continue,
            Some(Node::Text(text)) if text.is_empty() => continue,
            Some(rows) => rows.items()?,
        };
        for row in rows {
            let value = match row.given("VALUE") {
                None => continue,
                Some(value) => value.as_text().ok_or(Misshapen)?,
            };
            match Communication::new(kind, value) {
                Some(communication) => found.push(communication),
                // A blank field holds nothing that could be missed.
                None if sanitised(value).is_empty() => {}
                None => unusable.push(value.to_owned()),
            }
        }
    }
    Ok((found, unusable))
}

fn stage(entity: EntityType, row: &Node) -> Option<(String, StageSemantic)> {
    let id = row.text("STATUS_ID").filter(|id| entity == EntityType::Lead && !id.is_empty())?;
    let semantic = match (row.text("STATUS_SEMANTIC_ID"), id) {
        (Some("S"), _) | (None, "CONVERTED") => StageSemantic::Won,
        (Some("F"), _) | (None, "JUNK") => StageSemantic::Lost,
        _ => StageSemantic::Open,
    };
    Some((sanitised(id), semantic))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::protocol::Command;

    fn node(json: &str) -> Node {
        serde_json::from_str(json).unwrap()
    }

    fn id(id: u64) -> RecordId {
        RecordId::new(id).unwrap()
    }

    #[test]
    fn reads_a_lead() {
        let card = record(
            EntityType::Lead,
            &node(
                r#"{"ID":"17","TITLE":"Fair \u202egreB","NAME":"Anna","STATUS_ID":"CONVERTED",
                    "STATUS_SEMANTIC_ID":"S","ASSIGNED_BY_ID":"9","DATE_CREATE":"2025-06-23T16:07:40+03:00",
                    "DATE_MODIFY":"2025-06-24T10:00:00+03:00","CONTACT_ID":"275","COMPANY_ID":"0","HAS_PHONE":"Y",
                    "PHONE":[{"ID":"1","VALUE_TYPE":"WORK","VALUE":"8 (916) 123-45-67","TYPE_ID":"PHONE"},
                             {"ID":"2","VALUE_TYPE":"WORK","VALUE":"n\/a","TYPE_ID":"PHONE"},
                             {"ID":"3","VALUE_TYPE":"WORK","VALUE":" ","TYPE_ID":"PHONE"}],
                    "EMAIL":{"1":{"VALUE":" Anna@Example.com"}}}"#,
            ),
        )
        .unwrap();
        let keys: Vec<_> = card.communications.iter().map(|found| found.key().text()).collect();
        assert_eq!(keys, ["79161234567", "anna@example.com"]);
        let expected = RecordCard {
            reference: RecordRef::new(EntityType::Lead, id(17)),
            title: "Fair greB".to_owned(),
            person: "Anna".to_owned(),
            company_title: String::new(),
            communications: card.communications.clone(),
            unusable: vec!["n/a".to_owned()],
            stage: Some(("CONVERTED".to_owned(), StageSemantic::Won)),
            responsible: Some(UserId(id(9))),
            created: Some("2025-06-23T16:07:40+03:00".to_owned()),
            active: Some("2025-06-24T10:00:00+03:00".to_owned()),
            contact: Some(id(275)),
            company: None,
            lead: None,
            my_company: false,
        };
        assert_eq!(card, expected);
    }

    /// A list tells what it is asked for, and `get` tells everything: what is read of a record and not asked for is
    /// there or not by the way on which it came.
    #[test]
    fn a_record_of_a_list_is_the_same_as_by_itself() {
        for entity in EntityType::ALL {
            let is_company = entity == EntityType::Company;
            let whole = node(&format!(
                r#"{{"ID":"1","TITLE":"T","NAME":"N","STATUS_ID":"NEW","STATUS_SEMANTIC_ID":"P",
                    "ASSIGNED_BY_ID":"9","DATE_CREATE":"2025-06-23T16:07:40+03:00","CONTACT_ID":"2",
                    "COMPANY_TITLE":"C","DATE_MODIFY":"2025-06-24T16:07:40+03:00",
                    "LAST_ACTIVITY_TIME":"2025-06-25T16:07:40+03:00",
                    "COMPANY_ID":"3","LEAD_ID":"4","PHONE":[{{"VALUE":"112"}},{{"VALUE":"n/a"}}],
                    "EMAIL":[{{"VALUE":"a@b.c"}}],"IS_MY_COMPANY":"{}"}}"#,
                if is_company { "Y" } else { "N" }
            ));
            let question = Command::ListRecords { entity, ids: vec![id(1)] }.params();
            let selected = question.fields().into_iter().filter(|(name, _)| name.starts_with("select["));
            let selected: Vec<_> = selected.map(|(_, field)| field.to_owned()).collect();
            let entries = whole.entries().unwrap().iter();
            let row = Node::Map(entries.filter(|(name, _)| selected.contains(name)).cloned().collect());
            let card = record(entity, &row).unwrap();
            assert_eq!(card, record(entity, &whole).unwrap());
            // A new field has no place here, and does not compile: it is to be given a value above.
            let RecordCard {
                reference: _,
                title,
                person,
                company_title,
                communications,
                unusable,
                stage,
                responsible,
                created,
                active,
                contact,
                company,
                lead,
                my_company,
            } = card;
            assert!(!title.is_empty() && responsible.is_some() && created.is_some());
            assert_eq!(active.as_deref(), Some("2025-06-25T16:07:40+03:00"));
            assert_eq!((communications.len(), unusable.len()), (2, 1));
            let is_lead = entity == EntityType::Lead;
            assert_eq!([person.is_empty(), company_title.is_empty()], [!is_lead; 2]);
            assert_eq!((stage.is_some(), contact.is_some()), (is_lead, is_lead));
            assert_eq!((company.is_some(), my_company), (!is_company, is_company));
            assert_eq!(lead.is_some(), !is_lead);
        }
    }

    #[rstest]
    #[case(
        EntityType::Contact,
        r#"{"ID":"1","NAME":"Anna","SECOND_NAME":null,"LAST_NAME":" Berg "}"#,
        "Anna Berg"
    )]
    #[case(EntityType::Contact, r#"{"ID":"1","TITLE":"no field of a contact"}"#, "")]
    #[case(EntityType::Company, r#"{"ID":1,"TITLE":"Berg & Co"}"#, "Berg & Co")]
    #[case(EntityType::Lead, r#"{"ID":"1","TITLE":" ","LAST_NAME":"Berg"}"#, "Berg")]
    #[case(EntityType::Lead, r#"{"ID":"1","TITLE":null}"#, "")]
    // Nobody could see, and so nobody could click, a link of these.
    #[case(EntityType::Lead, r#"{"ID":"1","TITLE":"\u3164","NAME":"Anna"}"#, "Anna")]
    #[case(
        EntityType::Contact,
        r#"{"ID":"1","NAME":"\u200d","SECOND_NAME":"\u2800","LAST_NAME":"\u034f"}"#,
        ""
    )]
    #[case(EntityType::Company, r#"{"ID":"1","TITLE":"\udb40\udc41\uffa0\u115f \u1160"}"#, "")]
    fn names(#[case] entity: EntityType, #[case] json: &str, #[case] title: &str) {
        assert_eq!(record(entity, &node(json)).unwrap().title, title);
    }

    #[rstest]
    #[case(r#""STATUS_ID":"NEW","STATUS_SEMANTIC_ID":"P""#, Some(StageSemantic::Open))]
    #[case(r#""STATUS_ID":"JUNK","STATUS_SEMANTIC_ID":"F""#, Some(StageSemantic::Lost))]
    #[case(r#""STATUS_ID":"CONVERTED""#, Some(StageSemantic::Won))]
    #[case(r#""STATUS_ID":"JUNK""#, Some(StageSemantic::Lost))]
    #[case(r#""STATUS_ID":"UC_1","STATUS_SEMANTIC_ID":null"#, Some(StageSemantic::Open))]
    #[case(r#""STATUS_ID":"""#, None)]
    #[case(r#""TITLE":"x""#, None)]
    fn reads_stages(#[case] fields: &str, #[case] semantic: Option<StageSemantic>) {
        let card = record(EntityType::Lead, &node(&format!(r#"{{"ID":"1",{fields}}}"#))).unwrap();
        assert_eq!(card.stage.map(|(_, semantic)| semantic), semantic);
    }

    #[rstest]
    #[case(r#"{"ID":"1"}"#, Some((None, None)))]
    #[case(r#"{"ID":"1","CONTACT_ID":null,"COMPANY_ID":"0"}"#, Some((None, None)))]
    #[case(r#"{"ID":"1","CONTACT_ID":"","COMPANY_ID":0}"#, Some((None, None)))]
    #[case(r#"{"ID":"1","CONTACT_ID":"275","COMPANY_ID":4}"#, Some((Some(275), Some(4))))]
    #[case(r#"{"ID":"1","CONTACT_ID":["275"]}"#, None)]
    #[case(r#"{"ID":"1","CONTACT_ID":"abc"}"#, None)]
    #[case(r#"{"CONTACT_ID":"275"}"#, None)]
    #[case("[]", None)]
    fn reads_the_ties_of_deals_and_leads(
        #[case] json: &str,
        #[case] ties: Option<(Option<u64>, Option<u64>)>,
    ) {
        let ties = ties.map(|(contact, company)| DealTies {
            contact: contact.map(id),
            company: company.map(id),
            lead: None,
        });
        assert_eq!(deal(&node(json)).ok(), ties);
        let lead = record(EntityType::Lead, &node(json)).ok();
        assert_eq!(
            lead.map(|lead| DealTies { contact: lead.contact, company: lead.company, lead: None }),
            ties
        );
    }

    #[rstest]
    #[case("[]", Some(0))]
    #[case(r#"[{"ID":"1"},{"ID":"2","PHONE":[],"EMAIL":""}]"#, Some(2))]
    #[case(r#"{"0":{"ID":"1"},"2":{"ID":"2"}}"#, Some(2))]
    #[case(r#"[{"ID":"0"}]"#, None)]
    #[case(r#"[{"TITLE":"x"}]"#, None)]
    #[case("[[]]", None)]
    #[case(r#"[{"ID":"1","PHONE":"+7 916"}]"#, None)]
    #[case(r#"[{"ID":"1","PHONE":[{"VALUE":79161234567}]}]"#, None)]
    #[case(r#"{"items":[]}"#, None)]
    #[case("null", None)]
    fn reads_lists(#[case] json: &str, #[case] rows: Option<usize>) {
        assert_eq!(records(EntityType::Company, &node(json)).ok().map(|rows| rows.len()), rows);
    }

    #[test]
    fn reads_the_contacts_of_a_deal_or_a_lead() {
        let rows = node(r#"[{"CONTACT_ID":275,"SORT":10,"IS_PRIMARY":"Y"},{"CONTACT_ID":"2297"}]"#);
        assert_eq!(contact_items(&rows), Ok(vec![id(275), id(2297)]));
        assert_eq!(contact_items(&node("[]")), Ok(Vec::new()));
        assert_eq!(contact_items(&node(r#"[{"CONTACT_ID":null}]"#)), Err(Misshapen));
    }

    #[test]
    fn reads_names_of_users_and_stages() {
        let rows = node(
            r#"[{"ID":"9","NAME":"Ole","LAST_NAME":"Lund","ACTIVE":false},{"ID":"10","NAME":null},{"ID":"11","NAME":"\u2800"}]"#,
        );
        assert_eq!(users(&rows), Ok(vec![(UserId(id(9)), "Ole Lund".to_owned())]));
        let rows = node(
            r##"[{"STATUS_ID":"NEW","NAME":"Unassigned","SORT":"10","COLOR":"#39A8EF"},{"STATUS_ID":"OLD","NAME":"\u3164"}]"##,
        );
        assert_eq!(
            lead_stages(&rows),
            Ok(vec![LeadStage {
                id: "NEW".to_owned(),
                name: "Unassigned".to_owned(),
                colour: Colour::new("#39A8EF"),
            }])
        );
        assert_eq!(lead_stages(&node("{\"NEW\":\"x\"}")), Err(Misshapen));
    }

    #[rstest]
    #[case(r#"{"ID":"1","ADMIN":true}"#, Some(true))]
    #[case(r#"{"ID":"1","ADMIN":false}"#, Some(false))]
    #[case(r#"{"ID":"1","ADMIN":"false"}"#, Some(false))]
    #[case(r#"{"ADMIN":true}"#, None)]
    #[case("[]", None)]
    fn reads_the_profile(#[case] json: &str, #[case] admin: Option<bool>) {
        assert_eq!(profile(&node(json)).ok().map(|profile| profile.admin), admin);
    }
}
