//! A small `dist/` for a server to serve.
#![expect(clippy::unwrap_used, reason = "the helpers of a test may stop it")]

use std::fs::{self, File};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

/// How many bytes the module has: as it is, packed by gzip, and by brotli.
pub(crate) const MODULE_BYTES: [usize; 3] = [50_000, 20_000, 10_000];

/// The address of the module.
pub(crate) const MODULE: &str = "/widget/widget-1234.wasm";

/// The address of a language's texts.
pub(crate) const TEXTS: &str = "/widget/locales/0a1b2c3d/de.txt";

/// The address of a file that is there and that no server can read, whoever runs it: a socket.
pub(crate) const UNREADABLE: &str = "/widget/broken-1234.js";

/// What stands in each page: as much as in the widget's.
pub(crate) fn page() -> String {
    "<p>the entry page</p>".repeat(150)
}

/// A folder of the test's own, with the files in it that a server serves.
pub(crate) fn made(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let file = |address: &str, bytes: &[u8]| {
        let path = folder.join(address.trim_start_matches('/'));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    for name in ["index", "card", "page"] {
        file(&format!("/widget/{name}.html"), page().as_bytes());
    }
    for (packing, bytes) in ["", ".gz", ".br"].into_iter().zip(MODULE_BYTES) {
        file(&format!("{MODULE}{packing}"), &vec![0; bytes]);
    }
    file(TEXTS, b"de");
    socket(&folder.join(UNREADABLE.trim_start_matches('/')));
    folder
}

/// The file of a listener stays when that is gone. The system allows it a short path only, so its folder gets one.
fn socket(path: &Path) {
    let folder = File::open(path.parent().unwrap()).unwrap();
    let name = path.file_name().unwrap();
    drop(
        UnixListener::bind(Path::new("/proc/self/fd").join(folder.as_raw_fd().to_string()).join(name))
            .unwrap(),
    );
}
