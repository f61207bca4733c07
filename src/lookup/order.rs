//! In which order records are shown, and which of them.

use crate::domain::{EntityType, RecordCard, RecordRef, UserId};

use super::{Lookup, Mode};

/// In which order the records of a type are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RecordOrder {
    /// Those that share more values first, then the newest.
    #[default]
    Likeness,
    /// Those that were created last first.
    Created,
    /// Those with whom somebody had to do last first.
    Active,
}

/// Which records are shown, and in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Selection {
    /// The order.
    pub order: RecordOrder,
    /// Of this type only.
    pub entity: Option<EntityType>,
    /// Of this responsible only.
    pub responsible: Option<UserId>,
}

impl Selection {
    /// The records of a type that are shown.
    pub(crate) fn of<M: Mode>(self, lookup: &Lookup<M>, entity: EntityType) -> Vec<RecordRef> {
        if self.entity.is_some_and(|only| only != entity) {
            return Vec::new();
        }
        let mut records = lookup.findings.records.get(entity).clone();
        let card = |record: &RecordRef| lookup.search.card(*record);
        if let Some(responsible) = self.responsible {
            records.retain(|record| card(record).and_then(|card| card.responsible) == Some(responsible));
        }
        let date: fn(&RecordCard) -> &Option<String> = match self.order {
            RecordOrder::Likeness => return records,
            RecordOrder::Created => |card| &card.created,
            RecordOrder::Active => |card| &card.active,
        };
        // A portal writes all dates in one zone, the same number of digits each: as texts they are in order. The sort
        // of std is 2 KB more of a card's module for each kind of item.
        let mut sorted: Vec<RecordRef> = Vec::with_capacity(records.len());
        for record in records {
            let of = card(&record).map(date);
            sorted.insert(sorted.partition_point(|other| card(other).map(date) >= of), record);
        }
        sorted
    }
}
