//! The rows: which fields there are, and what stands in each of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{CommKind, Communication, EntityType, sanitised};
use crate::protocol::Reason;
use crate::protocol::fields::{Field, FieldKind};

use super::sheet::{Column, Found, Sheet};

/// One field of the records.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Row {
    /// Its name on the wire.
    pub(crate) code: String,
    /// What people call it.
    pub(crate) label: String,
    /// A field of several values, of which a merge keeps all.
    pub(crate) is_united: bool,
    /// A cell a record.
    pub(crate) cells: Vec<Cell>,
    pub(crate) verdict: Verdict,
}

/// What stands in a field of a record.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Cell {
    /// The record is not there any more.
    Gone,
    /// The record could not be read.
    Unread,
    /// Records of this type have no such field.
    NoField,
    /// Nothing.
    Empty,
    /// These.
    Filled(Vec<Value>),
}

/// A value, and whether others have it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Value {
    pub(crate) text: ValueText,
    /// What is compared.
    pub(super) key: String,
    pub(crate) shared: bool,
}

/// What is shown of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum ValueText {
    /// This, cleaned.
    Text(String),
    /// A moment, ISO 8601.
    Date(String),
    /// Yes or no.
    YesNo(bool),
}

/// How the records compare in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// All have the same.
    Equal,
    /// Those that have it filled have the same.
    EqualWhereFilled,
    /// Only the record at this place has it filled.
    OnlyIn(usize),
    /// They differ.
    Different,
    /// There is no other record left to compare it with.
    Alone,
    /// Each has its own, which says nothing of whether they are the same.
    OfEach,
    /// A record could not be read, and it depends on that one.
    Unknown,
}

/// Fields that come first, in this order. The others follow as the portal has them, those that were added last.
const FIRST: [&str; 22] = [
    "TITLE",
    "HONORIFIC",
    "NAME",
    "SECOND_NAME",
    "LAST_NAME",
    "PHONE",
    "EMAIL",
    "WEB",
    "IM",
    "COMPANY_ID",
    "COMPANY_TITLE",
    "POST",
    "ASSIGNED_BY_ID",
    "STATUS_ID",
    "TYPE_ID",
    "COMPANY_TYPE",
    "SOURCE_ID",
    "DATE_CREATE",
    "DATE_MODIFY",
    "LAST_ACTIVITY_TIME",
    "ADDRESS",
    "COMMENTS",
];

/// Fields that say nothing to whoever compares: they follow from others, or only the portal's machinery reads them.
const LEFT_OUT: [&str; 24] = [
    "ID",
    "HAS_PHONE",
    "HAS_EMAIL",
    "HAS_IMOL",
    "STATUS_SEMANTIC_ID",
    "CREATED_BY_ID",
    "MODIFY_BY_ID",
    "MOVED_BY_ID",
    "MOVED_TIME",
    "LAST_ACTIVITY_BY",
    "OPENED",
    "EXPORT",
    "IS_MANUAL_OPPORTUNITY",
    "IS_RETURN_CUSTOMER",
    "CURRENCY_ID",
    "ORIGINATOR_ID",
    "ORIGIN_ID",
    "ORIGIN_VERSION",
    "FACE_ID",
    "CONTACT_IDS",
    "CATEGORY_ID",
    "LAST_COMMUNICATION_TIME",
    "ADDRESS_LOC_ADDR_ID",
    "COMPANY_IDS",
];

/// Moments that every record has for itself.
const OF_EACH: [&str; 4] = ["DATE_CREATE", "DATE_MODIFY", "DATE_CLOSED", "LAST_ACTIVITY_TIME"];

/// What the rows of different types have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Same {
    /// The name on the wire of a field that every portal has.
    Code(String),
    /// What people call a field that they have added, and how many of that name come before it.
    Label(String, usize),
}

/// The rows of all fields that any of the records has filled.
pub(super) fn rows(sheet: &Sheet) -> Vec<Row> {
    let mut order: Vec<(Same, Field)> = Vec::new();
    let mut of_type: BTreeMap<EntityType, Vec<(Same, Field)>> = BTreeMap::new();
    for column in &sheet.columns {
        let entity = column.reference.entity;
        if of_type.contains_key(&entity) {
            continue;
        }
        let keyed = keyed(known_fields(sheet, entity));
        for (same, field) in &keyed {
            if !order.iter().any(|(known, _)| known == same) {
                order.push((same.clone(), field.clone()));
            }
        }
        of_type.insert(entity, keyed);
    }
    order.sort_by_key(|(_, field)| place(field));
    let cells = |same: &Same| {
        let cell = |column: &Column| cell(sheet, column, same, &of_type);
        sheet.columns.iter().map(cell).collect()
    };
    order.iter().filter_map(|(same, field)| row(field, cells(same))).collect()
}

/// The fields of a type; where the portal did not tell them, those that its records have.
fn known_fields(sheet: &Sheet, entity: EntityType) -> Vec<Field> {
    let known = sheet.fields(entity);
    if !known.is_empty() {
        return known.to_vec();
    }
    let mut fields: Vec<Field> = Vec::new();
    let columns = sheet.columns.iter().filter(|column| column.reference.entity == entity);
    for (code, _) in columns.filter_map(Column::whole).flat_map(|whole| &whole.values) {
        if !fields.iter().any(|field| field.code == *code) {
            fields.push(unnamed(code));
        }
    }
    fields
}

/// A field of which nothing is known but its name on the wire.
fn unnamed(code: &str) -> Field {
    let is_added = code.starts_with("UF_");
    Field {
        code: code.to_owned(),
        label: sanitised(code),
        kind: match code {
            "PHONE" | "EMAIL" | "WEB" | "IM" => FieldKind::Communications,
            _ => FieldKind::Plain,
        },
        // Each added field may hold several values, which a merge unites: nobody knows that it keeps the portal from one.
        is_multiple: is_added,
        is_added,
    }
}

fn keyed(fields: Vec<Field>) -> Vec<(Same, Field)> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let is_shown = |field: &Field| {
        field.kind != FieldKind::Opaque
            && !LEFT_OUT.contains(&field.code.as_str())
            && !field.code.starts_with("UTM_")
    };
    let key = |field: Field| {
        let same = if field.is_added {
            let label = field.label.to_lowercase();
            let before = names.entry(label.clone()).or_default();
            *before += 1;
            Same::Label(label, *before)
        } else {
            Same::Code(field.code.clone())
        };
        (same, field)
    };
    fields.into_iter().filter(is_shown).map(key).collect()
}

/// Known ones first, added ones last.
fn place(field: &Field) -> (bool, usize) {
    let known =
        FIRST.iter().position(|code| *code == field.code || field.code.starts_with(&format!("{code}_")));
    let exact = FIRST.iter().position(|code| *code == field.code);
    let is_address = field.code.starts_with("ADDRESS");
    let known = if is_address { known } else { exact };
    (field.is_added, known.unwrap_or(FIRST.len()))
}

fn cell(
    sheet: &Sheet,
    column: &Column,
    same: &Same,
    of_type: &BTreeMap<EntityType, Vec<(Same, Field)>>,
) -> Cell {
    let whole = match &column.found {
        Found::Whole(whole) => whole,
        Found::Not(refusal) if refusal.reason == Reason::RecordNotFound => return Cell::Gone,
        Found::Not(_) => return Cell::Unread,
    };
    let fields = of_type.get(&column.reference.entity).map_or(&[][..], Vec::as_slice);
    let Some((_, field)) = fields.iter().find(|(of, _)| of == same) else { return Cell::NoField };
    let mut values: Vec<Value> = Vec::new();
    for stored in whole.of(&field.code) {
        let value = value(sheet, field, stored);
        if let Some(value) = value.filter(|value| !values.iter().any(|known| known.key == value.key)) {
            values.push(value);
        }
    }
    if values.is_empty() { Cell::Empty } else { Cell::Filled(values) }
}

/// A stored value as it is shown and compared; `None` for what means *nothing*.
fn value(sheet: &Sheet, field: &Field, stored: &str) -> Option<Value> {
    let text = |text: &str| ValueText::Text(sanitised(text));
    let (shown, key) = match &field.kind {
        FieldKind::Date => (ValueText::Date(sanitised(stored)), stored.to_owned()),
        FieldKind::YesNo => {
            let is_yes = matches!(stored, "Y" | "1");
            (ValueText::YesNo(is_yes), is_yes.to_string())
        }
        FieldKind::Communications => (text(stored), match_key(&field.code, stored)),
        FieldKind::User | FieldKind::Company | FieldKind::Contact if stored == "0" => return None,
        kind => (text(&sheet.names.called(kind, stored)), stored.to_owned()),
    };
    Some(Value { text: shown, key, shared: false })
}

/// Equal keys are the same phone or e-mail to the portal; anything else is compared as it is written.
fn match_key(code: &str, stored: &str) -> String {
    let kind = CommKind::ALL.into_iter().find(|kind| kind.wire() == code);
    let communication = kind.and_then(|kind| Communication::new(kind, stored));
    communication.map_or_else(|| stored.to_owned(), |communication| communication.key().text().to_owned())
}

fn row(field: &Field, mut cells: Vec<Cell>) -> Option<Row> {
    let verdict = match verdict(&cells)? {
        Verdict::Different if OF_EACH.contains(&field.code.as_str()) => Verdict::OfEach,
        verdict => verdict,
    };
    mark_shared(&mut cells);
    Some(Row {
        code: field.code.clone(),
        label: field.label.clone(),
        is_united: field.is_multiple || field.kind == FieldKind::Communications,
        cells,
        verdict,
    })
}

/// `None` if nobody has anything. Nothing is said of a record that could not be read.
fn verdict(cells: &[Cell]) -> Option<Verdict> {
    let keys = |cell: &Cell| match cell {
        Cell::Filled(values) => Some(values.iter().map(|value| value.key.clone()).collect::<BTreeSet<_>>()),
        Cell::Gone | Cell::Unread | Cell::NoField | Cell::Empty => None,
    };
    let filled: Vec<(usize, BTreeSet<String>)> =
        cells.iter().enumerate().filter_map(|(place, cell)| Some((place, keys(cell)?))).collect();
    let (first_place, first) = filled.first()?;
    let there = cells.iter().filter(|cell| **cell != Cell::Gone).count();
    Some(if there < 2 {
        Verdict::Alone
    } else if filled.iter().any(|(_, keys)| keys != first) {
        Verdict::Different
    } else if cells.contains(&Cell::Unread) {
        Verdict::Unknown
    } else if filled.len() == 1 {
        Verdict::OnlyIn(*first_place)
    } else if filled.len() == there {
        Verdict::Equal
    } else {
        Verdict::EqualWhereFilled
    })
}

/// Marks the values that more than one record has.
fn mark_shared(cells: &mut [Cell]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for cell in cells.iter() {
        if let Cell::Filled(values) = cell {
            for value in values {
                *count.entry(value.key.clone()).or_default() += 1;
            }
        }
    }
    for cell in cells {
        if let Cell::Filled(values) = cell {
            for value in values {
                value.shared = count.get(&value.key).is_some_and(|count| *count > 1);
            }
        }
    }
}
