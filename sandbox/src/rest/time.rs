//! The `time` of an answer.

use std::time::Duration;

use crate::crm::Moment;
use crate::php::{Array, Value};
use crate::portal::{OperatingTime, ToldTime};

/// The `time` of a call that began at `start`. A portal without limits shows no operating time.
pub(super) fn time_of(
    start: Moment,
    took: Duration,
    operating: Option<OperatingTime>,
    told: ToldTime,
) -> Value {
    let finish = start + took;
    let mut time = Array::default();
    time.insert("start", start.seconds_f64());
    time.insert("finish", finish.seconds_f64());
    time.insert("duration", took.as_secs_f64());
    time.insert("processing", took.as_secs_f64());
    time.insert("date_start", start.iso());
    time.insert("date_finish", finish.iso());
    if let Some(operating) = operating {
        if told == ToldTime::Both {
            let reset_at = i64::try_from(operating.reset_at.seconds()).unwrap_or(i64::MAX);
            time.insert("operating_reset_at", reset_at);
        }
        time.insert("operating", operating.used.as_secs_f64());
    }
    Value::Array(time)
}
