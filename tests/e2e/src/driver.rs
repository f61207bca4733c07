//! The driver's process.

use std::process::Stdio;

use anyhow::{Context as _, Result};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::place;

/// A driver on a port of its own, ended with this handle.
pub(crate) struct Driver {
    port: u16,
    _process: Child,
    /// Kept open: a driver that cannot print any more ends itself.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts a driver on a port that the system chose.
    pub(crate) async fn start() -> Result<Self> {
        let program = place::chromedriver();
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}: run `cargo xtask setup`", program.display()))?;
        let mut output = BufReader::new(process.stdout.take().context("the driver's output")?).lines();
        let port = loop {
            let line = output.next_line().await?.context("the driver ended before it listened")?;
            if let Some(port) = port_in(&line) {
                break port;
            }
        };
        Ok(Self { port, _process: process, _output: output })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// `ChromeDriver was started successfully on port 41235.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
