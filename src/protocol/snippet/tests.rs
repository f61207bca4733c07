//! The same call in every form, with what is hard to quote in them.

use rstest::rstest;

use super::*;
use crate::domain::{CommKind, EntityType, Scheme};
use crate::protocol::form::decoded;

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
    r"curl -X POST 'https://portal.example/rest/<user>/<webhook>/crm.duplicate.findbycomm' \
  --data-urlencode 'type=PHONE' \
  --data 'values[0]=a%27b%5Cc%22d%24e%60f' \
  --data-urlencode 'values[1]=11223355' \
  --data-urlencode 'entity_type=CONTACT'"
)]
#[case(
    SnippetKind::CurlToken,
    r"curl -X POST 'https://portal.example/rest/crm.duplicate.findbycomm' \
  --data-urlencode 'type=PHONE' \
  --data 'values[0]=a%27b%5Cc%22d%24e%60f' \
  --data-urlencode 'values[1]=11223355' \
  --data-urlencode 'entity_type=CONTACT' \
  --data-urlencode 'auth=<access-token>'"
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

/// Phones and e-mails are read as they stand. What some shell takes for more than a text is not among them: to the prompt
/// of Windows `'` is no quote and `&` begins a command, to PowerShell a typographic quote ends what `'` began.
#[rstest]
#[case::phone("+7 (916) 123-45-67", true)]
#[case::email("anna.berg_1@m\u{fc}nchen.example", true)]
#[case::prompt("1 & calc", false)]
#[case::pipe("1 | calc", false)]
#[case::variable("%PATH%", false)]
#[case::power_shell("1\u{2019}; calc", false)]
#[case::power_shell_low("1\u{201a}; calc", false)]
#[case::substitution("$(echo run)", false)]
#[case::old_substitution("`echo run`", false)]
#[case::history("!1", false)]
#[case::caret("1^", false)]
#[case::quote("o'neil@example.com", false)]
#[case::nothing_seen("1\u{3164}", false)]
fn only_what_no_shell_takes_for_more_stands_as_it_is(#[case] spelling: &str, #[case] stands: bool) {
    for kind in [SnippetKind::CurlWebhook, SnippetKind::CurlToken] {
        let code = shown(kind, spelling);
        assert_eq!(code.contains(&format!("--data-urlencode 'values[0]={spelling}'")), stands, "{code}");
        let field = code.lines().find_map(|line| line.split_once("values[0]=")).unwrap().1;
        let is_harmless = |c: char| is_plain(c) || matches!(c, '%' | '\'' | '\\');
        assert!(field.chars().all(is_harmless), "{field}");
        assert_eq!(field.matches('\'').count(), 1, "{field}");
    }
}

/// The shell itself is asked what it understands.
#[cfg(unix)]
#[rstest]
#[case("sh", HARD)]
#[case("bash", HARD)]
#[case("sh", COMMAND)]
#[case("bash", COMMAND)]
#[case("sh", "+7 (916) 123-45-67")]
#[case("sh", "-n \u{9b}201~$(echo run)`echo run`'\u{202e}")]
fn the_shell_reads_the_text_as_it_was(#[case] shell: &str, #[case] spelling: &str) {
    let code = shown(SnippetKind::CurlWebhook, spelling);
    let script = code.replacen("curl", "printf '%s\\n'", 1);
    // Bash is not everywhere.
    let Ok(output) = std::process::Command::new(shell).args(["-c", &script]).output() else { return };
    let lines = String::from_utf8(output.stdout).unwrap();
    let field = lines.lines().find_map(|line| line.strip_prefix("values[0]=")).unwrap();
    let is_encoded = lines.lines().filter(|line| *line == "--data").count() == 1;
    let read = if is_encoded { decoded(field).unwrap() } else { field.to_owned() };
    assert_eq!(read, spelling);
    assert!(output.stderr.is_empty());
}

/// And curl, which puts encoded and other fields together, sends what the widget sends.
#[cfg(unix)]
#[rstest]
#[case("+7 (916) 123-45-67")]
#[case(HARD)]
#[case(COMMAND)]
#[case("@/etc/hostname")]
#[case("a=b&c=d+%41 \u{444}\u{2028}\0")]
fn curl_sends_what_the_widget_would(#[case] spelling: &str) {
    use std::process::Command as Process;
    // Curl is not everywhere.
    if Process::new("curl").arg("--version").output().is_err() {
        return;
    }
    let portal = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", portal.local_addr().unwrap());
    let code = shown(SnippetKind::CurlWebhook, spelling);
    let script =
        code.replace("https://portal.example/rest/<user>/<webhook>/", &address) + " -sS --noproxy '*'";
    let mut curl = Process::new("sh").args(["-c", &script]).spawn().unwrap();
    let sent = form_sent_to(&portal);
    assert!(curl.wait().unwrap().success());
    let fields = |form: &str| -> Vec<_> {
        let field =
            |field: &str| field.split_once('=').map(|(name, value)| (name.to_owned(), decoded(value)));
        form.split('&').map(field).collect()
    };
    assert_eq!(fields(&sent), fields(&find(spelling).params().encode()));
}

/// Takes one request, and says nothing to it.
fn form_sent_to(portal: &std::net::TcpListener) -> String {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    let (mut stream, _) = portal.accept().unwrap();
    let mut request = BufReader::new(stream.try_clone().unwrap());
    let head: Vec<_> =
        request.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
    let length = head.iter().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
    let mut form = vec![0; length.parse().unwrap()];
    request.read_exact(&mut form).unwrap();
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
    String::from_utf8(form).unwrap()
}
