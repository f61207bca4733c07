//! The page's program: mounts the page's application into `index.html`.

#[cfg(target_arch = "wasm32")]
fn main() {
    b24_duplicates::entry::start_page();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser. Start it with: cargo xtask demo");
}
