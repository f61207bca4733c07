//! The Content-Security-Policy of the built pages.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use locales::{LANGUAGES, TextSet};
use sha2::{Digest as _, Sha256, Sha384};

use super::{CARD, INDEX, PAGE, beside, html, write_locales};
use crate::workspace;

/// What `html/head.html` writes in its `script-src` where the hashes of inline scripts belong.
const SCRIPTS: &str = "'sha256-BOOT'";

/// What it writes in its `style-src` where those of inline styles belong.
const STYLES: &str = "'sha256-STYLE'";

/// What it writes where the page says where its texts lie.
const TEXTS: &str = "content=\"TEXTS\"";

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
    let started = beside::named(&folder)?;
    let page = html::with_modules(&bound(&read(&built)?, &folder)?, &started)?;
    let is_card = source.is_some_and(|source| source.ends_with(CARD));
    let page = sealed(&page, if is_card { TextSet::Card } else { TextSet::Page })?;
    fs::write(folder.join(CARD), &page)?;
    write_locales(&folder)?;
    if is_card {
        return Ok(fs::remove_file(built)?);
    }
    fs::write(built, page)?;
    add_open_page(&folder)
}

/// The page that starts the module in this folder and no other.
fn bound(html: &str, folder: &Path) -> Result<String> {
    let is_module = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".wasm") && !beside::MODULES.iter().any(|module| module.has(&name))
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

/// The page whose policy allows the scripts and the styles that stand in it, and that says where its texts lie.
pub(super) fn sealed(html: &str, texts: TextSet) -> Result<String> {
    let page = html::with_policy(html, |policy| {
        let policy = with_hashes(policy, SCRIPTS, &html::inline_scripts(html)?)?;
        with_hashes(&policy, STYLES, &html::inline_styles(html)?)
    })?;
    // Trunk's minifier leaves out the quotes that a word does not need.
    let page = page.replace(&TEXTS.replace('"', ""), TEXTS);
    if page.matches(TEXTS).count() != 1 {
        bail!("html/head.html needs {TEXTS} exactly once");
    }
    let release = locales::read(&workspace::root().join("locales"))?.release;
    let languages: String = LANGUAGES.iter().flat_map(|language| [" ", language.tag]).collect();
    let place = format!("content=\"locales/{release}/{}/{languages}\"", texts.folder());
    Ok(page.replace(TEXTS, &place))
}

fn read(page: &Path) -> Result<String> {
    fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))
}

/// A source expression of a policy: the hash of exactly this text.
fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The policy with the hashes of these texts in the place of a placeholder.
fn with_hashes(policy: &str, placeholder: &str, texts: &[String]) -> Result<String> {
    if policy.matches(placeholder).count() != 1 {
        bail!("html/head.html needs {placeholder} exactly once, in its Content-Security-Policy");
    }
    let hashes: Vec<String> = texts.iter().map(|text| hash_source(text)).collect();
    // Without a text the space before the placeholder goes with it.
    let placeholder = if hashes.is_empty() { format!(" {placeholder}") } else { placeholder.to_owned() };
    Ok(policy.replacen(&placeholder, &hashes.join(" "), 1))
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

    const POLICY: &str = "default-src 'none'; script-src 'self' 'sha256-BOOT'; style-src 'sha256-STYLE'; \
        connect-src 'self' https://*.bitrix24.com; base-uri 'none'";

    fn page(body: &str) -> String {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
             <meta name=\"b24d-texts\" content=\"TEXTS\">{body}"
        )
    }

    #[test]
    fn what_stands_in_the_page_gets_the_hash_that_a_browser_computes() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let page = page(
            "<script type=\"module\">alert(1)</script><script src=\"a.js\"></script><style>alert(1)</style>",
        );
        let sealed = sealed(&page, TextSet::Card).unwrap();
        assert!(sealed.contains("script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"));
        assert!(sealed.contains("style-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';"));
        assert!(!sealed.contains("BOOT") && !sealed.contains("STYLE"));
    }

    /// The start script asks for them before the module is there.
    #[test]
    fn a_page_says_where_its_texts_lie_and_in_which_languages() {
        let sealed = sealed(&page("<style>a{}</style>"), TextSet::Card).unwrap();
        let (_, texts) = sealed.split_once("<meta name=\"b24d-texts\" content=\"locales/").unwrap();
        assert!(texts.contains("/card/ en de ru\">"), "{texts}");
        let minified = page("").replace("\"TEXTS\"", "TEXTS");
        assert!(
            super::sealed(&minified, TextSet::Card).is_ok_and(|page| page.contains("content=\"locales/"))
        );
        assert!(super::sealed(&page("").replace("TEXTS", ""), TextSet::Card).is_err());
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
        assert!(with_hashes(POLICY, SCRIPTS, &[]).unwrap().contains("script-src 'self'; style-src"));
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
            assert!(with_hashes(&policy, SCRIPTS, &[]).is_err());
        }
        assert!(with_open_connections("default-src 'none'").is_err());
        assert!(with_open_connections(&[POLICY, "; ", POLICY].concat()).is_err());
    }
}
