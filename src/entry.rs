//! Mounts the application into a page.

/// Starts the application in the page that loaded the module.
pub fn start() {
    console_error_panic_hook::set_once();
}
