//! The kept corpus, without libFuzzer: what it once reached stays true.

use std::fs;
use std::path::Path;

use rstest::rstest;

#[rstest]
#[case::answer("answer")]
#[case::key("key")]
#[case::paste("paste")]
#[case::slices("slices")]
#[case::frame("frame")]
#[case::portal("portal")]
#[case::reader("reader")]
#[case::search("search")]
#[case::table("table")]
#[case::ods("ods")]
#[case::xls("xls")]
#[case::vcard("vcard")]
fn holds_for_the_corpus_of(#[case] target: &str) {
    let (_, property) = fuzz::TARGETS.into_iter().find(|(name, _)| *name == target).unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut inputs = 0;
    for entry in fs::read_dir(&corpus).unwrap() {
        let path = entry.unwrap().path();
        // Said before it is tried: the property's own message does not know the file.
        println!("{}", path.display());
        property(&fs::read(&path).unwrap());
        inputs += 1;
    }
    assert!(inputs >= 10, "only {inputs} inputs in {}", corpus.display());
}
