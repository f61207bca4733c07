//! Text itself: its lines, its characters, its digits.

mod chars;
mod digits;
mod lines;
mod plain;

pub(crate) use chars::{head, is_letter, is_unspaced, last_word, tail};
pub(crate) use digits::{MANY, decimal_digit, has_run};
pub(crate) use lines::{Lines, Slice};
pub(crate) use plain::{Plain, UNREADABLE};
