//! *Show the call*: the same command as somebody would write it elsewhere, and the portal's answer to it.
//!
//! Secrets are masks here from the start: nothing that is put together in this module knows one.

mod answer;
mod literal;

use super::Command;
use super::form::push_encoded;
use super::json::is_unseen;
use crate::domain::PortalOrigin;
use literal::{Syntax, push_params, push_string};

pub use answer::answer;

/// The forms in which a call is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SnippetKind {
    /// cURL with an incoming webhook.
    #[default]
    CurlWebhook,
    /// cURL with an access token.
    CurlToken,
    /// The classic browser library, `BX24.js`.
    Bx24,
    /// The vendor's JavaScript SDK.
    JsSdk,
    /// The vendor's PHP SDK.
    PhpSdk,
    /// The `CRest` class.
    Crest,
}

/// A call as code. Where the webhook or the token goes there is a mask: `<user>/<webhook>`,
/// `<access-token>`.
pub fn call(kind: SnippetKind, command: &Command, portal: &PortalOrigin) -> String {
    match kind {
        SnippetKind::CurlWebhook => curl(command, &(portal.as_str() + "/rest/<user>/<webhook>/"), None),
        SnippetKind::CurlToken => curl(command, &(portal.as_str() + "/rest/"), Some("<access-token>")),
        SnippetKind::Bx24 => written(
            command,
            Syntax::Js,
            "BX24.callMethod(\n  ",
            ",\n  ",
            ",\n  (answer) => console.log(answer.error() || answer.data())\n);",
        ),
        SnippetKind::JsSdk => written(
            command,
            Syntax::Js,
            "const response = await $b24.actions.v2.call.make({\n  method: ",
            ",\n  params: ",
            "\n});\nconsole.log(response.getData().result);",
        ),
        SnippetKind::PhpSdk => written(
            command,
            Syntax::Php,
            "$response = $serviceBuilder->core->call(\n    ",
            ",\n    ",
            "\n);\nprint_r($response->getResponseData()->getResult());",
        ),
        SnippetKind::Crest => written(
            command,
            Syntax::Php,
            "require_once 'crest.php';\n\n$result = CRest::call(\n    ",
            ",\n    ",
            "\n);\nprint_r($result);",
        ),
    }
}

/// As a form, which is how the widget itself sends it.
fn curl(command: &Command, address: &str, token: Option<&str>) -> String {
    let mut code = "curl -X POST ".to_owned();
    push_string(&mut code, Syntax::Shell, &(address.to_owned() + command.method()));
    for (name, value) in command.params().fields() {
        push_field(&mut code, &name, value);
    }
    if let Some(token) = token {
        push_argument(&mut code, "--data-urlencode", &["auth=", token].concat());
    }
    code
}

/// `--data-urlencode` encodes what stands after the first equals sign, and takes the name as it is.
///
/// It is left to curl where every terminal and every shell reads the value as it stands. A control character can end a
/// paste and run a command, in quotes as well: a terminal reads it before the shell reads quotes. And ours are no quotes
/// to the prompt of Windows, and not the only ones to PowerShell.
fn push_field(code: &mut String, name: &str, value: &str) {
    let mut field = [name, "="].concat();
    if value.chars().all(is_plain) {
        field.push_str(value);
        push_argument(code, "--data-urlencode", &field);
    } else {
        push_encoded(&mut field, value);
        push_argument(code, "--data", &field);
    }
}

fn push_argument(code: &mut String, option: &str, value: &str) {
    code.push_str(" \\\n  ");
    code.push_str(option);
    code.push(' ');
    push_string(code, Syntax::Shell, value);
}

/// What phones and e-mails are written with, and means nothing else to any shell between quotes of any kind.
fn is_plain(c: char) -> bool {
    (c.is_alphanumeric() && !is_unseen(c)) || matches!(c, ' ' | '+' | '-' | '.' | '_' | '@' | '(' | ')' | '/')
}

/// The method and its parameters, with what stands before, between and after them.
fn written(command: &Command, language: Syntax, before: &str, between: &str, after: &str) -> String {
    let mut code = before.to_owned();
    push_string(&mut code, language, command.method());
    code.push_str(between);
    push_params(&mut code, language, &command.params(), 1);
    code.push_str(after);
    code
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
