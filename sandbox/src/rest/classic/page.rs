//! Pages of fifty rows.

use crate::php::{Array, Value};
use crate::rest::call::Answer;

const SIZE: usize = 50;

/// Which page of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rest) enum Page {
    /// The page that begins at this row; the answer counts all rows.
    From(usize),
    /// The first rows without counting, which `start=-1` asks for.
    Uncounted,
}

impl Page {
    /// Reads `start`. A number inside a page counts as the page's beginning.
    pub(in crate::rest) fn parse(params: &Array) -> Self {
        let start = params.get("start").map_or(0, Value::to_int);
        usize::try_from(start).map_or(Self::Uncounted, |start| Self::From(start - start % SIZE))
    }

    /// The page of these rows, with `total` and, unless it is the last one, `next`.
    pub(in crate::rest) fn cut<T>(self, rows: Vec<T>, render: impl Fn(T) -> Array) -> Answer {
        let count = rows.len();
        let start = match self {
            Self::From(start) => start,
            Self::Uncounted => 0,
        };
        let page = rows.into_iter().skip(start).take(SIZE).map(render);
        let answer = Answer::of(Value::list(page));
        if self == Self::Uncounted {
            return answer;
        }
        let number = |number: usize| i64::try_from(number).ok();
        let end = start.saturating_add(SIZE);
        Answer { total: number(count), next: number(end).filter(|_| end < count), ..answer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(None, 120, 0, 50, Some(50), Some(120))]
    #[case(Some("50"), 120, 50, 50, Some(100), Some(120))]
    #[case(Some("99"), 120, 50, 50, Some(100), Some(120))]
    #[case(Some("100"), 120, 100, 20, None, Some(120))]
    #[case(Some("0"), 50, 0, 50, None, Some(50))]
    #[case(Some("-1"), 120, 0, 50, None, None)]
    #[case(Some("500"), 120, 500, 0, None, Some(120))]
    fn a_page_begins_at_a_multiple_of_fifty(
        #[case] start: Option<&str>,
        #[case] rows: usize,
        #[case] first: i64,
        #[case] length: usize,
        #[case] next: Option<i64>,
        #[case] total: Option<i64>,
    ) {
        let mut params = Array::default();
        if let Some(start) = start {
            params.insert("start", start);
        }
        let rows: Vec<i64> = (0..).take(rows).collect();
        let answer = Page::parse(&params).cut(rows, |row| {
            let mut array = Array::default();
            array.insert("ID", row);
            array
        });
        assert_eq!((answer.next, answer.total), (next, total));
        let shown = answer.result.as_array().unwrap();
        assert_eq!(shown.len(), length);
        let first_shown = shown.values().next().and_then(|row| row.get("ID")).cloned();
        assert_eq!(first_shown, (length > 0).then_some(Value::Int(first)));
    }
}
