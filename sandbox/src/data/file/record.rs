//! Records as a data file writes them.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::num::NonZeroU32;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::crm::{CommKind, Crm, EntityType, Moment, MultiField, Record};

/// Records without two of the same type and id, and deals without phones. The check sits inside the reader, where the
/// line is known.
#[derive(Debug, Serialize)]
pub(super) struct DataRecords(Vec<DataRecord>);

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
    lead_id: Option<u32>,
    #[serde(default)]
    phones: Vec<DataField>,
    #[serde(default)]
    emails: Vec<DataField>,
    #[serde(default)]
    webs: Vec<DataField>,
    #[serde(default)]
    messengers: Vec<DataField>,
    #[serde(default)]
    links: Vec<DataField>,
    #[serde(default)]
    my_company: bool,
    #[serde(default)]
    hidden_category: bool,
    #[serde(default)]
    comments: String,
    #[serde(default)]
    post: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    city: String,
    #[serde(default, deserialize_with = "date")]
    last_activity: Option<String>,
    #[serde(default)]
    custom: BTreeMap<String, Vec<String>>,
    /// In the recycle bin.
    #[serde(default)]
    deleted: bool,
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
        /// The number of the entry; without one it is given.
        #[serde(default)]
        id: u32,
    },
}

impl DataRecords {
    /// The CRM that they make.
    pub(super) fn into_crm(self) -> Crm {
        let mut crm = Crm::default();
        for data in self.0 {
            let is_deleted = data.deleted;
            let record = Record::from(data);
            let (entity_type, id) = (record.entity_type, record.id);
            crm.save(record);
            if is_deleted {
                crm.delete(entity_type, id);
            }
        }
        crm
    }

    /// The records of a CRM, those in the recycle bin last.
    pub(super) fn of(crm: &Crm) -> Self {
        let live = EntityType::ALL.into_iter().flat_map(|entity_type| crm.records(entity_type));
        let deleted = crm.bin().map(|record| DataRecord { deleted: true, ..record.into() });
        Self(live.map(DataRecord::from).chain(deleted).collect())
    }
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
            if record.entity_type == DataType::Deal && record.has_communications() {
                let why =
                    "has phones or e-mails of its own, which no deal has: its contacts and company have them";
                return Err(A::Error::custom(format!("deal {} {why}", record.id)));
            }
            records.push(record);
        }
        Ok(DataRecords(records))
    }
}

impl DataRecord {
    fn has_communications(&self) -> bool {
        let fields = [&self.phones, &self.emails, &self.webs, &self.messengers, &self.links];
        fields.into_iter().any(|fields| !fields.is_empty())
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
                let (id, value, value_type) = match field {
                    DataField::Plain(value) => (0, value, "WORK".to_owned()),
                    DataField::Typed { id, value, value_type } => (id, value, value_type),
                };
                MultiField { id, kind, value_type, value }
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
            lead_id: data.lead_id,
            communications: fields(CommKind::Phone, data.phones)
                .chain(fields(CommKind::Email, data.emails))
                .chain(fields(CommKind::Web, data.webs))
                .chain(fields(CommKind::Im, data.messengers))
                .chain(fields(CommKind::Link, data.links))
                .collect(),
            is_my_company: data.my_company,
            in_hidden_category: data.hidden_category,
            comments: data.comments,
            post: data.post,
            address: data.address,
            city: data.city,
            last_activity: data.last_activity.as_deref().and_then(Moment::parse),
            custom: data.custom,
            ..empty
        }
    }
}

impl From<&Record> for DataRecord {
    fn from(record: &Record) -> Self {
        let fields = |kind| {
            let typed = record.of_kind(kind).map(|field| DataField::Typed {
                id: field.id,
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
            lead_id: record.lead_id,
            phones: fields(CommKind::Phone),
            emails: fields(CommKind::Email),
            webs: fields(CommKind::Web),
            messengers: fields(CommKind::Im),
            links: fields(CommKind::Link),
            my_company: record.is_my_company,
            hidden_category: record.in_hidden_category,
            comments: record.comments.clone(),
            post: record.post.clone(),
            address: record.address.clone(),
            city: record.city.clone(),
            last_activity: record.last_activity.map(Moment::iso),
            custom: record.custom.clone(),
            deleted: false,
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
