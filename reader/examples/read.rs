//! Reads standard input and prints what it is read as: `cargo run -p reader --example read -- RU < text`.

use std::io::Read as _;

use b24_duplicates::domain::MatchKey;
use reader::{Options, Region, What, first_unaccounted, read};

fn main() -> std::io::Result<()> {
    let country = std::env::args().nth(1).and_then(|code| Region::from_code(&code).ok());
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let reading = read(&text, &Options { country, ..Options::default() });
    for item in &reading.items {
        let piece = text.get(item.span.clone()).unwrap_or_default();
        print!("{}\t{piece:?}\t", item.line);
        match &item.what {
            What::Found(found) => {
                let key = |spelling| {
                    MatchKey::of(found.kind, spelling).map_or_else(String::new, |key| key.text().to_owned())
                };
                print!("{:?} {:?} = {}", found.kind, found.spelling, key(&found.spelling));
                for variant in &found.variants {
                    print!("; {:?} {:?} = {}", variant.form, variant.spelling, key(&variant.spelling));
                }
                println!();
            }
            what => println!("{what:?}"),
        }
    }
    println!("{} lines, unaccounted: {:?}", reading.lines, first_unaccounted(&text, &reading));
    Ok(())
}
