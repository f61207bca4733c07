//! The same call in every form, with what is hard to quote in them.

use rstest::rstest;

use super::*;
use crate::domain::{CommKind, EntityType, Scheme};

fn find(spelling: &str) -> Command {
    Command::Find {
        kind: CommKind::Phone,
        spellings: vec![spelling.to_owned(), "11223355".to_owned()],
        entity: Some(EntityType::Contact),
    }
}

fn shown(kind: SnippetKind, spelling: &str) -> String {
    call(kind, &find(spelling), &PortalOrigin::new(Scheme::Https, "portal.example").unwrap())
}

const HARD: &str = "a'b\\c\"d$e`f";

#[rstest]
#[case(
    SnippetKind::CurlWebhook,
    r#"curl -X POST 'https://portal.example/rest/<user>/<webhook>/crm.duplicate.findbycomm' \
  --data-urlencode 'type=PHONE' \
  --data-urlencode 'values[0]=a'\''b\c"d$e`f' \
  --data-urlencode 'values[1]=11223355' \
  --data-urlencode 'entity_type=CONTACT'"#
)]
#[case(
    SnippetKind::CurlToken,
    r#"curl -X POST 'https://portal.example/rest/crm.duplicate.findbycomm' \
  --data-urlencode 'type=PHONE' \
  --data-urlencode 'values[0]=a'\''b\c"d$e`f' \
  --data-urlencode 'values[1]=11223355' \
  --data-urlencode 'entity_type=CONTACT' \
  --data-urlencode 'auth=<access-token>'"#
)]
#[case(
    SnippetKind::Bx24,
    r#"BX24.callMethod(
  "crm.duplicate.findbycomm",
  {
    "type": "PHONE",
    "values": ["a'b\\c\"d$e`f", "11223355"],
    "entity_type": "CONTACT",
  },
  (answer) => console.log(answer.error() || answer.data())
);"#
)]
#[case(
    SnippetKind::JsSdk,
    r#"const response = await $b24.actions.v2.call.make({
  method: "crm.duplicate.findbycomm",
  params: {
    "type": "PHONE",
    "values": ["a'b\\c\"d$e`f", "11223355"],
    "entity_type": "CONTACT",
  }
});
console.log(response.getData().result);"#
)]
#[case(
    SnippetKind::PhpSdk,
    r#"$response = $serviceBuilder->core->call(
    'crm.duplicate.findbycomm',
    [
        'type' => 'PHONE',
        'values' => ['a\'b\\c"d$e`f', '11223355'],
        'entity_type' => 'CONTACT',
    ]
);
print_r($response->getResponseData()->getResult());"#
)]
#[case(
    SnippetKind::Crest,
    r#"require_once 'crest.php';

$result = CRest::call(
    'crm.duplicate.findbycomm',
    [
        'type' => 'PHONE',
        'values' => ['a\'b\\c"d$e`f', '11223355'],
        'entity_type' => 'CONTACT',
    ]
);
print_r($result);"#
)]
fn shows_a_call(#[case] kind: SnippetKind, #[case] code: &str) {
    assert_eq!(shown(kind, HARD), code);
}

const KINDS: [SnippetKind; 6] = [
    SnippetKind::CurlWebhook,
    SnippetKind::CurlToken,
    SnippetKind::Bx24,
    SnippetKind::JsSdk,
    SnippetKind::PhpSdk,
    SnippetKind::Crest,
];

/// A phone as it was stored on a card: copied as a call and pasted into a terminal, it ran its last line, in a
/// bracketed paste too.
const COMMAND: &str = "+7 916 123-45-67\u{1b}[201~\u{3}\r\necho run > /tmp/it\n";

/// Nothing but line ends of our own that a terminal would obey or an editor would not show, in any form.
#[rstest]
#[case::command(COMMAND)]
#[case::c0("a\u{0}\u{7}\u{8}\t\u{c}\u{1f}\u{7f}")]
#[case::c1("a\u{80}\u{85}\u{9b}201~\u{9d}\u{9f}")]
#[case::direction("a\u{202e}b\u{2066}\u{200f}\u{61c}")]
#[case::line_ends("a\u{2028}\u{2029}\u{85}\u{b}")]
#[case::hidden("a\u{200b}\u{200d}\u{feff}\u{ad}\u{3164}\u{e0041}")]
fn what_nobody_sees_is_written_as_an_escape_in_every_form(#[case] spelling: &str) {
    for kind in KINDS {
        let code = shown(kind, spelling);
        let harmless = shown(kind, "a");
        assert!(!code.replace('\n', "").contains(is_unseen), "{kind:?}: {code:?}");
        assert_eq!(code.lines().count(), harmless.lines().count(), "{kind:?}: {code}");
    }
}

#[rstest]
#[case(SnippetKind::CurlWebhook, r"  --data 'values[0]=a%1B%5B201~%27%E2%80%AE'")]
#[case(SnippetKind::JsSdk, r#""values": ["a\u001b[201~'\u202e", "11223355"]"#)]
#[case(SnippetKind::PhpSdk, r#"'values' => ["a\x1b[201~'\u{202e}", '11223355']"#)]
fn escapes_are_those_of_the_language(#[case] kind: SnippetKind, #[case] part: &str) {
    let code = shown(kind, "a\u{1b}[201~'\u{202e}");
    assert!(code.contains(part), "{code}");
}

#[test]
fn php_reads_no_variable_in_double_quotes() {
    let code = shown(SnippetKind::PhpSdk, "\u{1b}$a {$b} \"\\");
    assert!(code.contains(r#"["\x1b\$a {\$b} \"\\", "#), "{code}");
}

/// The shell itself is asked what it understands; curl would send the fields as they are then.
#[cfg(unix)]
#[rstest]
#[case("sh", HARD)]
#[case("bash", HARD)]
#[case("sh", COMMAND)]
#[case("bash", COMMAND)]
#[case("sh", "-n \u{9b}201~$(echo run)`echo run`'\u{202e}")]
fn the_shell_reads_the_text_as_it_was(#[case] shell: &str, #[case] spelling: &str) {
    let code = shown(SnippetKind::CurlWebhook, spelling);
    let script = code.replacen("curl", "printf '%s\\n'", 1);
    // Bash is not everywhere.
    let Ok(output) = std::process::Command::new(shell).args(["-c", &script]).output() else { return };
    let lines = String::from_utf8(output.stdout).unwrap();
    let field = lines.lines().find_map(|line| line.strip_prefix("values[0]=")).unwrap();
    let read = if spelling.contains(is_unseen) {
        crate::protocol::form::decoded(field).unwrap()
    } else {
        field.to_owned()
    };
    assert_eq!(read, spelling);
    assert!(output.stderr.is_empty());
}
