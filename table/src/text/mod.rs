//! A table as text: a row a line, or a cell in quotation marks over several lines.

mod cells;
mod charset;
mod rows;
mod separator;

pub use charset::Charset;
pub(crate) use charset::{Decoded, decode};
pub use separator::Separator;

use crate::{Choices, Foreign, Format, Refusal, Table};

/// Reads the rows of a text.
pub(crate) fn read(decoded: &Decoded<'_>, choices: &Choices) -> Result<(Format, Table), Refusal> {
    if charset::is_binary(&decoded.text) {
        return Err(Refusal::Foreign(Foreign::Binary));
    }
    let (named, text) = separator::named(&decoded.text);
    let separator = choices.separator.or(named).unwrap_or_else(|| separator::guess(text));
    let skipped = usize::from(text.len() < decoded.text.len());
    let table = rows::read(text, skipped, separator, decoded.is_damaged)?;
    Ok((Format::Text { charset: decoded.charset, separator }, table))
}
