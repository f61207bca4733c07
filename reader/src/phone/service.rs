//! Codes that are dialled to ask a carrier something: `*100#`.

use b24_duplicates::domain::CommKind;

use crate::{Found, What, claims::Claims};

/// Takes every such code. Stars and hashes are digits of it: the portal keeps them, too.
pub(super) fn claim(text: &str, claims: &mut Claims) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '*' | '#');
    for (start, _) in text.match_indices('*') {
        let is_first = !text.get(..start).unwrap_or_default().ends_with(is_part);
        let code = text.get(start..).unwrap_or_default();
        let code = code.get(..code.find(|c| !is_part(c)).unwrap_or(code.len())).unwrap_or_default();
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        if is_first && code.ends_with('#') && (2..=LONGEST).contains(&digits) && !code.contains("**") {
            claims.add(start..start + code.len(), What::Found(Found::new(CommKind::Phone, code.to_owned())));
        }
    }
}

/// The most digits of such a code.
const LONGEST: usize = 8;
