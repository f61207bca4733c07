//! Clients that were written for the real portal, unmodified, against a sandbox.
//!
//! They come from their registries: `cargo xtask test clients` installs them and says where they are.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use rstest::rstest;
use sandbox::portal::Plan;
use sandbox::server::{Options, start};

#[rstest]
#[case::b24jssdk("CLIENT_B24JSSDK", Client::Node("jssdk.mjs"))]
#[case::fast_bitrix24("CLIENT_FAST_BITRIX24", Client::PythonByUrl("fast.py"))]
#[case::b24pysdk("CLIENT_B24PYSDK", Client::PythonByHost("pysdk.py"))]
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the clients: cargo xtask test clients"]
async fn a_client_works_unmodified(#[case] variable: &str, #[case] client: Client) {
    let place = env::var_os(variable).expect("the clients are installed by `cargo xtask test clients`");
    let certificate = env::temp_dir().join(format!("sandbox-{variable}-{}.pem", std::process::id()));
    let options = Options { records: 300, tls: Some(certificate.clone()), ..Options::default() };
    let sandbox = start(options).await.unwrap();
    let url = sandbox.portal_url();
    let (program, script, address, package) = match client {
        Client::Node(script) => ("node".into(), script, url, Some(&place)),
        Client::PythonByUrl(script) => (place.clone(), script, url, None),
        Client::PythonByHost(script) => (place.clone(), script, url.trim_start_matches("https://"), None),
    };
    let mut command = Command::new(program);
    command.current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("clients"));
    command.arg(script).arg(address).args(package);
    for trust in ["NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"] {
        command.env(trust, &certificate);
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    std::fs::remove_file(certificate).unwrap();
    let refused = sandbox.stats().rejected.remove("QUERY_LIMIT_EXCEEDED");
    let requests = sandbox.stats().http_requests;
    sandbox.stop().await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(refused, None, "the client asked faster than the portal lets it");
    let at_once = u64::from(Plan::Standard.burst());
    assert!(!matches!(client, Client::PythonByUrl(_)) || requests > at_once, "it need not wait: {requests}");
}

/// What runs a script, and what the script calls the portal by.
#[derive(Clone, Copy, Debug)]
enum Client {
    /// Node with the package's folder; the portal's origin.
    Node(&'static str),
    /// The Python that has the package; the portal's origin.
    PythonByUrl(&'static str),
    /// The Python that has the package; the portal's host with the port.
    PythonByHost(&'static str),
}
