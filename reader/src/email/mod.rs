//! E-mails: what stands around an `@`.

mod address;
mod hidden;
mod judge;
mod mailto;
mod messenger;

use b24_duplicates::domain::CommKind;

use crate::{Found, Reason, What, claims::Claims, context::Context};
use address::{Address, LONGEST_QUOTED};

/// An `@` as a link writes it.
const ENCODED: &str = "%40";

/// Takes every address of a line, and every `@` that belongs to none.
pub(crate) fn claim(text: &str, context: Context<'_>, claims: &mut Claims) {
    hidden::claim(text, claims);
    let mut from = 0;
    while let Some((at, sign)) = next_at(text, from) {
        let (at, sign) = outer_at(text, from, at, claims).map_or((at, sign), |outer| (outer, 1));
        let address = Address::around(text, from, at, sign);
        // What was claimed as a hidden address has its `@` already.
        if !claims.is_free(&(at..at + sign)) {
            from = at + sign;
            continue;
        }
        let free = claims.free_around(at, address.range.clone());
        from = free.end.max(at + sign);
        let what = messenger::read(&address, text, context).unwrap_or_else(|| what_is(&address));
        claims.add(free, what);
        mailto::claim_message(text, &address, claims);
    }
}

/// Whether a line can hold an address, or what stands for one.
pub(crate) fn may_be_in(line: &str) -> bool {
    line.contains('@') || line.contains(ENCODED) || hidden::may_be_in(line)
}

fn what_is(address: &Address) -> What {
    if address.is_of_link {
        return What::Unread(Reason::InLink);
    }
    match judge::check(&address.text) {
        _ if address.has_more_ats => What::Unread(Reason::NotOneAt),
        Ok(()) => What::Found(Found::new(CommKind::Email, address.text.clone())),
        Err(reason) => What::Unread(reason),
    }
}

/// The `@` that counts if the one at a place stands between quotes: `"a@b"@example.com`.
fn outer_at(text: &str, from: usize, at: usize, claims: &Claims) -> Option<usize> {
    let close = at + text.get(at..)?.find(['"', ' '])?;
    let open = from + text.get(from..at)?.rfind('"')?;
    let is_short = close - open <= LONGEST_QUOTED && claims.is_free(&(open..close));
    (is_short && text.get(close..)?.starts_with("\"@")).then_some(close + 1)
}

/// The next `@`, and how many bytes it has. One that is encoded counts only within an address.
fn next_at(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let plain = rest.find('@');
    let before_plain = rest.get(..plain.unwrap_or(rest.len())).unwrap_or_default();
    let encoded = before_plain.match_indices(ENCODED).map(|(place, _)| place).find(|place| {
        let before = rest.get(..*place).unwrap_or_default().chars().next_back();
        let after = rest.get(place + ENCODED.len()..).unwrap_or_default().chars().next();
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    });
    encoded.map(|place| (from + place, ENCODED.len())).or_else(|| plain.map(|place| (from + place, 1)))
}
