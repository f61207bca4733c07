//! The snippets in `docs/hosting` do what the portal needs: the frame's page answers POST as well as GET, and a
//! browser keeps what it may keep, and nothing else.
//!
//! Each test runs the real server: `cargo xtask test hosting` brings it along and says where it is.
#![cfg(not(target_arch = "wasm32"))]

mod server;
mod site;

use server::{Answer, Server};
use site::{MODULE, MODULE_BYTES, TEXTS};

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn nginx_serves_the_frame() {
    frame_is_served(&Server::nginx("nginx-frame"));
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn caddy_serves_the_frame() {
    frame_is_served(&Server::caddy("caddy-frame"));
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn with_nginx_only_files_that_exist_are_kept() {
    only_files_are_kept(&Server::nginx("nginx-kept"));
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn with_caddy_only_files_that_exist_are_kept() {
    only_files_are_kept(&Server::caddy("caddy-kept"));
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn nginx_sends_what_is_packed() {
    packed_is_sent(&Server::nginx("nginx-packed"), Brotli::No);
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn nginx_with_brotli_sends_what_is_packed() {
    packed_is_sent(&Server::nginx_with_brotli("nginx-brotli"), Brotli::FilesAndPages);
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn caddy_sends_what_is_packed() {
    packed_is_sent(&Server::caddy("caddy-packed"), Brotli::Files);
}

fn frame_is_served(server: &Server) {
    for address in ["/widget/", "/widget/index.html", "/widget/card.html"]
        .map(|page| format!("{page}?DOMAIN=portal.example"))
    {
        for answer in ["POST", "GET"].map(|method| server.ask(method, &address)) {
            assert_eq!(answer.status, 200, "{answer}");
            assert_eq!(answer.text(), site::page(), "{answer}");
            answer.says("content-security-policy", "frame-ancestors https://your-portal.bitrix24.com");
            answer.says("cache-control", "no-store");
            // A frame belongs to the window around it, whose opener is the portal's matter.
            assert!(answer.header("cross-origin-opener-policy").is_none(), "{answer}");
            is_guarded(&answer);
        }
    }
    // The page that holds a webhook is framed by nobody, and shares no window with who opened it.
    let page = server.ask("GET", "/widget/page.html");
    page.says("cross-origin-opener-policy", "same-origin");
    page.says("content-security-policy", "frame-ancestors 'none'");
    page.says("cache-control", "no-store");
    is_guarded(&page);
}

fn is_guarded(page: &Answer) {
    page.says("referrer-policy", "no-referrer");
    page.says("x-content-type-options", "nosniff");
    page.says("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}

/// What a browser keeps for a year it cannot be asked to forget: a module that was missing while a release was being
/// uploaded would be missing in the tab of whoever came at that second, for a year.
fn only_files_are_kept(server: &Server) {
    for (file, kind) in [(MODULE, "application/wasm"), (TEXTS, "text/plain")] {
        let answer = server.ask("GET", file);
        assert_eq!(answer.status, 200, "{answer}");
        answer.says("cache-control", "public, max-age=31536000, immutable");
        answer.says("x-content-type-options", "nosniff");
        // A script that runs beside the page has its own policy, or none.
        answer.says(
            "content-security-policy",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
        );
        // Another type, and the module is not compiled while it comes.
        assert!(answer.header("content-type").is_some_and(|said| said.starts_with(kind)), "{answer}");
    }
    for (method, address, status) in [
        ("GET", "/widget/widget-5678.wasm", 404),
        ("GET", "/widget/locales/4e5f6a7b/de.txt", 404),
        ("GET", "/widget/../widget/nothing.js", 404),
        ("HEAD", "/widget/widget-5678.wasm", 404),
        ("GET", "/widget/locales", 404),
        ("GET", "/widget/locales/", 404),
        ("GET", "/widget/locales/0a1b2c3d/", 404),
    ] {
        let answer = server.ask(method, address);
        assert_eq!(answer.status, status, "{answer}");
        is_not_kept(&answer);
    }
    // nginx says 500, Caddy 404.
    let unreadable = server.ask("GET", site::UNREADABLE);
    assert!(unreadable.status >= 400, "{unreadable}");
    is_not_kept(&unreadable);
    // A form for a file, and a file as a folder: servers make of them what they want.
    for (method, address) in [
        ("POST", MODULE.to_owned()),
        ("POST", "/widget/widget-5678.wasm".to_owned()),
        ("POST", "/widget/page.html".to_owned()),
        ("PUT", MODULE.to_owned()),
        ("GET", format!("{MODULE}/")),
        ("GET", format!("{MODULE}/nothing")),
    ] {
        is_not_kept(&server.ask(method, &address));
    }
}

/// Without a word about caching, neither a 403, a 405 nor a 5xx is kept, and a 404 no longer than the page.
fn is_not_kept(answer: &Answer) {
    assert!(answer.header("cache-control").is_none_or(|said| said == "no-store"), "{answer}");
    assert!(answer.header("expires").is_none(), "{answer}");
}

/// What a server sends by brotli.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brotli {
    No,
    /// What lies there packed.
    Files,
    /// That, and the pages, which it packs itself.
    FilesAndPages,
}

/// The bytes on the wire are those of the packed files; a browser takes brotli over https, and gzip over http.
fn packed_is_sent(server: &Server, by_brotli: Brotli) {
    let [raw, gzip, brotli] = MODULE_BYTES;
    let best = if by_brotli == Brotli::No { (Some("gzip"), gzip) } else { (Some("br"), brotli) };
    let pages = if by_brotli == Brotli::FilesAndPages { "br" } else { "gzip" };
    for (accepted, (encoding, bytes)) in [
        ("gzip, deflate, br, zstd", best),
        ("br;q=1.0, gzip;q=0.8", best),
        ("gzip, deflate", (Some("gzip"), gzip)),
        ("identity", (None, raw)),
        ("", (None, raw)),
    ] {
        let answer = server.ask_packed("GET", MODULE, accepted);
        assert_eq!(answer.status, 200, "{answer}");
        // Caddy sends it in chunks, each with its length.
        assert!(
            (bytes..=bytes + bytes / 100).contains(&answer.body.len()),
            "{}: {answer}",
            answer.body.len()
        );
        assert_eq!(answer.header("content-encoding"), encoding, "{answer}");
        answer.says("vary", "Accept-Encoding");
        answer.says("content-type", "application/wasm");
        answer.says("cache-control", "public, max-age=31536000, immutable");
    }
    // Nothing is packed beside it.
    let texts = server.ask_packed("GET", TEXTS, "gzip, br");
    assert_eq!((texts.status, texts.header("content-encoding")), (200, None), "{texts}");
    for (method, page) in [("GET", "/widget/"), ("POST", "/widget/card.html"), ("GET", "/widget/page.html")] {
        let answer = server.ask_packed(method, page, "gzip, deflate, br, zstd");
        answer.says("content-encoding", pages);
        answer.says("vary", "Accept-Encoding");
        assert!(answer.body.len() < site::page().len() / 3, "{answer}");
    }
}
