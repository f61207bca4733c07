//! *Show the call*: the same request as somebody would write it elsewhere, and the portal's answer to it.
//!
//! Secrets are masks here from the start: nothing that is put together in this module knows one.

mod answer;
mod literal;

use super::{Batch, Command, RestCall};
use crate::domain::PortalOrigin;
use literal::{Language, push_params, push_string};

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
pub fn call(kind: SnippetKind, call: &RestCall, portal: &PortalOrigin) -> String {
    match kind {
        SnippetKind::CurlWebhook => curl(call, &(portal.as_str() + "/rest/<user>/<webhook>/"), None),
        SnippetKind::CurlToken => curl(call, &(portal.as_str() + "/rest/"), Some("<access-token>")),
        SnippetKind::Bx24 => bx24(call),
        SnippetKind::JsSdk => js_sdk(call),
        SnippetKind::PhpSdk => php_sdk(call),
        SnippetKind::Crest => crest(call),
    }
}

/// As a form, which is how the widget itself sends it.
fn curl(call: &RestCall, address: &str, token: Option<&str>) -> String {
    let mut code = "curl -X POST ".to_owned();
    push_string(&mut code, Language::Shell, &(address.to_owned() + call.method()));
    for (name, value) in call.fields() {
        push_field(&mut code, &name, &value);
    }
    if let Some(token) = token {
        push_field(&mut code, "auth", token);
    }
    code
}

/// `--data-urlencode` encodes what stands after the first equals sign, and takes the name as it is.
fn push_field(code: &mut String, name: &str, value: &str) {
    code.push_str(" \\\n  --data-urlencode ");
    push_string(code, Language::Shell, &[name, "=", value].concat());
}

fn bx24(call: &RestCall) -> String {
    let mut code = String::new();
    match call {
        RestCall::Single(command) => {
            code.push_str("BX24.callMethod(\n  ");
            push_string(&mut code, Language::Js, command.method());
            code.push_str(",\n  ");
            push_params(&mut code, Language::Js, &command.params(), 1);
            code.push_str(",\n  (answer) => console.log(answer.error() || answer.data())\n);");
        }
        RestCall::Batch(batch) => {
            code.push_str("BX24.callBatch(\n  {");
            push_commands(&mut code, Language::Js, batch, 1);
            code.push_str("\n  },\n  (answers) => {\n");
            code.push_str("    for (const name in answers) console.log(name, answers[name].error() || answers[name].data());\n");
            code.push_str("  },\n  false\n);");
        }
    }
    code
}

fn js_sdk(call: &RestCall) -> String {
    let mut code = "const response = await $b24.actions.v2.".to_owned();
    match call {
        RestCall::Single(command) => {
            code.push_str("call.make({\n  method: ");
            push_string(&mut code, Language::Js, command.method());
            code.push_str(",\n  params: ");
            push_params(&mut code, Language::Js, &command.params(), 1);
            code.push_str("\n});\nconsole.log(response.getData().result);");
        }
        RestCall::Batch(batch) => {
            code.push_str("batch.make({\n  calls: {");
            push_commands(&mut code, Language::Js, batch, 1);
            code.push_str(
                "\n  },\n  options: { isHaltOnError: false }\n});\nconsole.log(response.getData());",
            );
        }
    }
    code
}

fn php_sdk(call: &RestCall) -> String {
    let mut code = "$response = $serviceBuilder->core->call(\n    ".to_owned();
    push_string(&mut code, Language::Php, call.method());
    code.push_str(",\n    ");
    match call {
        RestCall::Single(command) => push_params(&mut code, Language::Php, &command.params(), 1),
        RestCall::Batch(batch) => {
            code.push_str("[\n        'halt' => 0,\n        'cmd' => [");
            for (name, command) in &batch.commands {
                code.push_str("\n            ");
                push_string(&mut code, Language::Php, &name.wire());
                code.push_str(" => ");
                push_string(&mut code, Language::Php, &command.in_batch());
                code.push(',');
            }
            code.push_str("\n        ],\n    ]");
        }
    }
    code.push_str("\n);\nprint_r($response->getResponseData()->getResult());");
    code
}

fn crest(call: &RestCall) -> String {
    let mut code = "require_once 'crest.php';\n\n$result = CRest::".to_owned();
    match call {
        RestCall::Single(command) => {
            code.push_str("call(\n    ");
            push_string(&mut code, Language::Php, command.method());
            code.push_str(",\n    ");
            push_params(&mut code, Language::Php, &command.params(), 1);
        }
        RestCall::Batch(batch) => {
            code.push_str("callBatch(\n    [");
            push_commands(&mut code, Language::Php, batch, 1);
            code.push_str("\n    ],\n    0");
        }
    }
    code.push_str("\n);\nprint_r($result);");
    code
}

/// The commands of a batch by name, each with its method and parameters.
fn push_commands(code: &mut String, language: Language, batch: &Batch, level: usize) {
    for (name, command) in &batch.commands {
        language.break_line(code, level + 1);
        push_string(code, language, &name.wire());
        code.push_str(language.arrow());
        push_command(code, language, command, level + 1);
        code.push(',');
    }
}

fn push_command(code: &mut String, language: Language, command: &Command, level: usize) {
    code.push_str(language.open_map());
    for key in ["method", "params"] {
        language.break_line(code, level + 1);
        push_string(code, language, key);
        code.push_str(language.arrow());
        match key {
            "method" => push_string(code, language, command.method()),
            _ => push_params(code, language, &command.params(), level + 1),
        }
        code.push(',');
    }
    language.break_line(code, level);
    code.push_str(language.close_map());
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
