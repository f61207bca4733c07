//! Extensions: what is dialled after the number.

/// Words before an extension, without dots, in lower case.
#[rustfmt::skip]
const WORDS: [&str; 45] = [
    "anexo", "dahili", "dh", "durchwahl", "dw", "ekst", "eks", "ext", "extens", "extensao", "extension", "extensión",
    "extensão", "extn", "int", "interne", "interno", "klappe", "lokal", "mellék", "nebenstelle", "poste", "ramal",
    "tst", "toestel", "wew", "wewn", "wewnętrzny", "x", "xtn", "вн", "внутр", "внутренний", "вътр", "доб", "добав",
    "добавочный", "εσωτ", "داخلي", "داخلی", "内線", "分机", "分機", "转", "내선",
];

/// The most digits after a word, and after a sign.
const LONGEST_AFTER_WORD: usize = 8;
const LONGEST_AFTER_SIGN: usize = 6;

/// Whether a word says that an extension follows.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether what stands between a phone and a group makes the group its extension. `digits` of the phone, `length`
/// of the group, and what follows it.
pub(super) fn is_link(between: &str, digits: usize, length: usize, after: &str) -> bool {
    let bare = between.trim_matches(|c: char| !c.is_alphabetic());
    if !bare.is_empty() {
        return length <= LONGEST_AFTER_WORD && is_word(bare) && !between.contains(['\t', '|', '@']);
    }
    let sign = between.trim();
    length <= LONGEST_AFTER_SIGN
        && match sign {
            "#" | "~" | "*" | ",," | ";ext=" => true,
            ";" | "," => sign.len() == between.len() && digits >= WHOLE,
            "(" => between.starts_with([' ', '(']) && after.starts_with(')'),
            "-" | "" => !between.is_empty() && after.starts_with('#'),
            _ => false,
        }
}

/// Whether what stands between two extensions joins them: `x302/x2303`.
pub(super) fn is_next(between: &str) -> bool {
    let sign = between.trim_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    let word = between.trim_matches(|c: char| !c.is_alphabetic());
    matches!(sign, "/" | "," | "/x" | ", x") && (word.is_empty() || is_word(word)) && between.len() <= 24
        || (sign.is_empty() && is_word(word))
}

/// A whole number, to which an extension may belong without a word or a space between.
const WHOLE: usize = 10;

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(" доб. ", 11, 3, "", true)]
    #[case(", доб. ", 11, 3, "", true)]
    #[case(" (ext: ", 11, 3, ")", true)]
    #[case(" extensión ", 11, 3, "", true)]
    #[case("x", 10, 4, "", true)]
    #[case(" ~", 11, 4, "", true)]
    #[case("#", 11, 3, "", true)]
    #[case(";", 11, 3, "", true)]
    #[case(";", 7, 3, "", false)]
    #[case("; ", 11, 3, "", false)]
    #[case(",", 11, 7, "", false)]
    #[case(" (", 11, 2, ")", true)]
    #[case(" (", 11, 2, " шт.)", false)]
    #[case(" - ", 10, 3, "#", true)]
    #[case(" Анна ", 11, 3, "", false)]
    #[case(" ", 11, 3, "", false)]
    fn links(
        #[case] between: &str,
        #[case] digits: usize,
        #[case] length: usize,
        #[case] after: &str,
        #[case] is: bool,
    ) {
        assert_eq!(is_link(between, digits, length, after), is);
    }
}
