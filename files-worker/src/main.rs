//! The module in the browser: hears the page's messages and answers them.

#[cfg(target_arch = "wasm32")]
mod browser;

#[cfg(target_arch = "wasm32")]
fn main() {
    browser::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs beside a page. Start it with: cargo xtask demo");
}
