//! The Content-Security-Policy of the built pages.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256, Sha384};

use super::{CARD, INDEX, PAGE, html, reader, write_locales};
use crate::workspace;

/// What `html/head.html` writes in its `script-src` where the hashes of inline scripts belong.
const PLACEHOLDER: &str = "'sha256-BOOT'";

/// What `Trunk.toml` writes where the digest of the module belongs.
const MODULE_PLACEHOLDER: &str = "sha384-MODULE";

/// Where a page may connect to on which the user types the address of the portal.
const CONNECT_ANYWHERE: &str = "'self' https: http://localhost:* http://127.0.0.1:*";

/// The hook that Trunk runs after `trunk build` and `trunk serve`, before it moves its staging folder to `dist/`.
/// The policy allows the scripts that stand in the page, which are ours and the one with which Trunk starts the
/// widget, and no other.
///
/// Of `index.html` this makes a whole site: the whole application can do what a card's can, so it stands in for
/// `card.html`. `trunk build card.html` brings that alone.
pub(crate) fn after_trunk() -> Result<()> {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(workspace::dist, Into::into);
    let source = env::var_os("TRUNK_HTML_FILE").map(PathBuf::from);
    // Whatever it is made of, Trunk calls it so.
    let built = folder.join(INDEX);
    let reader = reader::named(&folder)?;
    let mut page = bound(&read(&built)?, &folder)?;
    if let Some(script) = reader {
        page = html::with_reader(&page, &script)?;
    }
    let page = sealed(&page)?;
    fs::write(folder.join(CARD), &page)?;
    write_locales(&folder)?;
    if source.is_some_and(|source| source.ends_with(CARD)) {
        return Ok(fs::remove_file(built)?);
    }
    fs::write(built, page)?;
    add_open_page(&folder)
}

/// The page that starts the module in this folder and no other.
fn bound(html: &str, folder: &Path) -> Result<String> {
    let is_module = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".wasm") && !name.starts_with(reader::NAME)
    };
    let module =
        workspace::files_below(folder)?.into_iter().find(is_module).context("Trunk built no module")?;
    if html.matches(MODULE_PLACEHOLDER).count() != 1 {
        bail!("Trunk.toml needs {MODULE_PLACEHOLDER} exactly once, where the module is asked for");
    }
    Ok(html.replace(MODULE_PLACEHOLDER, &integrity(&fs::read(module)?)))
}

/// What a browser holds a file to.
pub(super) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// Derives `page.html` from `index.html`.
pub(super) fn add_open_page(folder: &Path) -> Result<()> {
    let open = html::with_policy(&read(&folder.join(INDEX))?, with_open_connections)?;
    fs::write(folder.join(PAGE), open)?;
    Ok(())
}

/// The page whose policy allows the scripts that stand in it.
pub(super) fn sealed(html: &str) -> Result<String> {
    let hashes: Vec<String> = html::inline_scripts(html)?.iter().map(|script| hash_source(script)).collect();
    html::with_policy(html, |policy| with_script_hashes(policy, &hashes.join(" ")))
}

fn read(page: &Path) -> Result<String> {
    fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))
}

/// A source expression of a policy: the hash of exactly this script.
fn hash_source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

fn with_script_hashes(policy: &str, hashes: &str) -> Result<String> {
    if policy.matches(PLACEHOLDER).count() != 1 {
        bail!(
            "html/head.html needs {PLACEHOLDER} exactly once, in the script-src of its Content-Security-Policy"
        );
    }
    // Without an inline script the space before the placeholder goes with it.
    let (place, hashes) =
        if hashes.is_empty() { (format!(" {PLACEHOLDER}"), "") } else { (PLACEHOLDER.to_owned(), hashes) };
    Ok(policy.replacen(&place, hashes, 1))
}

/// Replaces what stands after `connect-src`.
fn with_open_connections(policy: &str) -> Result<String> {
    const DIRECTIVE: &str = "connect-src ";
    let (before, rest) = policy
        .split_once(DIRECTIVE)
        .context("html/head.html needs a connect-src in its Content-Security-Policy")?;
    let after = rest.find(';').and_then(|end| rest.get(end..)).unwrap_or_default();
    if after.contains(DIRECTIVE) {
        bail!("html/head.html needs exactly one connect-src");
    }
    Ok(format!("{before}{DIRECTIVE}{CONNECT_ANYWHERE}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; script-src 'self' 'sha256-BOOT'; \
        connect-src 'self' https://*.bitrix24.com; base-uri 'none'";

    #[test]
    fn an_inline_script_gets_the_hash_that_a_browser_computes() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let page = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
             <script type=\"module\">alert(1)</script><script src=\"a.js\"></script>"
        );
        let sealed = sealed(&page).unwrap();
        assert!(sealed.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"));
        assert!(!sealed.contains("BOOT"));
    }

    #[test]
    fn a_page_is_bound_to_the_module_that_lies_beside_it() {
        let folder = workspace::target().join("xtask-bound");
        fs::create_dir_all(&folder).unwrap();
        assert!(bound("sha384-MODULE", &folder).is_err(), "there is none");
        fs::write(folder.join("widget_bg.wasm"), "module").unwrap();
        // printf module | openssl dgst -sha384 -binary | base64
        let digest = "yl10y7vqNWTdtjU0RXWW5ygptT61K4r/6zkWVhdldeBeCufqpIPSaWnH9av3WK1U";
        assert_eq!(bound("\"sha384-MODULE\"", &folder).unwrap(), format!("\"sha384-{digest}\""));
        assert!(bound("<p>", &folder).is_err(), "it asks for none");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_page_without_inline_scripts_allows_none() {
        assert!(with_script_hashes(POLICY, "").unwrap().contains("script-src 'self'; connect-src"));
    }

    #[test]
    fn the_page_for_any_host_may_connect_to_any_portal() {
        assert!(
            with_open_connections(POLICY).unwrap().ends_with(
                "; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; base-uri 'none'"
            )
        );
        let last = with_open_connections("connect-src 'self'").unwrap();
        assert_eq!(last, format!("connect-src {CONNECT_ANYWHERE}"));
    }

    #[test]
    fn a_policy_that_cannot_be_changed_is_an_error() {
        for policy in [POLICY.replace("BOOT", "abc"), [POLICY, POLICY].concat(), String::new()] {
            assert!(with_script_hashes(&policy, "").is_err());
        }
        assert!(with_open_connections("default-src 'none'").is_err());
        assert!(with_open_connections(&[POLICY, "; ", POLICY].concat()).is_err());
    }
}
