//! Literals of the languages in which calls are shown.

use crate::protocol::json::{self, is_unseen, push_hex};
use crate::protocol::{Param, Params};

/// A language that code is shown in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Shell,
    Js,
    Php,
}

impl Syntax {
    pub(super) const fn open_map(self) -> &'static str {
        match self {
            Self::Php => "[",
            Self::Js | Self::Shell => "{",
        }
    }

    pub(super) const fn close_map(self) -> &'static str {
        match self {
            Self::Php => "]",
            Self::Js | Self::Shell => "}",
        }
    }

    /// Between a key and its value.
    pub(super) const fn arrow(self) -> &'static str {
        match self {
            Self::Php => " => ",
            Self::Js | Self::Shell => ": ",
        }
    }

    pub(super) fn break_line(self, code: &mut String, level: usize) {
        code.push('\n');
        for _ in 0..level {
            code.push_str(if self == Self::Php { "    " } else { "  " });
        }
    }
}

/// Appends a string, quoted so that it is this text and nothing else. What nobody sees is written as an escape;
/// for a shell it has to be encoded before, because shells do not agree on one.
pub(super) fn push_string(code: &mut String, language: Syntax, text: &str) {
    match language {
        Syntax::Js => json::push_string(code, text),
        Syntax::Shell => push_quoted(code, text, |c| if c == '\'' { Some("'\\''") } else { None }),
        Syntax::Php if text.contains(is_unseen) => push_php_with_escapes(code, text),
        Syntax::Php => push_quoted(code, text, |c| match c {
            '\'' => Some("\\'"),
            '\\' => Some("\\\\"),
            _ => None,
        }),
    }
}

fn push_quoted(code: &mut String, text: &str, escape: fn(char) -> Option<&'static str>) {
    code.push('\'');
    for c in text.chars() {
        match escape(c) {
            Some(escaped) => code.push_str(escaped),
            None => code.push(c),
        }
    }
    code.push('\'');
}

/// In double quotes, where PHP knows escapes, and variables too.
fn push_php_with_escapes(code: &mut String, text: &str) {
    code.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' | '$' => code.extend(['\\', c]),
            '\0'..='\u{7f}' if is_unseen(c) => {
                code.push_str("\\x");
                push_hex(code, u32::from(c), 2);
            }
            _ if is_unseen(c) => {
                code.push_str("\\u{");
                push_hex(code, u32::from(c), 1);
                code.push('}');
            }
            _ => code.push(c),
        }
    }
    code.push('"');
}

/// Appends the parameters of a call as a map over several lines.
pub(super) fn push_params(code: &mut String, language: Syntax, params: &Params, level: usize) {
    push_map(code, language, &params.0, level);
}

fn push_map(code: &mut String, language: Syntax, entries: &[(String, Param)], level: usize) {
    code.push_str(language.open_map());
    for (key, value) in entries {
        language.break_line(code, level + 1);
        push_string(code, language, key);
        code.push_str(language.arrow());
        push_value(code, language, value, level + 1);
        code.push(',');
    }
    if !entries.is_empty() {
        language.break_line(code, level);
    }
    code.push_str(language.close_map());
}

fn push_value(code: &mut String, language: Syntax, value: &Param, level: usize) {
    match value {
        Param::Text(text) => push_string(code, language, text),
        Param::Map(entries) => push_map(code, language, entries, level),
        Param::List(items) => {
            code.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    code.push_str(", ");
                }
                push_value(code, language, item, level);
            }
            code.push(']');
        }
    }
}
