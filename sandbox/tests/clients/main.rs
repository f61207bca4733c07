//! Clients that were written for the real portal, unmodified, against a sandbox.
//!
//! They come from their registries, so these tests are run only where they are installed; the README
//! says how.

use std::path::PathBuf;
use std::process::Command;

use rstest::rstest;
use sandbox::server::{Options, start};

#[rstest]
#[case::b24jssdk("node", "jssdk.mjs", Address::Url)]
#[case::fast_bitrix24(".venv/bin/python", "fast.py", Address::Url)]
#[case::b24pysdk(".venv/bin/python", "pysdk.py", Address::Host)]
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the clients installed in sandbox/clients"]
async fn a_client_works_unmodified(#[case] program: &str, #[case] script: &str, #[case] address: Address) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("clients");
    let certificate = std::env::temp_dir().join(format!("sandbox-{script}-{}.pem", std::process::id()));
    let options = Options { records: 300, tls: Some(certificate.clone()), ..Options::default() };
    let sandbox = start(options).await.unwrap();
    let program = if program.starts_with('.') { folder.join(program) } else { program.into() };
    let url = sandbox.portal_url().to_owned();
    let address = match address {
        Address::Url => url.as_str(),
        Address::Host => url.trim_start_matches("https://"),
    };
    let mut client = Command::new(program);
    client.current_dir(&folder).arg(script).arg(address);
    for trust in ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"] {
        client.env(trust, &certificate);
    }
    let output = tokio::task::spawn_blocking(move || client.output()).await.unwrap().unwrap();
    std::fs::remove_file(certificate).unwrap();
    sandbox.stop().await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What a client calls the portal by.
#[derive(Clone, Copy, Debug)]
enum Address {
    /// Its origin.
    Url,
    /// Its host with the port.
    Host,
}
