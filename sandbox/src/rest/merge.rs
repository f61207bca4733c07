//! `crm.entity.mergeBatch`: the first record survives, the others go.

use super::call::{Answer, Call};
use super::error::RestError;
use crate::crm::{Crm, CustomField, EntityType, MultiField, Record};
use crate::php::{Array, Value};

/// Merges records of one type. Differing values make a conflict, in which nothing is written.
pub(super) fn merge_batch(call: &mut Call<'_>) -> Result<Answer, RestError> {
    let params = call.params.get("params").and_then(Value::as_array).cloned().unwrap_or_default();
    let entity_type = entity_type(&params)?;
    if !call.portal.settings.may_merge {
        return Err(RestError::FeatureRestricted);
    }
    if !call.user().reads_some(entity_type) {
        return Err(RestError::Controller("Access denied.".to_owned()));
    }
    let records = records(&call.portal.crm, entity_type, &params)?;
    let Some((main, others)) = records.split_first() else {
        return Err(too_few());
    };
    let ids: Vec<u32> = others.iter().map(|record| record.id).collect();
    let may = |record: &Record| call.user().can_read(record) && call.user().can_write(record);
    if !records.iter().all(may) {
        return Ok(status("ERROR", &ids));
    }
    if others.iter().any(|other| conflicts(main, other)) {
        return Ok(status("CONFLICT", &ids));
    }
    let merged = others.iter().fold(main.clone(), united);
    let main_id = merged.id;
    let crm = &mut call.portal.crm;
    crm.save(merged);
    for id in &ids {
        rebind(crm, entity_type, *id, main_id);
        crm.delete(entity_type, *id);
    }
    Ok(status("SUCCESS", &ids))
}

fn entity_type(params: &Array) -> Result<EntityType, RestError> {
    let id = params.get("entityTypeId").map_or(0, Value::to_int);
    if id <= 0 {
        return Err(RestError::Controller("The parameter entityTypeId is required.".to_owned()));
    }
    let unsupported =
        || RestError::Controller(format!("The owner type {id} is not supported in current context."));
    u32::try_from(id).ok().and_then(EntityType::from_id).ok_or_else(unsupported)
}

/// The records that are there; ids of others are dropped before they are counted.
fn records(crm: &Crm, entity_type: EntityType, params: &Array) -> Result<Vec<Record>, RestError> {
    let ids = params.get("entityIds").and_then(Value::as_array);
    let mut ids: Vec<u32> = ids
        .into_iter()
        .flat_map(Array::values)
        .filter_map(|id| u32::try_from(id.to_int()).ok())
        .filter(|id| *id > 0)
        .collect();
    if ids.is_empty() {
        let text = "The parameter entityIds does not contains valid elements.";
        return Err(RestError::Controller(text.to_owned()));
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    let records: Vec<Record> = ids.iter().filter_map(|id| crm.record(entity_type, *id).cloned()).collect();
    if records.len() < 2 { Err(too_few()) } else { Ok(records) }
}

fn too_few() -> RestError {
    RestError::Controller("The parameter entityIds must contains at least two elements.".to_owned())
}

/// Whether a person has to decide: another responsible, another stage or type, or different values in a field that both
/// have filled. Fields of several values are united.
fn conflicts(main: &Record, other: &Record) -> bool {
    let differ = |left: &str, right: &str| !left.is_empty() && !right.is_empty() && left != right;
    let single = CustomField::of(main.entity_type).filter(|field| !field.is_multiple);
    let mut custom = single.map(|field| (main.custom(field.code).first(), other.custom(field.code).first()));
    main.assigned_by != other.assigned_by
        || main.stage != other.stage
        || texts(main).into_iter().zip(texts(other)).any(|(left, right)| differ(left, right))
        || custom.any(|(left, right)| left.zip(right).is_some_and(|(left, right)| differ(left, right)))
}

fn texts(record: &Record) -> [&str; 9] {
    [
        &record.title,
        &record.name,
        &record.second_name,
        &record.last_name,
        &record.company_title,
        &record.comments,
        &record.post,
        &record.address,
        &record.city,
    ]
}

/// Fills empty fields, and takes over the phones, e-mails and the like that are new.
fn united(mut main: Record, other: &Record) -> Record {
    let texts = [
        (&mut main.title, &other.title),
        (&mut main.name, &other.name),
        (&mut main.second_name, &other.second_name),
        (&mut main.last_name, &other.last_name),
        (&mut main.company_title, &other.company_title),
        (&mut main.comments, &other.comments),
        (&mut main.post, &other.post),
        (&mut main.address, &other.address),
        (&mut main.city, &other.city),
    ];
    for (text, addition) in texts {
        if text.is_empty() {
            text.clone_from(addition);
        }
    }
    main.company_id = main.company_id.or(other.company_id);
    main.last_activity = main.last_activity.max(other.last_activity);
    for field in CustomField::of(main.entity_type) {
        let values = main.custom.entry(field.code.to_owned()).or_default();
        for value in other.custom(field.code) {
            if (values.is_empty() || field.is_multiple) && !values.contains(value) {
                values.push(value.clone());
            }
        }
    }
    for id in &other.contact_ids {
        if !main.contact_ids.contains(id) {
            main.contact_ids.push(*id);
        }
    }
    for field in &other.communications {
        if !main.communications.iter().any(|known| is_same(known, field)) {
            main.communications.push(MultiField { id: 0, ..field.clone() });
        }
    }
    main
}

/// Equal keys are the same phone or e-mail; what has no key is compared as it is written.
fn is_same(left: &MultiField, right: &MultiField) -> bool {
    let keys = |field: &MultiField| {
        let communications = vec![field.clone()];
        Crm::keys(&Record { communications, ..Record::new(EntityType::Contact, 0) })
    };
    let (left_keys, right_keys) = (keys(left), keys(right));
    if left_keys.is_empty() || right_keys.is_empty() {
        return left.kind == right.kind && left.value == right.value;
    }
    left_keys == right_keys
}

/// Ties everything that hung on a vanishing contact or company to the one that stays.
fn rebind(crm: &mut Crm, entity_type: EntityType, from: u32, to: u32) {
    let is_tied = |record: &Record| match entity_type {
        EntityType::Contact => record.contact_ids.contains(&from),
        EntityType::Company => record.company_id == Some(from),
        EntityType::Lead | EntityType::Deal => false,
    };
    let tied: Vec<Record> = EntityType::ALL
        .into_iter()
        .flat_map(|owner| crm.records(owner).filter(|record| is_tied(record)).cloned().collect::<Vec<_>>())
        .collect();
    for mut record in tied {
        if entity_type == EntityType::Company {
            record.company_id = Some(to);
        } else {
            let position = record.contact_ids.iter().position(|id| *id == from);
            record.contact_ids.retain(|id| *id != from && *id != to);
            let position = position.unwrap_or(0).min(record.contact_ids.len());
            record.contact_ids.insert(position, to);
        }
        crm.save(record);
    }
}

fn status(name: &str, ids: &[u32]) -> Answer {
    Answer::of(Value::map([("STATUS", Value::from(name)), ("ENTITY_IDS", Value::list(ids.iter().copied()))]))
}
