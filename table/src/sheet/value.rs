//! Stored values, as they were written.

use calamine::{DataRef, ExcelDateTime};

/// A value as text; nothing, if the cell is empty.
pub(super) fn text(value: DataRef<'_>) -> Option<String> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(text),
        DataRef::SharedString(text) => Some(text.to_owned()),
        DataRef::Int(number) => Some(number.to_string()),
        DataRef::Float(number) => Some(self::number(number)),
        DataRef::Bool(true) => Some("TRUE".to_owned()),
        DataRef::Bool(false) => Some("FALSE".to_owned()),
        DataRef::DateTime(moment) => Some(date(moment)),
        DataRef::Error(error) => Some(error.to_string()),
    }
}

/// A number without an exponent: a phone that was stored as one has all its digits.
pub(super) fn number(number: f64) -> String {
    number.to_string()
}

/// A date as ISO has it, with a time if there is one.
fn date(moment: ExcelDateTime) -> String {
    if moment.is_duration() {
        return number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[rstest::rstest]
    #[case::a_phone(DataRef::Float(79_161_234_567.0), "79161234567")]
    #[case::the_longest(DataRef::Float(123_456_789_012_345.0), "123456789012345")]
    #[case::a_sum(DataRef::Float(12.5), "12.5")]
    #[case::tiny(DataRef::Float(1e-7), "0.0000001")]
    #[case::whole(DataRef::Int(-5), "-5")]
    #[case::truth(DataRef::Bool(true), "TRUE")]
    #[case::spaces_stay(DataRef::SharedString(" a "), " a ")]
    fn a_value_is_what_was_written(#[case] value: DataRef<'_>, #[case] expected: &str) {
        assert_eq!(text(value).as_deref(), Some(expected));
    }

    #[rstest::rstest]
    #[case::a_day(45_943.0, "2025-10-13")]
    #[case::a_moment(45_943.5, "2025-10-13 12:00:00")]
    fn a_date_is_one_that_nobody_reads_as_a_number(#[case] value: f64, #[case] expected: &str) {
        let moment = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false);
        assert_eq!(text(DataRef::DateTime(moment)).as_deref(), Some(expected));
    }
}
