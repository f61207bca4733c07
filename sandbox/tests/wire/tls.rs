//! https with the sandbox's own certificate.

use std::sync::Arc;

use sandbox::server::{Options, Running, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_trusts_the_certificate_is_answered_beside_a_silent_one() {
    let (sandbox, settings) = sandbox("rest").await;
    assert!(sandbox.app_url().starts_with("https://127.0.0.1:"));
    let _silent = TcpStream::connect(host(&sandbox)).await.unwrap();
    let answer = get(&sandbox, settings, "/rest/1/sandbox1code/profile").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains(r#"{"result":{"ID":"1""#), "{answer}");
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_over_https_says_so() {
    let (sandbox, settings) = sandbox("frame").await;
    let page = get(&sandbox, settings, "/marketplace/app/1/").await;
    assert!(page.contains(&format!("name=\"{}|1|", host(&sandbox))), "{page}");
    assert!(page.contains("action=\"https:") && page.contains("PROTOCOL=1"), "{page}");
    sandbox.stop().await;
}

/// A sandbox over https, and what a client needs to trust it.
async fn sandbox(name: &str) -> (Running, ClientConfig) {
    let file = std::env::temp_dir().join(format!("sandbox-{name}-{}.pem", std::process::id()));
    let options = Options { records: 0, tls: Some(file.clone()), ..Options::default() };
    let sandbox = start(options).await.unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&file).unwrap()).unwrap();
    std::fs::remove_file(file).unwrap();
    (sandbox, ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

fn host(sandbox: &Running) -> &str {
    sandbox.portal_url().strip_prefix("https://").unwrap()
}

/// The answer to one request, with its head.
async fn get(sandbox: &Running, settings: ClientConfig, path: &str) -> String {
    let host = host(sandbox);
    let stream = TcpStream::connect(host).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = TlsConnector::from(Arc::new(settings)).connect(name, stream).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // The server closes without the farewell of TLS, which counts as an error after the whole answer.
    let _closing = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}
