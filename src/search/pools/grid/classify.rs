//! Where in a grid a record belongs, by the rows and columns that name it.

/// The rows and columns of a grid that name one record, by their indices.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sighting {
    pub(super) rows: Vec<usize>,
    /// Of those that were answered.
    pub(super) columns: Vec<usize>,
}

/// What a sighting says about the keys at which its rows and columns meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// The record belongs to each of them.
    Unique,
    /// It belongs to some of them.
    Ambiguous,
    /// It can belong to keys of columns without an answer as well.
    Open,
    /// It belongs to none of them, but to keys of columns without an answer.
    Elsewhere,
    /// No key explains one of its rows or columns.
    Contradiction,
}

/// `unanswered` are the columns without an answer; `has_key` says whether there is a key at a row and a column: the last
/// rows can be short, so that not everywhere where two lines meet there is one.
pub(super) fn classify(
    sighting: &Sighting,
    unanswered: &[usize],
    has_key: impl Fn(usize, usize) -> bool,
) -> Class {
    let Sighting { rows, columns } = sighting;
    let meets_one_of = |row: usize, columns: &[usize]| columns.iter().any(|column| has_key(row, *column));
    let are_columns_explained = columns.iter().all(|column| rows.iter().any(|row| has_key(*row, *column)));
    let are_rows_explained = rows.iter().all(|row| meets_one_of(*row, columns));
    let may_rows_be_explained =
        rows.iter().all(|row| meets_one_of(*row, columns) || meets_one_of(*row, unanswered));
    if !are_columns_explained || !may_rows_be_explained {
        Class::Contradiction
    } else if columns.is_empty() {
        Class::Elsewhere
    } else if !are_rows_explained {
        Class::Open
    } else if rows.len() == 1 || (columns.len() == 1 && unanswered.is_empty()) {
        Class::Unique
    } else {
        Class::Ambiguous
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Three rows of three keys, of which the last one is short by one.
    fn has_key(row: usize, column: usize) -> bool {
        column < [3, 3, 2][row]
    }

    #[rstest]
    #[case::one_key(&[0], &[1], &[], Class::Unique)]
    #[case::several_keys_of_one_row(&[0], &[1, 2], &[], Class::Unique)]
    #[case::several_keys_of_one_column(&[0, 1], &[1], &[], Class::Unique)]
    #[case::two_of_four_or_all_of_them(&[0, 1], &[0, 1], &[], Class::Ambiguous)]
    #[case::one_row_beside_an_unanswered_column(&[0], &[1], &[0], Class::Unique)]
    #[case::two_rows_beside_an_unanswered_column(&[0, 1], &[1], &[0], Class::Ambiguous)]
    #[case::the_unanswered_column_explains_the_short_row(&[0, 2], &[2], &[0], Class::Open)]
    #[case::only_the_unanswered_column_explains_it(&[0, 1], &[], &[0], Class::Elsewhere)]
    #[case::in_a_row_and_no_column(&[0], &[], &[], Class::Contradiction)]
    #[case::in_a_column_and_no_row(&[], &[0], &[], Class::Contradiction)]
    #[case::where_they_meet_there_is_no_key(&[2], &[2], &[], Class::Contradiction)]
    #[case::the_unanswered_column_has_no_key_either(&[0, 2], &[1, 0], &[2], Class::Ambiguous)]
    #[case::nothing_explains_the_short_row(&[2], &[], &[2], Class::Contradiction)]
    fn a_sighting_is_of_one_class(
        #[case] rows: &[usize],
        #[case] columns: &[usize],
        #[case] unanswered: &[usize],
        #[case] class: Class,
    ) {
        let sighting = Sighting { rows: rows.to_vec(), columns: columns.to_vec() };
        assert_eq!(classify(&sighting, unanswered, has_key), class);
    }
}
