//! The last hand: what Trunk built for one page becomes a page with its style and its scripts in it, and one
//! module, with short names between script and module, and nothing in it that only a reader needs.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use locales::TextSet;
use sha2::{Digest as _, Sha384};

use super::{
    beside::{self, MODULES, Started},
    glue,
    html::{self, Finished, Kept},
    seal,
};
use crate::{process, setup::Tools, workspace};

/// Finishes the page that Trunk built into `built`, under the name `page` in `into`. It says these texts.
pub(super) fn finish(tools: &Tools, built: &Path, into: &Path, page: &str, texts: TextSet) -> Result<()> {
    let html = fs::read_to_string(built.join("index.html"))?;
    let assets = html::assets(&html)?;
    let work = Work { tools, built, into };
    let style = work.style(&assets.style)?;
    let (module, renamed) = work.module("widget", &assets.module)?;
    let boot = work.boot(&module)?;
    let start = work.started(&work.glue(&assets.script, &renamed)?, &glue::start())?;
    let start = text_of_element(start, "script")?;
    let finished = html::finished(&html, &Finished { style, boot, start })?;
    let finished = html::with_modules(&finished, &work.beside()?)?;
    fs::write(into.join(page), seal::sealed(&finished, texts)?)?;
    Ok(())
}

struct Work<'a> {
    tools: &'a Tools,
    built: &'a Path,
    into: &'a Path,
}

impl Work<'_> {
    fn style(&self, all: &str) -> Result<String> {
        let joined = self.built.join("style.css");
        fs::write(&joined, all)?;
        text_of_element(self.minified(&joined, &[])?, "style")
    }

    /// The script that stands in the page. It asks for the module before anything else is loaded, and for nothing
    /// but that very module: of a preload no browser checks the digest.
    fn boot(&self, module: &Kept) -> Result<String> {
        let boot = text_of_element(self.minified(&workspace::root().join("src/boot.js"), &[])?, "script")?;
        Ok(boot + &glue::ahead(&module.name, &module.integrity))
    }

    /// The modules that the page has beside it.
    fn beside(&self) -> Result<Vec<Started>> {
        let built = MODULES.into_iter().filter(|module| self.built.join(module.wasm).exists());
        let started = built.map(|module| {
            let (wasm, renamed) = self.module(module.name, module.wasm)?;
            let glue = self.glue(module.script, &renamed)?;
            let script = self.keep(module.name, "js", &self.started(&glue, &beside::start(&wasm))?)?.name;
            Ok(Started { module, script })
        });
        started.collect()
    }

    /// A module, and what its imports and exports are called now.
    fn module(&self, name: &str, built: &str) -> Result<(Kept, String)> {
        let small = self.built.join("small.wasm");
        let renamed = process::output(
            self.tools
                .command("wasm-opt")
                .args([
                    "--minify-imports-and-exports-and-modules",
                    "--strip-producers",
                    "--strip-target-features",
                ])
                .arg(self.built.join(built))
                .arg("-o")
                .arg(&small),
        )?;
        Ok((self.keep(name, "wasm", &fs::read(&small)?)?, renamed))
    }

    /// What wasm-bindgen put between the browser and a module, with the names that the module has now.
    fn glue(&self, script: &str, renamed: &str) -> Result<String> {
        let name = format!("glue-{script}");
        let script = fs::read_to_string(self.built.join(script))?;
        fs::write(self.built.join(&name), glue::rename(&script, renamed)?)?;
        Ok(name)
    }

    /// The script that loads and starts a module, in one with its glue.
    fn started(&self, glue: &str, script: &str) -> Result<Vec<u8>> {
        let start = self.built.join(format!("with-{glue}"));
        fs::write(&start, script.replace(glue::GLUE, glue))?;
        self.minified(&start, &["--bundle", "--format=esm"])
    }

    fn minified(&self, file: &Path, flags: &[&str]) -> Result<Vec<u8>> {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(".min");
        let small = self.built.join(name);
        process::run_quietly(
            self.tools
                .command("esbuild")
                .arg(file)
                .args(["--minify", "--legal-comments=none", "--log-level=warning"])
                .args(flags)
                .arg(format!("--outfile={}", small.display())),
        )?;
        fs::read(&small).with_context(|| format!("cannot read {}", small.display()))
    }

    fn keep(&self, name: &str, extension: &str, bytes: &[u8]) -> Result<Kept> {
        let name = keep(self.into, name, extension, bytes)?;
        Ok(Kept { name, integrity: seal::integrity(bytes) })
    }
}

/// Writes a file under a name that says what is in it, so that a browser may keep it for ever.
pub(crate) fn keep(folder: &Path, name: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    const NAME_BYTES: usize = 8;
    let digest = Sha384::digest(bytes);
    let in_name =
        digest.iter().take(NAME_BYTES).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    let name = format!("{name}-{in_name}.{extension}");
    fs::write(folder.join(&name), bytes)?;
    Ok(name)
}

/// What stands in an element of the page, where a browser takes the first thing that looks like its end for it.
fn text_of_element(bytes: Vec<u8>, element: &str) -> Result<String> {
    let text = String::from_utf8(bytes).with_context(|| format!("a {element} of the page is no text"))?;
    if ["</", "<!--"].iter().any(|mark| text.contains(mark)) {
        bail!("a {element} that stands in a page cannot have the beginning of an end tag or a comment in it");
    }
    Ok(text.trim_end().to_owned())
}
