//! Match keys: the normalised text that the portal compares. Equal keys match; nothing else does.
//!
//! The rules are those of `docs/portal.md`, *How the portal compares*.

use super::CommKind;

/// The normalised text of a phone or e-mail.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MatchKey {
    kind: CommKind,
    text: Box<str>,
}

impl MatchKey {
    /// The key of a spelling; `None` if nothing is left to compare.
    pub fn of(kind: CommKind, spelling: &str) -> Option<Self> {
        let text = match kind {
            CommKind::Phone => normalise_phone(spelling),
            CommKind::Email => normalise_email(spelling),
        };
        (!text.is_empty()).then(|| Self { kind, text: text.into_boxed_str() })
    }

    /// Phone or e-mail.
    pub const fn kind(&self) -> CommKind {
        self.kind
    }

    /// The text that is compared.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Ten characters are where the portal starts to read prefixes (separators count).
const PREFIXES_FROM: usize = 10;

fn normalise_phone(raw: &str) -> String {
    let as_international = raw.starts_with("+8") && raw.chars().count() >= PREFIXES_FROM;
    let spelled = if as_international { raw.replacen('+', "00", 1) } else { raw.to_owned() };
    let kept: String = spelled.chars().filter(|c| c.is_ascii_digit() || "#*,;".contains(*c)).collect();
    cut_extensions(&without_prefix(kept))
}

fn without_prefix(kept: String) -> String {
    if kept.len() < PREFIXES_FROM || ["80", "81", "82"].iter().any(|keep| kept.starts_with(keep)) {
        return kept;
    }
    if let Some(rest) = kept.strip_prefix("00").or_else(|| kept.strip_prefix("011")) {
        return rest.to_owned();
    }
    if let Some(rest) = kept.strip_prefix('8') {
        return format!("7{rest}");
    }
    kept.strip_prefix('0').map(str::to_owned).unwrap_or(kept)
}

/// Drops what follows a run of digits as an extension: signs `;` and `#`, then digits and commas.
fn cut_extensions(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (signs, from_digits) = rest.split_at(start);
        let after = from_digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = from_digits.len() - after.len();
        kept.push_str(signs);
        kept.push_str(from_digits.get(..digits).unwrap_or_default());
        rest =
            after.trim_start_matches([';', '#']).trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    }
    kept + rest
}

fn normalise_email(raw: &str) -> String {
    raw.trim_matches(|c| matches!(c, ' ' | '\t' | '\r' | '\n' | '\0' | '\u{b}')).to_lowercase()
}
