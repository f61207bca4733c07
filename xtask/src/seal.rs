//! Seals the built pages: Trunk starts the widget by an inline script, and the policy of the page allows that
//! very script and no other.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// What `index.html` writes in its `script-src` where the hashes of inline scripts belong.
const PLACEHOLDER: &str = "'sha256-BOOT'";

/// Where a page may connect to on which the user types the address of the portal.
const CONNECT_ANYWHERE: &str = "'self' https: http://localhost:* http://127.0.0.1:*";

/// The hook that Trunk runs after a build, before it moves its staging folder to `dist/`.
pub(crate) fn after_trunk() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(workspace::dist, Into::into);
    seal(&folder)
}

/// Seals `index.html` and derives `page.html`: the same page for a web host of one's own.
fn seal(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let sealed = with_script_hashes(&html)?;
    fs::write(folder.join("page.html"), with_open_connections(&sealed)?)?;
    fs::write(index, sealed)?;
    Ok(())
}

/// Puts the SHA-256 of each inline script where the placeholder stands.
fn with_script_hashes(html: &str) -> Result<String> {
    let hashes: Vec<String> = inline_scripts(html).map(hash_source).collect();
    if hashes.is_empty() {
        bail!("index.html has no inline script: nothing would start the widget");
    }
    if html.matches(PLACEHOLDER).count() != 1 {
        bail!(
            "index.html needs {PLACEHOLDER} exactly once, in the script-src of its Content-Security-Policy"
        );
    }
    Ok(html.replacen(PLACEHOLDER, &hashes.join(" "), 1))
}

/// A source expression of a Content-Security-Policy: the hash of exactly this script.
fn hash_source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// Replaces what stands after `connect-src`.
fn with_open_connections(html: &str) -> Result<String> {
    const DIRECTIVE: &str = "connect-src ";
    let (before, rest) = html
        .split_once(DIRECTIVE)
        .context("index.html needs a connect-src in its Content-Security-Policy")?;
    let end = rest.find([';', '"']).context("the connect-src of index.html does not end")?;
    let after = rest.get(end..).unwrap_or_default();
    if after.contains(DIRECTIVE) {
        bail!("index.html needs exactly one connect-src");
    }
    Ok(format!("{before}{DIRECTIVE}{CONNECT_ANYWHERE}{after}"))
}

/// The text of each script element that has no `src` and is executable.
///
/// The page is our own and Trunk's output, so a reader of tags is enough here; it has to be right about
/// nothing but `<script …>` and `</script>`, which cannot stand in the text of a script either.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script")?;
        let words: Vec<&str> = attributes.split_ascii_whitespace().collect();
        let is_external = words.iter().any(|word| word.starts_with("src="));
        let is_data = words.iter().any(|word| word.starts_with("type=") && word.contains("json"));
        (!is_external && !is_data).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        script-src 'self' 'sha256-BOOT'; connect-src 'self' https://*.bitrix24.com; base-uri 'none'\">\
        <script type=\"module\">alert(1)</script><script src=\"a.js\"></script>\
        <script type=application/json>{}</script>";

    #[test]
    fn an_inline_script_gets_the_hash_that_a_browser_computes() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let sealed = with_script_hashes(PAGE).unwrap();
        assert!(sealed.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"));
        assert!(!sealed.contains("BOOT"));
    }

    #[test]
    fn only_executable_inline_scripts_are_hashed() {
        assert_eq!(inline_scripts(PAGE).collect::<Vec<_>>(), ["alert(1)"]);
    }

    #[test]
    fn the_page_for_any_host_may_connect_to_any_portal() {
        let page = with_open_connections(PAGE).unwrap();
        assert!(page.contains(
            "; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; base-uri 'none'\">"
        ));
    }

    #[test]
    fn a_last_directive_ends_with_the_attribute() {
        let page = with_open_connections("content=\"connect-src 'self'\"><p>;").unwrap();
        assert_eq!(page, format!("content=\"connect-src {CONNECT_ANYWHERE}\"><p>;"));
    }

    #[test]
    fn a_page_that_cannot_be_sealed_is_an_error() {
        let sealed_already = PAGE.replace("BOOT", "abc");
        for page in [sealed_already.as_str(), "<p>no script, no policy</p>", &format!("{PAGE}{PAGE}")] {
            assert!(with_script_hashes(page).is_err());
        }
        assert!(with_open_connections("<p></p>").is_err());
        assert!(with_open_connections(&format!("{PAGE}{PAGE}")).is_err());
    }
}
