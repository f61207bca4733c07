//! The page as Trunk wrote it: what it loads, and what it says instead once that is finished.

use std::cell::RefCell;

use anyhow::{Context as _, Result, bail};
use lol_html::{RewriteStrSettings, doc_comments, element, errors::RewritingError, rewrite_str, text};

use super::beside::Started;

/// The files that a page of Trunk's loads, below its folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Assets {
    /// The style that stands in the page, all sheets of it.
    pub(super) style: String,
    /// What wasm-bindgen puts between the browser and the module.
    pub(super) script: String,
    /// The module.
    pub(super) module: String,
}

/// A file as it will be served.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its name, which says what is in it.
    pub(super) name: String,
    /// Its `integrity`.
    pub(super) integrity: String,
}

/// What a finished page loads.
#[derive(Debug)]
pub(super) struct Finished {
    /// The style that stands in the page itself: nothing waits for a sheet, and none can hang.
    pub(super) style: String,
    /// The script that runs before anything else.
    pub(super) boot: String,
    /// The script that starts the module once the page is read. It stands in the page as well: the portal shows a frame
    /// once it is loaded, and a file of its own would be a part of that.
    pub(super) start: String,
}

/// What the page loads.
pub(super) fn assets(html: &str) -> Result<Assets> {
    let found = RefCell::new(Assets::default());
    let named =
        |name: Option<String>| name.map(|name| name.trim_start_matches("./").to_owned()).unwrap_or_default();
    rewrite(html, |settings| {
        settings
            .append_element_content_handler(element!("link[rel=modulepreload]", |link| {
                found.borrow_mut().script = named(link.get_attribute("href"));
                Ok(())
            }))
            .append_element_content_handler(element!("link[rel=preload][as=fetch]", |link| {
                found.borrow_mut().module = named(link.get_attribute("href"));
                Ok(())
            }))
    })?;
    let found = Assets { style: inline(html, "style")?.concat(), ..found.into_inner() };
    if [&found.style, &found.script, &found.module].into_iter().any(String::is_empty) {
        bail!("Trunk's page does not load what it should: {found:?}");
    }
    Ok(found)
}

/// The page with its finished files instead of those of Trunk, without comments and line breaks.
pub(super) fn finished(html: &str, files: &Finished) -> Result<String> {
    let Finished { style, boot, start } = files;
    let head = [
        format!("<style>{style}</style>"),
        format!("<script>{boot}</script>"),
        format!("<script type=\"module\">{start}</script>"),
    ];
    let trunks = "style, script, link[rel=modulepreload], link[rel=preload]";
    let page = rewrite(html, |settings| {
        settings
            .append_document_content_handler(doc_comments!(|comment| {
                comment.remove();
                Ok(())
            }))
            .append_element_content_handler(element!(trunks, |element| {
                element.remove();
                Ok(())
            }))
            .append_element_content_handler(element!("head", |element| {
                element.append(&head.concat(), lol_html::html_content::ContentType::Html);
                Ok(())
            }))
    })?;
    Ok(page.lines().collect())
}

/// The page that starts these modules: it names their scripts, and its policy allows for each the rule that makes this one
/// address, and no other rule.
pub(super) fn with_modules(html: &str, started: &[Started]) -> Result<String> {
    const NO_RULE: &str = "trusted-types 'none'";
    if started.is_empty() {
        return Ok(html.to_owned());
    }
    let rules: String = started.iter().flat_map(|started| [" ", started.module.rule]).collect();
    let page = with_policy(html, |policy| {
        if policy.matches(NO_RULE).count() != 1 {
            bail!("html/head.html needs {NO_RULE} exactly once, in its Content-Security-Policy");
        }
        Ok(policy.replacen(NO_RULE, &format!("trusted-types{rules}"), 1))
    })?;
    let names = started
        .iter()
        .map(|Started { module, script }| format!("<meta name=\"{}\" content=\"{script}\">", module.rule));
    let names: String = names.collect();
    // Behind the policy, because a page that Trunk has minified has no `<head>` that could be found.
    rewrite(&page, |settings| {
        settings.append_element_content_handler(element!(
            "meta[http-equiv=Content-Security-Policy]",
            |policy| {
                policy.after(&names, lol_html::html_content::ContentType::Html);
                Ok(())
            }
        ))
    })
}

/// The text of each script that stands in the page itself.
pub(super) fn inline_scripts(html: &str) -> Result<Vec<String>> {
    inline(html, "script:not([src])")
}

/// The text of each style that stands in the page itself.
pub(super) fn inline_styles(html: &str) -> Result<Vec<String>> {
    inline(html, "style")
}

/// What stands in the elements that are chosen.
fn inline(html: &str, chosen: &str) -> Result<Vec<String>> {
    let texts = RefCell::new(Vec::new());
    rewrite(html, |settings| {
        settings
            .append_element_content_handler(element!(chosen, |_| {
                texts.borrow_mut().push(String::new());
                Ok(())
            }))
            .append_element_content_handler(text!(chosen, |chunk| {
                if let Some(text) = texts.borrow_mut().last_mut() {
                    text.push_str(chunk.as_str());
                }
                Ok(())
            }))
    })?;
    Ok(texts.into_inner())
}

/// The page with another Content-Security-Policy.
pub(super) fn with_policy(html: &str, change: impl Fn(&str) -> Result<String>) -> Result<String> {
    let changed = RefCell::new(Vec::new());
    let page = rewrite(html, |settings| {
        settings.append_element_content_handler(element!(
            "meta[http-equiv=Content-Security-Policy]",
            |meta| {
                let policy = change(&meta.get_attribute("content").unwrap_or_default());
                if let Ok(policy) = &policy {
                    meta.set_attribute("content", policy)?;
                }
                changed.borrow_mut().push(policy);
                Ok(())
            }
        ))
    })?;
    let mut changed = changed.into_inner();
    match (changed.pop(), changed.is_empty()) {
        (Some(policy), true) => policy.map(|_| page),
        _ => bail!("a page needs exactly one Content-Security-Policy"),
    }
}

type Settings<'h, 's> = RewriteStrSettings<'h, 's>;

fn rewrite<'h, 's>(
    html: &'h str,
    handlers: impl FnOnce(Settings<'h, 's>) -> Settings<'h, 's>,
) -> Result<String, anyhow::Error> {
    rewrite_str(html, handlers(RewriteStrSettings::new()))
        .map_err(|error: RewritingError| anyhow::anyhow!("{error}"))
        .context("Trunk's page cannot be read")
}

#[cfg(test)]
mod tests {
    use super::{
        super::beside::{FILES, READER},
        *,
    };

    const PAGE: &str = r#"<!doctype html>
<html><head><!-- a note -->
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<style>a{}</style><style>
b{}
</style>
<script>boot();</script>
<script type="module">
start();
</script>
<link rel="modulepreload" href="./widget-4.js"><link rel="preload" href="./widget-5.wasm" as="fetch">
</head>
<body><p>Text</p></body></html>"#;

    #[test]
    fn what_a_page_loads_is_read() {
        let assets = assets(PAGE).unwrap();
        assert_eq!(assets.style, "a{}\nb{}\n");
        assert_eq!([assets.script, assets.module], ["widget-4.js", "widget-5.wasm"]);
        assert!(super::assets("<p>nothing</p>").is_err());
    }

    #[test]
    fn a_finished_page_loads_the_finished_files_and_nothing_else() {
        let [style, boot, start] = ["c{}", "guard();", "begin();"].map(str::to_owned);
        let files = Finished { style, boot, start };
        let page = finished(PAGE, &files).unwrap();
        for gone in ["a{}", "b{}", "boot()", "widget-4.js", "widget-5.wasm", "start()", "a note", "\n"] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
        for there in [
            "<style>c{}</style><script>guard();</script><script type=\"module\">begin();</script></head>",
            "<body><p>Text</p></body>",
        ] {
            assert!(page.contains(there), "{there}: {page}");
        }
        assert_eq!(inline_scripts(&page).unwrap(), ["guard();", "begin();"]);
    }

    #[test]
    fn scripts_and_styles_of_the_page_itself_are_read_to_the_letter() {
        assert_eq!(inline_scripts(PAGE).unwrap(), ["boot();", "\nstart();\n"]);
        assert_eq!(inline_styles(PAGE).unwrap(), ["a{}", "\nb{}\n"]);
    }

    #[test]
    fn a_page_with_modules_names_them_and_allows_a_rule_for_each() {
        let page = PAGE.replace("script-src 'self'", "script-src 'self'; trusted-types 'none'");
        let started = [(READER, "reader-9.js"), (FILES, "files-8.js")]
            .map(|(module, script)| Started { module, script: script.to_owned() });
        let with = with_modules(&page, &started).unwrap();
        assert!(with.contains("script-src 'self'; trusted-types b24d-reader b24d-files\">"), "{with}");
        let names = "b24d-files\"><meta name=\"b24d-reader\" content=\"reader-9.js\"><meta name=\"b24d-files\" content=\"files-8.js\">";
        assert!(with.contains(names), "{with}");
        assert!(with_modules(PAGE, &started).is_err(), "there is no rule to be allowed");
        assert_eq!(with_modules(&page, &[]).unwrap(), page);
    }

    #[test]
    fn a_page_has_one_policy_and_it_can_be_changed() {
        let page = with_policy(PAGE, |policy| Ok(policy.replace("'none'", "'self'"))).unwrap();
        assert!(page.contains("content=\"default-src 'self'; script-src 'self'\""));
        assert!(with_policy(&[PAGE, PAGE].concat(), |policy| Ok(policy.to_owned())).is_err());
        assert!(with_policy("<p></p>", |policy| Ok(policy.to_owned())).is_err());
        assert!(with_policy(PAGE, |_| bail!("no")).is_err());
    }
}
