//! The program of a card's tab: mounts its application into `card.html`.

#[cfg(target_arch = "wasm32")]
fn main() {
    b24_duplicates::entry::start_card();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser. Start it with: cargo xtask demo");
}
