//! The snippets in `docs/hosting` do what the portal needs: the frame's page answers POST as well as GET.
//!
//! Each test runs the real server: `cargo xtask test hosting` brings it along and says where it is.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "the helpers of a test may stop it")]

use std::env;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PAGE: &str = "<p>the entry page</p>";

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn nginx_serves_the_frame() {
    let program = env::var_os("HOSTING_NGINX").expect("nginx is brought by `cargo xtask test hosting`");
    let (folder, port) = (site("nginx"), free_port());
    let snippet = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting/nginx.conf");
    let spool: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()))
        .concat();
    let config = format!(
        "daemon off; master_process off; pid {0}/pid; error_log {0}/errors;\nevents {{}}\nhttp {{ access_log off; {spool}\
         server {{ listen 127.0.0.1:{port}; root {0}; include {1}; }} }}",
        folder.display(),
        snippet.display()
    );
    fs::write(folder.join("server.conf"), config).unwrap();
    let server = Server::start(Command::new(program).arg("-c").arg(folder.join("server.conf")), port);
    frame_is_served(&server);
}

#[test]
#[ignore = "needs the server: cargo xtask test hosting"]
fn caddy_serves_the_frame() {
    let program = env::var_os("HOSTING_CADDY").expect("Caddy is brought by `cargo xtask test hosting`");
    let (folder, port) = (site("caddy"), free_port());
    let snippet = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting/Caddyfile");
    let config = fs::read_to_string(snippet)
        .unwrap()
        .replace("your-host.example", &format!("http://127.0.0.1:{port}"))
        .replace("root * /srv", &format!("root * {}", folder.display()));
    fs::write(folder.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{config}")).unwrap();
    let mut command = Command::new(program);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
    command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder);
    frame_is_served(&Server::start(&mut command, port));
}

fn frame_is_served(server: &Server) {
    for address in ["/widget/", "/widget/index.html", "/widget/card.html"]
        .map(|page| format!("{page}?DOMAIN=portal.example"))
    {
        for method in ["POST", "GET"] {
            let answer = server.ask(method, &address).unwrap().to_ascii_lowercase();
            let asked = format!("{method} {address}");
            assert!(answer.starts_with("http/1.1 200"), "{asked}: {answer}");
            assert!(answer.contains(PAGE), "{asked} gives the page: {answer}");
            assert!(
                answer.contains("content-security-policy: frame-ancestors https://your-portal"),
                "{asked}: {answer}"
            );
            assert!(answer.contains("cache-control: no-store"), "{asked}: {answer}");
            assert!(answer.contains("permissions-policy: camera=(), "), "{asked}: {answer}");
        }
    }
    let module = server.ask("GET", "/widget/widget-1234_bg.wasm").unwrap().to_ascii_lowercase();
    assert!(
        module.contains("content-type: application/wasm"),
        "or it is not compiled while it streams: {module}"
    );
    let texts = server.ask("GET", "/widget/locales/0a1b2c3d/de.txt").unwrap().to_ascii_lowercase();
    assert!(
        texts.contains("cache-control: public, max-age=31536000, immutable"),
        "a release has texts of its own: {texts}"
    );
    let page = server.ask("GET", "/widget/page.html").unwrap().to_ascii_lowercase();
    assert!(
        page.contains("frame-ancestors 'none'"),
        "the page that holds a webhook is framed by nobody: {page}"
    );
    assert!(page.contains("permissions-policy: camera=(), "), "{page}");
}

/// A server of ours. It ends with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(command: &mut Command, port: u16) -> Self {
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Self { process, port };
        let retry = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < retry, "the server does not listen");
            std::thread::yield_now();
        }
        server
    }

    fn ask(&self, method: &str, address: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nAUTH_ID=x",
            self.port
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended by itself has nothing left to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn site(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("widget/locales/0a1b2c3d")).unwrap();
    for page in ["widget/index.html", "widget/card.html", "widget/page.html"] {
        fs::write(folder.join(page), PAGE).unwrap();
    }
    fs::write(folder.join("widget/widget-1234_bg.wasm"), b"\0asm").unwrap();
    fs::write(folder.join("widget/locales/0a1b2c3d/de.txt"), "de").unwrap();
    folder
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
