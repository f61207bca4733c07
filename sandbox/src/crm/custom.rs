//! Fields that the people of the portal have added to its cards.

use super::EntityType;

/// One such field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomField {
    /// Of which type's cards.
    pub entity_type: EntityType,
    /// Its code, as classic methods write it.
    pub code: &'static str,
    /// What people read on the card.
    pub label: &'static str,
    /// What it holds.
    pub kind: CustomKind,
    /// Whether it holds any number of values.
    pub is_multiple: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomKind {
    /// A text.
    Text,
    /// `1` or `0`.
    YesNo,
    /// The number of one of these entries.
    Choice(&'static [(u32, &'static str)]),
}

/// All fields that were added.
pub const CUSTOM_FIELDS: [CustomField; 8] = [
    field(EntityType::Contact, "UF_CRM_1700000000101", "Customer number", CustomKind::Text),
    field(
        EntityType::Contact,
        "UF_CRM_1700000000102",
        "Customer group",
        CustomKind::Choice(&[(41, "Retail"), (42, "Wholesale")]),
    ),
    field(EntityType::Contact, "UF_CRM_1700000000103", "Newsletter", CustomKind::YesNo),
    CustomField {
        is_multiple: true,
        ..field(EntityType::Contact, "UF_CRM_1700000000104", "Interests", CustomKind::Text)
    },
    field(EntityType::Lead, "UF_CRM_1700000000201", "Customer number", CustomKind::Text),
    field(EntityType::Lead, "UF_CRM_1700000000202", "Trade fair", CustomKind::Text),
    field(EntityType::Company, "UF_CRM_1700000000301", "VAT number", CustomKind::Text),
    field(EntityType::Deal, "UF_CRM_1700000000401", "Delivery week", CustomKind::Text),
];

impl CustomField {
    /// The fields of a type's cards.
    pub fn of(entity_type: EntityType) -> impl Iterator<Item = &'static Self> {
        CUSTOM_FIELDS.iter().filter(move |field| field.entity_type == entity_type)
    }

    /// The field of a code, on the cards of a type.
    pub fn find(entity_type: EntityType, code: &str) -> Option<&'static Self> {
        Self::of(entity_type).find(|field| field.code == code)
    }

    /// Its name in `crm.item.*`: `UF_CRM_17` is `ufCrm_17`.
    pub fn item_name(&self) -> String {
        format!("ufCrm_{}", self.code.trim_start_matches("UF_CRM_"))
    }

    /// What the card shows of a stored value.
    pub fn shown(&self, value: &str) -> String {
        match self.kind {
            CustomKind::Text => value.to_owned(),
            CustomKind::YesNo => if value == "1" { "yes" } else { "no" }.to_owned(),
            CustomKind::Choice(entries) => {
                let entry = entries.iter().find(|(id, _)| id.to_string() == value);
                entry.map_or_else(String::new, |(_, name)| (*name).to_owned())
            }
        }
    }
}

const fn field(
    entity_type: EntityType,
    code: &'static str,
    label: &'static str,
    kind: CustomKind,
) -> CustomField {
    CustomField { entity_type, code, label, kind, is_multiple: false }
}
