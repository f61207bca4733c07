//! Filters of `crm.item.list`, which can nest conditions and join them by `OR`.

use super::fields;
use crate::crm::{EntityType, Record};
use crate::php::{Array, Key, Value};
use crate::rest::classic::Filter;
use crate::rest::error::RestError;

/// A filter: conditions on fields, and groups of conditions.
#[derive(Clone, Debug)]
pub(super) struct ItemFilter {
    conditions: Filter,
    groups: Vec<ItemFilter>,
    join: Join,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    All,
    Any,
}

impl ItemFilter {
    /// Reads a filter. A field that the type does not have is an error here.
    pub(super) fn parse(filter: &Array, entity_type: EntityType) -> Result<Self, RestError> {
        let (mut conditions, mut groups, mut join) = (Array::default(), Vec::new(), Join::All);
        for (key, value) in filter.iter() {
            match (key, value) {
                (Key::Name(name), value) if name == "logic" => {
                    if value.to_text().eq_ignore_ascii_case("OR") {
                        join = Join::Any;
                    }
                }
                (Key::Index(_), Value::Array(group)) => groups.push(Self::parse(group, entity_type)?),
                _ => conditions.insert(key, value.clone()),
            }
        }
        let conditions = Filter::parse(&conditions);
        let unknown = conditions.fields().find(|field| !fields::is_known(entity_type, field));
        match unknown.map(str::to_owned) {
            Some(field) => Err(RestError::ItemArgument(format!(
                "Invalid filter: field '{field}' is not allowed in filter"
            ))),
            None => Ok(Self { conditions, groups, join }),
        }
    }

    /// Whether a record meets the filter.
    pub(super) fn accepts(&self, record: &Record) -> bool {
        let texts = |field: &str| Some(fields::texts(record, field));
        let mut groups = self.groups.iter().map(|group| group.accepts(record));
        match self.join {
            Join::All => self.conditions.accepts(texts) && groups.all(|accepted| accepted),
            Join::Any => self.conditions.accepts_some(texts) || groups.any(|accepted| accepted),
        }
    }

    /// The ids that the filter allows, if it names them for all records.
    pub(super) fn ids(&self) -> Option<Vec<u32>> {
        (self.join == Join::All).then(|| self.conditions.ids()).flatten()
    }
}
