//! What a search does in one situation at a time, and how many requests it takes.

mod found;
mod hidden;
mod limits;
mod pools;
mod unanswered;

/// Tells each of these stories of both strategies. One that is forgotten here is a function that nobody calls.
macro_rules! of_both {
    ($($story:ident,)*) => {
        mod one_by_one {
            $(#[test]
            fn $story() {
                super::$story::<b24_duplicates::search::OneByOne>();
            })*
        }
        mod pools {
            $(#[test]
            fn $story() {
                super::$story::<b24_duplicates::search::Pools>();
            })*
        }
    };
}
use of_both;
