//! A data file: records of one's own as JSON. `sandbox/README.md` documents the format.

use std::collections::HashSet;
use std::fmt;
use std::num::NonZeroU32;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::crm::{CommKind, Crm, EntityType, Moment, MultiField, Record};

/// Why a data file is refused. The text names the line.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DataError(#[from] serde_json::Error);

/// The content of a data file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
    records: DataRecords,
}

/// Reads the text of a data file.
///
/// # Errors
/// For text that is no JSON, unknown fields and types, ids below one, and ids that occur twice in a type.
pub fn parse(text: &[u8]) -> Result<Crm, DataError> {
    let file: DataFile = serde_json::from_slice(text)?;
    let mut crm = Crm::default();
    for record in file.records.0 {
        crm.save(record.into());
    }
    Ok(crm)
}

impl DataFile {
    /// The records of a CRM. Read again, they give the same CRM.
    pub fn export(crm: &Crm) -> Self {
        let records = EntityType::ALL.into_iter().flat_map(|entity_type| crm.records(entity_type));
        Self { records: DataRecords(records.map(DataRecord::from).collect()) }
    }
}

/// Records without two of the same type and id. The check sits inside the reader, where the line is known.
#[derive(Debug, Serialize)]
struct DataRecords(Vec<DataRecord>);

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct DataRecord {
    #[serde(rename = "type")]
    entity_type: DataType,
    id: NonZeroU32,
    #[serde(default)]
    title: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    second_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    company_title: String,
    stage: Option<String>,
    #[serde(default = "administrator")]
    assigned_by: u32,
    #[serde(default, deserialize_with = "date")]
    created: Option<String>,
    #[serde(default, deserialize_with = "date")]
    modified: Option<String>,
    #[serde(default)]
    opportunity_cents: i64,
    #[serde(default)]
    contact_ids: Vec<u32>,
    company_id: Option<u32>,
    #[serde(default)]
    phones: Vec<DataField>,
    #[serde(default)]
    emails: Vec<DataField>,
    #[serde(default)]
    my_company: bool,
    #[serde(default)]
    hidden_category: bool,
    #[serde(default)]
    comments: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum DataType {
    Lead,
    Deal,
    Contact,
    Company,
}

/// A phone or e-mail: the bare spelling, or with its type.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum DataField {
    Plain(String),
    Typed {
        value: String,
        #[serde(rename = "type")]
        value_type: String,
    },
}

impl<'de> Deserialize<'de> for DataRecords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(DistinctRecords)
    }
}

struct DistinctRecords;

impl<'de> Visitor<'de> for DistinctRecords {
    type Value = DataRecords;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<DataRecords, A::Error> {
        let mut seen = HashSet::new();
        let mut records = Vec::new();
        while let Some(record) = items.next_element::<DataRecord>()? {
            if !seen.insert((record.entity_type, record.id)) {
                let name = EntityType::from(record.entity_type);
                return Err(A::Error::custom(format!("{name} {} occurs twice", record.id)));
            }
            records.push(record);
        }
        Ok(DataRecords(records))
    }
}

impl From<DataType> for EntityType {
    fn from(entity_type: DataType) -> Self {
        match entity_type {
            DataType::Lead => Self::Lead,
            DataType::Deal => Self::Deal,
            DataType::Contact => Self::Contact,
            DataType::Company => Self::Company,
        }
    }
}

impl From<EntityType> for DataType {
    fn from(entity_type: EntityType) -> Self {
        match entity_type {
            EntityType::Lead => Self::Lead,
            EntityType::Deal => Self::Deal,
            EntityType::Contact => Self::Contact,
            EntityType::Company => Self::Company,
        }
    }
}

impl From<DataRecord> for Record {
    fn from(data: DataRecord) -> Self {
        let fields = |kind, fields: Vec<DataField>| {
            fields.into_iter().map(move |field| {
                let (value, value_type) = match field {
                    DataField::Plain(value) => (value, "WORK".to_owned()),
                    DataField::Typed { value, value_type } => (value, value_type),
                };
                MultiField { id: 0, kind, value_type, value }
            })
        };
        let empty = Self::new(data.entity_type.into(), data.id.get());
        let moment = |text: Option<String>| text.as_deref().and_then(Moment::parse).unwrap_or_default();
        Self {
            title: data.title,
            name: data.name,
            second_name: data.second_name,
            last_name: data.last_name,
            company_title: data.company_title,
            stage: data.stage.unwrap_or(empty.stage),
            assigned_by: data.assigned_by,
            created: moment(data.created),
            modified: moment(data.modified),
            opportunity_cents: data.opportunity_cents,
            contact_ids: data.contact_ids,
            company_id: data.company_id,
            communications: fields(CommKind::Phone, data.phones)
                .chain(fields(CommKind::Email, data.emails))
                .collect(),
            is_my_company: data.my_company,
            in_hidden_category: data.hidden_category,
            comments: data.comments,
            ..empty
        }
    }
}

impl From<&Record> for DataRecord {
    fn from(record: &Record) -> Self {
        let fields = |kind| {
            let typed = record.of_kind(kind).map(|field| DataField::Typed {
                value: field.value.clone(),
                value_type: field.value_type.clone(),
            });
            typed.collect()
        };
        Self {
            entity_type: record.entity_type.into(),
            id: NonZeroU32::new(record.id).unwrap_or(NonZeroU32::MIN),
            title: record.title.clone(),
            name: record.name.clone(),
            second_name: record.second_name.clone(),
            last_name: record.last_name.clone(),
            company_title: record.company_title.clone(),
            stage: Some(record.stage.clone()),
            assigned_by: record.assigned_by,
            created: Some(record.created.iso()),
            modified: Some(record.modified.iso()),
            opportunity_cents: record.opportunity_cents,
            contact_ids: record.contact_ids.clone(),
            company_id: record.company_id,
            phones: fields(CommKind::Phone),
            emails: fields(CommKind::Email),
            my_company: record.is_my_company,
            hidden_category: record.in_hidden_category,
            comments: record.comments.clone(),
        }
    }
}

fn administrator() -> u32 {
    1
}

/// A date that can be read, as its text; the check is here because the line is known here.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    if text.as_deref().is_some_and(|text| Moment::parse(text).is_none()) {
        return Err(D::Error::custom("a date reads like 2025-06-23T16:07:40+03:00"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_file_is_read() {
        let text = br#"{"records":[
            {"type":"contact","id":5,"name":"Ada","phones":["112",{"value":"113","type":"HOME"}]},
            {"type":"lead","id":5,"title":"T","emails":["a@x.ru"],"created":"2025-06-23T16:07:40+03:00"}]}"#;
        let crm = parse(text).unwrap();
        let contact = crm.record(EntityType::Contact, 5).unwrap();
        let types: Vec<&str> = contact.communications.iter().map(|field| field.value_type.as_str()).collect();
        assert_eq!(types, ["WORK", "HOME"]);
        assert_eq!(crm.holders(CommKind::Email, "A@x.ru").collect::<Vec<_>>(), [(EntityType::Lead, 5)]);
    }

    #[rstest]
    #[case("{\"records\":[\n{\"type\":\"contact\"}]}", "missing field `id`", 2)]
    #[case("{\"records\":[\n{\"type\":\"quote\",\"id\":1}]}", "unknown variant `quote`", 2)]
    #[case("{\"records\":[\n\n{\"type\":\"lead\",\"id\":0}]}", "invalid value", 3)]
    #[case("{\"records\":[\n{\"type\":\"lead\",\"id\":1,\"phone\":\"1\"}]}", "unknown field `phone`", 2)]
    #[case(
        "{\"records\":[\n{\"type\":\"lead\",\"id\":1},\n{\"type\":\"lead\",\"id\":1}]}",
        "lead 1 occurs twice",
        3
    )]
    #[case("{\"records\":[\n{\"type\":\"lead\",\"id\":1,\"created\":\"June\"}]}", "a date reads like", 2)]
    #[case("{\"records\":[\n", "EOF", 2)]
    fn an_error_names_its_line(#[case] text: &str, #[case] beginning: &str, #[case] line: usize) {
        let error = parse(text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(beginning), "{error}");
        assert!(error.contains(&format!("at line {line} column")), "{error}");
    }

    #[test]
    fn an_export_read_again_is_the_same() {
        let crm = crate::data::generate(1, 200);
        let text = serde_json::to_vec(&DataFile::export(&crm)).unwrap();
        let again = parse(&text).unwrap();
        for entity_type in EntityType::ALL {
            let bare = |record: &Record| {
                let mut record = record.clone();
                record.communications.iter_mut().for_each(|field| field.id = 0);
                record
            };
            let before: Vec<Record> = crm.records(entity_type).map(bare).collect();
            let after: Vec<Record> = again.records(entity_type).map(bare).collect();
            assert_eq!(before, after);
        }
    }
}
