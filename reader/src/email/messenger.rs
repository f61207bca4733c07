//! Ids of messengers and of telephone switches, which look like e-mails: some of them are a phone.

use super::address::Address;
use crate::{Reason, What, context::Context, phone, text::tail};

/// The host of an id, and whether the id is a phone.
const HOSTS: [(&str, bool); 6] = [
    ("c.us", true),
    ("s.whatsapp.net", true),
    ("g.us", false),
    ("lid", false),
    ("broadcast", false),
    ("newsletter", false),
];

/// Schemes after which something like an address is none.
const SCHEMES: [&str; 3] = ["sip:", "sips:", "xmpp:"];

/// Reads such an id; nothing if it is none.
pub(super) fn read(address: &Address, text: &str, context: Context<'_>) -> Option<What> {
    let (local, host) = address.text.rsplit_once('@')?;
    let before = text.get(..address.range.start).unwrap_or_default();
    let scheme = tail(before, 5).to_ascii_lowercase();
    let is_called = SCHEMES.iter().any(|name| scheme.ends_with(name));
    let known = HOSTS.iter().find(|(name, _)| host.eq_ignore_ascii_case(name)).map(|(_, is_phone)| *is_phone);
    if known.is_none() && !is_called {
        return None;
    }
    let digits = local.strip_prefix('+').unwrap_or(local);
    let found = phone::of_messenger(digits, context).filter(|_| known.unwrap_or(true));
    Some(found.map_or(What::Unread(Reason::MessengerId), What::Found))
}
