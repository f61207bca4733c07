//! What a search takes: requests, time, truth, against other clients; processor time and memory.

use anyhow::Result;

use crate::{
    process,
    setup::{self, CLIENTS, Client},
    workspace,
};

/// Brings the clients that the search is held against, and measures.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let tools = setup::ready()?;
    let clients = CLIENTS.iter().map(Client::ready).collect::<Result<Vec<_>>>()?;
    let mut cargo = tools.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments);
    process::run(cargo.envs(clients).env("BENCH_TARGET", workspace::target()))
}
