//! Filters of classic list methods: a field with an operator in front, and one value or several.

use std::cmp::Ordering;

use crate::crm::Moment;
use crate::php::{Array, Value};

/// All conditions of a filter; a row has to meet each one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::rest) struct Filter(Vec<Condition>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    operator: Operator,
    field: String,
    values: Vec<String>,
}

/// How the values of a field are compared. The field decides, not the value: a phone that is all digits is
/// found by its own spelling only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Numbers, with a fraction or without.
    Number,
    /// Moments, whatever offset they are written with.
    Time,
    /// Texts, without regard to case.
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    NotContains,
}

/// Longer spellings stand first, so that `<=` is not read as `<`.
const OPERATORS: [(&str, Operator); 14] = [
    ("!=", Operator::NotEqual),
    ("!%", Operator::NotContains),
    ("!@", Operator::NotEqual),
    ("<=", Operator::LessOrEqual),
    (">=", Operator::GreaterOrEqual),
    ("=%", Operator::Contains),
    ("%=", Operator::Contains),
    ("!", Operator::NotEqual),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("%", Operator::Contains),
    ("@", Operator::Equal),
    ("=", Operator::Equal),
    ("", Operator::Equal),
];

impl Filter {
    /// Reads a filter. A list as a value stands for *one of these*.
    pub(in crate::rest) fn parse(filter: &Array) -> Self {
        Self(filter.iter().filter_map(|(key, value)| Condition::parse(&key.to_string(), value)).collect())
    }

    /// Whether a row meets every condition. A field that a row does not know is no condition.
    pub(in crate::rest) fn accepts(&self, texts: impl Fn(&str) -> Option<Vec<String>>) -> bool {
        self.0.iter().all(|condition| texts(&condition.field).is_none_or(|texts| condition.holds(&texts)))
    }

    /// Whether a row meets at least one condition.
    pub(in crate::rest) fn accepts_some(&self, texts: impl Fn(&str) -> Option<Vec<String>>) -> bool {
        self.0.iter().any(|condition| texts(&condition.field).is_some_and(|texts| condition.holds(&texts)))
    }

    /// The fields that it names.
    pub(in crate::rest) fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|condition| condition.field.as_str())
    }

    /// The ids that the filter allows, ascending, if it names them.
    pub(in crate::rest) fn ids(&self) -> Option<Vec<u32>> {
        let by_id = |condition: &&Condition| {
            condition.operator == Operator::Equal && condition.field.eq_ignore_ascii_case("ID")
        };
        let condition = self.0.iter().find(by_id)?;
        let mut ids: Vec<u32> = condition.values.iter().filter_map(|id| id.trim().parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        Some(ids)
    }
}

impl Condition {
    fn parse(key: &str, value: &Value) -> Option<Self> {
        let (prefix, operator) = OPERATORS.iter().find(|(prefix, _)| key.starts_with(prefix))?;
        let field = key.strip_prefix(prefix)?.to_owned();
        let values = match value {
            Value::Array(values) => values.values().map(Value::to_text).collect(),
            single => vec![single.to_text()],
        };
        Some(Self { operator: *operator, field, values })
    }

    fn holds(&self, texts: &[String]) -> bool {
        let any = |test: &dyn Fn(&str, &str) -> bool| {
            texts.iter().any(|text| self.values.iter().any(|value| test(text, value)))
        };
        let comparison = Comparison::of(&self.field);
        let compares = |test: fn(Ordering) -> bool| any(&|text, value| test(comparison.compare(text, value)));
        let contains = |text: &str, value: &str| text.to_lowercase().contains(&value.to_lowercase());
        match self.operator {
            Operator::Equal => compares(Ordering::is_eq),
            Operator::NotEqual => !compares(Ordering::is_eq),
            Operator::Less => compares(Ordering::is_lt),
            Operator::LessOrEqual => compares(Ordering::is_le),
            Operator::Greater => compares(Ordering::is_gt),
            Operator::GreaterOrEqual => compares(Ordering::is_ge),
            Operator::Contains => any(&contains),
            Operator::NotContains => !any(&contains),
        }
    }
}

impl Comparison {
    /// The comparison of a field, by its classic name or its name in `crm.item.*`.
    pub(super) fn of(field: &str) -> Self {
        match field {
            "ID" | "ASSIGNED_BY_ID" | "CREATED_BY_ID" | "MODIFY_BY_ID" | "COMPANY_ID" | "CONTACT_ID"
            | "LEAD_ID" | "OPPORTUNITY" | "REVENUE" | "SORT" | "id" | "assignedById" | "createdBy"
            | "updatedBy" | "companyId" | "contactId" | "contactIds" | "opportunity" => Self::Number,
            "DATE_CREATE" | "DATE_MODIFY" | "DATE_CLOSED" | "BEGINDATE" | "CLOSEDATE" | "createdTime"
            | "updatedTime" => Self::Time,
            _ => Self::Text,
        }
    }

    /// Compares two values. What is no number counts as zero, as in PHP; what is no time is a text.
    pub(super) fn compare(self, left: &str, right: &str) -> Ordering {
        let number = |text: &str| text.trim().parse::<f64>().unwrap_or_default();
        let moments = || Moment::parse(left).zip(Moment::parse(right));
        match self {
            Self::Number => number(left).partial_cmp(&number(right)).unwrap_or(Ordering::Equal),
            Self::Time => moments().map_or_else(|| left.cmp(right), |(left, right)| left.cmp(&right)),
            Self::Text => left.to_lowercase().cmp(&right.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::parse_query;
    use rstest::rstest;

    fn texts(field: &str) -> Option<Vec<String>> {
        let texts: &[&str] = match field {
            "ID" => &["10"],
            "NAME" => &["Anna"],
            "PHONE" => &["112", "+7 916", "79160000000"],
            "OPPORTUNITY" => &["900.50"],
            "EMPTY" | "COMPANY_ID" => &[""],
            "DATE_CREATE" => &["2025-06-23T16:07:40+03:00"],
            _ => return None,
        };
        Some(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    #[rstest]
    #[case("ID=10", true)]
    #[case("ID=9", false)]
    #[case("%3EID=9", true)]
    #[case("%3EID=10", false)]
    #[case("%3E%3DID=10", true)]
    #[case("%3CID=11", true)]
    #[case("!ID=10", false)]
    #[case("@ID[]=9&@ID[]=10", true)]
    #[case("!@ID[]=9&!@ID[]=10", false)]
    #[case("ID[]=3&ID[]=10", true)]
    #[case("NAME=anna", true)]
    #[case("%25NAME=nn", true)]
    #[case("!%25NAME=nn", false)]
    #[case("PHONE=%2B7%20916", true)]
    #[case("PHONE=916", false)]
    #[case("PHONE=%2B79160000000", false)]
    #[case("PHONE=0112", false)]
    #[case("EMPTY=", true)]
    #[case("%3EOPPORTUNITY=1000", false)]
    #[case("%3EOPPORTUNITY=900", true)]
    #[case("%3COPPORTUNITY=900.6", true)]
    #[case("OPPORTUNITY=900.5", true)]
    #[case("COMPANY_ID=0", true)]
    #[case("DATE_CREATE=2025-06-23T13:07:40Z", true)]
    #[case("%3EDATE_CREATE=2025-06-23T15:00:00%2B00:00", false)]
    #[case("%3EDATE_CREATE=2025-06-23T15:00:00%2B03:00", true)]
    #[case("%3EDATE_CREATE=2025-06-23", true)]
    #[case("%3EDATE_CREATE=2025-06-23%2016:07:39", true)]
    #[case("%3EDATE_CREATE=2025-06-24", false)]
    #[case("UNKNOWN=1", true)]
    #[case("ID=10&NAME=Boris", false)]
    fn a_row_meets_its_conditions(#[case] filter: &str, #[case] accepted: bool) {
        assert_eq!(Filter::parse(&parse_query(filter)).accepts(texts), accepted);
    }

    #[rstest]
    #[case("ID[]=7&ID[]=3&ID[]=7", Some(vec![3, 7]))]
    #[case("@ID[]=7", Some(vec![7]))]
    #[case("%3EID=7", None)]
    fn ids_are_taken_from_the_filter(#[case] filter: &str, #[case] ids: Option<Vec<u32>>) {
        assert_eq!(Filter::parse(&parse_query(filter)).ids(), ids);
    }
}
