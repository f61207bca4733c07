//! The way from a spelling to its match key, step by step, for whoever wants to know why two spellings are equal, or
//! are not.

use super::{CommKind, MatchKey};

/// One step on the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyStep {
    /// What the portal does.
    pub rule: KeyRule,
    /// What it has made of the spelling by then.
    pub text: String,
}

/// What the portal does to a spelling before it compares (`docs/portal.md`, *How the portal compares*).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyRule {
    /// A phone that begins with `+8` is one with a country code, and keeps its 8.
    PlusEight,
    /// Of a phone only digits and `#`, `*`, `,`, `;` are kept.
    Signs,
    /// The beginning of a phone of fewer than ten characters stays as it is.
    Short,
    /// So does a beginning `80`, `81` or `82`.
    EightStays,
    /// Any other 8 at the beginning becomes a 7.
    EightIsSeven,
    /// A beginning that is dialled for calls abroad, or out of a place, is left out.
    Dropped(&'static str),
    /// So is an extension behind `;`, `#` or `,`.
    Extension,
    /// Capital letters of an e-mail become small.
    SmallLetters,
}

/// The steps from a spelling to its match key: those that apply. The text of the last one is the key; without any,
/// the spelling itself is.
pub fn key_steps(kind: CommKind, spelling: &str) -> Vec<KeyStep> {
    let mut steps = Vec::new();
    MatchKey::told(kind, spelling, &mut |rule, text| steps.push(KeyStep { rule, text: text.to_owned() }));
    steps
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("+7 (916) 123-45-67", &[(KeyRule::Signs, "79161234567")])]
    #[case("8 (916) 123-45-67", &[(KeyRule::Signs, "89161234567"), (KeyRule::EightIsSeven, "79161234567")])]
    #[case("+8 (916) 123-45-67", &[
        (KeyRule::PlusEight, "008 (916) 123-45-67"),
        (KeyRule::Signs, "0089161234567"),
        (KeyRule::Dropped("00"), "89161234567"),
    ])]
    #[case("80291234567", &[(KeyRule::EightStays, "80291234567")])]
    #[case("79161234567;104", &[(KeyRule::Extension, "79161234567")])]
    #[case("01144207946095", &[(KeyRule::Dropped("011"), "44207946095")])]
    #[case("112", &[(KeyRule::Short, "112")])]
    #[case("79161234567", &[])]
    fn a_phone_is_read_step_by_step(#[case] spelling: &str, #[case] expected: &[(KeyRule, &str)]) {
        let steps = key_steps(CommKind::Phone, spelling);
        let steps: Vec<_> = steps.iter().map(|step| (step.rule, step.text.as_str())).collect();
        assert_eq!(steps, expected);
    }

    #[rstest]
    #[case("Anna@Example.com", &[KeyRule::SmallLetters])]
    #[case("anna@example.com", &[])]
    fn an_email_is_written_small(#[case] spelling: &str, #[case] expected: &[KeyRule]) {
        let steps = key_steps(CommKind::Email, spelling);
        assert_eq!(steps.iter().map(|step| step.rule).collect::<Vec<_>>(), expected);
    }

    proptest! {
        #[test]
        fn the_last_step_is_the_key(spelling in any::<String>(), phone in "[+0-9 ()#*,;-]{0,16}") {
            for (kind, spelling) in [
                (CommKind::Phone, &spelling),
                (CommKind::Phone, &phone),
                (CommKind::Email, &spelling),
            ] {
                let Some(last) = key_steps(kind, spelling).pop() else { continue };
                let key = MatchKey::of(kind, spelling);
                prop_assert_eq!(last.text.as_str(), key.as_ref().map_or("", MatchKey::text));
            }
        }
    }
}
