//! The real servers, each with its snippet, and what they answer.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of a test may stop it")]

use std::env;
use std::fmt::{Display, Formatter};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::site;

/// A server of ours, over a folder of its own. It ends with the test.
pub(crate) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    pub(crate) fn nginx(name: &str) -> Self {
        let snippet = fs::read_to_string(snippet("nginx.conf")).unwrap();
        Self::nginx_with(name, "", &snippet)
    }

    /// With the modules and the lines that the snippet names.
    pub(crate) fn nginx_with_brotli(name: &str) -> Self {
        let modules = program("HOSTING_NGINX").ancestors().nth(2).unwrap().join("lib/nginx/modules");
        let load = |kind| {
            let module = modules.join(format!("ngx_http_brotli_{kind}_module.so"));
            format!("load_module {};\n", module.display())
        };
        let snippet = fs::read_to_string(snippet("nginx.conf")).unwrap();
        assert_eq!(["# brotli_static on;", "# brotli on;"].map(|line| snippet.matches(line).count()), [1, 2]);
        let snippet = snippet.replace("# brotli", "brotli");
        Self::nginx_with(name, &["filter", "static"].map(load).concat(), &snippet)
    }

    fn nginx_with(name: &str, load: &str, snippet: &str) -> Self {
        let (folder, port) = (site::made(name), free_port());
        let spool: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {}/{kind};\n", folder.display()))
            .concat();
        let config = format!(
            "{load}daemon off; master_process off; pid {0}/pid; error_log {0}/errors;\nevents {{}}\n\
             http {{ access_log off; {spool}server {{ listen 127.0.0.1:{port}; root {0};\n{snippet}\n}} }}",
            folder.display()
        );
        fs::write(folder.join("server.conf"), config).unwrap();
        let mut command = Command::new(program("HOSTING_NGINX"));
        command.arg("-c").arg(folder.join("server.conf"));
        command.env("LD_LIBRARY_PATH", libraries(&program("HOSTING_NGINX")));
        Self::start(&mut command, port)
    }

    pub(crate) fn caddy(name: &str) -> Self {
        let (folder, port) = (site::made(name), free_port());
        let config = fs::read_to_string(snippet("Caddyfile"))
            .unwrap()
            .replace("your-host.example", &format!("http://127.0.0.1:{port}"))
            .replace("root * /srv", &format!("root * {}", folder.display()));
        fs::write(folder.join("Caddyfile"), format!("{{\n\tadmin off\n}}\n{config}")).unwrap();
        let mut command = Command::new(program("HOSTING_CADDY"));
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
        command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder);
        Self::start(&mut command, port)
    }

    fn start(command: &mut Command, port: u16) -> Self {
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Self { process, port };
        let end = Instant::now() + Duration::from_mins(2);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(server.process.try_wait().unwrap().is_none(), "the server refuses its configuration");
            assert!(Instant::now() < end, "the server does not listen");
            std::thread::yield_now();
        }
        server
    }

    /// What it answers to somebody who unpacks nothing.
    pub(crate) fn ask(&self, method: &str, address: &str) -> Answer {
        self.ask_packed(method, address, "identity")
    }

    /// What it answers to somebody who unpacks what `accepted` names; a POST is a form, as the portal sends it.
    pub(crate) fn ask_packed(&self, method: &str, address: &str, accepted: &str) -> Answer {
        let form = "AUTH_ID=x";
        let body = if method == "POST" {
            let bytes = form.len();
            format!(
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes}\r\n\r\n{form}"
            )
        } else {
            "\r\n".to_owned()
        };
        let request = format!(
            "{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Accept-Encoding: {accepted}\r\n{body}",
            self.port
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::read(format!("{method} {address} ({accepted})"), &bytes)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended by itself has nothing left to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a server answered.
pub(crate) struct Answer {
    asked: String,
    head: String,
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(asked: String, bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(bytes.get(..end).unwrap().to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { asked, head, status, body: bytes.get(end + 4..).unwrap().to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let named =
            |line: &&str| line.split_once(':').is_some_and(|(said, _)| said.eq_ignore_ascii_case(name));
        let (_, value) = self.head.lines().find(named)?.split_once(':')?;
        Some(value.trim())
    }

    /// It has this header with this value.
    pub(crate) fn says(&self, name: &str, value: &str) {
        assert_eq!(self.header(name), Some(value), "{name}: {self}");
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Display for Answer {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} gave\n{}", self.asked, self.head)
    }
}

fn program(variable: &str) -> PathBuf {
    env::var_os(variable).expect("the server is brought by `cargo xtask test hosting`").into()
}

/// Where a program that is not installed has its libraries: beside it, in a folder that is named after the machine.
fn libraries(program: &Path) -> PathBuf {
    let folders = fs::read_dir(program.ancestors().nth(2).unwrap().join("lib")).unwrap();
    let mut folders = folders.map(|folder| folder.unwrap().path());
    folders.find(|folder| folder.to_string_lossy().ends_with("-linux-gnu")).unwrap_or_default()
}

fn snippet(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting").join(name)
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
