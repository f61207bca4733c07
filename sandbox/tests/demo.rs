//! The program that `cargo xtask demo` becomes, as the person at the terminal sees it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "the helpers of a test may stop it")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

#[tokio::test]
async fn it_prints_two_addresses_and_what_to_click_and_ends_at_ctrl_c() {
    let mut demo = Demo::start(&widget());
    let lines = demo.lines(3);
    assert!(lines[0].starts_with("portal  http://localhost:"), "{lines:?}");
    assert!(lines[1].starts_with("app     http://127.0.0.1:"), "{lines:?}");
    assert_eq!(lines[2], "Open the portal, choose a contact, and click the tab of the application.");

    // It keeps its connections, as a browser does that still shows the portal: Ctrl-C ends the demo all the same.
    let browser = reqwest::Client::builder().no_proxy().build().unwrap();
    let portal = page(&browser, &lines[0]).await;
    assert!(portal.contains("/crm/contact/details/"), "there is a contact to choose: {portal}");
    assert_eq!(page(&browser, &lines[1]).await, WIDGET);

    demo.interrupt();
    let status = demo.0.wait().unwrap();
    assert!(status.success(), "this is how a demo ends, and no failure: {status}");
}

const WIDGET: &str = "<p>the widget</p>";

/// The program, on ports that are free. It ends with the test.
struct Demo(Child);

impl Demo {
    fn start(dist: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
        command.args(["--listen", "127.0.0.1:0", "--app-listen", "127.0.0.1:0", "--dist"]).arg(dist);
        Self(command.stdout(Stdio::piped()).spawn().unwrap())
    }

    fn lines(&mut self, number: usize) -> Vec<String> {
        BufReader::new(self.0.stdout.take().unwrap()).lines().take(number).map(Result::unwrap).collect()
    }

    /// What the terminal sends at Ctrl-C.
    fn interrupt(&self) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // One that has ended by itself has nothing left to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What stands at the address in a printed line.
async fn page(browser: &reqwest::Client, line: &str) -> String {
    let address = line.split_whitespace().last().unwrap();
    browser.get(address).send().await.unwrap().text().await.unwrap()
}

/// A folder with as much of a widget as a host needs.
fn widget() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    fs::create_dir_all(&folder).unwrap();
    for page in ["index.html", "card.html", "page.html"] {
        fs::write(folder.join(page), WIDGET).unwrap();
    }
    folder
}
