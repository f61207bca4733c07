//! The names between the script and the module. wasm-bindgen writes each function of the browser's with a hash of
//! its signature into both, and none of it compresses: 4.5 KB of a card's tab.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// What `wasm-opt --minify-imports-and-exports-and-modules` prints.
#[derive(Deserialize)]
struct Renamed {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    /// Old name, new name.
    exports: Vec<(String, String)>,
}

/// The new name that stands for every module of the imports.
const MODULE: &str = "a";

/// What the script says to those who call it as one did once. We do not, and it would stand in every page.
const OLD_WAYS: [&str; 2] = [
    "using deprecated parameters for the initialization function; pass a single object instead",
    "using deprecated parameters for `initSync()`; pass a single object instead",
];

/// The script with the names that the module has now.
pub(super) fn rename(script: &str, printed: &str) -> Result<String> {
    let renamed: Renamed = serde_json::from_str(printed).context("wasm-opt printed no table of names")?;
    let imports: BTreeMap<&str, &str> =
        renamed.imports.iter().map(|(_, old, new)| (old.as_str(), new.as_str())).collect();
    let exports: BTreeMap<&str, &str> =
        renamed.exports.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    let mut left = imports.len();
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_letter) {
        let (before, from_word) = rest.split_at(start);
        let (word, after) = from_word.split_at(from_word.find(|c| !is_letter(c)).unwrap_or(from_word.len()));
        out.push_str(before);
        let new = match (imports.get(word), exports.get(word)) {
            // A property of the object of imports.
            (Some(new), _) if after.starts_with(':') => {
                left -= 1;
                Some(*new)
            }
            (_, new) if out.ends_with("wasm.") => new.copied(),
            _ => None,
        };
        out.push_str(new.unwrap_or(word));
        rest = after;
    }
    out.push_str(rest);
    if left > 0 {
        bail!("{left} imports of the module are not in the script that wasm-bindgen wrote");
    }
    out = OLD_WAYS.into_iter().fold(out, |out, old_way| out.replace(old_way, ""));
    for module in renamed.imports.iter().map(|(module, ..)| module) {
        out = out.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
    }
    Ok(out)
}

const fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// Where the script in the page leaves the module.
const MODULE_AHEAD: &str = "globalThis.b24dModule";

/// Asks for a module before anything else is loaded, and compiles it as it comes. A server that does not know its type
/// has it compiled once it is there.
pub(super) fn ahead(name: &str, integrity: &str) -> String {
    format!(
        "{MODULE_AHEAD}=fetch(\"{name}\",{{integrity:\"{integrity}\"}}).then(e=>\
         e.headers.get(\"content-type\")===\"application/wasm\"?WebAssembly.compileStreaming(e):\
         e.arrayBuffer().then(e=>WebAssembly.compile(e)));"
    )
}

/// Stands for the file of the glue in a script that starts a module.
pub(super) const GLUE: &str = "glue.js";

/// The script that starts the widget, which a browser runs once the page is read. `boot.js` waits for the event, which is the one of Trunk's own script.
pub(super) fn start() -> String {
    format!(
        "import {{ initSync }} from \"./{GLUE}\";\n\
         initSync({{ module: await {MODULE_AHEAD} }});\n\
         dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\"));\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"const import0 = { __proto__: null,
  __wbg_new_1: function(a) { return wasm.__wbindgen_malloc(a); },
  __wbg_new_12: function() { return getMemory(wasm.memory.buffer).memory; } };
return { __proto__: null, "./widget_bg.js": import0 };"#;

    const PRINTED: &str = r#"{ "imports": [["./widget_bg.js", "__wbg_new_1", "b"], ["./widget_bg.js", "__wbg_new_12", "c"]],
  "exports": [["memory", "d"], ["__wbindgen_malloc", "e"], ["main", "f"]] }"#;

    #[test]
    fn imports_exports_and_the_module_get_their_new_names() {
        assert_eq!(
            rename(SCRIPT, PRINTED).unwrap(),
            r#"const import0 = { __proto__: null,
  b: function(a) { return wasm.e(a); },
  c: function() { return getMemory(wasm.d.buffer).memory; } };
return { __proto__: null, "a": import0 };"#
        );
    }

    /// A script of another version of wasm-bindgen would start a module whose imports are missing.
    #[test]
    fn an_import_that_the_script_lacks_is_an_error() {
        assert!(rename(&SCRIPT.replace("__wbg_new_12", "__wbg_new_13"), PRINTED).is_err());
        assert!(rename(SCRIPT, "").is_err());
    }
}
