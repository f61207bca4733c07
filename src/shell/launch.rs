//! What the page knows when it starts.

use web_sys::{Document, Window};

use crate::app::{HostPage, Launch};

/// Reads it all at once.
pub(super) fn read(window: &Window, host_page: HostPage) -> Launch {
    let location = window.location();
    Launch {
        host_page,
        window_name: window.name().unwrap_or_default(),
        query: location.search().unwrap_or_default().trim_start_matches('?').to_owned(),
        fragment: location.hash().unwrap_or_default().trim_start_matches('#').to_owned(),
        framed: is_framed(window),
        page_address: location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default(),
        connect_sources: window
            .document()
            .and_then(|document| connect_sources(&document))
            .unwrap_or_default(),
        languages: window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect(),
    }
}

fn is_framed(window: &Window) -> bool {
    match window.parent() {
        Ok(Some(parent)) => &parent != window,
        // A parent that cannot even be named is a parent.
        Ok(None) => false,
        Err(_) => true,
    }
}

/// The page's own policy is the one list of portals: what it does not let us connect to, we do not try.
fn connect_sources(document: &Document) -> Option<String> {
    let policy = document
        .query_selector("meta[http-equiv='Content-Security-Policy']")
        .ok()??
        .get_attribute("content")?;
    policy
        .split(';')
        .find_map(|directive| directive.trim().strip_prefix("connect-src"))
        .map(|sources| sources.trim().to_owned())
}
