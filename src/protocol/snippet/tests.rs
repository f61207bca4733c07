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

/// The shell itself is asked what it understands.
#[cfg(unix)]
#[test]
fn the_shell_reads_the_text_as_it_was() {
    let code = shown(SnippetKind::CurlWebhook, HARD);
    let script = code.replacen("curl", "printf '%s\\n'", 1);
    let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    assert!(lines.lines().any(|line| line == format!("values[0]={HARD}")), "{lines}");
    assert!(output.stderr.is_empty());
}
