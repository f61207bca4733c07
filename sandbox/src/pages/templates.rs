//! Templates, built into the program. Their names end in `.html`, so whatever they print is escaped.

use std::sync::OnceLock;

use axum::response::Html;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::error::PageError;

#[derive(RustEmbed)]
#[folder = "assets/templates"]
struct Templates;

/// Renders a template to a page.
///
/// # Errors
/// When the template is missing or broken, which the tests of the pages would show.
pub(super) fn page(name: &str, context: impl Serialize) -> Result<Html<String>, PageError> {
    render(name, context).map(Html)
}

/// Renders a template to a part of a page.
///
/// # Errors
/// As for [`page`].
pub(super) fn render(name: &str, context: impl Serialize) -> Result<String, PageError> {
    Ok(environment().get_template(name)?.render(Serde(context))?)
}

fn environment() -> &'static Environment<'static> {
    static ENVIRONMENT: OnceLock<Environment<'static>> = OnceLock::new();
    ENVIRONMENT.get_or_init(|| {
        let mut environment = Environment::new();
        environment.set_loader(load);
        environment
    })
}

fn load(name: &str) -> Result<Option<String>, minijinja::Error> {
    let Some(file) = Templates::get(name) else { return Ok(None) };
    let text = String::from_utf8(file.data.into_owned());
    text.map(Some)
        .map_err(|_| minijinja::Error::new(ErrorKind::InvalidOperation, "the template is not UTF-8"))
}
