//! The files as they are sent: packed once, as well as can be, beside what they are packed from.

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::workspace;

/// Packs every file below a folder but the pages: whoever hosts them writes his portal into their policy, and a
/// packed page would go on saying what it said before. Servers pack them as they send them.
pub(crate) fn pack(folder: &Path) -> Result<()> {
    for file in workspace::files_below(folder)?.into_iter().filter(|file| !is_page(file)) {
        let bytes = fs::read(&file)?;
        fs::write(beside(&file, "br"), brotli(&bytes)?)?;
        fs::write(beside(&file, "gz"), gzip(&bytes)?)?;
    }
    Ok(())
}

/// Whether a file is a page.
pub(super) fn is_page(file: &Path) -> bool {
    file.extension() == Some(OsStr::new("html"))
}

/// Whether a file is a packed one.
pub(super) fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "br" || extension == "gz")
}

/// As browsers take it over https: in one block, and with twelve distances of their own, which a module repeats itself by. A
/// card's is 300 bytes smaller by it.
pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    const BEST: i32 = 11;
    const ONE_BLOCK: i32 = 21;
    const DIRECT_DISTANCES: u32 = 12;
    let mut params = BrotliEncoderParams { quality: BEST, lgblock: ONE_BLOCK, ..with_window() };
    params.dist.num_direct_distance_codes = DIRECT_DISTANCES;
    brotli_of(bytes, &params)
}

/// The same, as servers pack what they send: nginx's module, if nothing else is said.
pub(super) fn brotli_as_sent(bytes: &[u8]) -> Result<Vec<u8>> {
    const QUICK: i32 = 6;
    brotli_of(bytes, &BrotliEncoderParams { quality: QUICK, ..with_window() })
}

fn with_window() -> BrotliEncoderParams {
    const WINDOW_BITS: i32 = 22;
    BrotliEncoderParams { lgwin: WINDOW_BITS, ..BrotliEncoderParams::default() }
}

fn brotli_of(bytes: &[u8], params: &BrotliEncoderParams) -> Result<Vec<u8>> {
    const BUFFER: usize = 4096;
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), BUFFER, params);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

/// As every browser takes it.
pub(super) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn each_file_but_a_page_lies_there_packed_and_unpacks_to_what_it_was() {
        let folder = workspace::target().join("xtask-pack");
        let text = "all work and no play ".repeat(500);
        fs::create_dir_all(folder.join("inner")).unwrap();
        for file in ["index.html", "start.js", "inner/de.txt"] {
            fs::write(folder.join(file), &text).unwrap();
        }
        pack(&folder).unwrap();
        for file in ["start.js", "inner/de.txt"] {
            let (mut from_brotli, mut from_gzip) = (String::new(), String::new());
            let packed = |extension| fs::read(beside(&folder.join(file), extension)).unwrap();
            let (br, gz) = (packed("br"), packed("gz"));
            assert!(br.len() < gz.len() && gz.len() < text.len() / 10, "{} {}", br.len(), gz.len());
            brotli::Decompressor::new(br.as_slice(), 4096).read_to_string(&mut from_brotli).unwrap();
            flate2::read::GzDecoder::new(gz.as_slice()).read_to_string(&mut from_gzip).unwrap();
            assert_eq!((&from_brotli, &from_gzip), (&text, &text), "{file}");
        }
        assert!(!folder.join("index.html.br").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    /// Builds of the same sources are the same bytes.
    #[test]
    fn what_is_packed_says_not_when() {
        let packed = gzip(b"text").unwrap();
        assert_eq!(packed.get(4..8), Some([0; 4].as_slice()), "no time in the head of a gzip");
    }
}
