//! The driver's process.

use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
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
    ///
    /// The driver lets the system choose for IPv4 and takes the same port for IPv6; it ends if that one is
    /// somebody else's, and another choice is made.
    pub(crate) async fn start() -> Result<Self> {
        const CHOICES: usize = 5;
        for _ in 1..CHOICES {
            if let Ok(driver) = Self::start_once().await {
                return Ok(driver);
            }
        }
        Self::start_once().await
    }

    async fn start_once() -> Result<Self> {
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
        let mut told = Vec::new();
        let port = loop {
            let Some(line) = output.next_line().await? else {
                bail!("the driver ended before it listened: {}", told.join(" | "));
            };
            match port_in(&line) {
                Some(port) => break port,
                None => told.push(line),
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
