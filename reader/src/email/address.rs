//! The address around an `@`: where it starts, where it ends, and what of the text between is decoration.

use std::ops::Range;

use super::mailto;
use crate::text::{UNREADABLE, is_unspaced, tail};

/// What stands around an `@`, and may be an address.
#[derive(Debug)]
pub(super) struct Address {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The address, without what is no part of it.
    pub(super) text: String,
    /// It stands in a `mailto:` link.
    pub(super) is_mailto: bool,
    /// It is the user of a link (`https://user@host/`), or in its path (`/@anna`).
    pub(super) is_of_link: bool,
    /// More than one `@` in one word.
    pub(super) has_more_ats: bool,
}

/// The longest quoted local part that is looked for.
pub(super) const LONGEST_QUOTED: usize = 66;

/// As far as the scheme of a link is looked for, in bytes.
const LONGEST_LINK: usize = 512;

/// Names before a `=` that say that an address follows.
const LABELS: [&str; 14] = [
    "addr",
    "address",
    "bcc",
    "cc",
    "e-mail",
    "email",
    "from",
    "login",
    "mail",
    "mailto",
    "to",
    "user",
    "username",
    "почта",
];

impl Address {
    /// What stands around the `@` at a place, no further back than `from`.
    pub(super) fn around(text: &str, from: usize, at: usize, sign: usize) -> Self {
        let head = text.get(from..at).unwrap_or_default();
        let tail = text.get(at + sign..).unwrap_or_default();
        let link = link_before(text.get(..at).unwrap_or_default());
        let is_mailto = find_scheme(link, "mailto:").is_some();
        let path = if is_mailto { None } else { link.split_once("://").map(|(_, path)| path) };
        let is_user = path.is_some_and(|path| !path.contains(['/', '?', '#']));
        let (domain_end, has_more_ats) = end_of_domain(tail);
        let raw_domain = tail.get(..domain_end).unwrap_or_default();
        let mut domain = if has_more_ats { raw_domain } else { domain_part(raw_domain) };
        let mut local = local_part(head, is_mailto || path.is_some(), domain.is_ascii());
        if let (Some(inner), Some(name)) = (local.strip_prefix('_'), raw_domain.strip_suffix('_')) {
            (local, domain) = (inner, domain_part(name));
        }
        let range = at - local.len()..at + sign + domain.len();
        let text = if is_mailto || path.is_some() {
            [&mailto::decoded_local(local), "@", &mailto::decoded(domain)].concat()
        } else {
            [local, "@", domain].concat()
        };
        let is_of_link = is_user || (path.is_some() && local.is_empty());
        Self { range, text, is_mailto, is_of_link, has_more_ats }
    }
}

/// The link that goes on at the end of a text, if any: what stands there without a space.
fn link_before(text: &str) -> &str {
    let near = tail(text, LONGEST_LINK);
    let end = near.rfind(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    near.get(end.map_or(0, |end| near.ceil_char_boundary(end + 1))..).unwrap_or_default()
}

fn find_scheme(link: &str, scheme: &str) -> Option<usize> {
    link.to_ascii_lowercase().find(scheme)
}

/// What stands directly before an `@`, without labels and decoration.
fn local_part(head: &str, is_link: bool, is_plain: bool) -> &str {
    if let Some(quoted) = quoted(head) {
        return quoted;
    }
    let start = head.char_indices().rev().take_while(|(_, c)| is_part_of_local(*c)).last();
    let mut local = start.and_then(|(start, _)| head.get(start..)).unwrap_or_default();
    if is_link {
        local = local.rsplit(['/', '=', '?', '&', '#']).next().unwrap_or_default();
    }
    if let Some((label, value)) = local.rsplit_once('=') {
        let name = label.rsplit(['?', '&']).next().unwrap_or_default();
        if name.len() < label.len() || LABELS.contains(&label.to_lowercase().as_str()) {
            local = value;
        }
    }
    if local.starts_with('/') {
        local = local.rsplit('/').next().unwrap_or_default();
    }
    // Prose without spaces before the address.
    if let Some(end) = local.rfind(is_unspaced).filter(|_| is_plain) {
        let rest = local.get(local.ceil_char_boundary(end + 1)..).unwrap_or_default();
        local = if rest.is_empty() { local } else { rest };
    }
    local.trim_start_matches(['\'', '*', '~', '-', '=', '&', '?', UNREADABLE])
}

/// A local part between quotes, with them: `"a@b"@example.com`.
fn quoted(head: &str) -> Option<&str> {
    let inner = head.strip_suffix('"')?;
    let nearest = tail(inner, LONGEST_QUOTED);
    let open = nearest.rfind('"').filter(|open| open + 1 < nearest.len())?;
    head.get(inner.len() - nearest.len() + open..)
}

/// How far the domain after an `@` goes, and whether another `@` follows. Then it goes to the end of the word.
fn end_of_domain(tail: &str) -> (usize, bool) {
    let end = tail.find(|c| !is_part_of_domain(c)).unwrap_or(tail.len());
    if !tail.get(end..).is_some_and(|rest| rest.starts_with('@')) {
        return (end, false);
    }
    (tail.find(|c| c != '@' && !is_part_of_local(c)).unwrap_or(tail.len()), true)
}

/// A domain without what a text puts behind it: the end of a sentence, a name after a dash, a word of another
/// script, digits after a dot.
fn domain_part(raw: &str) -> &str {
    let mut domain = raw.trim_end_matches(['.', '-', '_', UNREADABLE]);
    if let Some((rest, top)) = domain.rsplit_once('.') {
        let is_number = top.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && rest.contains('.') && !rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            domain = rest;
        } else if let Some(end) = end_of_top(top) {
            domain = domain.get(..rest.len() + 1 + end).unwrap_or(domain);
        }
    }
    domain
}

/// Where the last name of a domain ends, if something goes on behind it. No such name has a dash, and none has
/// letters of two scripts.
fn end_of_top(top: &str) -> Option<usize> {
    let is_coded = top.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"));
    let dash = top.find('-').filter(|_| !is_coded);
    let letters = top.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| *end >= 2);
    let foreign =
        letters.filter(|end| top.get(*end..).is_some_and(|rest| rest.starts_with(|c| c > '\u{24f}')));
    [dash, foreign].into_iter().flatten().min().filter(|end| *end > 0)
}

fn is_part_of_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | UNREADABLE) || is_foreign_letter(c)
}

fn is_part_of_local(c: char) -> bool {
    is_part_of_domain(c) || (c.is_ascii_punctuation() && !"\"(),:;<>@[\\]{|}`".contains(c))
}

/// Letters beyond ASCII, with the marks that words of Indian and south-eastern languages are written with.
fn is_foreign_letter(c: char) -> bool {
    !c.is_ascii()
        && (c.is_alphabetic()
            || matches!(c,
                '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ece}'
                | '\u{f18}'..='\u{fbc}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{200c}'
                | '\u{200d}'))
}
