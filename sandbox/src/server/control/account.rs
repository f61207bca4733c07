//! What the control interface tells.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::crm::{Crm, EntityType};
use crate::data;
use crate::server::Shared;

/// Counters of requests, commands, refusals and limits.
pub(super) async fn stats(State(shared): State<Shared>) -> Json<Value> {
    let now = shared.now();
    shared.with(|portal| {
        let (level, peak) = portal.bucket(now);
        let operating = portal.operating_time(now);
        let operating: BTreeMap<&str, f64> =
            operating.into_iter().map(|(method, time)| (method, time.as_secs_f64())).collect();
        Json(json!({
            "http_requests": portal.stats.http_requests,
            "preflights": portal.stats.preflights,
            "commands": portal.stats.commands,
            "rejected": portal.stats.rejected,
            "bucket": { "now": level, "peak": peak },
            "operating": operating,
        }))
    })
}

/// Which record has which match keys: what a search has to find.
pub(super) async fn truth(State(shared): State<Shared>) -> Json<Value> {
    shared.with(|portal| {
        let records = EntityType::ALL.into_iter().flat_map(|entity_type| portal.crm.records(entity_type));
        let rows = records.filter(|record| record.entity_type.has_communications()).map(|record| {
            let keys: Vec<Value> = Crm::keys(record)
                .into_iter()
                .map(|(kind, key)| json!({ "kind": kind.name(), "key": key }))
                .collect();
            json!({
                "type": record.entity_type.slug(),
                "id": record.id,
                "assigned_by": record.assigned_by,
                "keys": keys,
            })
        });
        Json(Value::Array(rows.collect()))
    })
}

/// The portal's state as a data file.
pub(super) async fn export(State(shared): State<Shared>) -> Json<data::DataFile> {
    shared.with(|portal| Json(data::DataFile::of(portal)))
}
