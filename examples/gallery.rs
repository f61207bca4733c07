//! Shows every state of the screen, for the eye: `gallery.html#card-done`.
//!
//! It is not part of the widget. `examples/gallery.html` says how to build it.

#[cfg(target_arch = "wasm32")]
#[path = "../tests/samples/mod.rs"]
mod samples;

#[cfg(target_arch = "wasm32")]
fn main() {
    gallery::show();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser: see examples/gallery.html");
}

#[cfg(target_arch = "wasm32")]
mod gallery {
    use b24_duplicates::i18n::{Catalogue, Language, TextSet};
    use b24_duplicates::ui::{Dispatch, PageApp};
    use leptos::mount::mount_to;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast as _;
    use web_sys::HtmlElement;

    use super::samples;

    /// Shows the sample that the address names after `#`, or all of them; their names stand in the page's
    /// `data-samples`.
    pub(crate) fn show() {
        console_error_panic_hook::set_once();
        let wanted = window().location().hash().unwrap_or_default();
        let wanted = wanted.trim_start_matches('#');
        let (language, texts) = language();
        let texts = ArcRwSignal::new(Catalogue::read(language, TextSet::Page, texts).unwrap_or_default());
        let names: Vec<_> = samples::all().iter().map(|sample| sample.name).collect();
        if let Some(page) = document().document_element() {
            // It fails only for a name that no attribute can have.
            let _ = page.set_attribute("data-samples", &names.join(" "));
        }
        for mut sample in samples::all() {
            sample.view.language = language;
            if wanted.is_empty() || sample.name == wanted {
                let (view, texts) = (ArcRwSignal::new(sample.view), texts.read_only());
                let Some(place) = place() else { return };
                let mounted = mount_to(place, move || {
                    let dispatch = Dispatch::new(|_| {});
                    view! { <PageApp view=view.read_only() texts dispatch/> }
                });
                mounted.forget();
            }
        }
    }

    /// The language that the address asks for, and its texts; English if it does not.
    fn language() -> (Language, &'static str) {
        let search = window().location().search().unwrap_or_default();
        let others = [
            (Language::German, include_str!(concat!(env!("OUT_DIR"), "/page/de.txt"))),
            (Language::Russian, include_str!(concat!(env!("OUT_DIR"), "/page/ru.txt"))),
        ];
        let is_asked = |(language, _): &(Language, _)| search.contains(&["lang=", language.tag()].concat());
        let english = (Language::English, include_str!(concat!(env!("OUT_DIR"), "/page/en.txt")));
        others.into_iter().find(is_asked).unwrap_or(english)
    }

    fn place() -> Option<HtmlElement> {
        document().get_element_by_id("app")?.dyn_into().ok()
    }
}
